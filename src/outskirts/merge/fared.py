"""Which words of each voice did the record bear out?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from outskirts.merge.basis import AGAINST, FOR, words
from outskirts.merge.chain import Paths
from outskirts.merge.estimate import Prepared, believed


@dataclass(frozen=True, slots=True)
class Fared:
    """How many words of a voice on control there are in all, how many of them agree with what the whole record makes
    likeliest for that place and day, and how many contradict it."""

    words: int
    borne_out: int
    not_borne_out: int


def fared(moved: Prepared, paths: Paths) -> Mapping[str, Fared]:
    """By the key of the voice, of claims that are prepared (and paced) and solved. Where no state reaches the threshold
    of the method nothing is decided; the word itself is part of the record that judges it."""
    columns = moved.columns
    if not len(columns):
        return {}
    day = np.clip(columns.day - moved.origin, 0, None)
    belief = believed(moved, paths, columns.place, day)
    state = belief.argmax(axis=1)
    sure = belief.max(axis=1) >= moved.evidence.method.threshold
    at = np.arange(len(columns))
    said = words(moved)
    good, bad = sure & (said.likely[at, state] >= FOR), sure & (said.likely[at, state] <= AGAINST)
    size = len(columns.voices)
    counts = [np.bincount(columns.voice[flag], minlength=size) for flag in (np.ones(len(at), bool), good, bad)]
    return {
        voice.key: Fared(int(counts[0][n]), int(counts[1][n]), int(counts[2][n]))
        for n, voice in enumerate(columns.voices)
    }

"""Which reports are near-copies of one wire story?

Texts are compared by the share of three-word runs that they have in common, estimated by MinHash, found by
locality-sensitive hashing (both of datasketch), so that the work grows with the number of texts.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from outskirts.vocabulary import Report

ALIKE = 0.6  # share of runs of words in common from which on two texts are one story
HASHES = 64
RUN = 3
LEAST_RUNS = 8  # shorter texts are alike by chance
WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Stories:
    """Takes texts in the order of their publication and remembers their shape, not the texts."""

    alike: float = ALIKE
    index: Any = None
    first: dict[str, str] = field(default_factory=dict)

    def story_of(self, id_: str, text: str) -> str:
        """The id of the first text that this one is a near-copy of, empty where it is none. A text offered again gets
        the answer that it got before."""
        if id_ in self.first:
            return self.first[id_] if self.first[id_] != id_ else ""
        shape = shape_of(text)
        if shape is None:
            self.first[id_] = id_
            return ""
        if self.index is None:
            from datasketch import MinHashLSH  # type: ignore[import-untyped,unused-ignore]

            self.index = MinHashLSH(threshold=self.alike, num_perm=HASHES)
        found = sorted({self.first[near] for near in self.index.query(shape)})
        self.first[id_] = found[0] if found else id_
        self.index.insert(id_, shape)
        return found[0] if found else ""


def shape_of(text: str) -> Any:
    """The MinHash of a text's runs of words, None where it is too short to tell."""
    from datasketch import MinHash

    words = WORD.findall(text.casefold())
    runs = {" ".join(words[n : n + RUN]).encode() for n in range(len(words) - RUN + 1)}
    if len(runs) < LEAST_RUNS:
        return None
    shape = MinHash(num_perm=HASHES, hashfunc=zlib.crc32)
    shape.update_batch(sorted(runs))
    return shape


def stories(reports: Iterable[Report]) -> Mapping[str, str]:
    """For each report that is a near-copy of an earlier one, the id of the first of its story. The order in which they
    are given does not matter."""
    found = Stories()
    ordered = sorted(reports, key=lambda r: (r.published.timestamp() if r.published else 0.0, r.id))
    told = {report.id: found.story_of(report.id, report.text) for report in ordered}
    return {id_: story for id_, story in told.items() if story}

"""Which reports are near-copies of one wire story?

Texts are compared by the share of three-word runs that they have in common, estimated by MinHash, found by
locality-sensitive hashing (both of datasketch), so that the work grows with the number of texts.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
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
        return self.shaped(id_, shape_of(text))

    def shaped(self, id_: str, shape: Any) -> str:
        """The same for a text of which only the shape is at hand."""
        if id_ in self.first:
            return self.first[id_] if self.first[id_] != id_ else ""
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
    words = WORD.findall(text.casefold())
    runs = {" ".join(words[n : n + RUN]).encode() for n in range(len(words) - RUN + 1)}
    if len(runs) < LEAST_RUNS:
        return None
    shape = blank().copy()
    shape.update_batch(sorted(runs))
    return shape


@lru_cache(maxsize=1)
def blank() -> Any:
    """The MinHash of nothing, to copy from: drawing its permutations takes longer than what is done with them."""
    from datasketch import MinHash

    return MinHash(num_perm=HASHES, hashfunc=zlib.crc32)


def stories(reports: Iterable[Report]) -> Mapping[str, str]:
    """For each report that is a near-copy of an earlier one, the id of the first of its story. The order in which they
    are given does not matter."""
    found = Stories()
    # Shapes, not reports, wait for their turn: the texts of a large ledger do not fit into memory.
    shapes = [(r.published.timestamp() if r.published else 0.0, r.id, shape_of(r.text)) for r in reports]
    told = {id_: found.shaped(id_, shape) for _, id_, shape in sorted(shapes, key=lambda one: one[:2])}
    return {id_: story for id_, story in told.items() if story}

"""Whose word is it at this point of the report? An index over the attributions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from outskirts.vocabulary import Attribution, Speaker


class Voices:
    """Answers for any code point who vouches for the words there.

    Built from pairs of an attribution and the pieces of text (half-open code points) that are its source's own word;
    those may be less than its contents, since glosses and tails inside them can be the report's own.
    """

    def __init__(self, heard: Iterable[tuple[Attribution, tuple[tuple[int, int], ...]]]) -> None:
        rows: list[tuple[int, int, int, Attribution]] = []
        for attribution, pieces in heard:
            size = sum(end - start for start, end in pieces)
            rows += [(start, end, size, attribution) for start, end in pieces]
        cuts = sorted({edge for start, end, _, _ in rows for edge in (start, end)})
        self._cuts = cuts
        stacks: list[list[tuple[int, Attribution]]] = [[] for _ in cuts]
        for start, end, size, attribution in rows:
            first, last = bisect_right(cuts, start) - 1, bisect_right(cuts, end) - 1
            for i in range(first, last):
                stacks[i].append((size, attribution))
        self._stacks = [tuple(a for _, a in sorted(stack, key=lambda row: row[0])) for stack in stacks]

    def attributions_at(self, offset: int) -> tuple[Attribution, ...]:
        """The attributions whose source vouches for the words at this code point, innermost first."""
        i = bisect_right(self._cuts, offset) - 1
        return self._stacks[i] if i >= 0 else ()

    def speakers_at(self, offset: int) -> tuple[Speaker, ...]:
        """Who vouches for the words at this code point, nearest to the content first, then through whom it was passed
        on; empty where the report speaks for itself."""
        chain: list[Speaker] = []
        for attribution in self.attributions_at(offset):
            for one in attribution.speakers:
                if all(one.span != known.span for known in chain):
                    chain.append(one)
        return tuple(chain)

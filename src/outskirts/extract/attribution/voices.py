"""Whose word is it at this point of the report? An index over the attributions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from outskirts.vocabulary import Attribution, Days, Speaker


class Voices:
    """Answers for any code point who vouches for the words there.

    Built from pairs of an attribution and the pieces of text (half-open code points) that are its source's own word;
    those may be less than its contents, since glosses and tails inside them can be the report's own. ``own`` are pieces
    that the report says itself wherever they stand, as where the outlet names itself as the source.
    """

    def __init__(
        self,
        heard: Iterable[tuple[Attribution, tuple[tuple[int, int], ...]]],
        own: Iterable[tuple[int, int]] = (),
    ) -> None:
        rows: list[tuple[int, int, int, Attribution | None]] = [(a, b, b - a, None) for a, b in own]
        for attribution, pieces in heard:
            size = sum(end - start for start, end in pieces)
            rows += [(start, end, size, attribution) for start, end in pieces]
        self._cuts = sorted({edge for row in rows for edge in row[:2]})
        stacks: list[list[tuple[int, Attribution | None]]] = [[] for _ in self._cuts]
        for start, end, size, attribution_here in rows:
            for i in range(bisect_left(self._cuts, start), bisect_left(self._cuts, end)):
                stacks[i].append((size, attribution_here))
        self._stacks = [innermost(stack) for stack in stacks]

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

    def said_at(self, offset: int) -> Days | None:
        """The days on which the words at this code point were said, where the text names them."""
        return next((a.said for a in self.attributions_at(offset) if a.said is not None), None)


def innermost(stack: list[tuple[int, Attribution | None]]) -> tuple[Attribution, ...]:
    """Smallest piece first, up to where the report speaks for itself."""
    ranked: list[Attribution] = []
    for _, attribution in sorted(stack, key=lambda row: row[0]):
        if attribution is None:
            break
        ranked.append(attribution)
    return tuple(ranked)

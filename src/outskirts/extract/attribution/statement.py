"""What is known of one attribution while it is being read: pieces of text, and where its source stands in the parse."""

from __future__ import annotations

from dataclasses import dataclass, field

from outskirts.vocabulary import Stance

Piece = tuple[int, int]


@dataclass(slots=True)
class Statement:
    """Working record; offsets are code points of the report. ``source`` is (sentence, token) of the source's head word,
    ``voiced`` the part of the contents that is the source's own word in the sense of a claim, ``insert`` the words of
    the reporting clause itself where they stand inside or beside the content, ``through`` the heads of those who pass
    it on. ``behind`` those whom the source itself
    cites. ``nested`` is set where the cue itself stands inside a quotation."""

    sentence: int
    lemma: str
    frame: str
    cue: Piece
    contents: list[Piece]
    source: tuple[int, int] | None = None
    source_piece: Piece | None = None
    voiced: list[Piece] = field(default_factory=list)
    voice: bool = False
    stance: Stance | None = None
    through: list[tuple[int, int]] = field(default_factory=list)
    insert: Piece | None = None
    quoted: bool = False
    nested: bool = False
    verb: int = -1
    behind: list[tuple[int, int]] = field(default_factory=list)


def minus(pieces: list[Piece], hole: Piece) -> list[Piece]:
    """The pieces without what lies in the hole."""
    left: list[Piece] = []
    for start, end in pieces:
        if end <= hole[0] or hole[1] <= start:
            left.append((start, end))
            continue
        if start < hole[0]:
            left.append((start, hole[0]))
        if hole[1] < end:
            left.append((hole[1], end))
    return left


def union(pieces: list[Piece]) -> list[Piece]:
    """Sorted, without overlaps."""
    merged: list[Piece] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def shared(pieces: list[Piece], other: Piece) -> int:
    """How many code points the pieces have in common with the other."""
    return sum(max(0, min(end, other[1]) - max(start, other[0])) for start, end in pieces)

"""Where does each name stand, so that none covers another, a place, or the edge? Greedy, the most important first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Widths in em of a wide sans serif (DejaVu Sans), so that a name fits whichever font the reader has.
NARROW, NORMAL, CAPITAL, BROAD = 0.36, 0.615, 0.72, 0.98
NARROW_LETTERS = frozenset("iIjlt.,;:'’|!()[]- rf")
BROAD_LETTERS = frozenset("mwMWЖШЩЮжшщю@%—")
BOLD = 1.08
GAP = 3.0
# Where a name may stand, best first (Imhof): direction in degrees anticlockwise from east.
DIRECTIONS = (20, 0, 340, 90, 270, 160, 180, 200, 50, 310, 130, 230)
DISTANCES = (0.0, 9.0, 20.0, 34.0, 52.0)


@dataclass(frozen=True, slots=True)
class Rectangle:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rectangle) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: Rectangle) -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """A name to set beside a mark of ``radius`` at ``x``, ``y``; a higher ``rank`` goes first. ``far`` allows it to
    move away from its mark, with a line to it."""

    key: str
    text: str
    x: float
    y: float
    radius: float
    size: float
    rank: float
    bold: bool = False
    far: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A name set: its left end and base line; ``line`` leads to the mark (x1, y1, x2, y2) where the name stands off."""

    key: str
    text: str
    x: float
    y: float
    size: float
    box: Rectangle
    line: tuple[float, float, float, float] | None = None


def width(text: str, size: float, bold: bool = False) -> float:
    """Sheet units that a text takes at most."""
    em = sum(
        NARROW if ch in NARROW_LETTERS else BROAD if ch in BROAD_LETTERS else CAPITAL if ch.isupper() else NORMAL
        for ch in text
    )
    return em * size * (BOLD if bold else 1.0)


def place(wishes: Sequence[Wish], taken: Iterable[Rectangle], sheet: Rectangle) -> tuple[Label, ...]:
    """The names that find room, by rank then key; ``taken`` are what nothing may cover (marks, furniture)."""
    occupied = list(taken)
    labels = []
    for wish in sorted(wishes, key=lambda w: (-w.rank, w.key)):
        label = first_free(wish, occupied, sheet)
        if label is not None:
            labels.append(label)
            occupied.append(label.box)
    return tuple(labels)


def first_free(wish: Wish, occupied: Sequence[Rectangle], sheet: Rectangle) -> Label | None:
    wide, high = width(wish.text, wish.size, wish.bold), wish.size * 1.1
    for away in DISTANCES if wish.far else DISTANCES[:2]:
        for direction in DIRECTIONS:
            box = beside(wish, wide, high, direction, away)
            if box.within(sheet) and not any(box.meets(other) for other in occupied):
                line = leader(wish, box) if away > DISTANCES[1] else None
                return Label(wish.key, wish.text, box.left, box.bottom - high * 0.24, wish.size, box, line)
    return None


def beside(wish: Wish, wide: float, high: float, direction: int, away: float) -> Rectangle:
    """The rectangle of the name whose nearest point lies at ``away`` from the mark in that direction."""
    angle = math.radians(direction)
    reach = wish.radius + GAP + away
    x, y = wish.x + math.cos(angle) * reach, wish.y - math.sin(angle) * reach
    # The name's own middle moves from its left end (east of the mark) to its right end (west of it).
    left = x - wide * (1 - math.cos(angle)) / 2
    top = y - high * (1 + math.sin(angle)) / 2
    return Rectangle(left, top, left + wide, top + high)


def leader(wish: Wish, box: Rectangle) -> tuple[float, float, float, float]:
    x = min(max(wish.x, box.left), box.right)
    y = min(max(wish.y, box.top), box.bottom)
    length = math.hypot(x - wish.x, y - wish.y) or 1.0
    start = wish.radius + 1
    return (wish.x + (x - wish.x) / length * start, wish.y + (y - wish.y) / length * start, x, y)


def around(x: float, y: float, radius: float) -> Rectangle:
    return Rectangle(x - radius, y - radius, x + radius, y + radius)

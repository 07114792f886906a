"""What does place detection need from outside: an index of names, and what is known of the report beforehand?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from outskirts.vocabulary import Area, Conflict, Place


class NameMatch(Protocol):
    """A place that bears a name. ``how`` is how the name was matched; ``score`` in (0, 1] falls with the distance of
    the spellings."""

    @property
    def place(self) -> Place: ...
    @property
    def how(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


class NameIndex(Protocol):
    """What the gazetteer offers: a cheap test whether a name may be known, the places that bear it (where none does,
    those whose names sound alike), and those whose names sound alike besides. All remember what they were asked."""

    def knows(self, name: str) -> bool: ...
    def lookup(self, name: str) -> Sequence[NameMatch]: ...
    def alike(self, name: str) -> Sequence[NameMatch]: ...


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """``areas`` is the ground of the conflicts that the report may speak of; ``published`` its day; ``countries``
    further ISO 3166 alpha-2 codes that it is likely to speak of (the outlet's own); ``bodies`` names of forces, persons
    and outlets that are no places unless they are a country's or region's too."""

    areas: tuple[Area, ...] = ()
    published: date | None = None
    countries: tuple[str, ...] = ()
    bodies: frozenset[str] = frozenset()

    @classmethod
    def of(cls, conflicts: Sequence[Conflict], published: date | None = None) -> PlaceContext:
        """The ground of these conflicts; the names of their forces, officials and outlets are no places."""
        sides = [side for conflict in conflicts for side in conflict.sides]
        bodies = {name for side in sides for name in (*side.names, *side.forces, *side.officials, *side.outlets)}
        return cls(tuple(conflict.area for conflict in conflicts), published, (), frozenset(bodies))


NOWHERE = PlaceContext()
"""Nothing known beforehand."""

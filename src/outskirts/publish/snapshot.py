"""The front page of a snapshot: for each war the brief, the map, and every file of data with what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from outskirts.publish import render, wording


@dataclass(frozen=True, slots=True)
class File:
    """``path`` is from the snapshot's folder, with slashes; ``size`` in bytes."""

    path: str
    what: str
    size: int

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def weight(self) -> str:
        """``12 kB``, ``1.4 MB``."""
        return f"{self.size / 1e6:.1f} MB" if self.size >= 1e6 else f"{max(1, round(self.size / 1000))} kB"


@dataclass(frozen=True, slots=True)
class War:
    """One war's part: the days and numbers of its record, and its files; ``map`` is None where no place has a point."""

    id: str
    name: str
    first: date
    last: date
    reports: int
    claims: int
    places: int
    brief: File
    map: File | None
    files: tuple[File, ...]


def page(wars: Sequence[War], known_at: datetime | None, app: str | None = None) -> str:
    """HTML that stands alone: no script, no request. ``app`` is where the web app lies, if it does."""
    values = {"wars": wars, "known_at": known_at, "app": app, "day": wording.day, "moment": wording.moment}
    return render.page("snapshot.html.j2", values)

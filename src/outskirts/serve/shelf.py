"""The reports in a list, and the places by name: what is looked through when something is searched for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from outskirts.detect.gazetteer.folding import fold
from outskirts.ledger.values import StoredReport
from outskirts.vocabulary import Place

BEGINNING = 240  # characters of a report shown in a list


@dataclass(frozen=True, slots=True)
class Line:
    """A report without its text. ``copy_of`` is the id of the report that it is a near-copy of, empty: of none."""

    id: str
    version: str
    title: str
    outlet: str
    url: str
    published: datetime | None
    claims: int
    copy_of: str
    beginning: str


@dataclass(frozen=True, slots=True)
class Known:
    """A place that claims speak of: on the ground of which war, how many."""

    place: Place
    conflict: str
    claims: int
    folded: str


class Names:
    """Places by name, those most spoken of first."""

    def __init__(self, places: Iterable[tuple[Place, str, int]]) -> None:
        found = [Known(place, conflict, claims, fold(place.name)) for place, conflict, claims in places]
        self.places = sorted(found, key=lambda one: (-one.claims, one.place.id))
        self.by_id = {one.place.id: one for one in reversed(self.places)}
        # One long text is searched many times faster than thousands of names.
        self.text = "\n" + "\n".join(one.folded for one in self.places) + "\n"
        self.starts = [0, *accumulate(len(one.folded) + 1 for one in self.places)]

    def find(self, text: str, limit: int, conflict: str | None = None) -> list[Known]:
        """Those whose name is, begins with, or holds the words; in this order."""
        wanted = fold(text)
        if not wanted:
            return []
        found: dict[str, Known] = {}
        for form in (f"\n{wanted}\n", f"\n{wanted}", wanted):
            at = self.text.find(form)
            while at >= 0 and len(found) < limit:
                one = self.places[max(0, bisect_right(self.starts, at + form.startswith("\n") - 1) - 1)]
                if conflict in (None, one.conflict):
                    found.setdefault(one.place.id, one)
                at = self.text.find(form, at + 1)
        return list(found.values())


def line(held: StoredReport, claims: int, copies: Mapping[str, str]) -> Line:
    report = held.report
    text = report.text.removeprefix(report.title).lstrip(" .\n\t")
    beginning = " ".join(text[: 2 * BEGINNING].split())[:BEGINNING]
    return Line(
        report.id, held.version, report.title, report.outlet, report.url, report.published, claims,
        copies.get(report.id, ""), beginning,
    )  # fmt: skip

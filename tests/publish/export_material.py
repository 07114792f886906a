"""Material for exports, as the query stage hands it on: made of the readings of these tests, without a ledger."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from outskirts.group.events import events
from outskirts.publish.cite import Cited, from_reading
from outskirts.publish.exports.formats import FORMATS
from outskirts.publish.exports.material import Codes, Happening, Selection, Shift
from outskirts.vocabulary import Basis, Conflict, Place, Reading, Report, Status, Stretch


@dataclass
class Made:
    conflict: Conflict
    given: tuple[Reading, ...]
    days: tuple[Status, ...] = ()
    held: tuple[Stretch, ...] = ()
    selection: Selection = field(default_factory=Selection)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return (self.conflict,)

    @property
    def cited(self) -> Mapping[str, Cited]:
        return {one.claim.id: one for reading in self.given for one in from_reading(reading)}

    def claims(self) -> Iterator[Cited]:
        return iter(self.cited.values())

    def told(self) -> Iterator[tuple[Report, tuple[Cited, ...]]]:
        return ((reading.report, from_reading(reading)) for reading in self.given)

    def readings(self) -> Iterator[Reading]:
        return iter(self.given)

    def stretches(self) -> list[Stretch]:
        return list(self.held)

    def statuses(self) -> list[Status]:
        return list(self.days)

    def happenings(self) -> list[Happening]:
        found = events(claim for reading in self.given for claim in reading.claims)
        return [Happening(one, tuple(self.cited[id_] for id_ in one.claim_ids), self.conflict) for one in found]

    def shifts(self) -> list[Shift]:
        pairs = zip(self.held, self.held[1:], strict=False)
        return [Shift(old, new, self.conflict) for old, new in pairs if old.place == new.place]

    def codes(self, place: Place) -> Codes:
        return Codes("UA14", "UA1402", "UA1402011", "UA1402011001") if place.name == "Toretsk" else Codes()


def stretches_of(place: Place, ids: tuple[str, ...]) -> tuple[Stretch, ...]:
    """Held by Ukraine, then contested from 7 October 2024 on."""
    day = date(2024, 10, 7)
    return (
        Stretch(place, date(2024, 10, 1), day, "UA", 0.9, Basis.INITIAL),
        Stretch(place, day, None, "CONTESTED", 0.82, Basis.ADMITTED, ids),
    )


def exported(name: str, material: Made) -> bytes:
    file = io.BytesIO()
    FORMATS[name].write_bytes(material, file)
    return file.getvalue()

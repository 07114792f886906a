"""What answers a selection for an export: the values that :class:`outskirts.publish.exports.material.Material` names,
asked of the ledger when a format calls for them and not before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from outskirts.detect.gazetteer.pcodes import Pcodes
from outskirts.group.events import events
from outskirts.ledger.values import AsOf, Query
from outskirts.merge.initial import covers
from outskirts.publish.cite import Cited, from_stored
from outskirts.publish.exports.material import Codes, Happening, Selection, Shift
from outskirts.query.record import Record, choose, opened
from outskirts.query.sources import Sources
from outskirts.vocabulary import Conflict, Event, Place, Reading, Report, Status, Stretch

# Smaller places, and farther ones where the ground is thickly settled, are left out of what is told by words nearby.
LEAST_PEOPLE = 400
MOST_AROUND = 400
DAY = timedelta(days=1)


@dataclass
class Asked:
    """``held`` are the records of the ledger as known at the selection's time, by conflict, where they are open
    already."""

    sources: Sources
    selection: Selection
    held: Mapping[str, Record] | None = None

    @cached_property
    def records(self) -> list[Record]:
        """Those of all wars that claims speak of, or of the one asked for. Raises NotKnown."""
        known_at, conflict = self.selection.known_at, self.selection.conflict
        found = self.held
        if found is None:
            found = opened(self.sources.ledger, self.sources.conflicts, known_at)
        return list(found.values()) if conflict is None else [choose(dict(found), conflict, self.sources.conflicts)]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return tuple(record.conflict for record in self.records)

    @cached_property
    def cited(self) -> Mapping[str, Cited]:
        found: dict[str, Cited] = {}
        for record in self.records:
            found |= record.cited
        return found

    def claims(self) -> Iterator[Cited]:
        """Those of one war, or all, also those on no war's ground."""
        if self.selection.conflict is not None:
            found: Iterable[Cited] = self.records[0].cited.values()
        else:
            as_of = AsOf(published=self.selection.known_at)
            found = map(from_stored, self.sources.ledger.claims(Query(as_of=as_of)))
        return (one for one in found if self.selection.holds(one))

    @cached_property
    def wanted(self) -> dict[str, tuple[Cited, ...]]:
        """The claims by the id of their report."""
        ordered = sorted(self.claims(), key=lambda one: one.claim.report_id)
        return {id_: tuple(some) for id_, some in groupby(ordered, lambda one: one.claim.report_id)}

    def told(self) -> Iterator[tuple[Report, tuple[Cited, ...]]]:
        for held in self.sources.ledger.reports(AsOf(published=self.selection.known_at)):
            claims = self.wanted.get(held.report.id)
            if claims:
                yield held.report, claims

    def readings(self) -> Iterator[Reading]:
        """The reports that stand with the claims asked for; those without a claim too where no war or day is asked
        for."""
        ledger, as_of = self.sources.ledger, AsOf(published=self.selection.known_at)
        whole = self.selection.conflict is None and self.selection.first is None and self.selection.last is None
        for held in ledger.reports(as_of):
            if whole:
                told = tuple(s.claim for s in ledger.claims(Query(report_ids=(held.report.id,), as_of=as_of)))
            else:
                told = tuple(one.claim for one in self.wanted.get(held.report.id, ()))
            if told or whole:
                kept = ledger.report(held.version)
                yield Reading(held.report, told, kept.attributions, kept.places, kept.times, kept.problems)

    def stretches(self) -> Sequence[Stretch]:
        """By name, place and day."""
        asked, found = self.selection, []
        for record in self.records:
            first, last = asked.first or record.first_day, asked.last or record.last_day
            also = self.around(record) if asked.nearby and asked.rule == "filter" else []
            found += record.timeline(first, last, asked.rule, also=also, least=self.least(record))
        return sorted(found, key=lambda s: (s.place.name, s.place.id, s.start))

    def least(self, record: Record) -> float:
        """How likely a holder must be to be named."""
        least = self.selection.least
        return record.model.evidence.method.exported if least is None else least

    def around(self, record: Record) -> list[Place]:
        """The settlements around those that the record speaks of, within the reach of a word."""
        reach = record.model.evidence.method.nearby.reach_km
        gazetteer = self.sources.gazetteer
        found: dict[str, Place] = {}
        for place in record.places.values():
            if place.kind == "settlement" and place.lat is not None and place.lon is not None and not place.located_by:
                near = gazetteer.near(place.lat, place.lon, reach, kinds=("settlement",), limit=MOST_AROUND)
                found |= {other.id: other for other, _ in near if other.population >= LEAST_PEOPLE}
        return [place for place in found.values() if covers(record.conflict.area, place)]

    def statuses(self) -> Sequence[Status]:
        """By name and place, on the day asked for or the last."""
        on = self.selection.last
        found = [
            record.status(place, on or record.last_day) for record in self.records for place in record.places.values()
        ]
        return sorted(found, key=lambda s: (s.place.name, s.place.id))

    def happenings(self) -> Sequence[Happening]:
        """The events that claims on the ground of a war tell of, by day and place; an event that spans one of the days
        asked for is whole."""
        found = []
        for record in self.records:
            order = {one.claim.id: n for n, one in enumerate(record.stored)}
            for event in events((one.claim for one in record.stored), bond=record.bonds.happening):
                if self.spans(event):
                    ids = sorted(event.claim_ids, key=lambda id_: order[id_])
                    found.append(Happening(event, tuple(record.cited[id_] for id_ in ids), record.conflict))
        return found

    def spans(self, event: Event) -> bool:
        first, last, days = self.selection.first, self.selection.last, event.days
        return not (first and days.end and days.end < first) and not (last and days.start and days.start > last)

    def shifts(self) -> Sequence[Shift]:
        """Where the holder changed within the days asked for on somebody's word; that words fade is no change."""
        asked, found = self.selection, []
        for record in self.records:
            first, last = asked.first or record.first_day, asked.last or record.last_day
            by_place: dict[str, Stretch] = {}
            eve = max(first, date.min + DAY) - DAY
            for stretch in record.timeline(eve, last, asked.rule, least=self.least(record)):
                before = by_place.get(stretch.place.id)
                by_place[stretch.place.id] = stretch
                if before is not None and stretch.start >= first and stretch.claim_ids:
                    found.append(Shift(before, stretch, record.conflict))
        return sorted(found, key=lambda s: (s.now.start, s.now.place.name, s.now.place.id))

    def codes(self, place: Place) -> Codes:
        return Codes(*self.pcodes.of(place))

    @cached_property
    def pcodes(self) -> Pcodes:
        return Pcodes(self.sources.gazetteer)

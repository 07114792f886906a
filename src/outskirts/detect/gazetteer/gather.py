"""Which records speak of one place, and what do they say together? Merging in memory, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from outskirts.detect.gazetteer.record import Name, Record
from outskirts.detect.gazetteer.unit_words import bare_name

UNIT_KINDS = frozenset(("country", "region", "district", "municipality"))


@dataclass(slots=True)
class Draft:
    """A place in the making. ``located_by`` is the name of the unit whose point stands in."""

    ids: list[str]
    name: str
    lat: float | None
    lon: float | None
    kind: str
    country: str
    population: int
    source: str
    parent: str
    located_by: str = ""
    admin1: str = ""
    admin2: str = ""
    boundary: str = ""
    names: dict[str, Name] = field(default_factory=dict)

    def call(self, *names: Name) -> None:
        """Add written forms; a dated or old form replaces an undated one of the same spelling."""
        for name in names:
            known = self.names.get(name.form)
            if known is None or (name.old and not known.old) or (name.until and not known.until):
                self.names[name.form] = name


class Gathering:
    """All drafts, found by any of their ids."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._by_id: dict[str, Draft] = {}

    def __iter__(self) -> Iterator[Draft]:
        return iter(self.drafts)

    def get(self, place_id: str) -> Draft | None:
        return self._by_id.get(place_id)

    def add(self, record: Record, over: bool = False) -> Draft:
        """Merge the record into the draft that shares an id with it, else begin a new one."""
        for place_id in record.ids:
            draft = self._by_id.get(place_id)
            if draft is not None:
                return self.merge(draft, record, over)
        draft = Draft(
            list(record.ids), record.name, record.lat, record.lon, record.kind, record.country, record.population,
            record.source, record.parent, "", record.admin1, record.admin2, record.boundary,
        )  # fmt: skip
        draft.call(Name(record.name), *record.names)
        self.drafts.append(draft)
        self._by_id.update(dict.fromkeys(record.ids, draft))
        return draft

    def merge(self, draft: Draft, record: Record, over: bool = False) -> Draft:
        """Fill what the draft lacks. Its point stays as it is unless it has none, or the record is to go ``over``
        it."""
        for place_id in record.ids:
            if self._by_id.setdefault(place_id, draft) is draft and place_id not in draft.ids:
                draft.ids.append(place_id)
        if record.lat is not None and (over or draft.lat is None):
            draft.lat, draft.lon, draft.located_by = record.lat, record.lon, ""
        draft.population = max(draft.population, record.population)
        draft.country = draft.country or record.country
        draft.admin1 = draft.admin1 or record.admin1
        draft.admin2 = draft.admin2 or record.admin2
        draft.boundary = record.boundary or draft.boundary
        if record.parent and (not draft.parent or not self.get(draft.parent)):
            draft.parent = record.parent
        draft.call(Name(record.name), *record.names)
        return draft

    def above(self, draft: Draft) -> Iterator[Draft]:
        """The units that hold it, narrowest first."""
        seen = {id(draft)}
        unit = self.get(draft.parent)
        while unit is not None and id(unit) not in seen:
            seen.add(id(unit))
            yield unit
            unit = self.get(unit.parent)


def centre_units(gathering: Gathering) -> None:
    """Give units without a point the mean point of the settlements that they hold."""
    sums = {id(draft): [0.0, 0.0, 0.0] for draft in gathering if draft.lat is None and draft.kind in UNIT_KINDS}
    above: dict[str, list[list[float]]] = {}
    for draft in gathering:
        if draft.lat is None or draft.lon is None or draft.kind in UNIT_KINDS:
            continue
        totals = above.get(draft.parent)
        if totals is None:
            totals = above[draft.parent] = [sums[id(unit)] for unit in gathering.above(draft) if id(unit) in sums]
        for total in totals:
            total[0] += draft.lat
            total[1] += draft.lon
            total[2] += 1
    for draft in gathering:
        total = sums.get(id(draft), [0.0, 0.0, 0.0])
        if total[2]:
            draft.lat, draft.lon = round(total[0] / total[2], 4), round(total[1] / total[2], 4)


def locate_by_parents(drafts: Iterable[Draft], gathering: Gathering) -> None:
    """Give places without a point that of the narrowest unit above that has one, and say so."""
    for draft in drafts:
        if draft.lat is None:
            for unit in gathering.above(draft):
                if unit.lat is not None and not unit.located_by:
                    draft.lat, draft.lon, draft.located_by = unit.lat, unit.lon, unit.name
                    break


def name_units(gathering: Gathering) -> None:
    """Write the names of the region and district above into every draft, in place of what its source called them: one
    unit has one name, whatever the language of a source. Those of units that are not there stay."""
    above: dict[str, tuple[str, str, str]] = {}
    for draft in gathering:
        region, district, country = _above(draft.parent, gathering, above)
        draft.admin1 = region or draft.admin1
        draft.admin2 = district or draft.admin2
        draft.country = draft.country or country


def _above(place_id: str, gathering: Gathering, known: dict[str, tuple[str, str, str]]) -> tuple[str, str, str]:
    """The names of region and district and the country code that hold for what lies under this unit."""
    if place_id not in known:
        known[place_id] = ("", "", "")  # where units stand in a ring
        unit = gathering.get(place_id)
        if unit is not None:
            region, district, country = _above(unit.parent, gathering, known)
            if unit.kind == "region":
                region = bare_name(unit.name)
            elif unit.kind == "district":
                district = unit.name
            known[place_id] = region, district, unit.country or country
    return known[place_id]

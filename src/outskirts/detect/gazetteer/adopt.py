"""Where does a user's record belong: to a place known already, under which unit?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from outskirts.detect.gazetteer.folding import fold
from outskirts.detect.gazetteer.gather import UNIT_KINDS, Draft, Gathering
from outskirts.detect.gazetteer.geometry import distance_km
from outskirts.detect.gazetteer.record import Record
from outskirts.detect.gazetteer.romanise import is_cyrillic, romanised
from outskirts.detect.gazetteer.unit_words import core_name

# Two entries of one name this near each other are one settlement.
SAME_KM = 3.0
# How long a part of an id of the Ukrainian register ("katottg:UA14…") says the unit of each kind.
DIGITS = {"region": len("katottg:UA14"), "district": len("katottg:UA1402"), "municipality": len("katottg:UA1402011")}


def known_pairs(records: Iterable[Record]) -> dict[str, str]:
    """Ids of the Ukrainian register that the user's records say are one place with an id of GeoNames."""
    pairs = {}
    for record in records:
        schemes = {place_id.partition(":")[0]: place_id for place_id in record.ids}
        if "katottg" in schemes and "geonames" in schemes:
            pairs[schemes["katottg"]] = schemes["geonames"]
    return pairs


def adopt(records: Iterable[Record], gathering: Gathering) -> None:
    """Add the user's records: merged by id, else by name and nearness, else as new places under the units they name."""
    by_name: dict[str, list[Draft]] | None = None
    units: dict[tuple[str, str], list[Draft]] | None = None
    codes: dict[str, str] = {}
    for record in records:
        if any(gathering.get(place_id) for place_id in record.ids):
            gathering.add(record, over=True)
            continue
        if by_name is None or units is None:
            by_name, units, codes = _names(gathering), _units(gathering), _codes(gathering)
        known = _namesake(record, by_name)
        if known is not None:
            gathering.merge(known, record, over=True)
            continue
        draft = gathering.add(record)
        for form in draft.names:
            by_name[fold(form)].append(draft)
        if not gathering.get(draft.parent):
            draft.parent = _by_code(record, codes) or _parent(record, units)


def _names(gathering: Gathering) -> dict[str, list[Draft]]:
    by_name: dict[str, list[Draft]] = defaultdict(list)
    for draft in gathering:
        if draft.kind not in UNIT_KINDS:
            for form in {fold(form) for form in draft.names}:
                by_name[form].append(draft)
    return by_name


def _namesake(record: Record, by_name: dict[str, list[Draft]]) -> Draft | None:
    if record.lat is None or record.lon is None or record.boundary:
        return None
    near = [
        (distance_km(record.lat, record.lon, draft.lat, draft.lon), number, draft)
        for number, draft in enumerate(by_name.get(fold(record.name), ()))
        if draft.lat is not None and draft.lon is not None and not draft.located_by and draft.kind == record.kind
    ]
    far, _, draft = min(near, default=(SAME_KM, 0, None), key=lambda item: item[:2])
    return draft if far < SAME_KM else None


def _units(gathering: Gathering) -> dict[tuple[str, str], list[Draft]]:
    units: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in gathering:
        if draft.kind in ("region", "district"):
            for form in draft.names:
                for key in {fold(form), fold(core_name(form))} - {""}:
                    units[draft.country, key].append(draft)
    return units


def _codes(gathering: Gathering) -> dict[str, str]:
    """Ids of the units of the Ukrainian register by the digits that the codes of all they hold begin with."""
    codes = {}
    for draft in gathering:
        digits = DIGITS.get(draft.kind, 0)
        for place_id in draft.ids if digits else ():
            if place_id.startswith("katottg:"):
                codes[place_id[:digits]] = place_id
    return codes


def _by_code(record: Record, codes: dict[str, str]) -> str:
    """The id of the narrowest unit that the record's code of the register says; empty where it has none."""
    code = next((place_id for place_id in record.ids if place_id.startswith("katottg:")), "")
    return next((codes[code[:n]] for n in sorted(DIGITS.values(), reverse=True) if code[:n] in codes), "")


def _parent(record: Record, units: dict[tuple[str, str], list[Draft]]) -> str:
    """The id of the narrowest unit that the record names; the country's where it names none that is known."""
    regions = [unit for unit in _called(record.country, record.admin1, units) if unit.kind == "region"]
    within = {place_id for unit in regions for place_id in unit.ids}
    for unit in _called(record.country, record.admin2, units):
        if unit.kind == "district" and (not within or unit.parent in within):
            return unit.ids[0]
    if regions:
        return regions[0].ids[0]
    return f"iso:{record.country}" if record.country else ""


def _called(country: str, name: str, units: dict[tuple[str, str], list[Draft]]) -> list[Draft]:
    if not name:
        return []
    forms = (name, *(romanised(name) if is_cyrillic(name) else ()))
    found = [unit for form in forms for unit in units.get((country, fold(form)), ())]
    core = core_name(name)
    return found or (units.get((country, fold(core)), []) if core else [])

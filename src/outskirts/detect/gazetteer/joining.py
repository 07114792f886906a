"""Which entry of the Ukrainian register is which town of the world list? By Ukrainian name within the oblast, then by
raion."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from outskirts.detect.gazetteer.folding import fold
from outskirts.detect.gazetteer.gather import Draft, Gathering
from outskirts.detect.gazetteer.geometry import distance_km
from outskirts.detect.gazetteer.record import Name, Record
from outskirts.detect.gazetteer.register import KINDS, Entry, latin
from outskirts.detect.gazetteer.romanise import is_cyrillic

# The register numbers five regions otherwise than ISO 3166-2 does.
_ISO = {"01": "43", "44": "09", "73": "77", "80": "30", "85": "40"}
_RANK = {"K": 0, "M": 1, "T": 2, "X": 3, "C": 4}
_ADJECTIVE = re.compile(r"(?:ськ|цьк|зьк)(?:ий|а|е)$")
_SUFFIX = {
    "O": (" oblast", " область"),
    "P": (" Raion", " район"),
    "H": (" hromada", " громада"),
    "B": (" district", " район"),
}

Names = dict[tuple[str, str], list[Draft]]


def join(entries: Iterable[Entry], gathering: Gathering, pairs: Mapping[str, str]) -> None:
    """Add the register to the gathering, each settlement to the world list's draft of it where there is one. ``pairs``
    are ids of the register and of GeoNames known to be one place."""
    units: list[Entry] = []
    settlements: list[Entry] = []
    for entry in entries:
        (settlements if entry.category in _RANK else units).append(entry)
    for entry in units:
        gathering.add(_unit(entry))
    paired = {geonames for geonames in pairs.values() if gathering.get(geonames)}
    towns = _towns(gathering, paired)
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in settlements:
        known = gathering.get(pairs.get(f"katottg:{entry.code}", ""))
        if known is not None:
            _take(entry, known, gathering)
        else:
            groups[_iso(entry), fold(entry.name)].append(entry)
    doubtful = []
    for key, group in groups.items():
        drafts = towns.get(key, [])
        if len(group) == 1 and len(drafts) == 1:
            _take(group[0], drafts[0], gathering)
        elif drafts:
            doubtful.append((group, drafts))
        else:
            for entry in group:
                gathering.add(_settlement(entry))
    centres = _raion_centres(gathering)
    for group, drafts in doubtful:
        _pair(group, drafts, centres, gathering)


def _iso(entry: Entry) -> str:
    digits = entry.code[2:4]
    return "UA-" + _ISO.get(digits, digits)


def _towns(gathering: Gathering, paired: Collection[str]) -> Names:
    """Drafts of Ukrainian towns by (ISO region, folded Cyrillic name), those left out that are paired already."""
    regions = {place_id: next((i for i in unit.ids if i.startswith("iso:")), "")[4:]
               for unit in gathering if unit.country == "UA" and unit.kind == "region"
               for place_id in unit.ids}  # fmt: skip
    towns: Names = defaultdict(list)
    for draft in gathering:
        if draft.country == "UA" and draft.kind == "settlement" and draft.ids[0] not in paired:
            region = regions.get(draft.parent, "")
            for form in {fold(form) for form in draft.names if is_cyrillic(form)}:
                towns[region, form].append(draft)
    return towns


def _unit(entry: Entry) -> Record:
    english, ukrainian = _SUFFIX[entry.category]
    romanised = latin(entry.name)
    ids: tuple[str, ...] = (f"katottg:{entry.code}",)
    if entry.category == "O":
        ids = (*ids, f"iso:{_iso(entry)}")
    return Record(
        ids, romanised + english, kind=KINDS[entry.category], country="UA", source="KATOTTG", parent=_parent(entry),
        names=(Name(entry.name + ukrainian), Name(romanised), Name(entry.name)),
    )  # fmt: skip


def _parent(entry: Entry) -> str:
    return f"katottg:{entry.above[-1]}" if entry.above else "iso:UA"


def _settlement(entry: Entry) -> Record:
    return Record(
        (f"katottg:{entry.code}",), latin(entry.name), country="UA", source="KATOTTG", parent=_parent(entry),
        names=(Name(entry.name),),
    )  # fmt: skip


def _take(entry: Entry, draft: Draft, gathering: Gathering) -> None:
    gathering.merge(draft, _settlement(entry))
    if entry.above:
        draft.parent = _parent(entry)


def _raion_centres(gathering: Gathering) -> dict[str, tuple[float, float]]:
    """Mean point of the settlements joined so far, by the register's code of the raion (first six digits)."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for draft in gathering:
        code = next((i for i in draft.ids if i.startswith("katottg:")), "")
        if code and draft.kind == "settlement" and draft.lat is not None and draft.lon is not None:
            total = sums[code[8:14]]
            total[0] += draft.lat
            total[1] += draft.lon
            total[2] += 1
    return {code: (lat / count, lon / count) for code, (lat, lon, count) in sums.items()}


def _pair(
    group: list[Entry], drafts: list[Draft], centres: dict[str, tuple[float, float]], gathering: Gathering
) -> None:
    """Join namesakes of one oblast: towns before villages, then nearest raion centre first, each once."""
    pairs = []
    for entry in group:
        centre = centres.get(entry.code[:6])
        for index, draft in enumerate(drafts):
            if draft.lat is not None and draft.lon is not None and not any(i.startswith("katottg:") for i in draft.ids):
                far = distance_km(*centre, draft.lat, draft.lon) if centre else 1000.0
                pairs.append((far > 60, _RANK[entry.category], far, entry.code, index, entry, draft))
    taken: set[str | int] = set()
    for *_, index, entry, draft in sorted(pairs, key=lambda pair: pair[:5]):
        if entry.code not in taken and index not in taken:
            taken.update((entry.code, index))
            _take(entry, draft, gathering)
    for entry in group:
        if entry.code not in taken:
            gathering.add(_settlement(entry))


def name_raions(gathering: Gathering) -> None:
    """Call a unit by its seat, as English does: the Краматорський raion, that holds Kramatorsk, is Kramatorsk Raion."""
    seats: dict[str, list[Draft]] = defaultdict(list)
    for draft in gathering:
        if draft.kind == "settlement" and draft.country == "UA":
            for unit in gathering.above(draft):
                if unit.kind in ("district", "municipality"):
                    seats[unit.ids[0]].append(draft)
    for draft in gathering:
        if draft.kind in ("district", "municipality") and draft.ids[0] in seats:
            adjective = next((form for form in draft.names if _ADJECTIVE.search(form)), "")
            seat = _seat(adjective, seats[draft.ids[0]])
            if seat is not None:
                suffix = " Raion" if draft.kind == "district" else " hromada"
                draft.call(Name(draft.name), Name(seat.name + suffix), Name(seat.name))
                draft.name = seat.name + suffix


def _seat(adjective: str, members: list[Draft]) -> Draft | None:
    stem = fold(_ADJECTIVE.sub("", adjective))
    best: tuple[int, int, Draft] | None = None
    for draft in members:
        for form in draft.names:
            folded = fold(form)
            if stem and folded[: len(stem) - 1] == stem[:-1] and abs(len(folded) - len(stem)) <= 4:
                score = (draft.population, -abs(len(folded) - len(stem)), draft)
                if best is None or score[:2] > best[:2]:
                    best = score
    return best[2] if best else None

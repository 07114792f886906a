"""Where do villages and districts lie that the packaged lists name without a point, or do not name?
``places/points.csv``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from outskirts.detect.gazetteer.folding import fold
from outskirts.detect.gazetteer.gather import Draft, Gathering
from outskirts.detect.gazetteer.geometry import distance_km
from outskirts.detect.gazetteer.record import Name, Record
from outskirts.detect.gazetteer.romanise import is_cyrillic, romanised
from outskirts.detect.gazetteer.skeleton import skeleton
from outskirts.detect.gazetteer.unit_words import core_name
from outskirts.detect.gazetteer.world import rows
from outskirts.errors import KnowledgeError

FILE = "places/points.csv"
# A namesake whose raion lies further from the point than this is another place.
RAION_KM = 70.0
Key = tuple[str, str, str]


def listed() -> Iterator[Record]:
    """Every row, checked. The parent is the region. Raises KnowledgeError naming the row."""
    for row in rows("points.csv"):
        try:
            lat, lon = float(row["lat"]), float(row["lon"])
        except (TypeError, ValueError) as error:
            raise KnowledgeError(f"{FILE}: {row['name']}: no point", "give lat and lon in degrees") from error
        if row["kind"] not in ("settlement", "district") or not row["name"]:
            raise KnowledgeError(f"{FILE}: {row}: no settlement or district, or no name", "mend it")
        yield Record(
            (f"point:{row['unit']}:{fold(row['name'])}:{lat:.1f}",), row["name"], lat, lon, row["kind"],
            row["unit"][:2], source="outskirts", parent=f"admin1:{row['unit']}",
            names=tuple(Name(form) for form in row["names"].split("|") if form),
        )  # fmt: skip


def apply(gathering: Gathering) -> None:
    """Give the points to the places that want one; what is not there at all is added."""
    wanting = _wanting(gathering, {record.parent for record in listed()})
    for record in listed():
        draft = _called(record, wanting, gathering)
        if draft is None:
            draft = gathering.add(record)
        elif draft.lat is None or draft.kind == "district":
            gathering.merge(draft, record, over=True)
        else:
            draft.call(*record.names)


def _wanting(gathering: Gathering, regions: set[str]) -> dict[Key, list[Draft]]:
    """Settlements and districts of the regions, by region, kind and folded name or skeleton."""
    found: dict[Key, list[Draft]] = defaultdict(list)
    region_ids = {id(unit): parent for parent in regions if (unit := gathering.get(parent)) is not None}
    under: dict[str, str] = {}
    for draft in gathering:
        if draft.kind not in ("settlement", "district"):
            continue
        region = under.get(draft.parent)
        if region is None:
            units = (region_ids.get(id(unit)) for unit in gathering.above(draft))
            region = under[draft.parent] = next((unit for unit in units if unit), "")
        if region:
            for key in _keys(draft.names, draft.kind):
                found[region, draft.kind, key].append(draft)
    return found


def _keys(forms: Iterable[str], kind: str) -> set[str]:
    keys = set()
    for form in forms:
        for latin in romanised(form) if is_cyrillic(form) else (form,):
            bare = core_name(latin) or latin
            keys.add(fold(bare))
            if kind == "district":
                keys.add(skeleton(bare))
    return keys - {""}


def _called(record: Record, wanting: dict[Key, list[Draft]], gathering: Gathering) -> Draft | None:
    """The place of that name in the region; of several the one whose raion is nearest."""
    forms = (record.name, *(name.form for name in record.names))
    near: list[tuple[float, int, Draft]] = []
    for key in _keys(forms, record.kind):
        for number, draft in enumerate(wanting.get((record.parent, record.kind, key), ())):
            far = _far(record, draft, gathering)
            if far < RAION_KM:
                near.append((far, number, draft))
    return min(near, key=lambda item: item[:2])[2] if near else None


def _far(record: Record, draft: Draft, gathering: Gathering) -> float:
    """Kilometres from the point to the draft, or to the narrowest unit above it that has a point."""
    for place in (draft, *gathering.above(draft)):
        if place.lat is not None and place.lon is not None and record.lat is not None and record.lon is not None:
            if place.kind == "region":
                break
            return distance_km(record.lat, record.lon, place.lat, place.lon)
    return RAION_KM - 1.0

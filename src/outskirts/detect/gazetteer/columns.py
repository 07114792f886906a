"""Which column of a table holds what, and what does one row say? Headers by ``places/columns.toml``, rows to
records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from outskirts import knowledge
from outskirts.detect.gazetteer.folding import fold, is_indexed
from outskirts.detect.gazetteer.record import Name, Record
from outskirts.detect.gazetteer.romanise import is_cyrillic, romanised
from outskirts.detect.gazetteer.unit_words import split_unit
from outskirts.errors import GazetteerError, KnowledgeError

KINDS = frozenset(
    "country region district municipality settlement quarter river lake sea mountain road site area".split()  # noqa: SIM905
)
FILE = "places/columns.toml"


@dataclass(frozen=True, slots=True)
class Conventions:
    """What headers and kinds are usually called; headers are folded by ``header``."""

    ids: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, str]
    features: Mapping[str, str]


@lru_cache(maxsize=1)
def conventions() -> Conventions:
    """From ``places/columns.toml``. Raises KnowledgeError naming the key."""
    table = knowledge.load(FILE)
    for section in ("ids", "columns", "kinds", "features"):
        if not isinstance(table.get(section), dict):
            raise KnowledgeError(f"{FILE}: no [{section}]", "restore the section")
    for section in ("kinds", "features"):
        for word, kind in table[section].items():
            if kind not in KINDS:
                raise KnowledgeError(f"{FILE}: {section}.{word}: {kind!r} is no kind of place", "mend the kind")
    lists = {
        section: {role: tuple(header(name) for name in names) for role, names in table[section].items()}
        for section in ("ids", "columns")
    }
    return Conventions(lists["ids"], lists["columns"], table["kinds"], table["features"])


def header(name: str) -> str:
    """A header without what does not matter in it."""
    return name.strip().lstrip("\ufeff").casefold().replace("-", "_").replace(" ", "_")


@dataclass(frozen=True, slots=True)
class Columns:
    """Headers as they stand in the table, by role; ``ids`` as (scheme, header) pairs."""

    ids: tuple[tuple[str, str], ...]
    name: tuple[str, ...]
    names: tuple[str, ...]
    old: tuple[str, ...]
    single: Mapping[str, str]


class UnusableError(ValueError):
    """A row that says too little; the message says what is wrong, ``remedy`` what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy


def detect(headers: Iterable[str], given: Mapping[str, str] | None = None) -> Columns:
    """The columns of a table; ``given`` maps roles to headers and comes first. Raises GazetteerError where no column
    can
    hold the name, or a header given is not there."""
    present = {header(name): name for name in headers if name}
    chosen: dict[str, str] = {}
    known = conventions()
    for role, name in (given or {}).items():
        if role not in known.columns and role not in known.ids and role != "id":
            roles = ", ".join((*known.columns, *known.ids))
            raise GazetteerError(f"--map {role}={name}: {role} is no role", f"use one of {roles}")
        if header(name) not in present:
            raise GazetteerError(f"--map {role}={name}: no column {name!r}", f"columns: {', '.join(present.values())}")
        chosen["row" if role == "id" else role] = present[header(name)]
    found = {
        role: tuple(present[name] for name in names if name in present)
        for role, names in {**known.columns, **known.ids}.items()
    }
    found |= {role: (name,) for role, name in chosen.items()}
    if not found["name"]:
        columns = ", ".join(present.values())
        raise GazetteerError(f"no column holds the name (columns: {columns})", "say which with --map name=COLUMN")
    single = {
        role: found[role][0]
        for role in ("lat", "lon", "country", "admin1", "admin2", "population", "kind")
        if found[role]
    }
    ids = tuple((scheme, found[scheme][0]) for scheme in known.ids if found[scheme])
    return Columns(ids, found["name"], found["names"], found["old"], single)


def record(row: Mapping[str, str], columns: Columns, label: str, defaults: Mapping[str, str]) -> Record:
    """What a row says. ``defaults`` may hold ``country`` and ``kind``. Raises UnusableError."""
    forms = [_cell(row, column) for column in columns.name]
    forms = [form for form in forms if form]
    if not forms:
        raise UnusableError("no name", f"fill the column {columns.name[0]}")
    main = next((form for form in forms if not is_cyrillic(form)), forms[0])
    if is_cyrillic(main):
        main = romanised(main)[0]
    others = [part for column in columns.names for part in _split(_cell(row, column))]
    old = [part for column in columns.old for part in _split(_cell(row, column))]
    cells = {role: _cell(row, column) for role, column in columns.single.items()}
    ids = tuple(
        f"{label if scheme == 'row' else scheme}:{value}"
        for scheme, column in columns.ids
        if (value := _cell(row, column))
    )
    lat, lon = _point(cells.get("lat", ""), cells.get("lon", ""))
    country = cells.get("country", "").upper()
    country = country if len(country) == 2 else ""
    if not country and any(place_id.startswith("katottg:") for place_id in ids):
        country = "UA"
    current = {fold(form) for form in forms}
    return Record(
        ids or (f"{label}:{fold(main)}:{cells.get('lat', '')}:{cells.get('lon', '')}",), main, lat, lon,
        _kind(cells.get("kind", ""), main, defaults.get("kind", "settlement")), country or defaults.get("country", ""),
        cells.get("admin1", ""), cells.get("admin2", ""), _count(cells.get("population", "")), label,
        names=tuple(Name(form) for form in dict.fromkeys((*forms, *others)) if form != main and is_indexed(form))
        + tuple(Name(form, True) for form in dict.fromkeys(old) if fold(form) not in current and is_indexed(form)),
    )  # fmt: skip


def _cell(row: Mapping[str, str], column: str) -> str:
    value = row.get(column)
    return " ".join(str(value).split()) if value is not None else ""


def _split(cell: str) -> list[str]:
    """Several names in one cell: by "|" or ";" where it has them, else by commas."""
    separator = "|" if "|" in cell else ";" if ";" in cell else ","
    return [part for piece in cell.split(separator) if (part := piece.strip())]


def _point(lat: str, lon: str) -> tuple[float | None, float | None]:
    if not lat and not lon:
        return None, None
    try:
        point = float(lat.replace(",", ".")), float(lon.replace(",", "."))
    except ValueError as error:
        raise UnusableError(f"no coordinates: {lat!r}, {lon!r}", "write decimal degrees") from error
    if not (abs(point[0]) <= 90 and abs(point[1]) <= 180):
        raise UnusableError(
            f"coordinates off the globe: {lat}, {lon}", "check that latitude and longitude are not swapped"
        )
    return point


def _count(text: str) -> int:
    digits = text.replace(" ", "").replace(",", "").replace("\u00a0", "")
    try:
        return max(0, int(float(digits))) if digits else 0
    except (ValueError, OverflowError):
        return 0


def _kind(cell: str, name: str, default: str) -> str:
    word = cell.strip().casefold()
    if word in KINDS:
        return word
    known = conventions().kinds.get(word.replace(" ", "_"))
    if known:
        return known
    _, kinds = split_unit(fold(name))
    if default == "area" and kinds:
        return "region" if "country" in kinds else "district" if "district" in kinds else default
    return default

"""What does a file of the user's say? GeoNames dumps, CSV and GeoJSON, plain or zipped, to records and problems."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from outskirts.detect.gazetteer.build import Progress, quiet
from outskirts.detect.gazetteer.columns import Columns, UnusableError, conventions, detect, record
from outskirts.detect.gazetteer.folding import is_indexed
from outskirts.detect.gazetteer.record import Name, Record
from outskirts.errors import GazetteerError
from outskirts.vocabulary import Problem

DUMP_FIELDS = 19
# What a packed table may unpack to, and what unpacking raises for archives that are broken or locked.
UNPACKED = 400_000_000
TORN = (OSError, EOFError, ValueError, LookupError, RuntimeError, zipfile.BadZipFile, zlib.error)
FORMATS = ("geonames", "geojson", "csv")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds. ``label`` is its name, ``digest`` identifies its bytes and the way it was read."""

    label: str
    digest: str
    format: str
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]


def read(
    path: Path,
    given: Mapping[str, str] | None = None,
    defaults: Mapping[str, str] | None = None,
    progress: Progress = quiet,
) -> Contents:
    """Read a whole file. ``given`` maps roles to column headers, ``defaults`` may hold country and kind for rows that
    name
    none. Bad rows become problems. Raises GazetteerError where the file as a whole cannot be read."""
    data = _bytes(path)
    settings = json.dumps([sorted((given or {}).items()), sorted((defaults or {}).items())])
    digest = hashlib.sha256(data + settings.encode()).hexdigest()[:32]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: not UTF-8 at byte {error.start}", "convert it to UTF-8") from error
    form = _format(text)
    reader = {"geonames": _dump, "geojson": _geojson, "csv": _table}[form]
    records: list[Record] = []
    problems: list[Problem] = []
    total = max(1, len(text))
    for index, (item, seen) in enumerate(reader(text, path.name, given or {}, defaults or {})):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            records.append(item)
        if index % 2000 == 0:
            progress(f"reading {path.name}", min(1.0, seen / total))
    return Contents(path.name, digest, form, tuple(records), tuple(problems))


Found = Iterator[tuple[Record | Problem, int]]


def _bytes(path: Path) -> bytes:
    try:
        if path.suffix.lower() != ".zip":
            return path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            inner = [
                entry for entry in archive.infolist() if not entry.is_dir() and "readme" not in entry.filename.lower()
            ]
            if not inner:
                raise GazetteerError(f"{path}: the archive is empty", "give an archive with one table in it")
            table = max(inner, key=lambda entry: entry.file_size)
            if table.file_size > UNPACKED:
                raise GazetteerError(f"{path}: unpacks to {table.file_size:,} bytes", "unpack it, and split the table")
            return archive.read(table)
    except TORN as error:
        raise GazetteerError(f"{path}: cannot be read: {error}", "give the path of a readable file") from error


def _format(text: str) -> str:
    start = text[:200].lstrip()
    if start.startswith("{"):
        return "geojson"
    first = start.split("\n", 1)[0] if "\n" in start else text.split("\n", 1)[0]
    fields = text.split("\n", 1)[0].split("\t")
    return "geonames" if len(fields) == DUMP_FIELDS and fields[0].strip().isdigit() and first else "csv"


def _dump(text: str, label: str, _given: Mapping[str, str], _defaults: Mapping[str, str]) -> Found:
    seen = 0
    for number, line in enumerate(text.splitlines(), 1):
        seen += len(line) + 1
        fields = line.split("\t")
        if len(fields) != DUMP_FIELDS:
            if line.strip():
                what = f"{len(fields)} fields instead of {DUMP_FIELDS}"
                yield Problem(what, f"{label}, line {number}", "take the file as GeoNames publishes it"), seen
            continue
        try:
            found = _dump_record(fields, label)
        except ValueError:
            yield Problem("no coordinates", f"{label}, line {number}", "give decimal degrees in fields 5 and 6"), seen
            continue
        if found:
            yield found, seen


def _dump_record(fields: list[str], label: str) -> Record | None:
    features = conventions().features
    kind = features.get(fields[7]) or features.get(fields[6])
    if kind is None:
        return None
    country, admin1, admin2 = fields[8], fields[10], fields[11]
    ids = [f"geonames:{fields[0]}"]
    parent = f"admin2:{country}.{admin1}.{admin2}" if admin2 else f"admin1:{country}.{admin1}"
    if fields[7] == "ADM1":
        ids, parent = [*ids, f"admin1:{country}.{admin1}"], f"iso:{country}"
    elif fields[7] == "ADM2":
        ids, parent = [*ids, f"admin2:{country}.{admin1}.{admin2}"], f"admin1:{country}.{admin1}"
    elif kind == "country":
        ids, parent = [*ids, f"iso:{country}"], ""
    forms = [form for form in (fields[2], *fields[3].split(",")) if is_indexed(form)]
    return Record(
        tuple(ids), fields[1], float(fields[4]), float(fields[5]), kind, country, population=int(fields[14] or 0),
        source=label, parent=parent, names=tuple(Name(form) for form in dict.fromkeys(forms) if form != fields[1]),
    )  # fmt: skip


def _table(text: str, label: str, given: Mapping[str, str], defaults: Mapping[str, str]) -> Found:
    head = text.split("\n", 1)[0]
    delimiter = max("\t;|,", key=head.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    try:
        columns = detect(rows.fieldnames or (), given)
    except GazetteerError as error:
        raise GazetteerError(f"{label}: {error}", error.remedy) from error
    except csv.Error as error:
        raise GazetteerError(f"{label}: its first line cannot be read: {error}", "check its quotes") from error
    try:
        yield from _rows(rows, columns, text, label, defaults)
    except csv.Error as error:
        where = f"{label}, line {rows.line_num}"
        yield Problem(f"the table cannot be read further: {error}", where, "check its quotes"), len(text)


def _rows(rows: csv.DictReader[str], columns: Columns, text: str, label: str, defaults: Mapping[str, str]) -> Found:
    per_line = len(text) / (text.count("\n") + 1)
    for row in rows:
        number = rows.line_num
        try:
            yield record(row, columns, label, defaults), int(number * per_line)
        except UnusableError as error:
            yield Problem(str(error), f"{label}, line {number}", error.remedy), int(number * per_line)


def _geojson(text: str, label: str, given: Mapping[str, str], defaults: Mapping[str, str]) -> Found:
    try:
        features = json.loads(text).get("features")
    except (ValueError, AttributeError, RecursionError) as error:
        raise GazetteerError(f"{label}: not valid JSON: {error}", "give a GeoJSON FeatureCollection") from error
    if not isinstance(features, list) or not features:
        raise GazetteerError(f"{label}: no features", "give a GeoJSON FeatureCollection")
    if not all(isinstance(f, dict) and isinstance(f.get("properties") or {}, dict) for f in features):
        raise GazetteerError(f"{label}: some of its features are none", "give a GeoJSON FeatureCollection")
    headers = dict.fromkeys(key for feature in features for key in feature.get("properties") or {})
    columns = detect(headers, given)
    for number, feature in enumerate(features, 1):
        seen = len(text) * number // len(features)
        try:
            yield _feature(feature, columns, label, defaults), seen
        except UnusableError as error:
            yield Problem(str(error), f"{label}, feature {number}", error.remedy), seen


def _feature(feature: Mapping[str, Any], columns: Any, label: str, defaults: Mapping[str, str]) -> Record:
    geometry = feature.get("geometry")
    if geometry and not isinstance(geometry, dict):
        raise UnusableError("no geometry that can be read", "write it as GeoJSON has it")
    flat = not geometry or geometry.get("type") == "Point"
    found = record(feature.get("properties") or {}, columns, label, defaults if flat else {"kind": "area", **defaults})
    if not geometry:
        return found
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        solid = shape(geometry)
        inside = solid.centroid if flat or solid.centroid.within(solid) else solid.representative_point()
        lat, lon = round(inside.y, 5), round(inside.x, 5)
    except (ShapelyError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise UnusableError(
            f"no geometry that can be read: {error}", "write coordinates as [longitude, latitude]"
        ) from error
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise UnusableError(f"coordinates off the globe: {lat}, {lon}", "write coordinates as [longitude, latitude]")
    boundary = "" if flat else json.dumps(geometry, separators=(",", ":"))
    return replace(found, lat=lat, lon=lon, boundary=boundary)

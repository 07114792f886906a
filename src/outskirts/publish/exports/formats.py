"""Which formats are there, and what writes each? The one list that the command, the server and the pages share.

A writer is the function of a module beside this one, loaded only when it is called; it takes a :class:`Material` and
an open file, of text or of bytes as :attr:`Format.binary` says. A package registers a format of its own as an entry
point of the group ``outskirts.exports``, which names a :class:`Format` whose writer is such a function.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import IO, Any, BinaryIO, TextIO, cast

from outskirts import plugins
from outskirts.errors import NotKnown, OutskirtsError, PluginError
from outskirts.plugins import Part
from outskirts.publish.exports.material import Material

Writer = Callable[[Material, IO[Any]], None]


@dataclass(frozen=True, slots=True)
class Format:
    """``writer`` is "module" or "module:function" (``write`` where none is named), or the function; ``media`` the
    media type; ``suffix`` how a file's name ends; ``rows`` what a row is: claims, stretches, statuses, events, changes
    or reports. ``part`` is where another package registers it."""

    name: str
    what: str
    rows: str
    media: str
    suffix: str
    writer: str | Writer
    binary: bool = False
    part: Part | None = None

    @property
    def filename(self) -> str:
        """``claims.csv``, ``timeline.hxl.csv``, ``outskirts.kml``; no two formats share one."""
        stem = self.name.rpartition("-")[0] or "outskirts"
        return stem + self.suffix

    def write(self, material: Material, file: IO[Any]) -> None:
        """Write to a file of the kind that ``binary`` asks for (text with newline="")."""
        if not isinstance(self.writer, str):
            self.guarded(self.writer, material, file)
            return
        module, _, function = self.writer.partition(":")
        found = getattr(import_module(f"outskirts.publish.exports.{module}"), function or "write")
        cast(Writer, found)(material, file)

    def guarded(self, writer: Writer, material: Material, file: IO[Any]) -> None:
        """Raises PluginError for whatever another package's writer raises."""
        try:
            writer(material, file)
        except (OutskirtsError, BrokenPipeError):
            raise
        except Exception as error:
            if self.part is None:
                raise
            raise self.part.error(f"{type(error).__name__}: {error}", f"tell who writes {self.part.package}") from error

    def write_bytes(self, material: Material, file: BinaryIO) -> None:
        """Write to a file of bytes, text as UTF-8; the file stays open."""
        if self.binary:
            self.write(material, file)
            return
        text: TextIO = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        try:
            self.write(material, text)
        finally:
            text.flush()
            text.detach()  # type: ignore[attr-defined]


CSV, JSON, GEOJSON, LD = "text/csv", "application/json", "application/geo+json", "application/ld+json"
PARQUET = "application/vnd.apache.parquet"

FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("timeline-csv", "who held each place from when to when; name,lat,lon,from,to,status first",
               "stretches", CSV, ".csv", "tables:timeline"),
        Format("timeline-hxl", "the same with HXL tags, P-codes, outlets and addresses",
               "stretches", CSV, ".hxl.csv", "hxl:timeline"),
        Format("timeline-geojson", "the same as GeoJSON, a point a stretch, with start and end",
               "stretches", GEOJSON, ".geojson", "geojson:timeline"),
        Format("timestamped-geojson", "the same with a time a day, for Leaflet.TimeDimension and folium",
               "stretches", GEOJSON, ".geojson", "timestamped"),
        Format("timeline-parquet", "the same as a typed table",
               "stretches", PARQUET, ".parquet", "parquet:timeline", True),
        Format("status-geojson", "the status of every place on a day, with probabilities and reasons",
               "statuses", GEOJSON, ".geojson", "geojson:statuses"),
        Format("claims-csv", "claims, one a row, with the sentence",
               "claims", CSV, ".csv", "tables:claims"),
        Format("claims-hxl", "the same with a row of HXL tags, and P-codes",
               "claims", CSV, ".hxl.csv", "hxl:claims"),
        Format("claims-geojson", "claims at their places",
               "claims", GEOJSON, ".geojson", "geojson:claims"),
        Format("claims-jsonl", "claims as they are read, one report a line",
               "reports", "application/jsonl", ".jsonl", "lines"),
        Format("claims-parquet", "claims as a typed table",
               "claims", PARQUET, ".parquet", "parquet:claims", True),
        Format("claims-jsonld", "claims as schema.org Claim, never rated",
               "claims", LD, ".jsonld", "schema_org"),
        Format("annotations-jsonld", "claims as W3C Web Annotations upon the reports' sentences",
               "claims", LD, ".jsonld", "annotations"),
        Format("events-geojson", "happenings, each with the claims that tell of it",
               "events", GEOJSON, ".geojson", "geojson:events"),
        Format("acled-csv", "happenings in ACLED's columns",
               "events", CSV, ".csv", "acled"),
        Format("ucdp-csv", "happenings with people killed, in the columns of UCDP GED",
               "events", CSV, ".csv", "ucdp"),
        Format("gpkg", "GeoPackage with layers timeline, events and claims",
               "stretches, events, claims", "application/geopackage+sqlite3", ".gpkg", "geopackage", True),
        Format("kml", "stretches and claims for Google Earth, with time spans",
               "stretches, claims", "application/vnd.google-earth.kml+xml", ".kml", "kml", True),
        Format("prov-json", "from which report, whose word and which reading each stretch comes (W3C PROV)",
               "claims, stretches", JSON, ".json", "prov"),
        Format("changes-rss", "changes of holder, newest first, as RSS",
               "changes", "application/rss+xml", ".rss", "feeds:rss", True),
        Format("changes-atom", "the same as Atom",
               "changes", "application/atom+xml", ".atom", "feeds:atom", True),
    )
}  # fmt: skip


def listed() -> tuple[Part, ...]:
    """Those of other packages, whether or not they can be loaded."""
    return plugins.guests(plugins.EXPORTS, FORMATS)


def load(part: Part) -> Format:
    """Raises PluginError."""
    found: Format = part.load(Format)
    if isinstance(found.writer, str):
        raise part.error("its writer is a text, not a function", "docs/extending.md shows a whole one")
    return replace(found, name=part.name, part=part)


def formats() -> dict[str, Format]:
    """Ours, then those of other packages that can be loaded."""
    found = dict(FORMATS)
    for part in listed():
        try:
            found.setdefault(part.name, load(part))
        except PluginError:
            continue
    return found


def format_of(name: str) -> Format:
    """The format of a name. Raises NotKnown, and PluginError for one of another package that does not work."""
    if name in FORMATS:
        return FORMATS[name]
    parts = listed()
    for part in parts:
        if part.name == name:
            return load(part)
    raise NotKnown(f"no format {name!r}", f"choose one of {', '.join((*FORMATS, *(part.name for part in parts)))}")

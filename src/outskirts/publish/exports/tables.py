"""Which columns do the tables have? Claims, one a row; stretches of status, one a row; with HXL tags where asked for.

A cell of text that a spreadsheet would take for a formula gets an apostrophe before it: the words come from strangers.
Text that begins with apostrophes before such a sign gets one more, so that :func:`bare` gives every text back.
Numbers are never touched.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TextIO, TypeVar

from outskirts.merge.nearby import UNITS
from outskirts.publish.cite import Cited
from outskirts.publish.exports.material import Material
from outskirts.publish.wire import day, moment
from outskirts.vocabulary import Party, Place, Stretch

Row = TypeVar("Row")
# The signs that begin a formula, the full-width ones too, which some spreadsheets take for them.
FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """``tag`` is the column's tag in the Humanitarian Exchange Language."""

    name: str
    value: Callable[[Row], object]
    tag: str = ""


def write(rows: Iterable[Row], columns: Iterable[Column[Row]], to: TextIO, tags: bool = False) -> int:
    """Write a head, a row of HXL tags where ``tags`` is set, and the rows. Returns how many rows."""
    listed = list(columns)
    writer = csv.writer(to, lineterminator="\n")
    writer.writerow([c.name for c in listed])
    if tags:
        writer.writerow([c.tag for c in listed])
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        writer.writerow([cell(c.value(row)) for c in listed])
    return count


def cell(value: object) -> object:
    """Numbers as they are, text safe for a spreadsheet, None as nothing."""
    if value is None:
        return ""
    if isinstance(value, str) and FORMULA.match(value):
        return f"'{value}"
    return value


def bare(text: str) -> str:
    """The text that a cell was made of."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def timeline(material: Material, to: TextIO) -> None:
    write(material.stretches(), TIMELINE, to)


def claims(material: Material, to: TextIO) -> None:
    write(material.claims(), CLAIMS, to)


def place_of(cited: Cited) -> Place | None:
    return cited.claim.place.place if cited.claim.place else None


def first_speaker(cited: Cited) -> str:
    return cited.claim.speakers[0].name if cited.claim.speakers else ""


def through(cited: Cited) -> str:
    return "; ".join(speaker.name for speaker in cited.claim.speakers[1:])


def name_of(party: Party | None) -> str:
    return party.name if party else ""


def side_of(party: Party | None) -> str:
    return party.side or "" if party else ""


CLAIMS: tuple[Column[Cited], ...] = (
    Column("claim_id", lambda c: c.claim.id, "#meta+id"),
    Column("report_id", lambda c: c.claim.report_id, "#meta+report"),
    Column("published", lambda c: moment(c.published), "#date+published"),
    Column("outlet", lambda c: c.outlet, "#meta+source"),
    Column("speaker", first_speaker, "#contact+name"),
    Column("speaker_side", lambda c: c.voice_side, "#group+speaker"),
    Column("via", through, "#contact+via"),
    Column("stance", lambda c: str(c.claim.stance), "#status+stance"),
    Column("kind", lambda c: str(c.claim.kind), "#event+type"),
    Column("trigger", lambda c: c.claim.trigger.text, "#event+trigger"),
    Column("actor", lambda c: name_of(c.claim.actor), "#group+actor"),
    Column("actor_side", lambda c: side_of(c.claim.actor), "#group+actor+code"),
    Column("target", lambda c: name_of(c.claim.target), "#group+target"),
    Column("place", lambda c: c.claim.place.name if c.claim.place else "", "#loc+name"),
    Column("relation", lambda c: str(c.claim.place.relation) if c.claim.place else "", "#loc+relation"),
    Column("bearing", lambda c: str(c.claim.place.bearing or "") if c.claim.place else "", "#loc+bearing"),
    Column("place_id", lambda c: p.id if (p := place_of(c)) else "", "#loc+code"),
    Column("country", lambda c: p.country if (p := place_of(c)) else "", "#country+code"),
    Column("admin1", lambda c: p.admin1 if (p := place_of(c)) else "", "#adm1+name"),
    Column("lat", lambda c: p.lat if (p := place_of(c)) else None, "#geo+lat"),
    Column("lon", lambda c: p.lon if (p := place_of(c)) else None, "#geo+lon"),
    Column("from", lambda c: day(c.claim.when.start), "#date+start"),
    Column("to", lambda c: day(c.claim.when.end), "#date+end"),
    Column("said", lambda c: day(c.claim.said), "#date+said"),
    Column("low", lambda c: c.claim.quantity.low if c.claim.quantity else None, "#affected+low"),
    Column("high", lambda c: c.claim.quantity.high if c.claim.quantity else None, "#affected+high"),
    Column("sentence", lambda c: c.quote.text, "#description"),
    Column("start", lambda c: c.claim.trigger.start, "#meta+start"),
    Column("end", lambda c: c.claim.trigger.end, "#meta+end"),
    Column("url", lambda c: c.url, "#meta+url"),
)

# A region has no point: its middle would be taken for the status of a town there.
TIMELINE: tuple[Column[Stretch], ...] = (
    Column("name", lambda s: s.place.name, "#loc+name"),
    Column("lat", lambda s: None if s.place.kind in UNITS else s.place.lat, "#geo+lat"),
    Column("lon", lambda s: None if s.place.kind in UNITS else s.place.lon, "#geo+lon"),
    Column("from", lambda s: day(s.start), "#date+start"),
    Column("to", lambda s: day(s.end), "#date+end"),
    Column("status", lambda s: s.holder, "#status+holder"),
    Column("probability", lambda s: f"{s.p:.3f}", "#indicator+probability"),
    Column("basis", lambda s: str(s.basis), "#meta+basis"),
    Column("country", lambda s: s.place.country, "#country+code"),
    Column("admin1", lambda s: s.place.admin1, "#adm1+name"),
    Column("place_id", lambda s: s.place.id, "#loc+code"),
    Column("located_by", lambda s: s.place.located_by, "#loc+parent"),
    Column("claims", lambda s: " ".join(s.claim_ids), "#meta+claims"),
)

"""Changes of holder as RSS 2.0 and Atom, the newest first: what changed, on whose word, with the sentences.

The text of an entry is HTML in which every word of a report is escaped. Ids stay the same as long as place, day and
holder do. Times are those of the record, never of the clock, so that the same record gives the same feed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Any, BinaryIO
from urllib.parse import quote

from lxml import etree

from outskirts.publish import wording
from outskirts.publish.exports.markup import escaped, legal
from outskirts.publish.exports.material import Material, Shift, origins_of
from outskirts.publish.exports.told import listed
from outskirts.vocabulary import Side

ATOM = "http://www.w3.org/2005/Atom"
MOST = 300  # entries
TITLE = "Who holds what: changes"
SUBTITLE = "From published reports, with the sentences that each change rests on"
ID = "urn:outskirts:changes"


@dataclass(frozen=True, slots=True)
class Entry:
    """``told`` is when the first claim under the change was published (not before its day), ``body`` HTML, ``link`` the
    address of one of the reports."""

    id: str
    title: str
    body: str
    told: datetime
    link: str
    war: str


def write_tree(root: Any, to: BinaryIO) -> None:
    etree.ElementTree(root).write(to, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def rss(material: Material, to: BinaryIO) -> None:
    found = entries(material)
    root = etree.Element("rss", version="2.0")
    channel = etree.SubElement(root, "channel")
    put(channel, "title", TITLE)
    put(channel, "link", ID)
    put(channel, "description", SUBTITLE)
    if found:
        put(channel, "lastBuildDate", format_datetime(max(one.told for one in found)))
    for one in found:
        item = etree.SubElement(channel, "item")
        put(item, "title", one.title)
        if one.link:
            put(item, "link", one.link)
        put(item, "description", one.body)
        put(item, "category", one.war)
        put(item, "guid", one.id, isPermaLink="false")
        put(item, "pubDate", format_datetime(one.told))
    write_tree(root, to)


def atom(material: Material, to: BinaryIO) -> None:
    found = entries(material)
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    put(root, "id", ID)
    put(root, "title", TITLE)
    put(root, "subtitle", SUBTITLE)
    put(root, "updated", stamp(max((one.told for one in found), default=datetime(1970, 1, 1, tzinfo=UTC))))
    put(put(root, "author"), "name", "Outskirts")
    for one in found:
        entry = put(root, "entry")
        put(entry, "id", one.id)
        put(entry, "title", one.title)
        put(entry, "updated", stamp(one.told))
        put(entry, "category", term=one.war)
        if one.link:
            put(entry, "link", rel="alternate", href=one.link)
        put(entry, "content", one.body, type="html")
    write_tree(root, to)


def put(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    space = etree.QName(parent).namespace
    made = etree.SubElement(
        parent, f"{{{space}}}{name}" if space else name, **{k: legal(v) for k, v in attributes.items()}
    )
    made.text = legal(text) if text is not None else None
    return made


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def entries(material: Material) -> list[Entry]:
    found = [entry(shift, material) for shift in material.shifts()]
    return sorted(found, key=lambda one: (one.told, one.id), reverse=True)[:MOST]


def entry(shift: Shift, material: Material) -> Entry:
    now, sides = shift.now, {side.code: side for side in shift.conflict.sides}
    claims = [material.cited[id_] for id_ in now.claim_ids if id_ in material.cited]
    # What changed the holder stands at the beginning of the stretch; what came long after does not make it new.
    told = min((one.published for one in claims if one.published), default=begin(now.start))
    urls = origins_of(now.claim_ids, material.cited).urls
    id_ = f"{ID}:{quote(now.place.id, safe='')}:{now.start}:{quote(now.holder, safe='')}"
    basis = wording.wording().bases[now.basis].long
    body = f"<p>{escaped(sentence(shift, sides))} {escaped(basis[:1].upper() + basis[1:])}.</p>{listed(claims)}"
    return Entry(
        id_, title(shift, sides), body, max(told, begin(now.start)), urls[0] if urls else "", shift.conflict.name
    )


def begin(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def title(shift: Shift, sides: dict[str, Side]) -> str:
    return f"{shift.now.place.name}: {wording.holder(shift.now.holder, sides)}"


def sentence(shift: Shift, sides: dict[str, Side]) -> str:
    now = shift.now
    within = ", ".join(part for part in (now.place.name, now.place.admin1) if part)
    chance = f"{wording.chance(now.p)}, {wording.percent(now.p)}"
    before = wording.holder(shift.before.holder, sides)
    held = wording.holder(now.holder, sides)
    return f"{within} is {held} since {wording.day(now.start)} ({chance}); before, {before}."

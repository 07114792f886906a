"""KML 2.2: who held each place from when to when, and the claims, with time spans and all fields as extended data.

Spans end with the first moment after them, UTC. Descriptions are HTML, in which every word of a report is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, BinaryIO

from lxml import etree

from outskirts.publish import wording
from outskirts.publish.cite import Cited
from outskirts.publish.entry import AMBER, GREY
from outskirts.publish.exports.fields import CLAIM_FIELDS, Field, stretch_fields
from outskirts.publish.exports.markup import legal
from outskirts.publish.exports.material import Material, point_of, sides_of
from outskirts.publish.exports.tables import place_of
from outskirts.publish.exports.told import item, listed
from outskirts.publish.wire import moment
from outskirts.vocabulary import CONTESTED, UNKNOWN, Side, Stretch

NAMESPACE = "http://www.opengis.net/kml/2.2"
DAY = timedelta(days=1)


def write(material: Material, to: BinaryIO) -> None:
    sides = sides_of(material.conflicts)
    root = etree.Element(f"{{{NAMESPACE}}}kml", nsmap={None: NAMESPACE})
    document = add(root, "Document")
    add(document, "name", "Outskirts")
    for code, colour in {**{c: s.colour for c, s in sides.items()}, CONTESTED: AMBER, UNKNOWN: GREY}.items():
        style(document, code, colour)
    held = add(document, "Folder", id="timeline")
    add(held, "name", "Who held what")
    stretches = material.stretches()
    fields = stretch_fields(material.cited)
    for one in stretches:
        put_stretch(held, one, material.cited, sides, fields)
    said = add(document, "Folder", id="claims")
    add(said, "name", "Claims")
    add(said, "visibility", "0")
    for claim in material.claims():
        put_claim(said, claim)
    etree.ElementTree(root).write(to, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def add(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", **attributes)
    if text is not None:
        made.text = legal(text)
    return made


def style(document: Any, code: str, colour: str) -> None:
    """``colour`` is #rrggbb; KML has aabbggrr."""
    icon = add(add(document, "Style", id=f"side-{code}"), "IconStyle")
    add(icon, "color", f"ff{colour[5:7]}{colour[3:5]}{colour[1:3]}")
    add(icon, "scale", "0.9")


def put_stretch(
    folder: Any, one: Stretch, cited: Mapping[str, Cited], sides: Mapping[str, Side], fields: Iterable[Field[Stretch]]
) -> None:
    where = point_of(one.place)
    if where is None:
        return
    head = wording.holder(one.holder, dict(sides))
    made = placemark(folder, f"{one.place.name}: {head}")
    add(made, "description", listed(cited[id_] for id_ in one.claim_ids if id_ in cited))
    span(made, one.start, one.end)
    add(made, "styleUrl", f"#side-{one.holder}")
    extended(made, one, fields)
    point(made, where)


def put_claim(folder: Any, one: Cited) -> None:
    place = place_of(one)
    where = point_of(place)
    if place is None or where is None:
        return
    made = placemark(folder, f"{place.name}: {wording.happening(one.claim)}")
    add(made, "description", f"<ul>{item(one)}</ul>")
    start, end = one.claim.when.start, one.claim.when.end
    if start or end:
        span(made, start, end + DAY if end else None)
    elif one.published:
        add(add(made, "TimeStamp"), "when", moment(one.published))
    extended(made, one, CLAIM_FIELDS)
    point(made, where)


def placemark(folder: Any, name: str) -> Any:
    made = add(folder, "Placemark")
    add(made, "name", name)
    return made


def span(made: Any, start: date | None, end: date | None) -> None:
    within = add(made, "TimeSpan")
    if start:
        add(within, "begin", f"{start.isoformat()}T00:00:00Z")
    if end:
        add(within, "end", f"{end.isoformat()}T00:00:00Z")


def extended(made: Any, row: Any, fields: Iterable[Field[Any]]) -> None:
    data = add(made, "ExtendedData")
    for field in fields:
        value = field.value(row)
        if value is not None:
            add(add(data, "Data", name=field.name), "value", words(value, field))


def words(value: Any, field: Field[Any]) -> str:
    if field.type == "moment":
        return moment(value) or ""
    return ("; " if field.name == "outlets" else " ").join(value) if isinstance(value, list) else str(value)


def point(made: Any, where: tuple[float, float]) -> None:
    add(add(made, "Point"), "coordinates", f"{where[0]:.6f},{where[1]:.6f}")

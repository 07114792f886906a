"""Claims as schema.org ``Claim`` (JSON-LD): what was said, by whom, where it appeared. Never rated: no ClaimReview.

Of speakers only the name is given, and a type only where it is plain that it is no person.
"""

from __future__ import annotations

import json
from typing import Any, TextIO

from outskirts.publish import wording
from outskirts.publish.cite import Cited
from outskirts.publish.exports.material import Material
from outskirts.publish.exports.tables import place_of
from outskirts.publish.wire import day, moment
from outskirts.vocabulary import Place

Json = dict[str, Any]
BODIES = ("outlet", "organisation")


def write(material: Material, to: TextIO) -> None:
    to.write('{\n"@context": "https://schema.org",\n"@graph": [')
    between = "\n"
    for one in material.claims():
        to.write(between + json.dumps(claim(one), ensure_ascii=False))
        between = ",\n"
    to.write("\n]}\n")


def claim(one: Cited) -> Json:
    value, place = one.claim, place_of(one)
    days = [day(value.when.start), day(value.when.end)]
    return filled({
        "@type": "Claim",
        "@id": f"urn:outskirts:claim:{value.id}",
        "identifier": value.id,
        "name": wording.happening(value),
        "text": one.quote.text,
        "author": [speaker(s.name, s.role) for s in value.speakers[:1]] or organisation(one.outlet),
        "keywords": [str(value.kind), str(value.stance)],
        "temporalCoverage": "/".join(d or ".." for d in days) if any(days) else None,
        "spatialCoverage": spot(place) if place else None,
        "appearance": article(one),
    })  # fmt: skip


def filled(value: Json) -> Json:
    return {name: part for name, part in value.items() if part not in (None, "", [])}


def speaker(name: str, role: str) -> Json:
    return {"@type": "Organization", "name": name} if role in BODIES else {"name": name}


def organisation(name: str) -> Json | None:
    return {"@type": "Organization", "name": name} if name else None


def article(one: Cited) -> Json:
    return filled({
        "@type": "NewsArticle",
        "@id": one.url or f"urn:outskirts:report:{one.claim.report_id}",
        "url": one.url,
        "headline": one.title,
        "datePublished": moment(one.published),
        "publisher": organisation(one.outlet),
    })  # fmt: skip


def spot(place: Place) -> Json:
    point = None
    if place.lat is not None and place.lon is not None:
        point = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return filled({
        "@type": "Place", "identifier": place.id, "name": place.name, "geo": point,
        "address": filled({"@type": "PostalAddress", "addressRegion": place.admin1, "addressCountry": place.country}),
    })  # fmt: skip

"""Claims as W3C Web Annotations: each marks its sentence, by its words and by offsets into the text that was read.

On the published page only the words count (its text has other offsets); on the stored text both do. Offsets are code
points, as the data model wants.
"""

from __future__ import annotations

import json
from typing import Any, TextIO

from outskirts.publish import wording
from outskirts.publish.cite import Cited
from outskirts.publish.exports.material import Material
from outskirts.publish.wire import moment
from outskirts.vocabulary import Report, Span

Json = dict[str, Any]
AROUND = 32  # characters of context


def write(material: Material, to: TextIO) -> None:
    to.write('{\n"@context": "http://www.w3.org/ns/anno.jsonld",\n"id": "urn:outskirts:annotations",\n')
    to.write('"type": "AnnotationPage",\n"items": [')
    between = "\n"
    for report, claims in material.told():
        for one in claims:
            to.write(between + json.dumps(annotation(report, one), ensure_ascii=False))
            between = ",\n"
    to.write("\n]}\n")


def annotation(report: Report, one: Cited) -> Json:
    claim = one.claim
    span = claim.sentence if claim.sentence.end > claim.sentence.start else claim.trigger
    stored: Json = {
        "type": "SpecificResource",
        "source": f"urn:outskirts:report:{report.id}",
        "selector": [words(report.text, span), offsets(span, claim.trigger)],
    }
    page: Json = {"type": "SpecificResource", "source": one.url, "selector": [words(report.text, span)]}
    made: Json = {
        "id": f"urn:outskirts:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            tag("tagging", str(claim.kind)),
            tag("tagging", str(claim.stance)),
            tag("describing", f"{one.voice}: {wording.happening(claim)}"),
        ],
        "target": [page, stored] if one.url else stored,
    }
    if one.published:
        made["created"] = moment(one.published)
    return made


def tag(purpose: str, value: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def words(text: str, span: Span) -> Json:
    return {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }


def offsets(span: Span, trigger: Span) -> Json:
    """The sentence, and within it the word that makes the claim."""
    found: Json = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    if span.start <= trigger.start and trigger.end <= span.end and span != trigger:
        inner = {"type": "TextPositionSelector", "start": trigger.start - span.start, "end": trigger.end - span.start}
        found["refinedBy"] = inner
    return found

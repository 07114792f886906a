"""PROV-JSON (W3C): from which report, whose word and which reading each claim comes, from which claims each stretch.

Ids are ``outskirts:`` and a path of percent-encoded parts. Speakers are agents since they vouch for claims; nothing
else is told of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any, TextIO
from urllib.parse import quote

from outskirts.publish.cite import Cited
from outskirts.publish.exports.material import Material
from outskirts.publish.wire import day, moment
from outskirts.vocabulary import Report, Speaker, Stretch, content_id

PREFIXES = {"outskirts": "urn:outskirts:", "xsd": "http://www.w3.org/2001/XMLSchema#"}
Json = dict[str, Any]
PROGRAM, READING, ESTIMATE = "outskirts:program", "outskirts:reading", "outskirts:estimate"


@dataclass(slots=True)
class Document:
    """Statements by kind, each once. Relations get ids from what they join."""

    kinds: dict[str, dict[str, Json]] = field(default_factory=dict)

    def put(self, kind: str, id_: str, **attributes: Any) -> str:
        told = {name.replace("__", ":"): value for name, value in attributes.items() if value not in (None, "")}
        self.kinds.setdefault(kind, {})[id_] = told
        return id_

    def join(self, kind: str, **ends: str) -> None:
        self.put(kind, f"_:{content_id(kind, *ends.values())}", **{f"prov__{name}": end for name, end in ends.items()})


def write(material: Material, to: TextIO) -> None:
    document = Document()
    program(document)
    known: set[str] = set()
    for report, claims in material.told():
        put_report(document, report)
        for one in claims:
            put_claim(document, one)
            known.add(one.claim.id)
    for stretch in material.stretches():
        put_stretch(document, stretch, (id_ for id_ in stretch.claim_ids if id_ in known))
    json.dump({"prefix": PREFIXES, **document.kinds}, to, ensure_ascii=False, indent=1)
    to.write("\n")


def name(*parts: str) -> str:
    return "outskirts:" + "/".join(quote(part, safe="") for part in parts)


def qualified(value: str) -> Json:
    return {"$": value, "type": "prov:QUALIFIED_NAME"}


def typed(value: str | None, type_: str) -> Json | None:
    return {"$": value, "type": f"xsd:{type_}"} if value else None


def program(document: Document) -> None:
    """The program, and its two activities: it reads claims in reports, and works out stretches from claims."""
    label = f"outskirts {version('outskirts')}"
    document.put("agent", PROGRAM, prov__type=qualified("prov:SoftwareAgent"), prov__label=label)
    for activity, what in ((READING, "reading of reports"), (ESTIMATE, "estimate of who held what")):
        document.put("activity", activity, prov__label=what)
        document.join("wasAssociatedWith", activity=activity, agent=PROGRAM)


def put_report(document: Document, report: Report) -> None:
    id_ = document.put(
        "entity", name("report", report.id), prov__type=qualified("outskirts:Report"), prov__label=report.title,
        outskirts__published=typed(moment(report.published), "dateTime"),
        outskirts__url=typed(report.url, "anyURI"), outskirts__language=report.language,
    )  # fmt: skip
    document.join("used", activity=READING, entity=id_)
    if report.outlet:
        outlet = document.put(
            "agent", name("outlet", report.outlet), prov__type=qualified("prov:Organization"), prov__label=report.outlet
        )
        document.join("wasAttributedTo", entity=id_, agent=outlet)


def put_claim(document: Document, one: Cited) -> None:
    claim = one.claim
    place = claim.place.place if claim.place else None
    id_ = document.put(
        "entity", name("claim", claim.id), prov__type=qualified("outskirts:Claim"), prov__value=one.quote.text,
        outskirts__kind=str(claim.kind), outskirts__stance=str(claim.stance),
        outskirts__actor=claim.actor.name if claim.actor else None,
        outskirts__actorSide=claim.actor.side if claim.actor else None,
        outskirts__place=claim.place.name if claim.place else None, outskirts__placeId=place.id if place else None,
        outskirts__start=typed(day(claim.when.start), "date"), outskirts__end=typed(day(claim.when.end), "date"),
        outskirts__from=claim.trigger.start, outskirts__to=claim.trigger.end,
        outskirts__verdict=one.verdict,
    )  # fmt: skip
    report = name("report", claim.report_id)
    document.put("wasDerivedFrom", f"_:{content_id('quoted', id_)}", **{
        "prov:generatedEntity": id_, "prov:usedEntity": report, "prov:type": qualified("prov:Quotation")})  # fmt: skip
    document.join("wasGeneratedBy", entity=id_, activity=READING)
    for speaker in claim.speakers:
        document.join("wasAttributedTo", entity=id_, agent=put_speaker(document, speaker))


def put_speaker(document: Document, speaker: Speaker) -> str:
    id_ = name("speaker", speaker.side or "-", speaker.name)
    return document.put("agent", id_, prov__label=speaker.name, outskirts__side=speaker.side)


def put_stretch(document: Document, stretch: Stretch, claims: Iterable[str]) -> None:
    place = stretch.place
    id_ = document.put(
        "entity", name("stretch", place.id, stretch.start.isoformat()), prov__type=qualified("outskirts:Stretch"),
        prov__label=f"{place.name}: {stretch.holder}", prov__location=place.name, outskirts__placeId=place.id,
        outskirts__status=stretch.holder, outskirts__probability=round(stretch.p, 4),
        outskirts__basis=str(stretch.basis), outskirts__start=typed(day(stretch.start), "date"),
        outskirts__end=typed(day(stretch.end), "date"),
    )  # fmt: skip
    document.join("wasGeneratedBy", entity=id_, activity=ESTIMATE)
    for claim in claims:
        document.join("wasDerivedFrom", generatedEntity=id_, usedEntity=name("claim", claim))

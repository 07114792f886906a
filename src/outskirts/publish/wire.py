"""The claim format on the wire: one JSON object a report."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from outskirts.vocabulary import (
    Attribution,
    Claim,
    Days,
    Party,
    PlaceMention,
    Reading,
    Relation,
    Span,
    Speaker,
    TimeMention,
)

Json = dict[str, Any]


def line(reading: Reading) -> str:
    """One line of JSON for one report, without a line end."""
    return json.dumps(report(reading), ensure_ascii=False, separators=(",", ":"))


def report(reading: Reading) -> Json:
    source = reading.report
    return {
        "id": source.id,
        "outlet": source.outlet,
        "published": moment(source.published),
        "title": source.title,
        "url": source.url,
        "text": source.text,
        "claims": [claim(c) for c in reading.claims],
        "attributions": [attribution(a) for a in reading.attributions],
        "places": [place_named(p) for p in reading.places],
        "times": [time_named(t) for t in reading.times],
        "problems": [str(p) for p in reading.problems],
    }


def claim(c: Claim) -> Json:
    return {
        "id": c.id,
        "trigger": span(c.trigger),
        "kind": str(c.kind),
        "stance": str(c.stance),
        "actor": party(c.actor),
        "target": party(c.target),
        "place": place(c.place),
        "when": {"text": c.when.text or None, "start": day(c.when.start), "end": day(c.when.end)},
        "speakers": [party(s) for s in c.speakers],
        "quantity": {"low": c.quantity.low, "high": c.quantity.high} if c.quantity else None,
        "said": day(c.said),
        "score": round(c.score, 3),
    }


def attribution(a: Attribution) -> Json:
    return {
        "sources": [span(s) for s in a.sources],
        "cue": span(a.cue) if a.cue else None,
        "contents": [span(s) for s in a.contents],
        "speakers": [party(s) for s in a.speakers],
    }


def place(p: PlaceMention | None) -> Json | None:
    if p is None:
        return None
    known = p.place
    return {
        "text": p.name,
        "start": p.span.start,
        "end": p.span.end,
        "relation": str(p.relation or Relation.IN),
        "bearing": str(p.bearing) if p.bearing else None,
        "part": p.part or None,
        "id": known.id if known else None,
        "lat": known.lat if known else None,
        "lon": known.lon if known else None,
        "located_by": known.located_by or None if known else None,
    }


def place_named(p: PlaceMention) -> Json:
    known = p.place
    return {
        **span(p.span),
        "name": p.name,
        "id": known.id if known else None,
        "lat": known.lat if known else None,
        "lon": known.lon if known else None,
        "candidates": [
            {"id": c.place.id, "name": c.place.name, "country": c.place.country, "admin1": c.place.admin1,
             "lat": c.place.lat, "lon": c.place.lon, "score": round(c.score, 3)}
            for c in p.candidates[:5]
        ],
    }  # fmt: skip


def time_named(t: TimeMention) -> Json:
    days: Days | None = t.days
    return {
        **span(t.span),
        "type": t.type,
        "value": t.value,
        "from": day(days.start) if days else None,
        "to": day(days.end) if days else None,
    }


def party(p: Party | Speaker | None) -> Json | None:
    return {"text": p.name, "start": p.span.start, "end": p.span.end, "side": p.side} if p else None


def span(s: Span) -> Json:
    return {"text": s.text, "start": s.start, "end": s.end}


def day(d: date | None) -> str | None:
    return d.isoformat() if d else None


def moment(t: datetime | None) -> str | None:
    return t.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if t else None

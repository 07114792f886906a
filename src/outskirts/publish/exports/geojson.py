"""Statuses and claims as GeoJSON (RFC 7946): a point a place, longitude first; what has no point has no geometry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from outskirts.publish.cite import Cited
from outskirts.publish.wire import day, moment
from outskirts.vocabulary import Place, Status, Stretch

Json = dict[str, Any]


def collection(features: Iterable[Json]) -> Json:
    return {"type": "FeatureCollection", "features": list(features)}


def stretch(value: Stretch) -> Json:
    """A feature for a stretch; ``end`` is exclusive and null while it goes on."""
    properties = {
        **named(value.place),
        "start": day(value.start),
        "end": day(value.end),
        "status": value.holder,
        "probability": round(value.p, 4),
        "basis": str(value.basis),
        "claims": list(value.claim_ids),
    }
    return feature(f"{value.place.id}/{value.start}", value.place, properties)


def status(value: Status) -> Json:
    """A feature for a status on a day."""
    return feature(value.place.id, value.place, {**named(value.place), **state(value)})


def state(value: Status) -> Json:
    """A status without its place, as JSON."""
    return {
        "on": day(value.on),
        "known_at": moment(value.known_at),
        "status": value.holder,
        "since": day(value.since),
        "control": {code: round(p, 4) for code, p in value.control.items()},
        "basis": str(value.basis),
        "presence": [
            {"side": p.side, "since": day(p.since), "relation": str(p.relation),
             "bearing": str(p.bearing) if p.bearing else None, "part": p.part or None, "claims": list(p.claim_ids)}
            for p in value.presence
        ],
        "reasons": [
            {"text": r.text, "holder": r.holder, "weight": round(r.weight, 3), "claim": r.claim_id}
            for r in value.reasons
        ],
        "would_change": list(value.would_change),
    }  # fmt: skip


def claim(cited: Cited) -> Json:
    """A feature for a claim, at its place."""
    one = cited.claim
    place = one.place.place if one.place else None
    properties = {
        "report": one.report_id,
        "outlet": cited.outlet,
        "published": moment(cited.published),
        "kind": str(one.kind),
        "stance": str(one.stance),
        "speakers": [{"name": s.name, "side": s.side, "role": s.role} for s in one.speakers],
        "actor": {"name": one.actor.name, "side": one.actor.side} if one.actor else None,
        "place": one.place.name if one.place else None,
        "relation": str(one.place.relation) if one.place else None,
        "bearing": str(one.place.bearing) if one.place and one.place.bearing else None,
        "start": day(one.when.start),
        "end": day(one.when.end),
        "sentence": cited.quote.text,
        "url": cited.url or None,
    }
    return feature(one.id, place, properties)


def feature(id_: str, place: Place | None, properties: Json) -> Json:
    point = None
    if place is not None and place.lat is not None and place.lon is not None:
        point = {"type": "Point", "coordinates": [round(place.lon, 6), round(place.lat, 6)]}
    return {"type": "Feature", "id": id_, "geometry": point, "properties": properties}


def named(place: Place) -> Json:
    return {
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "population": place.population,
        "place_id": place.id,
        "located_by": place.located_by or None,
    }

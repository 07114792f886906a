"""Statuses and claims as GeoJSON (RFC 7946): a point a place, longitude first; what has no point has no geometry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from outskirts.publish.cite import Cited
from outskirts.publish.exports.coding import Coded, acled_place, acled_time, coded
from outskirts.publish.exports.material import Material, Origins, origins_of, point_of, under
from outskirts.publish.wire import day, moment
from outskirts.vocabulary import Place, Status, Stretch

Json = dict[str, Any]


def collection(features: Iterable[Json]) -> Json:
    return {"type": "FeatureCollection", "features": list(features)}


def timeline(material: Material, to: TextIO) -> None:
    found = material.stretches()
    put((stretch(s, material.cited) for s in found), to)


def statuses(material: Material, to: TextIO) -> None:
    found = material.statuses()
    put((status(s, material.cited) for s in found), to)


def claims(material: Material, to: TextIO) -> None:
    put(map(claim, material.claims()), to)


def events(material: Material, to: TextIO) -> None:
    put((event(coded(one)) for one in material.happenings()), to)


def put(features: Iterable[Json], to: TextIO) -> None:
    """Write a collection, indented, feature by feature."""
    to.write('{\n  "type": "FeatureCollection",\n  "features": [')
    between = "\n"
    for one in features:
        text = json.dumps(one, ensure_ascii=False, indent=2)
        to.write(between + "\n".join(f"    {line}" for line in text.split("\n")))
        between = ",\n"
    to.write("]\n}\n" if between == "\n" else "\n  ]\n}\n")


def stretch(value: Stretch, cited: Mapping[str, Cited] | None = None) -> Json:
    """A feature for a stretch; ``end`` is exclusive and null while it goes on. With ``cited`` it names the outlets and
    addresses under it."""
    properties = {
        **named(value.place),
        "start": day(value.start),
        "end": day(value.end),
        "status": value.holder,
        "probability": round(value.p, 4),
        "basis": str(value.basis),
        "claims": list(value.claim_ids),
        **({} if cited is None else sources(origins_of(value.claim_ids, cited))),
    }
    return feature(f"{value.place.id}/{value.start}", value.place, properties)


def sources(found: Origins) -> Json:
    return {"outlets": list(found.outlets), "urls": list(found.urls)}


def status(value: Status, cited: Mapping[str, Cited] | None = None) -> Json:
    """A feature for a status on a day; with ``cited`` it names the claims, outlets and addresses under it."""
    properties = {**named(value.place), **state(value)}
    if cited is not None:
        found = origins_of(under(value), cited)
        properties |= {"claims": list(found.claims), **sources(found)}
    return feature(value.place.id, value.place, properties)


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


def event(row: Coded) -> Json:
    """A feature for a happening; ``start`` and ``end`` are inclusive."""
    found = row.origins
    properties = {
        **(named(row.place) if row.place else {"name": row.place_name}),
        "start": day(row.event.days.start),
        "end": day(row.event.days.end),
        "kind": str(row.event.kind),
        "actor": row.actor or None,
        "actor_side": row.actor_side.code if row.actor_side else None,
        "target": row.target or None,
        "target_side": row.target_side.code if row.target_side else None,
        "deaths": {"best": row.event.best, "low": row.event.low, "high": row.event.high},
        "acled": {"event_type": row.codes.type or None, "sub_event_type": row.codes.sub or None,
                  "time_precision": acled_time(row.days), "geo_precision": acled_place(row)},
        "plover": row.codes.plover or None,
        "cameo": row.codes.cameo or None,
        "conflict": row.conflict.id if row.conflict else None,
        "claims": list(found.claims),
        **sources(found),
    }  # fmt: skip
    return feature(row.event.id, row.place, properties)


def feature(id_: str, place: Place | None, properties: Json) -> Json:
    where = point_of(place)
    point = {"type": "Point", "coordinates": list(where)} if where else None
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

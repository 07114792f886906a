"""Stretches as TimestampedGeoJson: the point of the place once for every day of the stretch, each with its time.

Leaflet.TimeDimension and folium show the points whose time lies within the layer's duration, so it has to be one step
long; the file names its step under ``period``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TextIO

from outskirts.publish import wording
from outskirts.publish.cite import Cited
from outskirts.publish.entry import tone
from outskirts.publish.exports.geojson import Json, named, sources
from outskirts.publish.exports.markup import escaped
from outskirts.publish.exports.material import Material, origins_of, point_of, sides_of
from outskirts.publish.exports.told import listed
from outskirts.publish.wire import day
from outskirts.vocabulary import Side, Stretch

MOST = 200_000  # points; where days would make more, a step is a week
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def write(material: Material, to: TextIO) -> None:
    found = [s for s in material.stretches() if point_of(s.place)]
    made = collection(found, material.cited, sides_of(material.conflicts), material.selection.last)
    json.dump(made, to, ensure_ascii=False)
    to.write("\n")


def collection(
    stretches: list[Stretch], cited: Mapping[str, Cited], sides: Mapping[str, Side], until: date | None
) -> dict[str, Any]:
    """``until`` is the last day of stretches that go on; the latest day of all without it."""
    last = until or max((max(s.start, s.end - DAY) if s.end else s.start for s in stretches), default=date.min)
    total = sum((end_of(s, last) - s.start).days for s in stretches)
    step = DAY if total <= MOST else WEEK
    features = [feature(s, times(s, last, step), cited, sides) for s in stretches]
    return {"type": "FeatureCollection", "period": "P1D" if step == DAY else "P7D", "features": features}


def end_of(stretch: Stretch, last: date) -> date:
    """The first day after the stretch."""
    return stretch.end or max(last, stretch.start) + DAY


def times(stretch: Stretch, last: date, step: timedelta) -> list[str]:
    found, at, end = [], stretch.start, end_of(stretch, last)
    while at < end:
        found.append(f"{at.isoformat()}T00:00:00Z")
        at += step
    return found


def feature(stretch: Stretch, moments: list[str], cited: Mapping[str, Cited], sides: Mapping[str, Side]) -> Json:
    place = stretch.place
    colour = tone(stretch.holder, sides)
    found = origins_of(stretch.claim_ids, cited)
    return {
        "type": "Feature",
        "id": f"{place.id}/{stretch.start}",
        "geometry": {"type": "MultiPoint", "coordinates": [point_of(place)] * len(moments)},
        "properties": {
            "times": moments,
            **named(place),
            "start": day(stretch.start),
            "end": day(stretch.end),
            "status": stretch.holder,
            "probability": round(stretch.p, 4),
            "basis": str(stretch.basis),
            "claims": list(found.claims),
            **sources(found),
            "popup": popup(stretch, [cited[id_] for id_ in found.claims if id_ in cited], sides),
            "icon": "circle",
            "iconstyle": {"fillColor": colour, "color": colour, "fillOpacity": round(0.3 + 0.6 * stretch.p, 2),
                          "radius": 6, "weight": 1},
            "style": {"color": colour},
        },
    }  # fmt: skip


def popup(stretch: Stretch, claims: Iterable[Cited], sides: Mapping[str, Side]) -> str:
    """HTML, all words escaped."""
    held = wording.holder(stretch.holder, dict(sides))
    return f"<b>{escaped(stretch.place.name)}</b>: {escaped(held)}{listed(claims)}"

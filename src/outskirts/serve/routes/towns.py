"""The larger towns around a war's places, by which a reader finds his way on the map."""

from __future__ import annotations

from heapq import nlargest

from fastapi import APIRouter, Response

from outskirts.detect.gazetteer.geometry import distance_km
from outskirts.detect.gazetteer.spelled import LANGUAGES, spelled
from outskirts.serve.asked import Asked, Question
from outskirts.serve.params import Language
from outskirts.serve.schemas.base import Feature, FeatureCollection
from outskirts.vocabulary import Place

router = APIRouter(tags=["publish"])
MOST = 500
AROUND = 250.0  # km beyond the outermost place


@router.get("/towns", response_model=FeatureCollection)
def towns(asked: Question, language: Language = "en") -> Response:
    """Towns around the places of a war, largest first, as GeoJSON points: names to find one's way by, of which nothing
    is said here; in ``language`` as for ``/names``. Empty where there is no gazetteer yet."""
    told = language if language in LANGUAGES else ""
    return asked.sent(asked.book.kept(("towns", told), lambda: around(asked, told)))


def around(asked: Asked, language: str) -> bytes:
    points = [(p.lat, p.lon) for p in asked.book.places if p.lat is not None and p.lon is not None and not p.located_by]
    if not points or asked.desk.open_gazetteer is None:
        return FeatureCollection(features=[]).model_dump_json().encode()
    lat = sorted(p[0] for p in points)[len(points) // 2]
    lon = sorted(p[1] for p in points)[len(points) // 2]
    reach = max(distance_km(lat, lon, *point) for point in points) + AROUND
    gazetteer = asked.desk.gazetteer
    near = gazetteer.near(lat, lon, reach, kinds=("settlement",), limit=1_000_000)
    largest = nlargest(MOST, (place for place, _ in near if place.population), key=lambda p: p.population)
    features = [feature(place, spelled(gazetteer, place, language)) for place in largest]
    return FeatureCollection(features=features).model_dump_json().encode()


def feature(place: Place, name: str = "") -> Feature:
    point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return Feature(id=place.id, geometry=point, properties={"name": name or place.name, "population": place.population})

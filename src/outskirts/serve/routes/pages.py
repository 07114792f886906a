"""The brief as a file of its own, and boundaries that the user has added."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from outskirts.detect.routes import FOLDER, located
from outskirts.detect.routes import written as written_roads
from outskirts.publish.exports.areas import collection
from outskirts.publish.exports.roads import NOTE, road
from outskirts.query.briefing import brief_of, written
from outskirts.query.roads import roads as standing
from outskirts.serve.asked import Asked, Question, within
from outskirts.serve.params import Day, On
from outskirts.serve.schemas.base import Areas, FeatureCollection, Roads
from outskirts.serve.security import PAGE_POLICY

router = APIRouter(tags=["publish"])
WEEK, LONGEST = timedelta(days=6), timedelta(days=366)
MEDIA = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
KINDS: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind.partition(";")[0]: {} for kind in MEDIA.values()}},
}


@router.get("/brief", response_class=Response, responses=KINDS)
def brief(
    asked: Question,
    since: Day = None,
    until: Day = None,
    format: Annotated[Literal["html", "md", "pdf", "docx"], Query()] = "html",
) -> Response:
    """What changed within the days, with a source for every statement: the last week of the record without days, a year
    at most, in either order. The page has no script and asks for nothing."""
    last = within(asked.book, until)
    first, last = sorted((within(asked.book, since) if since else last - WEEK, last))
    first = max(first, last - LONGEST)
    body = asked.book.kept(("brief", first, last, format), lambda: made(asked, first, last, format))
    name = f"brief-{asked.book.conflict.id}-{first}-{last}.{format}"
    headers = {"Content-Disposition": f'{"inline" if format in ("html", "pdf") else "attachment"}; filename="{name}"'}
    if format == "html":
        headers["Content-Security-Policy"] = PAGE_POLICY
    return asked.sent(body, MEDIA[format], **headers)


def made(asked: Asked, first: date, last: date, form: str) -> bytes:
    return written(brief_of(asked.desk, asked.book.record, first, last), form)


@router.get("/areas", response_model=Areas)
def areas(asked: Question, on: On = None) -> Response:
    """Whose ground it is, where the sides face one another and how surely, as GeoJSON; ``properties.layer`` tells
    ground, contact and band apart. An inference from named places, never finer than they are."""
    book = asked.book
    day = book.within(on or book.last_day)

    def made() -> bytes:
        found = book.ground(asked.desk.terrain(book), day)
        told = collection(found, book.conflict.id, book.record.known_at)
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    return asked.sent(book.kept(("areas", day), made))


@router.get("/roads", response_model=Roads)
def roads(asked: Question, on: On = None) -> Response:
    """The known roads of a war on a day: what the latest word says of each, and whose ground it runs through. Without
    any where none is known."""
    book = asked.book
    day = book.within(on or book.last_day)

    def made() -> bytes:
        found = roads_of(asked, day)
        told = {"note": NOTE, "conflict": book.conflict.id, "on": day.isoformat(), "roads": found}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    return asked.sent(book.kept(("roads", day), made))


def roads_of(asked: Asked, day: date) -> list[dict[str, Any]]:
    book = asked.book
    if not located(written_roads(asked.desk.config.home / FOLDER), asked.desk.gazetteer, book.conflict):
        return []
    found = standing(asked.desk, book.record, day, asked.desk.terrain(book))
    return [road(one.route, one.latest, one.said, one.sections, found.held) for one in found.roads]


@router.get("/boundaries", response_model=FeatureCollection)
def boundaries(asked: Question) -> Response:
    """Boundaries of units that were added to the gazetteer, as GeoJSON; empty where none were."""
    features = []
    if asked.desk.open_gazetteer is not None:
        for place, text in asked.desk.gazetteer.boundaries():
            about = json.dumps({"name": place.name, "kind": place.kind, "country": place.country}, ensure_ascii=False)
            id_ = json.dumps(place.id)
            features.append(f'{{"type":"Feature","id":{id_},"geometry":{text},"properties":{about}}}')
    return asked.sent(f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode())

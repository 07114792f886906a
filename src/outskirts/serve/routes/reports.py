"""Reports: listed, searched for, and one whole; and the search over everything."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from fastapi import APIRouter, Response

from outskirts.ledger import AsOf, Query
from outskirts.serve.answers import reports as as_report
from outskirts.serve.answers.claims import claim
from outskirts.serve.answers.claims import place as as_place
from outskirts.serve.asked import Asked, Question
from outskirts.serve.index import Wanted
from outskirts.serve.params import SIZE, Id, Page, Size, Text
from outskirts.serve.routes.claims import of_war
from outskirts.serve.schemas.claims import ReportLine, ReportOut, ReportPage
from outskirts.serve.schemas.record import Found, PlaceHit
from outskirts.serve.shelf import Known, Line

router = APIRouter(tags=["reports"])
MOST = 300  # reports that a search for words finds
PLACES, CLAIMS, REPORTS = 8, 8, 6  # that the search box shows
LOOKED = 20  # reports looked through for these
LEAST = 2  # characters that are searched for


@router.get("/reports", response_model=ReportPage)
def reports(asked: Question, q: Text = None, page: Page = 1, size: Size = SIZE) -> Response:
    """Reports, latest first; with ``q`` those that hold all the words (or "a phrase"), best first, 300 at most. With
    ``conflict`` those that have a claim on its ground."""
    found: Sequence[ReportLine | Line] = worded(asked, q) if q else there(asked)
    some = found[(page - 1) * size : page * size]
    part = [as_report.listed(one) if isinstance(one, Line) else one for one in some]
    return asked.answer(ReportPage(total=len(found), page=page, size=size, items=part))


@router.get("/reports/{id}", response_model=ReportOut)
def report(asked: Question, id: Id) -> Response:
    """A report whole, with its claims and attributions. ``id`` may be that of a version."""
    as_of = AsOf(published=asked.known.known_at)
    found = asked.desk.ledger.report(id, as_of)
    stored = asked.desk.ledger.claims(Query(report_ids=(found.stored.report.id,), as_of=as_of))
    claims = [one for one in stored if one.version == found.stored.version]
    return asked.answer(as_report.report(found, claims, asked.known.home, asked.known.copies))


@router.get("/search", response_model=Found)
def search(asked: Question, q: Text = None) -> Response:
    """Places by name (also an older or another one), claims and reports by their words: for a search box."""
    text = (q or "").strip()
    if len(text) < LEAST:
        return asked.answer(Found(places=[], claims=[], claims_total=0, reports=[]))
    rows = np.flatnonzero(asked.known.index.chosen(Wanted(text), of_war(asked)))
    claims = (asked.known.stored[n] for n in rows[::-1][:CLAIMS])
    hits = [PlaceHit(place=as_place(p.place), conflict=p.conflict, claims=p.claims) for p in named(asked, text)]
    return asked.answer(
        Found(
            places=hits,
            claims=[claim(one, asked.known.home.get(one.claim.id)) for one in claims],
            claims_total=len(rows),
            reports=worded(asked, text, LOOKED)[:REPORTS],
        )
    )


def named(asked: Asked, text: str) -> list[Known]:
    names = asked.known.names
    found = names.find(text, PLACES, asked.conflict)
    if not found and asked.desk.open_gazetteer is not None:
        gazetteer = asked.desk.gazetteer
        ids = (id_ for match in gazetteer.folded(text) for id_ in asked.desk.ids_of(match.place))
        found = [names.by_id[id_] for id_ in dict.fromkeys(ids) if id_ in names.by_id]
        found = [one for one in found if asked.conflict in (None, one.conflict)]
    return found[:PLACES]


def worded(asked: Asked, text: str, most: int = MOST) -> list[ReportLine]:
    """Reports with the words, best first."""
    shelf, wanted = asked.known.shelf, allowed(asked)
    hits = asked.desk.ledger.search(text, as_of=AsOf(published=asked.known.known_at), limit=most)
    return [
        as_report.listed(shelf[hit.stored.report.id], hit.excerpt)
        for hit in hits
        if hit.stored.report.id in shelf and (wanted is None or hit.stored.report.id in wanted)
    ]


def there(asked: Asked) -> Sequence[Line]:
    """The reports, latest first."""
    return asked.known.lines if asked.conflict is None else asked.book.lines(asked.known.lines)


def allowed(asked: Asked) -> frozenset[str] | None:
    """The reports on the war named; None where none is: all."""
    return None if asked.conflict is None else asked.book.reports

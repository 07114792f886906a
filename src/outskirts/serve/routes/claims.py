"""Claims: found by words and facets, and one with its lineage."""

from __future__ import annotations

from fastapi import APIRouter, Response

from outskirts.publish import wording
from outskirts.query.lineage import lineage
from outskirts.serve.answers import reports as as_report
from outskirts.serve.answers.claims import claim
from outskirts.serve.answers.status import state_name
from outskirts.serve.asked import Asked, Question
from outskirts.serve.index import SIDELESS, Flags, Selected, Wanted
from outskirts.serve.params import SIZE, Day, Id, Page, Size, Text, Values
from outskirts.serve.schemas.claims import ClaimDetail, ClaimPage, Count, Facets
from outskirts.vocabulary import Kind, Stance

router = APIRouter(tags=["claims"])


@router.get("/claims", response_model=ClaimPage)
def claims(
    asked: Question,
    q: Text = None,
    side: Values = [],  # noqa: B006 - FastAPI copies it
    kind: Values = [],  # noqa: B006
    stance: Values = [],  # noqa: B006
    speaker: Values = [],  # noqa: B006
    outlet: Values = [],  # noqa: B006
    place: Values = [],  # noqa: B006
    since: Day = None,
    until: Day = None,
    page: Page = 1,
    size: Size = SIZE,
) -> Response:
    """Claims, latest first, with how many there are of each value. Of several values of one parameter any is wanted;
    ``side`` is that of the voice ("none": third parties and the reports themselves), ``place`` the id of one. Without
    ``conflict`` those of all wars."""
    values = {"side": side, "kind": kind, "stance": stance, "speaker": speaker, "outlet": outlet, "place": place}
    known = asked.known
    found = known.index.select(Wanted(q or "", values, since, until), of_war(asked))
    rows = found.rows[(page - 1) * size : page * size]
    return asked.answer(
        ClaimPage(
            total=len(found.rows),
            page=page,
            size=size,
            facets=facets(asked, found),
            items=[claim(one, known.home.get(one.claim.id)) for one in (known.stored[n] for n in rows)],
        )
    )


@router.get("/claims/{id}", response_model=ClaimDetail)
def one_claim(asked: Question, id: Id) -> Response:
    """A claim with its lineage: copies of its text, the same voice again, and what was decided on it."""
    return asked.answer(detail(asked, id))


def detail(asked: Asked, id_: str) -> ClaimDetail:
    """Raises NotKnown."""
    told = lineage(asked.desk.ledger, id_, asked.known.copies)
    steps = {step.decision for step in told.steps}
    made = [d for d in asked.desk.ledger.decisions() if d.id in steps or d.undoes in steps]
    return as_report.lineage(told, made, asked.known.home)


def of_war(asked: Asked) -> Flags | None:
    """The claims of the war named, None where none is: all."""
    if asked.conflict is None:
        return None
    none: Flags = asked.known.index.day < 0
    return asked.known.of_war.get(asked.conflict, none)


def facets(asked: Asked, found: Selected) -> Facets:
    words, sides = wording.wording(), asked.known.sides(asked.conflict)

    def named(facet: str, value: str) -> str:
        if facet == "side":
            return "third parties and the reports themselves" if value == SIDELESS else state_name(value, sides)
        if facet == "kind":
            return words.kinds[Kind(value)].label
        if facet == "stance":
            return words.stances[Stance(value)].label
        if facet == "place" and value in asked.known.names.by_id:
            place = asked.known.names.by_id[value].place
            return f"{place.name} ({place.admin1})" if place.admin1 else place.name
        return value

    return Facets(
        **{
            facet: [Count(value=value, name=named(facet, value), count=count) for value, count in counts]
            for facet, counts in found.counts.items()
        }
    )

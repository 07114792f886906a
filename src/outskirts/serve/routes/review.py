"""A reviewer's decisions: written down with name and reason, and the trail of them. Closed without a token."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from outskirts.errors import InputError, NotKnown
from outskirts.group.bonds import Sense
from outskirts.ledger import Decision, Ledger
from outskirts.ledger.values import Action
from outskirts.serve.answers import reports as as_report
from outskirts.serve.asked import Asked, Question
from outskirts.serve.desk import Desk
from outskirts.serve.params import SIZE, Page, Size
from outskirts.serve.routes.claims import detail
from outskirts.serve.schemas.base import Trouble
from outskirts.serve.schemas.review import Changes, DecisionPage, Review, ReviewAction, Reviewed
from outskirts.serve.security import same
from outskirts.vocabulary import Candidate, Claim, Days, Party, Place, PlaceMention, Quantity, Span

router = APIRouter(tags=["review"])
bearer = HTTPBearer(auto_error=False, description="The token that the server was started with.")
REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Trouble, "description": "What is sent does not fit together."},
    401: {"description": "No token."},
    403: {"description": "Not the token, or this server takes no reviews."},
    409: {"model": Trouble, "description": "The ledger does not take it: what is decided on stands no longer."},
    413: {"model": Trouble, "description": "Too long."},
}


def reviewer(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> None:
    """Raises HTTPException for whoever has not the token."""
    token: str | None = request.app.state.token
    if given is None:
        raise HTTPException(401, "reviews need a token", {"WWW-Authenticate": "Bearer"})
    if not token or not same(given.credentials, token):
        raise HTTPException(403, "this token opens nothing" if token else "this server was started without a token")


@router.post("/review", response_model=Reviewed, responses=REFUSALS, dependencies=[Depends(reviewer)])
def review(request: Request, sent: Review) -> Response:
    """Confirm, doubt, reject, correct or retract a claim, retract a report, merge claims or keep them apart, undo a
    decision. Nothing is deleted: the
    decision is a row of its own, and answers as known before it stay as they were."""
    desk: Desk = request.app.state.desk
    decision = decided(desk, sent)
    known = desk.known(patience=0.0)
    asked = Asked(request, desk, known, None, "")
    claim = detail(asked, decision.claim_id) if decision.claim_id else None
    body = Reviewed(decision=as_report.decision(decision, None), claim=claim).model_dump_json()
    return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})


@router.get("/decisions", response_model=DecisionPage)
def decisions(asked: Question, page: Page = 1, size: Size = SIZE) -> Response:
    """Every decision of a reviewer, the latest first."""
    made = list(reversed(asked.desk.ledger.decisions()))
    ended = {d.undoes: d.id for d in made if d.undoes}
    part = made[(page - 1) * size : page * size]
    items = [as_report.decision(d, ended.get(d.id)) for d in part]
    return asked.answer(DecisionPage(total=len(made), page=page, size=size, items=items))


def decided(desk: Desk, sent: Review) -> Decision:
    """Write the decision. Raises NotKnown, InputError, LedgerError."""
    ledger, by, why = desk.ledger, sent.by.strip(), sent.why.strip()
    if not by:
        raise InputError("a decision needs a name", "say who decides")
    if sent.action is ReviewAction.UNDO:
        return ledger.undo(needed(sent.decision_id, "decision_id"), by, why)
    if sent.action is ReviewAction.RETRACT and sent.report_id and not sent.claim_id:
        return ledger.retract_report(sent.report_id, by, why)
    claim_id = needed(sent.claim_id, "claim_id")
    if sent.action is ReviewAction.RETRACT:
        return ledger.retract(claim_id, by, why)
    if sent.action in (ReviewAction.MERGE, ReviewAction.APART):
        if not sent.others:
            raise InputError(f"{sent.action} needs other claims", "send their ids as others")
        ids, one = (claim_id, *sent.others), sent.action is ReviewAction.MERGE
        if one:
            return ledger.merge(ids, by, why, sent.sense or Sense.WORD)
        return ledger.keep_apart(ids, by, why, sent.sense or Sense.HAPPENING)
    if sent.action is ReviewAction.CORRECT:
        return ledger.correct(corrected(desk, ledger, claim_id, sent.changes), by, why)
    return ledger.verdict(claim_id, Action(sent.action.value), by, why)


def needed(id_: str | None, name: str) -> str:
    if not id_:
        raise InputError(f"this action needs a {name}", f"send it as {name}")
    return id_


def corrected(desk: Desk, ledger: Ledger, claim_id: str, changes: Changes | None) -> Claim:
    """The claim as it stands with what a reviewer changes. Raises NotKnown, InputError."""
    claim = ledger.claim(claim_id).claim
    given = changes.model_dump(exclude_unset=True) if changes else {}
    if changes is None or not given:
        raise InputError("a correction changes something", "send it in changes")
    made = replace(claim, kind=changes.kind or claim.kind, stance=changes.stance or claim.stance)
    if changes.actor_side is not None:
        made = replace(made, actor=actor(desk, claim, changes.actor_side))
    if {"place_id", "relation", "bearing"} & given.keys():
        made = replace(made, place=mention(desk, claim, changes, given))
    if {"start", "end"} & given.keys():
        made = replace(made, when=days(claim, changes, given))
    if {"low", "high"} & given.keys():
        made = replace(made, quantity=quantity(changes))
    return made


def actor(desk: Desk, claim: Claim, side: str) -> Party | None:
    if not side:
        return replace(claim.actor, side=None) if claim.actor else None
    known = {one.code: one for conflict in desk.conflicts for one in conflict.sides}
    if side not in known:
        raise InputError(f"no side {side!r}", f"known are: {', '.join(sorted(known))}")
    if claim.actor is not None:
        return replace(claim.actor, side=side)
    return Party(Span(claim.trigger.start, claim.trigger.start), known[side].name, side)


def mention(desk: Desk, claim: Claim, changes: Changes, given: dict[str, Any]) -> PlaceMention | None:
    found = claim.place
    if changes.place_id == "":
        return None
    if changes.place_id:
        place = place_of(desk, changes.place_id)
        candidates = (Candidate(place, 1.0),)
        if found is None:
            found = PlaceMention(Span(claim.trigger.start, claim.trigger.start), place.name, candidates)
        else:
            found = replace(found, name=place.name, candidates=candidates)
    if found is None:
        raise InputError("the claim has no place", "send a place_id with it")
    if changes.relation is not None:
        found = replace(found, relation=changes.relation)
    return replace(found, bearing=changes.bearing) if "bearing" in given else found


def place_of(desk: Desk, id_: str) -> Place:
    """A place that the ledger or the gazetteer knows. Raises NotKnown."""
    spoken = desk.known(patience=0.0).names.by_id.get(id_)
    if spoken is not None:
        return spoken.place
    place = desk.gazetteer.get(id_) if desk.open_gazetteer is not None else None
    if place is None:
        raise NotKnown(f"no place {id_!r}", "search for it by its name")
    return place


def days(claim: Claim, changes: Changes, given: dict[str, Any]) -> Days:
    start = changes.start if "start" in given else claim.when.start
    end = changes.end if "end" in given else claim.when.end
    if start and end and start > end:
        raise InputError(f"the start {start} lies after the end {end}", "give the days in their order")
    return Days(start, end, claim.when.text)


def quantity(changes: Changes) -> Quantity | None:
    low, high = changes.low, changes.high
    if low is not None and high is not None and low > high:
        raise InputError(f"low {low} is more than high {high}", "give the numbers in their order")
    return None if low is None and high is None else Quantity(low, high)

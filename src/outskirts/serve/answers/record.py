"""Disputes, voices, events, routes and differences as answers."""

from __future__ import annotations

from collections.abc import Mapping

from outskirts.group.codes import load as codes
from outskirts.ledger.values import StoredClaim
from outskirts.publish import wording
from outskirts.query.changes import Change
from outskirts.serve.answers.claims import claim, place
from outskirts.serve.answers.status import state_name
from outskirts.serve.book import Book, Heard
from outskirts.serve.schemas.record import ChangeOut, DisputeOut, EventOut, RouteOut, Shares, StateOn, VoiceOut
from outskirts.vocabulary import Dispute, Event, Side, Stretch


def dispute(value: Dispute, sides: Mapping[str, Side]) -> DisputeOut:
    return DisputeOut(
        place=place(value.place),
        state=value.holder,
        name=state_name(value.holder, sides),
        claimed_by=list(value.claimed_by),
        denied_by=list(value.denied_by),
        since=value.since,
        settled=value.settled or None,
        settled_on=value.settled_on,
        claims=list(value.claim_ids),
    )


def voice(value: Heard) -> VoiceOut:
    one, fared = value.record, value.fared
    return VoiceOut(
        key=one.voice.key,
        name=one.voice.name,
        side=one.voice.side,
        kind=one.voice.kind,
        claims=fared.words,
        borne_out=fared.borne_out,
        not_borne_out=fared.not_borne_out,
        undecided=fared.words - fared.borne_out - fared.not_borne_out,
        heard=shares(one.heard),
        reliability=shares(one.shares),
        prior=shares(one.prior),
        grade=one.grade,
        set_grade=one.set or None,
    )


def shares(values: tuple[float, float, float]) -> Shares:
    gain, neutral, loss = (round(value, 4) for value in values)
    return Shares(gain=gain, neutral=neutral, loss=loss)


def event(value: Event, book: Book) -> EventOut:
    home = {side.code for side in book.conflict.sides if side.home}
    at = book.known_claims
    named = (at[id_].claim.actor for id_ in value.claim_ids if id_ in at)
    by_home = any(actor is not None and actor.side in home for actor in named)
    found = codes().codes(value.kind, by_home)
    return EventOut(
        id=value.id,
        kind=str(value.kind),
        kind_words=wording.wording().kinds[value.kind].label,
        place=place(value.place) if value.place else None,
        start=value.days.start,
        end=value.days.end,
        best=value.best,
        low=value.low,
        high=value.high,
        acled_type=found.type,
        acled_sub_type=found.sub,
        plover=found.plover,
        cameo=found.cameo,
        claims=list(value.claim_ids),
    )


def route(value: StoredClaim, conflict: str) -> RouteOut:
    mention = value.claim.place
    return RouteOut(
        claim=claim(value, conflict),
        place=place(mention.place) if mention and mention.place else None,
        words=wording.place(mention) if mention else "",
    )


def change(value: Change, sides: Mapping[str, Side]) -> ChangeOut:
    return ChangeOut(
        place=place(value.place),
        before=on(value.then, sides) if value.then else None,
        after=on(value.now, sides),
        claims=list(value.claims),
    )


def on(value: Stretch, sides: Mapping[str, Side]) -> StateOn:
    p = round(min(1.0, max(0.0, value.p)), 4)
    return StateOn(state=value.holder, name=state_name(value.holder, sides), p=p, basis=str(value.basis))

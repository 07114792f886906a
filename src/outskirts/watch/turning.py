"""What does the ledger say now that it did not say before? For each place of which something new stands, or something
no longer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from outskirts.errors import NotKnown
from outskirts.ledger import Ledger
from outskirts.ledger.values import Action, AsOf, Decision, Query, StoredClaim
from outskirts.publish.cite import from_stored
from outskirts.query.place import of_place, placed
from outskirts.query.record import Record, testimony
from outskirts.query.sources import Sources
from outskirts.vocabulary import Place
from outskirts.watch.alerts import Turn
from outskirts.watch.state import Seen

CHUNK = 200
CHANGED = "The report was changed and says so no longer."


def turns(sources: Sources, seen: Seen, reports: Collection[str], watched: Collection[str], on: date) -> Iterator[Turn]:
    """``reports`` are those that may have been changed since; ``watched`` ids of places, empty for all. Statuses are
    those of the day ``on``, before and after, so that what only fades is no change."""
    ledger = sources.ledger
    before = AsOf(recorded=seen.at)
    new = list(ledger.claims(Query(after=seen.mark.claims)))
    decided = since(ledger.decisions(), seen.decision)
    gone = dict(withdrawn(ledger, reports, before) | retracted(ledger, decided, before))
    touched = [*new, *(one for one, _ in gone.values()), *edited(ledger, decided)]
    places = {place.id: place for one in touched if (place := place_of(one)) is not None}
    for place in sorted(places.values(), key=lambda place: (place.name, place.id)):
        ids = sources.ids_of(place)
        if watched and not set(watched) & set(ids):
            continue
        mine = [one for one in new if at(one) in ids]
        lost = [(one, why) for one, why in gone.values() if at(one) in ids]
        yield turn(sources, place, mine, lost, before, on)


def turn(
    sources: Sources, place: Place, new: list[StoredClaim], gone: list[tuple[StoredClaim, str]], before: AsOf, on: date
) -> Turn:
    fresh = {one.claim.id for one in new}
    stood = sources.ledger.claims(Query(place_ids=sources.ids_of(place), as_of=before))
    # A clock that was set back must not make the new look old.
    held = tuple(one for one in stood if one.claim.id not in fresh)
    cited = tuple(map(from_stored, new)), tuple((from_stored(one), why) for one, why in gone)
    try:
        record = of_place(sources, place, None, None)
    except NotKnown:
        return Turn(place, None, None, *cited, first=not held)
    then = Record(record.conflict, held, (), None, record.copies, record.model)
    bonds = sources.ledger.bonds(before)
    then.testimonies = tuple(
        placed(testimony(one, record.copies.get(one.claim.report_id, ""), bonds), place) for one in held
    )
    return Turn(place, then.status(place, on), record.status(place, on), *cited, first=not held, sides=record.sides)


def since(decisions: list[Decision], last: str) -> list[Decision]:
    known = next((n for n, one in enumerate(decisions) if one.id == last), -1)
    return decisions[known + 1 :]


def withdrawn(ledger: Ledger, reports: Collection[str], before: AsOf) -> dict[str, tuple[StoredClaim, str]]:
    """Claims of earlier versions of these reports that the present ones do not make in any words."""
    found = {}
    for some in chunks(sorted(reports)):
        now = {likeness(one) for one in ledger.claims(Query(report_ids=some))}
        for one in ledger.claims(Query(report_ids=some, as_of=before)):
            if likeness(one) not in now:
                found[one.claim.id] = (one, CHANGED)
    return found


def likeness(one: StoredClaim) -> tuple[object, ...]:
    claim = one.claim
    return claim.report_id, claim.kind, claim.stance, at(one), claim.actor.side if claim.actor else None


def retracted(ledger: Ledger, decided: Iterable[Decision], before: AsOf) -> dict[str, tuple[StoredClaim, str]]:
    """Claims that people took out, and that do not stand again already."""
    found = {}
    for decision in decided:
        if decision.action is not Action.RETRACT or decision.aside:
            continue
        # As it stood before the decision, whose clock may be behind ours.
        then = replace(before, decided=min(before.recorded or decision.at, decision.at - timedelta(microseconds=1)))
        why = f"Taken back by {decision.by}{f': {decision.why}' if decision.why else ''}."
        for one in ledger.claims(of(decision, then)):
            if not any(True for _ in ledger.claims(Query(claim_ids=(one.claim.id,)))):
                found[one.claim.id] = (one, why)
    return found


def edited(ledger: Ledger, decided: Iterable[Decision]) -> Iterator[StoredClaim]:
    """The claims on which anything was decided, as they stand now."""
    for decision in decided:
        yield from ledger.claims(of(decision, AsOf()))


def of(decision: Decision, as_of: AsOf) -> Query:
    if decision.claim_id:
        return Query(claim_ids=decision.claim_ids, as_of=as_of)
    return Query(report_ids=(decision.report_id,), as_of=as_of)


def place_of(one: StoredClaim) -> Place | None:
    return one.claim.place.place if one.claim.place else None


def at(one: StoredClaim) -> str:
    place = place_of(one)
    return place.id if place else ""


def chunks(values: Iterable[str]) -> Iterator[tuple[str, ...]]:
    held = iter(values)
    while some := tuple(islice(held, CHUNK)):
        yield some

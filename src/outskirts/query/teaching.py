"""What does the whole record teach of one war? Learned in one pass over its claims, of which none is kept, so that a
ledger of a million claims needs no more memory than their columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from outskirts.group.copies import stories
from outskirts.ledger import Ledger
from outskirts.ledger.values import AsOf, Query
from outskirts.merge import status as merging
from outskirts.merge.columns import Encoder
from outskirts.merge.estimate import prepare
from outskirts.merge.front import front
from outskirts.merge.initial import covers
from outskirts.merge.testimony import Testimony
from outskirts.query import learned
from outskirts.query.learned import Learned
from outskirts.query.record import codes_of, graded, ground, testimony
from outskirts.query.sources import Sources
from outskirts.vocabulary import Conflict

Told = Callable[[str, float], None]
LEAST = 10_000  # claims from which on what is learned is kept beforehand: below, the first question is quick enough
CHUNK = 500
SHARES = (0.05, 0.45, 0.8)  # of the work: before copies are looked for, before claims are read, before they are weighed


def teach(
    sources: Sources, conflict: Conflict, known_at: datetime | None, told: Told
) -> tuple[Learned, dict[str, str]]:
    """What the record as known at a time teaches of a war, and which reports are copies; kept for the next question."""
    ledger, as_of, mark = sources.ledger, AsOf(published=known_at), sources.ledger.mark()
    what = f"learning from {mark.claims:,} claims how far each voice is believed"
    told(what, SHARES[0])
    copies = dict(stories(held.report for held in ledger.reports(as_of, claiming=Query(as_of=as_of))))
    told(what, SHARES[1])
    model = merging.Model(conflict)
    encoder = Encoder(conflict, model.evidence, model.priors, known_at)
    days = Days()
    for one in on_ground(sources, conflict, as_of, copies):
        days.see(one)
        encoder.add(one)
    told(what, SHARES[2])
    last = days.last or conflict.end or (known_at or datetime.now(UTC)).date()
    prepared = prepare(encoder.columns(), conflict, model.evidence, until=last.toordinal())
    near = front(prepared.columns, prepared.weight, model.evidence)
    reliability = merging.learned(prepared, model, graded(ledger, as_of))
    found = Learned(mark, days.first or last, replace(model, reliability=reliability, near=near))
    learned.save(learned.path_of(sources.config.home, ledger.name, conflict.id, known_at), found, copies)
    return found, copies


class Days:
    """The first day that is spoken of, and the last on which anything was published."""

    def __init__(self) -> None:
        self.first: date | None = None
        self.last: date | None = None

    def see(self, one: Testimony) -> None:
        day, printed = one.day, one.published.astimezone(UTC).date()
        self.first = day if self.first is None else min(self.first, day)
        self.last = printed if self.last is None else max(self.last, printed)


def on_ground(sources: Sources, conflict: Conflict, as_of: AsOf, copies: Mapping[str, str]) -> Iterator[Testimony]:
    """The claims on the places of a war, in order of publication."""
    mine, bonds = places_of(sources, conflict, as_of), sources.ledger.bonds(as_of)
    for one in sources.ledger.claims(Query(placed=True, as_of=as_of)):
        place = one.claim.place.place if one.claim.place else None
        if place is not None and place.id in mine:
            yield testimony(one, copies.get(one.claim.report_id, ""), bonds)


def places_of(sources: Sources, conflict: Conflict, as_of: AsOf) -> frozenset[str]:
    """The ids of the places that are of this war: those on its ground alone and, of those on the ground of several, the
    ones whose claims name its sides most."""
    ledger = sources.ledger
    here = [counted.place for counted in ledger.places(Query(as_of=as_of)) if covers(conflict.area, counted.place)]
    others = [one for one in sources.conflicts if one.id != conflict.id]
    shared = {place.id: place for place in here if any(covers(one.area, place) for one in others)}
    codes = named_on(ledger, shared, as_of)
    lost = {id_ for id_, place in shared.items() if ground(place, codes[id_], sources.conflicts) != conflict}
    return frozenset(place.id for place in here) - lost


def named_on(ledger: Ledger, places: Iterable[str], as_of: AsOf) -> dict[str, Counter[str]]:
    """How often the claims on each place name each side."""
    wanted = sorted(places)
    found: dict[str, Counter[str]] = {id_: Counter() for id_ in wanted}
    for at in range(0, len(wanted), CHUNK):
        for one in ledger.claims(Query(place_ids=tuple(wanted[at : at + CHUNK]), as_of=as_of)):
            place = one.claim.place.place if one.claim.place else None
            if place is not None:
                found[place.id].update(codes_of(one.claim))
    return found


def keep_up(sources: Sources) -> None:
    """Learn now, for every war of a large ledger, what the next question would have to learn."""
    ledger = sources.ledger
    now = ledger.mark()
    if now.claims < LEAST:
        return
    stale = [one for one in sources.conflicts if not fresh(sources, one)]
    places = ledger.places(Query()) if stale else []
    for conflict in stale:
        if sum(one.claims for one in places if covers(conflict.area, one.place)) >= LEAST:
            with sources.progress() as told:
                teach(sources, conflict, None, told)


def fresh(sources: Sources, conflict: Conflict) -> bool:
    kept = learned.load(learned.path_of(sources.config.home, sources.ledger.name, conflict.id, None), conflict, None)
    return kept is not None and stands(sources.ledger, kept)


def stands(ledger: Ledger, kept: Learned) -> bool:
    """Whether it is of this very ledger, and little has come since."""
    return learned.fresh(kept.mark, ledger.mark()) and ledger.mark(kept.mark.claims).claim_id == kept.mark.claim_id

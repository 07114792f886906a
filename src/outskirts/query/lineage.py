"""Where does a claim come from, who repeats it, and what was decided on it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta

import numpy as np

from outskirts.group.bonds import UNBOUND
from outskirts.group.copies import stories
from outskirts.ledger import Ledger, Query
from outskirts.ledger.values import Step, StoredClaim
from outskirts.merge.witnesses import BESIDE, background
from outskirts.query.record import testimony
from outskirts.vocabulary import Origin

WITHIN = timedelta(days=30)  # how long after a claim another is looked for that repeats it


@dataclass(frozen=True, slots=True)
class Lineage:
    """A claim with what became of it; ``stands`` is false for one that was retracted or superseded. ``copies`` stand in
    near-copies of its report's text, ``repeats`` are the word of the same voice, said again of the same place,
    ``retold`` tell of the same happening later, as background, however much later; all are in order of publication.
    ``original`` is the claim that this one tells again, where it does."""

    stored: StoredClaim
    steps: tuple[Step, ...]
    copies: tuple[StoredClaim, ...]
    repeats: tuple[StoredClaim, ...]
    stands: bool = True
    origin: Origin | None = None
    retold: tuple[StoredClaim, ...] = ()
    original: StoredClaim | None = None


def lineage(ledger: Ledger, claim_id: str, told: Mapping[str, str] | None = None) -> Lineage:
    """What became of a claim, also of one that stands no longer. ``told`` names the story of each report that is a
    near-copy, where that is known already. Raises NotKnown."""
    steps = tuple(ledger.trail(claim_id))
    stood = list(ledger.claims(Query(claim_ids=(claim_id,))))
    one = stood[-1] if stood else retracted(ledger, steps)
    place = one.claim.place.place if one.claim.place else None
    origin = ledger.report(one.version).stored.report.origin
    if place is None or one.published is None:
        return Lineage(one, steps, (), (), bool(stood), origin)
    query = Query(place_ids=(place.id,), published_from=one.published - WITHIN, published_to=one.published + WITHIN)
    if told is None:
        told = stories(held.report for held in ledger.reports(claiming=query))
    story = told.get(one.claim.report_id, one.claim.report_id)
    alike = [s for s in ledger.claims(query) if s.claim.kind == one.claim.kind and s.claim.id != claim_id]
    copies = [s for s in alike if told.get(s.claim.report_id, s.claim.report_id) == story
              and s.claim.report_id != one.claim.report_id]  # fmt: skip
    voice = voice_of(one)
    repeats = [s for s in alike if s not in copies and voice_of(s) == voice and later(s, one)]
    same = [s for s in ledger.claims(Query(place_ids=(place.id,), kinds=(one.claim.kind,))) if s.claim.id != claim_id]
    shown = {s.claim.id for s in (*copies, *repeats)}
    again = tuple(s for s in same if retells(s, one) and s.claim.id not in shown)
    first = next((s for s in same if retells(one, s)), None)
    return Lineage(one, steps, tuple(copies), tuple(repeats), bool(stood), origin, again, first)


def retells(late: StoredClaim, early: StoredClaim) -> bool:
    """Whether the one tells again, as background, of what the other told of before; the estimate goes by the same days
    (:func:`outskirts.merge.witnesses.retold`)."""
    if late.published is None or early.published is None or early.published >= late.published:
        return False
    if side_of(late) != side_of(early) or late.claim.stance != early.claim.stance:
        return False
    if late.claim.speakers and voice_of(late) != voice_of(early):
        return False
    told, first = testimony(late, "", UNBOUND).day, testimony(early, "", UNBOUND).day
    begin = min(late.claim.when.start or told, told)
    printed = late.published.astimezone(UTC).date().toordinal()
    days = (np.array([day]) for day in (begin.toordinal(), told.toordinal(), printed))
    beside = timedelta(days=BESIDE)
    return bool(background(*days)[0]) and begin - beside <= first <= told + beside


def side_of(one: StoredClaim) -> str | None:
    return one.claim.actor.side if one.claim.actor else None


def retracted(ledger: Ledger, steps: tuple[Step, ...]) -> StoredClaim:
    """The claim as it last stood, from its trail."""
    step = next(s for s in reversed(steps) if s.claim is not None)
    assert step.claim is not None
    report = ledger.report(step.version).stored.report
    return StoredClaim(step.claim, report.published, step.at, report.outlet, report.title, report.url, step.version)


def voice_of(one: StoredClaim) -> str:
    return one.claim.speakers[0].name.casefold() if one.claim.speakers else f"outlet:{one.outlet.casefold()}"


def later(one: StoredClaim, than: StoredClaim) -> bool:
    return one.published is not None and than.published is not None and one.published >= than.published

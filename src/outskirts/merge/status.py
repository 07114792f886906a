"""Who holds a place on a day, how surely, on whose word, and why?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

import numpy as np

from outskirts.merge import evidence as evidences
from outskirts.merge import naive, voices
from outskirts.merge.columns import Columns, Encoder, encode
from outskirts.merge.estimate import Prepared, aged, believed, paced, prepare, solve
from outskirts.merge.evidence import Evidence
from outskirts.merge.front import Front, front
from outskirts.merge.learn import Reliability, learn, shares
from outskirts.merge.nearby import spread
from outskirts.merge.presence import presence
from outskirts.merge.reasons import Pace, reasons, would_change
from outskirts.merge.testimony import Testimony
from outskirts.merge.timeline import stretches
from outskirts.merge.voices import Priors
from outskirts.vocabulary import UNKNOWN, Basis, Conflict, Place, Status, Stretch


@dataclass(frozen=True, slots=True)
class Model:
    """What an estimate goes by: the conflict, the evidence table, the priors of voices, what was learned of them, and
    the front as the whole record tells it (None: as the place's own claims do)."""

    conflict: Conflict
    evidence: Evidence = field(default_factory=evidences.load)
    priors: Priors = field(default_factory=voices.load)
    reliability: Reliability = field(default_factory=Reliability)
    near: Front | None = None


def status(
    place: Place, testimonies: Sequence[Testimony], model: Model, on: date, known_at: datetime | None = None
) -> Status:
    """The status of a place at the end of a day, from the testimonies that speak of it (others are passed over) and
    were known at ``known_at`` (None: all that stand). What was known later than ``on`` helps to tell what was so
    then."""
    mine = [t for t in testimonies if t.at is not None and t.at.id == place.id]
    columns = with_place(encode(mine, model.conflict, model.evidence, model.priors, known_at), place)
    prepared = prepare(columns, model.conflict, model.evidence, until=on.toordinal(), near=model.near)
    prepared = paced(prepared, model.reliability.unheard)
    share = shares(columns, model.reliability, model.priors)
    paths = solve(prepared, share)
    offset = on.toordinal() - prepared.origin
    belief = believed(prepared, paths, np.array([0]), np.array([max(offset, 0)]))[0]
    last = max(on.toordinal(), int(columns.day.max(initial=0)))
    now = next(
        s
        for s in reversed(stretches(prepared, paths, date.min, date.fromordinal(last), on=on))
        if s.start <= on or offset < 0
    )
    by_id = {t.claim.id: t for t in mine}
    order = np.argsort(-belief, kind="stable")
    pace = pace_on(prepared, offset)
    return Status(
        place,
        on,
        now.holder,
        dict(zip((*columns.sides, "CONTESTED"), map(float, belief), strict=True)),
        presence(prepared, by_id, now, on.toordinal()),
        now.basis,
        reasons(prepared, share, by_id, model.conflict, int(order[0]), int(order[1]), on.toordinal()),
        known_at,
        now.start,
        would_change(prepared, model.priors, model.conflict, belief, now.holder, on, pace),
    )


def pace_on(prepared: Prepared, offset: int) -> Pace:
    """How fast the (first) place may change about a day, never less than far from the front."""
    least, there = prepared.evidence.method.rates.floor, np.array([0, 0])
    days = np.array([max(offset - 1, 0), max(offset, 0)])
    (eve, day), (young, old) = prepared.clock.at(there, days), aged(prepared, there, days)
    return Pace(max(float(day - eve), least), max(float(old - young), least))


def with_place(columns: Columns, place: Place) -> Columns:
    """The columns with the place in them, also where nothing is said of it."""
    if columns.places:
        return columns
    return Columns(columns.sides, (place,), *(getattr(columns, name) for name in Columns.__slots__[2:]))


RULES = ("filter", "last", "majority")


def timeline(
    testimonies: Iterable[Testimony],
    model: Model,
    since: date,
    until: date,
    known_at: datetime | None = None,
    rule: str = "filter",
    also: Sequence[Place] = (),
    hindsight: bool = True,
    least: float | None = None,
) -> list[Stretch]:
    """The stretches of every place that anything is said of, ordered by id of the place and day. ``rule`` is "filter",
    or one of the rules of thumb "last" and "majority". With "filter", those of ``also`` of which nothing is said come
    after, where what is said of places around or of their region tells of them (basis NEARBY). Without ``hindsight``
    each day is as what spoke of it or of days before tells. ``least`` is the probability under which the holder is
    UNKNOWN (None: the evidence table's ``threshold``). Raises ValueError for another rule."""
    if least is not None and rule == "filter":
        method = replace(model.evidence.method, threshold=least)
        model = replace(model, evidence=replace(model.evidence, method=method))
    prepared = ready(testimonies, model, until, known_at)
    if rule == "last":
        return naive.last_claim(prepared, since, until)
    if rule == "majority":
        return naive.majority(prepared, since, until)
    if rule != "filter":
        raise ValueError(f"no rule {rule!r}: choose one of {', '.join(RULES)}")
    found = estimated(prepared, model, since, until, hindsight)
    if also:
        near = model.near or front(prepared.columns, prepared.weight, model.evidence)
        around = spread(prepared, found, model.conflict, also, near, until.toordinal())
        if around is not None:
            told = estimated(around, model, since, until, hindsight)
            found += [replace(s, basis=Basis.NEARBY) if s.claim_ids or s.basis != Basis.INITIAL else s for s in told]
    return found


def estimated(prepared: Prepared, model: Model, since: date, until: date, hindsight: bool) -> list[Stretch]:
    """The stretches of prepared claims."""
    prepared = paced(prepared, model.reliability.unheard)
    paths = solve(prepared, shares(prepared.columns, model.reliability, model.priors))
    return stretches(prepared, paths, since, until, hindsight)


def ready(testimonies: Iterable[Testimony], model: Model, until: date, known_at: datetime | None = None) -> Prepared:
    """The testimonies as arrays, prepared for days up to ``until``; they may be a stream and are let go of."""
    columns = encode(testimonies, model.conflict, model.evidence, model.priors, known_at)
    return prepare(columns, model.conflict, model.evidence, until=until.toordinal(), near=model.near)


def learned(prepared: Prepared, model: Model, grades: dict[str, str] | None = None) -> Reliability:
    """How far each voice of the prepared testimonies is to be believed; ``grades`` are letters set by a person, by
    key."""
    return learn(prepared, model.priors, grades)


def end_of(day: date) -> datetime:
    """The last moment of a day, UTC: what was known on it."""
    return datetime.combine(day, time.max, UTC)


__all__ = ["RULES", "UNKNOWN", "Encoder", "Model", "end_of", "learned", "ready", "status", "timeline"]

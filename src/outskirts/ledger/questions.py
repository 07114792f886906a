"""How a question becomes SQL: which rows stand as of a time, and which of those are wanted. Builds, never runs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from outskirts.ledger import codec
from outskirts.ledger.schema import claims, decisions, entries, reports, supersessions
from outskirts.ledger.values import VERDICTS, Action, AsOf, Near, Query
from outskirts.vocabulary import Place

Condition = sa.ColumnElement[bool]
KM_PER_DEGREE = 111.2
EARTH_KM = 6371.0
HIDING = (str(Action.CORRECT), str(Action.RETRACT))
ORIGIN = (reports.c.outlet, reports.c.title, reports.c.url, reports.c.version)


@dataclass(frozen=True, slots=True)
class Edits:
    """Whether the ledger has any versions superseded, any decisions; what it has none of need not be asked about."""

    superseded: bool = True
    decided: bool = True


EDITS = sa.select(
    sa.exists(sa.select(supersessions.c.old)).label("superseded"),
    sa.exists(sa.select(decisions.c.seq)).label("decided"),
)


def active(decision: sa.FromClause, as_of: AsOf) -> Condition:
    """The decision was made by then, had not been undone by then, and is not aside."""
    undo = decisions.alias()
    until = as_of.decisions
    undone = sa.select(undo.c.seq).where(undo.c.undoes == decision.c.seq)
    counts = decision.c.aside == 0
    if until is None:
        return sa.and_(counts, ~undone.exists())
    cut = codec.to_moment(until)
    return sa.and_(counts, decision.c.recorded <= cut, ~undone.where(undo.c.recorded <= cut).exists())


def superseded(report: sa.ColumnElement[int], as_of: AsOf) -> Condition:
    """Another row of ``reports`` stood in for this one by then."""
    found = sa.select(supersessions.c.old).where(supersessions.c.old == report)
    if as_of.published is not None:
        found = found.where(supersessions.c.known_from <= codec.to_moment(as_of.published))
    if as_of.recorded is not None:
        found = found.where(supersessions.c.recorded <= codec.to_moment(as_of.recorded))
    return found.exists()


def hidden(report: sa.ColumnElement[int], as_of: AsOf, claim: sa.FromClause | None = None) -> Condition:
    """A person had taken the report (or the claim, or an earlier form of it) out by then."""
    decision = decisions.alias()
    whole = sa.and_(decision.c.claim == "", decision.c.action == str(Action.RETRACT))
    applies: Condition = whole
    if claim is not None:
        one = sa.and_(decision.c.claim == claim.c.id, decision.c.seq > sa.func.coalesce(claim.c.decision, 0))
        applies = sa.or_(whole, one)
    found = sa.select(decision.c.seq).where(
        decision.c.report == report, decision.c.action.in_(HIDING), applies, active(decision, as_of)
    )
    return found.exists()


def unmade(claim: sa.FromClause, as_of: AsOf) -> Condition:
    """The row is of a correction that had not been made, or had been undone, by then."""
    decision = decisions.alias()
    stands = sa.select(decision.c.seq).where(decision.c.seq == claim.c.decision, active(decision, as_of))
    return sa.and_(claim.c.decision.is_not(None), ~stands.exists())


def standing(claim: sa.FromClause, as_of: AsOf, edits: Edits) -> list[Condition]:
    """The claims that stand as of then."""
    conditions: list[Condition] = []
    if as_of.published is not None:
        conditions.append(claim.c.known_from <= codec.to_moment(as_of.published))
    if as_of.recorded is not None:
        # A correction is cut by the time of its decision, which may be chosen apart.
        cut = claim.c.recorded <= codec.to_moment(as_of.recorded)
        conditions.append(sa.or_(claim.c.decision.is_not(None), cut))
    if edits.superseded:
        conditions.append(~superseded(claim.c.report, as_of))
    if edits.decided:
        conditions += [~hidden(claim.c.report, as_of, claim), ~unmade(claim, as_of)]
    return conditions


def standing_reports(as_of: AsOf, edits: Edits) -> list[Condition]:
    """The versions of reports that stand as of then."""
    conditions: list[Condition] = []
    if as_of.published is not None:
        conditions.append(reports.c.known_from <= codec.to_moment(as_of.published))
    if as_of.recorded is not None:
        conditions.append(reports.c.recorded <= codec.to_moment(as_of.recorded))
    if edits.superseded:
        conditions.append(~superseded(reports.c.seq, as_of))
    if edits.decided:
        conditions.append(~hidden(reports.c.seq, as_of))
    return conditions


def verdict(claim: sa.FromClause, as_of: AsOf) -> sa.ScalarSelect[str]:
    """The latest verdict upon the claim by then."""
    decision = decisions.alias()
    return (
        sa.select(decision.c.action)
        .where(
            decision.c.report == claim.c.report,
            decision.c.claim == claim.c.id,
            decision.c.action.in_([str(v) for v in VERDICTS]),
            active(decision, as_of),
        )
        .order_by(decision.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )


def wanted(query: Query) -> list[Condition]:
    """The conditions that a query puts on a claim, apart from time as known."""
    c = claims.c
    listed: tuple[tuple[tuple[str, ...], sa.Column[Any]], ...] = (
        (query.place_ids, c.place_id),
        (tuple(map(str, query.kinds)), c.kind),
        (tuple(map(str, query.stances)), c.stance),
        (query.sides, c.actor_side),
        (query.speaker_sides, c.speaker_side),
        (query.outlets, reports.c.outlet),
        (query.report_ids, reports.c.id),
        (query.claim_ids, c.id),
    )
    conditions: list[Condition] = [column.in_(values) for values, column in listed if values]
    if query.placed is not None:
        conditions.append(c.place_id.is_not(None) if query.placed else c.place_id.is_(None))
    if query.published_from is not None:
        conditions.append(c.published >= codec.to_moment(query.published_from))
    if query.published_to is not None:
        conditions.append(c.published < codec.to_moment(query.published_to))
    if query.days_from is not None:
        conditions.append(sa.or_(c.when_end.is_(None), c.when_end >= query.days_from.isoformat()))
    if query.days_to is not None:
        conditions.append(sa.or_(c.when_start.is_(None), c.when_start <= query.days_to.isoformat()))
    if query.after:
        conditions.append(c.seq > query.after)
    if query.near is not None:
        conditions.append(c.place_id.in_(sa.select(entries.c.id).where(*box(query.near))))
    return conditions


def claims_wanted(query: Query, edits: Edits) -> sa.Select[Any]:
    """Rows of ``claims`` with their origin and verdict, in order of publication."""
    opinion = verdict(claims, query.as_of) if edits.decided else sa.null()
    select = (
        sa.select(claims, *ORIGIN, opinion.label("verdict"))
        .join(reports, reports.c.seq == claims.c.report)
        .where(*wanted(query), *standing(claims, query.as_of, edits))
    )
    if query.newest_first:
        select = select.order_by(claims.c.known_from.desc(), claims.c.seq.desc())
    else:
        select = select.order_by(claims.c.known_from, claims.c.seq)
    # The box around a circle holds more than the circle, so that the limit has to wait.
    return select.limit(query.limit) if query.limit is not None and query.near is None else select


def needs_reports(query: Query) -> bool:
    return bool(query.outlets or query.report_ids)


def places_wanted(query: Query, edits: Edits) -> sa.Select[Any]:
    """One row a place: its id, count, first and last publication, and the latest row of ``claims`` that names it."""
    c = claims.c
    source: sa.FromClause = claims
    if needs_reports(query):
        source = claims.join(reports, reports.c.seq == c.report)
    return (
        sa.select(
            c.place_id,
            sa.func.count().label("claims"),
            sa.func.min(c.known_from).label("first"),
            sa.func.max(c.known_from).label("last"),
            sa.func.max(c.seq).label("latest"),
        )
        .select_from(source)
        .where(c.place_id.is_not(None), *wanted(query), *standing(claims, query.as_of, edits))
        .group_by(c.place_id)
        .order_by(sa.func.count().desc(), c.place_id)
    )


def box(near: Near) -> list[Condition]:
    """Gazetteer entries in the box around a circle; without bounds of longitude where it may cross a pole or 180°."""
    reach = near.km / KM_PER_DEGREE
    conditions: list[Condition] = [entries.c.lat.between(near.lat - reach, near.lat + reach)]
    shrink = math.cos(math.radians(min(89.0, abs(near.lat) + reach)))
    width = reach / shrink
    if near.lon - width >= -180 and near.lon + width <= 180:
        conditions.append(entries.c.lon.between(near.lon - width, near.lon + width))
    return conditions


def within(place: Place | None, near: Near) -> bool:
    if place is None or place.lat is None or place.lon is None:
        return False
    return distance_km(place.lat, place.lon, near) <= near.km


def distance_km(lat: float, lon: float, near: Near) -> float:
    """Great-circle distance from a point to the centre of a circle."""
    a, b = math.radians(lat), math.radians(near.lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(near.lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def counts(edits: Edits) -> tuple[sa.Select[Any], ...]:
    """How many reports, versions, standing claims, places of those, decisions."""
    origins = sa.select(reports.c.id, reports.c.outlet).distinct().subquery()
    stand = standing(claims, AsOf(), edits)
    placed = sa.select(claims.c.place_id).where(claims.c.place_id.is_not(None), *stand).distinct().subquery()
    return (
        sa.select(sa.func.count()).select_from(origins),
        sa.select(sa.func.count()).select_from(reports),
        sa.select(sa.func.count()).select_from(claims).where(*stand),
        sa.select(sa.func.count()).select_from(placed),
        sa.select(sa.func.count()).select_from(decisions),
    )

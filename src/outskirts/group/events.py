"""Which claims speak of one happening? Across reports, voices and days.

Claims are of one happening where they are of one kind, at one place, on days that touch (give or take some days of
lateness, more for what happens once), with no two sides named as its author. People killed and things destroyed
belong to the attack that the same report tells of at the same place and time. What a person said of claims, that they
are of one happening or not, goes before all that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median_low

from outskirts.group.bonds import FREE, Bond
from outskirts.group.codes import Book
from outskirts.group.codes import load as load_codes
from outskirts.vocabulary import Claim, Days, Event, Kind, Stance, content_id

# Days that may lie between two claims of one happening: what happens once is still told of days later.
LATE = {Kind.CAPTURE: 7, Kind.WITHDRAW: 7, Kind.SURROUND: 5, Kind.HOLD: 7, Kind.ENTER: 2}
SOON = 0
CAUSES = (Kind.STRIKE, Kind.SHELLING, Kind.BLAST, Kind.CLASH)
EFFECTS = (Kind.CASUALTIES, Kind.DAMAGE)
HAPPENED = (Stance.ASSERTED, Stance.POSSIBLE)
LONGEST = 31  # days; what is told of a longer time is no single happening


@dataclass(slots=True)
class Group:
    """Claims gathered so far: the days they cover, the side that did it (None while none is named)."""

    claims: list[Claim]
    start: date
    end: date
    side: str | None
    effects: list[Claim] = field(default_factory=list)

    @property
    def ids(self) -> set[str]:
        return {claim.id for claim in (*self.claims, *self.effects)}


def events(claims: Iterable[Claim], book: Book | None = None, bond: Bond = FREE) -> tuple[Event, ...]:
    """The happenings that claims tell of, ordered by first day, place and id. Claims without a place or a day, denied,
    planned or failed ones, and those of longer times make none. ``bond`` is what persons said of them. The order in
    which they are given does not matter."""
    book = book or load_codes()
    happened = [claim for claim in claims if claim.stance in HAPPENED]
    told = [claim for claim in happened if span_of(claim) is not None and key_of(claim)]
    told.sort(key=lambda claim: (*ends(claim), claim.id))
    by_key: dict[tuple[str, Kind], list[Claim]] = defaultdict(list)
    for claim in told:
        by_key[key_of(claim), claim.kind].append(claim)
    groups = {key: gather(found, bond) for key, found in by_key.items()}
    attach(groups, bond)
    if bond.same:
        unite([group for _, found in sorted(groups.items()) for group in found], happened, bond)
    made = [event(group, place, book) for (place, _), found in groups.items() for group in found if group.claims]
    return tuple(sorted(made, key=lambda e: (e.days.start or date.min, e.place.id if e.place else "", e.id)))


def key_of(claim: Claim) -> str:
    """What tells places apart: the gazetteer's id, or the name where it knows none; empty for no place."""
    if claim.place is None:
        return ""
    return claim.place.place.id if claim.place.place else f"name:{claim.place.name.casefold()}"


def span_of(claim: Claim) -> tuple[date, date] | None:
    start = claim.when.start or claim.when.end
    end = claim.when.end or claim.when.start
    if start is None or end is None or (end - start).days >= LONGEST:
        return None
    return start, end


def ends(claim: Claim) -> tuple[date, date]:
    span = span_of(claim)
    assert span is not None
    return span


def gather(claims: Sequence[Claim], bond: Bond = FREE) -> list[Group]:
    """Groups of claims of one kind and place, which come in order of their days."""
    groups: list[Group] = []
    for claim in claims:
        start, end = ends(claim)
        side = claim.actor.side if claim.actor else None
        late = timedelta(LATE.get(claim.kind, SOON))
        fitting = [
            g
            for g in groups
            if start <= g.end + late
            and (side is None or g.side is None or g.side == side)
            and not bond.parted(claim.id, g.ids)
        ]
        if not fitting:
            groups.append(Group([claim], start, end, side))
            continue
        # The group that names the same side goes before one that names none; the latest before earlier ones.
        group = max(fitting, key=lambda g: (g.side == side, g.end))
        group.claims.append(claim)
        group.end, group.side = max(group.end, end), group.side or side
    return groups


def attach(groups: dict[tuple[str, Kind], list[Group]], bond: Bond = FREE) -> None:
    """Moves claims of killed people and damage to the attack that their report tells of, in place."""
    for place in sorted({place for place, _ in groups}):
        causes = [group for kind in CAUSES for group in groups.get((place, kind), ())]
        for kind in EFFECTS:
            for effect in groups.get((place, kind), ()):
                reports = {claim.report_id for claim in effect.claims}
                for cause in causes:
                    told = any(claim.report_id in reports for claim in cause.claims)
                    alike = cause.side is None or effect.side is None or cause.side == effect.side
                    apart = any(bond.parted(claim.id, cause.ids) for claim in effect.claims)
                    if told and alike and not apart and effect.start <= cause.end and cause.start <= effect.end:
                        cause.effects += effect.claims
                        effect.claims = []
                        break


def unite(groups: Sequence[Group], happened: Sequence[Claim], bond: Bond) -> None:
    """Brings together, in place, what a person said is one happening, with all that goes with it: under that of the
    groups that has most claims. A claim that makes no happening by itself, for want of a place or a day, comes along.
    Where that would bring together what was said to be apart, the claims named come alone."""
    named: dict[str, list[Claim]] = defaultdict(list)
    for claim in happened:
        if claim.id in bond.same:
            named[bond.same[claim.id]].append(claim)
    of = {claim.id: group for group in groups for claim in (*group.claims, *group.effects)}
    for _, claims in sorted(named.items()):
        mine = list({id(of[claim.id]): of[claim.id] for claim in claims if claim.id in of}.values())
        if not mine:
            continue
        into = max(mine, key=lambda g: (len(g.claims), -mine.index(g)))
        for other in mine:
            if other is not into:
                absorb(into, other, claims, bond)
        into.effects += [claim for claim in sorted(claims, key=lambda c: c.id) if claim.id not in of]
        of |= {claim.id: into for claim in (*into.claims, *into.effects)}


def absorb(into: Group, other: Group, named: Sequence[Claim], bond: Bond) -> None:
    """Moves a group's claims into another; only those named where some of the rest are to be kept apart."""
    held = [*other.claims, *other.effects]
    ids = into.ids
    if any(bond.parted(claim.id, ids) for claim in held):
        wanted = {claim.id for claim in named}
        held = [claim for claim in held if claim.id in wanted]
    moved = {claim.id for claim in held}
    into.effects += held
    other.claims = [claim for claim in other.claims if claim.id not in moved]
    other.effects = [claim for claim in other.effects if claim.id not in moved]
    if not other.claims and other.effects:
        other.claims, other.effects = other.effects, []
    spans = [span for claim in held if (span := span_of(claim)) is not None]
    into.start = min([into.start, *(start for start, _ in spans)])
    into.end = max([into.end, *(end for _, end in spans)])
    into.side = into.side or other.side


def event(group: Group, place: str, book: Book) -> Event:
    claims = sorted([*group.claims, *group.effects], key=lambda claim: claim.id)
    first = min(group.claims, key=lambda claim: (*ends(claim), claim.id))
    best, low, high = deaths(claims, book)
    where = first.place.place if first.place else None
    id_ = content_id("event", first.kind, place, first.id)
    days = Days(group.start, group.end)
    return Event(id_, first.kind, where, days, tuple(claim.id for claim in claims), best, low, high)


def deaths(claims: Sequence[Claim], book: Book) -> tuple[int | None, int | None, int | None]:
    """Best, low and high number of people killed, as UCDP has them: low and high are the least and the most that
    anyone says, best the middle of what the voices say, each counted once by its last word (the lower of two in the
    middle)."""
    last: dict[str, tuple[int, int]] = {}
    for claim in claims:
        if claim.kind != Kind.CASUALTIES or claim.quantity is None or not book.deadly(claim.trigger.text):
            continue
        low, high = claim.quantity.low, claim.quantity.high
        known = low if low is not None else high
        if known is not None:
            voice = claim.speakers[0].name.casefold() if claim.speakers else claim.report_id
            last[voice] = (known, high if high is not None else known)
    if not last:
        return None, None, None
    lows = [low for low, _ in last.values()]
    highs = [high for _, high in last.values()]
    best = median_low([low if low == high else (low + high) // 2 for low, high in last.values()])
    return best, min(lows), max(highs)

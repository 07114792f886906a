"""What does a brief say? What changed, what each side says, what is denied or not answered, what is not known.

Pure and deterministic: the same claims and statuses give the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from outskirts.publish import wording
from outskirts.publish.brief import heard, people, unknowns
from outskirts.publish.brief.statements import group, statements
from outskirts.publish.brief.values import Brief, Group, Notes, Period, Picture, PlacePart, Section
from outskirts.publish.cite import Cited
from outskirts.publish.entry import anchor, bars, presence
from outskirts.vocabulary import CONTESTED, UNKNOWN, Kind, Stance, Status, Stretch

PER_PLACE, PER_GROUP = 8, 12
# A status may rest on older words than those of the period; older than this they are left to `outskirts status`.
LOOK_BACK = timedelta(days=14)
MOVES = (Kind.CAPTURE, Kind.WITHDRAW, Kind.ENTER, Kind.SURROUND)


def compose(period: Period, pictures: tuple[Picture, ...] = ()) -> Brief:
    notes = Notes(period.sides)
    changes = changed(period)
    moved = {now.place.id for _, now in changes}
    sections = (
        section_changed(period, changes, notes),
        section_claimed(period, moved, notes),
        section_sides(period, notes),
        section_denied(period, notes),
        people.section(period.claims, notes),
        section_fire(period, notes),
        section_routes(period, notes),
        section_other(period, notes),
        unknowns.section(period),
    )
    shown = tuple(s for s in sections if s.groups or s.places)
    title = f"{period.conflict.name}: situation brief"
    head = summary(period, changes), figures(period, changes)
    return Brief(title, dates(period), period.known_at, *head, shown, notes.all(), pictures)


def dates(period: Period) -> str:
    return (
        wording.day(period.until)
        if period.since == period.until
        else (f"{wording.day(period.since)} to {wording.day(period.until)}")
    )


def changed(period: Period) -> list[tuple[Stretch, Stretch]]:
    """For each place that had more than one holder: the stretch before the period (or the first in it) and the last.
    That a holder became unknown, for want of news, is no change."""
    by_place: dict[str, list[Stretch]] = {}
    for stretch in period.stretches:
        by_place.setdefault(stretch.place.id, []).append(stretch)
    found = []
    for stretches in by_place.values():
        within = [s for s in stretches if s.start <= period.until and (s.end is None or s.end > period.since)]
        before = [s for s in stretches if s.start < period.since]
        told = [s for s in (*before[-1:], *within) if s.holder != UNKNOWN]
        if len({s.holder for s in told}) > 1:
            found.append((told[0], told[-1]))
    return sorted(found, key=lambda pair: (pair[1].start, pair[1].place.name, pair[1].place.id))


def summary(period: Period, changes: Sequence[tuple[Stretch, Stretch]]) -> tuple[str, ...]:
    places = {s.place.id for s in period.stretches}
    named = "; ".join(f"{now.place.name} ({move(before, now, period)})" for before, now in changes[:12])
    more = f"; and {len(changes) - 12} more" if len(changes) > 12 else ""
    if not places:
        return ("No report of the period says who holds a place.",)
    if not changes:
        return (f"Of {count(len(places), 'place')} with reports, none changed its holder.",)
    return (f"Of {count(len(places), 'place')} with reports, {len(changes)} changed: {named}{more}.",)


def move(before: Stretch, now: Stretch, period: Period) -> str:
    sides = period.sides
    was, holds = wording.holder(before.holder, sides), wording.holder(now.holder, sides)
    if before.holder == now.holder:
        return f"{was} again, from {wording.day(now.start)}"
    return f"{was}, then {holds} from {wording.day(now.start)}"


def figures(period: Period, changes: Sequence[tuple[Stretch, Stretch]]) -> tuple[tuple[str, str], ...]:
    claims = period.claims
    voices = {(c.claim.speakers[0].name if c.claim.speakers else c.outlet).casefold() for c in claims}
    return (
        figure(len(changes), "place changed", "places changed"),
        figure(len(claims), "claim", "claims"),
        figure(len(voices), "voice", "voices"),
        figure(len({c.claim.report_id for c in claims}), "report", "reports"),
        figure(len({c.outlet for c in claims if c.outlet}), "outlet", "outlets"),
    )


def figure(number: int, one: str, many: str) -> tuple[str, str]:
    return f"{number:,}", one if number == 1 else many


def section_changed(period: Period, changes: Sequence[tuple[Stretch, Stretch]], notes: Notes) -> Section:
    statuses = {s.place.id: s for s in period.statuses}
    parts = tuple(
        place_part(period, statuses[now.place.id], move(before, now, period), [now, before], notes)
        for before, now in changes
        if now.place.id in statuses
    )
    return Section("What changed", "Places whose holder changed within the period.", (), parts)


def section_claimed(period: Period, moved: set[str], notes: Notes) -> Section:
    """Places where somebody says that something moved, and the estimate did not follow."""
    spoken = {
        c.claim.place.place.id
        for c in period.claims
        if c.claim.kind in MOVES
        and c.claim.place
        and c.claim.place.place
        and c.claim.stance in (Stance.ASSERTED, Stance.POSSIBLE)
    }
    parts = tuple(
        place_part(period, status, "no change", [], notes)
        for status in sorted(period.statuses, key=lambda s: (s.place.name, s.place.id))
        if status.place.id in spoken and status.place.id not in moved
    )
    lead = "Places of which a gain, a loss or an entry was reported, and whose holder is the same as before."
    return Section("Claimed, without a change", lead, (), parts)


def place_part(period: Period, status: Status, change: str, stretches: Sequence[Stretch], notes: Notes) -> PlacePart:
    place, sides = status.place, period.sides
    ids = [one for stretch in stretches[:1] for one in stretch.claim_ids] + [r.claim_id for r in status.reasons]
    named = [period.sources[i] for i in dict.fromkeys(ids) if i is not None and i in period.sources]
    named = [one for one in named if one.day is None or one.day >= period.since - LOOK_BACK]
    said = [c for c in period.claims if about(c, place.id) and group_of(c) == "control"]
    chosen = list({c.claim.id: c for c in (*named[:PER_PLACE], *said)}.values())
    found, more = statements(chosen, notes, PER_PLACE)
    within = ", ".join(part for part in (place.admin1, place.country) if part)
    inside = tuple(presence(p, place, sides) for p in status.presence)
    return PlacePart(
        anchor(place), place.name, within, change, judgement(status, period), confidence(status), bars(status, sides),
        inside, heard.on(place.id, period), found, more,
    )  # fmt: skip


def judgement(status: Status, period: Period) -> str:
    """Likelihood only."""
    name = status.place.name
    share = status.control.get(status.holder)
    if status.holder == UNKNOWN or share is None:
        return f"Who held {name} on {wording.day(status.on)} is not known."
    what = (
        f"{name} was contested"
        if status.holder == CONTESTED
        else f"{wording.side(status.holder, period.sides)} held {name}"
    )
    since = f", as it has been since {wording.day(status.since)}" if status.since else ""
    return f"{likely(share)} ({wording.percent(share)}) that {what} on {wording.day(status.on)}{since}."


def likely(share: float) -> str:
    """The words of ICD 203 as the beginning of a sentence."""
    words = wording.chance(share)
    return (
        f"There is {words}"
        if words == "almost no chance"
        else (f"There is a {words}" if words.endswith("chance") else f"It is {words}")
    )


def confidence(status: Status) -> str:
    """Grounds only."""
    words = wording.wording().bases[status.basis]
    if words.confidence == "none":
        return "Nobody has said so; there is nothing to be confident of."
    return f"Confidence in this is {words.confidence}: {words.long}."


def section_sides(period: Period, notes: Notes) -> Section:
    """What each belligerent vouches for, then third parties and the reports' own words."""
    control = [c for c in period.claims if group_of(c) == "control"]
    groups = []
    for code, side in period.sides.items():
        if side.belligerent:
            mine = [c for c in control if c.voice_side == code]
            groups.append(group(f"{side.name} says", mine, notes, PER_GROUP, side.colour))
    belligerents = {code for code, side in period.sides.items() if side.belligerent}
    others = [c for c in control if c.voice_side not in belligerents]
    groups.append(group("Others say", others, notes, PER_GROUP))
    return Section("Who says what about the ground", "By the side of whoever vouches for it.", filled(groups))


def section_denied(period: Period, notes: Notes) -> Section:
    denied = [c for c in period.claims if c.claim.stance is Stance.DENIED and group_of(c) != "silence"]
    silent = [c for c in period.claims if c.claim.kind is Kind.NO_COMMENT]
    unchecked = [c for c in period.claims if c.claim.kind is Kind.UNVERIFIED]
    groups = [
        group("Denied", denied, notes, PER_GROUP),
        group("No comment", silent, notes, PER_GROUP),
        group("Could not be checked", unchecked, notes, PER_GROUP),
    ]
    return Section("Denied, not answered, not checked", "Silence is told as silence.", filled(groups))


def section_fire(period: Period, notes: Notes) -> Section:
    fire = [c for c in period.claims if group_of(c) == "fire"]
    return Section("Strikes, shelling and damage", "", filled(by_place(fire, notes)))


def section_routes(period: Period, notes: Notes) -> Section:
    lead = "Roads, railways, bridges and crossings said to be cut, threatened, opened or used."
    routes = [c for c in period.claims if group_of(c) == "routes"]
    return Section("Routes", lead, filled(by_place(routes, notes)))


def section_other(period: Period, notes: Notes) -> Section:
    other = [c for c in period.claims if group_of(c) == "other"]
    names = {kind: words.label for kind, words in wording.wording().kinds.items() if words.group == "other"}
    groups = [
        group(name.capitalize(), [c for c in other if c.claim.kind is kind], notes, 6) for kind, name in names.items()
    ]
    return Section("Also reported", "", filled(groups))


def by_place(cited: Iterable[Cited], notes: Notes) -> list[Group]:
    """Groups by place, the most spoken of first; claims without a place come last."""
    found: dict[str, list[Cited]] = {}
    for one in cited:
        found.setdefault(one.claim.place.name if one.claim.place else "", []).append(one)
    ordered = sorted(found.items(), key=lambda pair: (pair[0] == "", -len(pair[1]), pair[0]))
    return [group(name or "No place named", claims, notes, 6) for name, claims in ordered[:15]]


def filled(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(g for g in groups if g.statements)


def about(cited: Cited, place_id: str) -> bool:
    mention = cited.claim.place
    return bool(mention and mention.place and mention.place.id == place_id)


def group_of(cited: Cited) -> str:
    return wording.wording().kinds[cited.claim.kind].group


def count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"

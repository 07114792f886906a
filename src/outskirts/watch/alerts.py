"""What is worth telling of? From what stood before and what stands now, without asking anybody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from outskirts.publish import wording
from outskirts.publish.cite import Cited
from outskirts.vocabulary import Place, Side, Stance, Status, content_id

MOST = 5  # claims quoted in one alert


@dataclass(frozen=True, slots=True)
class Quoted:
    """A claim as it is told of: whose words, the sentence, where they stand."""

    id: str
    voice: str
    stance: str
    sentence: str
    outlet: str
    url: str
    published: str


@dataclass(frozen=True, slots=True)
class Alert:
    """``kind`` is status, first, denial or retraction; ``at`` ISO 8601; ``before`` and ``after`` are holders' codes,
    given with a change of status. The ``id`` is the same where the same thing is found again."""

    id: str
    kind: str
    at: str
    place_id: str
    place: str
    title: str
    text: str
    claims: tuple[Quoted, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A place of which something new is said: its status before and after, None where it lies in no war; the claims
    that are ``new`` and those that are ``gone`` (with why); whether nothing had been said of it before."""

    place: Place
    before: Status | None
    after: Status | None
    new: tuple[Cited, ...] = ()
    gone: tuple[tuple[Cited, str], ...] = ()
    first: bool = False
    sides: Mapping[str, Side] | None = None


def alerts(turns: Iterable[Turn], on: Collection[str], now: datetime, days: int) -> list[Alert]:
    """Everything in the turns that is worth telling of, for a watch on these kinds of alert."""
    found: list[Alert] = []
    for turn in turns:
        fresh = [one for one in turn.new if is_fresh(one, now, days)]
        if "status" in on:
            found += status(turn, now)
        if "first" in on and turn.first and fresh:
            found.append(first(turn, fresh, now))
        if "denial" in on:
            found += [denial(turn, one, now) for one in fresh if one.claim.stance is Stance.DENIED]
        if "retraction" in on:
            found += [retraction(turn, one, why, now) for one, why in turn.gone]
    unlike = {alert.id: alert for alert in reversed(found)}
    return [unlike[id_] for id_ in dict.fromkeys(alert.id for alert in found)]


def is_fresh(one: Cited, now: datetime, days: int) -> bool:
    return one.published is None or one.published > now - timedelta(days=days)


def status(turn: Turn, now: datetime) -> list[Alert]:
    """At most one; words that merely fade are no change, since both are of one day."""
    before, after = turn.before, turn.after
    if before is None or after is None or before.holder == after.holder:
        return []
    sides = dict(turn.sides or {})
    was, held = wording.holder(before.holder, sides), wording.holder(after.holder, sides)
    share = after.control.get(after.holder)
    sure = f" ({wording.chance(share)}, {wording.percent(share)})" if share is not None else ""
    basis = wording.wording().bases[after.basis].long
    text = f"{within(turn.place)} is {held} on {wording.day(after.on)}{sure}; before, {was}. Basis: {basis}."
    ids = sorted([*(one.claim.id for one in turn.new), *(one.claim.id for one, _ in turn.gone)])
    id_ = content_id("alert", "status", turn.place.id, before.holder, after.holder, *ids)
    made = base(id_, "status", turn.place, f"{turn.place.name}: {held}, before {was}", text, now)
    return [replace(made, claims=quoted(weightiest(turn)), before=before.holder, after=after.holder)]


def weightiest(turn: Turn) -> list[Cited]:
    """The claims that are new, those first that moved the estimate most."""
    weight = {r.claim_id: abs(r.weight) for r in (turn.after.reasons if turn.after else ())}
    return sorted(turn.new, key=lambda one: (-weight.get(one.claim.id, 0.0), one.claim.id))


def first(turn: Turn, fresh: Sequence[Cited], now: datetime) -> Alert:
    id_ = content_id("alert", "first", turn.place.id)
    text = f"Nothing was said of {within(turn.place)} before. {line(fresh[0])}"
    return replace(
        base(id_, "first", turn.place, f"{turn.place.name}: spoken of for the first time", text, now),
        claims=quoted(fresh),
    )


def denial(turn: Turn, one: Cited, now: datetime) -> Alert:
    """Ten outlets that print one denial on a day are one alert."""
    claim = one.claim
    speaker = claim.speakers[0] if claim.speakers else None
    voice = (speaker.side or speaker.name) if speaker else one.outlet
    side = claim.actor.side if claim.actor else None
    id_ = content_id("alert", "denial", turn.place.id, claim.kind, side, voice, one.day)
    label = wording.wording().kinds[claim.kind].label
    made = base(id_, "denial", turn.place, f"{turn.place.name}: {one.voice} denies “{label}”", line(one), now)
    return replace(made, claims=quoted([one]))


def retraction(turn: Turn, one: Cited, why: str, now: datetime) -> Alert:
    id_ = content_id("alert", "retraction", one.claim.id, why)
    title = f"{turn.place.name}: a claim of {one.voice} was taken back"
    return replace(base(id_, "retraction", turn.place, title, f"{why} {line(one)}", now), claims=quoted([one]))


def base(id_: str, kind: str, place: Place, title: str, text: str, now: datetime) -> Alert:
    stamp = now.astimezone(UTC).isoformat(timespec="seconds")
    return Alert(id_, kind, stamp, place.id, place.name, " ".join(title.split()), text)


def within(place: Place) -> str:
    return ", ".join(part for part in (place.name, place.admin1) if part)


def line(one: Cited) -> str:
    return f"{one.voice}: “{one.quote.text.strip()}” {one.origin}"


def quoted(claims: Sequence[Cited]) -> tuple[Quoted, ...]:
    return tuple(
        Quoted(
            one.claim.id, one.voice, str(one.claim.stance), one.quote.text.strip(), one.outlet, one.url,
            one.published.isoformat() if one.published else "",
        )
        for one in claims[:MOST]
    )  # fmt: skip


def to_json(alert: Alert) -> dict[str, Any]:
    return {key: value for key, value in asdict(alert).items() if value not in ("", ())}


def from_json(value: Mapping[str, Any]) -> Alert:
    claims = tuple(Quoted(**one) for one in value.get("claims", ()))
    return Alert(**{**value, "claims": claims})

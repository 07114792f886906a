"""The status of one place on one day as an answer."""

from __future__ import annotations

from collections.abc import Mapping

from outskirts.publish import wording
from outskirts.publish.entry import headline, ranked
from outskirts.serve.schemas.places import BasisOut, Chance, PresenceOut, ReasonOut, StatusOut, StretchOut
from outskirts.vocabulary import UNKNOWN, Basis, Presence, Side, Status, Stretch


def status(value: Status, sides: Mapping[str, Side]) -> StatusOut:
    known = dict(sides)
    return StatusOut(
        on=value.on,
        known_at=value.known_at,
        state=value.holder,
        name=state_name(value.holder, known),
        headline=headline(value, known),
        since=value.since,
        control=[chance(code, p, known) for code, p in sorted(value.control.items(), key=lambda c: (-c[1], c[0]))],
        presence=[presence(p, value, known) for p in value.presence],
        basis=basis(value.basis),
        reasons=[
            ReasonOut(text=r.text, state=r.holder, weight=round(r.weight, 3), claim=r.claim_id) for r in ranked(value)
        ],
        would_change=list(value.would_change),
    )


def chance(code: str, p: float, sides: dict[str, Side]) -> Chance:
    bounded = min(1.0, max(0.0, p))
    return Chance(
        state=code, name=state_name(code, sides), p=round(bounded, 4), percent=wording.percent(bounded),
        words=wording.chance(bounded),
    )  # fmt: skip


def state_name(code: str, sides: Mapping[str, Side]) -> str:
    """``Russia``, ``contested``, ``not known``."""
    return wording.holder(UNKNOWN, {}) if code == UNKNOWN else wording.side(code, dict(sides))


def basis(value: Basis) -> BasisOut:
    words = wording.wording().bases[value]
    return BasisOut(code=str(value), label=words.label, long=words.long, confidence=words.confidence)


def presence(value: Presence, status: Status, sides: dict[str, Side]) -> PresenceOut:
    return PresenceOut(
        side=value.side,
        name=state_name(value.side, sides),
        since=value.since,
        relation=str(value.relation),
        bearing=str(value.bearing) if value.bearing else None,
        part=value.part or None,
        words=wording.stretch_of(value, status.place),
        claims=list(value.claim_ids),
    )


def stretch(value: Stretch, sides: Mapping[str, Side]) -> StretchOut:
    return StretchOut(
        from_=value.start,
        to=value.end,
        state=value.holder,
        name=state_name(value.holder, sides),
        p=round(min(1.0, max(0.0, value.p)), 4),
        basis=str(value.basis),
        claims=list(value.claim_ids),
    )

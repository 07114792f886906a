"""Whose word is there on a place, and whose is lacking? A side's silence on its own loss is news, and so is a third
party's confirmation."""

from __future__ import annotations

from collections.abc import Iterable

from outskirts.publish import wording
from outskirts.publish.brief.values import Period
from outskirts.publish.cite import Cited
from outskirts.vocabulary import Stance

NAMED = 3
SAID = (Stance.ASSERTED, Stance.POSSIBLE, Stance.DENIED)


def on(place_id: str, period: Period) -> str:
    """``Heard on it: Ukraine (General Staff), third parties (Institute for the Study of War). Not heard: Russia.``"""
    ground = [c for c in period.claims if speaks(c, place_id)]
    belligerents = [side for side in period.conflict.sides if side.belligerent]
    found = [(side.name, voices(c for c in ground if c.voice_side == side.code)) for side in belligerents]
    codes = {side.code for side in belligerents}
    found.append(("third parties", voices(c for c in ground if c.voice_side not in codes)))
    heard = ", ".join(f"{who} ({listed(names)})" for who, names in found if names)
    silent = ", ".join(who for who, names in found[:-1] if not names and who in mains(period))
    parts = (f"Heard on it in these days: {heard}." if heard else "", f"Not heard on it: {silent}." if silent else "")
    return " ".join(part for part in parts if part)


def mains(period: Period) -> set[str]:
    """The belligerents that speak at all in these days, and those that hold ground in it."""
    spoken = {c.voice_side for c in period.claims}
    holding = {stretch.holder for stretch in period.stretches}
    return {side.name for side in period.conflict.sides if side.code in spoken | holding}


def speaks(cited: Cited, place_id: str) -> bool:
    """Whether a claim is a word on who holds the place."""
    claim = cited.claim
    return (
        claim.place is not None
        and claim.place.place is not None
        and claim.place.place.id == place_id
        and claim.stance in SAID
        and wording.wording().kinds[claim.kind].group == "control"
    )


def voices(cited: Iterable[Cited]) -> list[str]:
    """Names, those with most to say first."""
    counts: dict[str, int] = {}
    for one in cited:
        name = one.claim.speakers[0].name if one.claim.speakers else one.outlet or "a report"
        counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: (-counts[name], name))


def listed(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{'; '.join(names[:NAMED])}{more}"

"""What is not known? Places without a likely holder, or on one side's word alone; names of no known place."""

from __future__ import annotations

from collections.abc import Iterable

from outskirts.publish import wording
from outskirts.publish.brief.values import Group, Period, Section, Statement
from outskirts.vocabulary import UNKNOWN, Basis, Status

MOST = 20


def section(period: Period) -> Section:
    groups = (
        Group("No likely holder", names(s for s in period.statuses if s.holder == UNKNOWN)),
        Group("Only the side that gains by it says so", names(s for s in period.statuses if s.basis is Basis.CLAIMED)),
        Group("One says it, another denies it", names(s for s in period.statuses if s.basis is Basis.DENIED)),
        Group("Left out", left_out(period)),
    )
    return Section("What is not known", "", tuple(g for g in groups if g.statements))


def names(statuses: Iterable[Status]) -> tuple[Statement, ...]:
    found = sorted(statuses, key=lambda s: (s.place.name, s.place.id))
    if not found:
        return ()
    listed = ", ".join(s.place.name for s in found[:MOST])
    more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
    return (Statement(f"{listed}{more}."),)


def left_out(period: Period) -> tuple[Statement, ...]:
    """Claims about the ground that could not count, and why."""
    ground = [c.claim for c in period.claims if wording.wording().kinds[c.claim.kind].group == "control"]
    nowhere = sum(claim.place is None for claim in ground)
    strange = sorted({claim.place.name for claim in ground if claim.place and not claim.place.candidates})
    found = []
    if nowhere:
        found.append(Statement(f"{nowhere} claims about the ground name no place."))
    if strange:
        listed = ", ".join(strange[:MOST])
        found.append(Statement(f"Places that the gazetteer does not have: {listed}."))
    return tuple(found)

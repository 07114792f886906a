"""What happened to people? Killed, wounded, missing, displaced, detained, with the range of numbers given."""

from __future__ import annotations

from collections.abc import Iterable

from outskirts.publish import wording
from outskirts.publish.brief.statements import statements
from outskirts.publish.brief.values import Group, Notes, Section
from outskirts.publish.cite import Cited
from outskirts.vocabulary import Quantity, Stance

PER_GROUP = 8
LEAD = (
    "Numbers are those of the voices named. Where voices differ, the range runs from the lowest to the highest; they "
    "are never added up, since two reports may count the same people."
)


def section(claims: Iterable[Cited], notes: Notes) -> Section:
    """Groups by what happened and where."""
    found: dict[tuple[str, str], list[Cited]] = {}
    for one in claims:
        if wording.wording().kinds[one.claim.kind].group == "people":
            where = one.claim.place.name if one.claim.place else "no place named"
            found.setdefault((one.claim.trigger.text.casefold(), where), []).append(one)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    groups = []
    for (what, where), cited in ordered[:20]:
        said, more = statements(cited, notes, PER_GROUP)
        groups.append(Group(f"{what.capitalize()}, {where}{amount(cited)}", said, more))
    return Section("People", LEAD, tuple(groups))


def amount(cited: Iterable[Cited]) -> str:
    """``: 12 to 15`` from what is asserted; nothing where no number is."""
    given = [c.claim.quantity for c in cited if c.claim.quantity and c.claim.stance is Stance.ASSERTED]
    whole = spread(given)
    return f": {wording.quantity(whole)}" if whole else ""


def spread(given: Iterable[Quantity]) -> Quantity | None:
    """From the lowest to the highest number; open above where the highest is itself only a lower bound."""
    numbers = list(given)
    lows = [n for q in numbers if (n := q.low if q.low is not None else q.high) is not None]
    if not lows:
        return None
    highs = [q.high if q.high is not None else q.low for q in numbers]
    highest = max(n for n in highs if n is not None)
    is_open = any(q.high is None and q.low == highest for q in numbers)
    return Quantity(min(lows), None if is_open else highest)

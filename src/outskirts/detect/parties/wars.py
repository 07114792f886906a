"""Which war does a report tell of? The known conflicts by the names that the text has."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date

from outskirts.detect.parties.grammar import load_grammar
from outskirts.detect.parties.index import Entry, Index
from outskirts.vocabulary import Conflict

# How much a name says about the war, by the list it stands in; generic words ("rebels") say nothing.
WEIGHTS = {
    "names": 1.0,
    "adjectives": 1.0,
    "seats": 0.7,
    "forces": 2.0,
    "officials": 1.5,
    "outlets": 0.7,
    "weapons": 0.5,
    "regions": 1.0,
}
# The share of a name's weight where its side is not one of the war's first two.
MINOR = 0.5
# The share of a war's weight where it was not going on at the time, and the days it stays in the news after its end.
UNTIMELY = 0.1
AFTERMATH = 90
# A war told of beside the first has at least this share of its weight.
CLOSE = 0.25
# Different words of fighting by which a report tells of a war that is not known.
ENOUGH = 3
WORD = re.compile(r"[^\W\d_]+")


def rank(text: str, index: Index, conflicts: Mapping[str, Conflict], published: date | None = None) -> tuple[str, ...]:
    """Ids of the conflicts that the text tells of, best first.

    Those whose names it has, weighed by how few other wars share the name; a war that was not going on at the time
    counts for a tenth. A war of which only states drawn into it are named is not told of; nor, after the first, is one
    that has neither a name of its own nor one of its home side: Russia alone makes no report one of Syria's war.
    """
    scores: dict[str, float] = {}
    own: set[str] = set()
    at_war: set[str] = set()
    seen: dict[tuple[str, str | None, str], int] = {}
    for _, _, entries in index.spots(text, has_conflict):
        telling = [entry for entry in entries if entry.conflict and entry.field != "generic"]
        sharing = len({entry.conflict for entry in telling})
        for entry in telling:
            key = (entry.conflict, entry.code, entry.field)
            seen[key] = count = seen.get(key, 0) + 1
            # A name repeated adds less each time, so that ten "Russian" do not drown a Goma.
            weight = WEIGHTS[entry.field] / (sharing * math.sqrt(count))
            first = entry.code in [side.code for side in conflicts[entry.conflict].sides[:2]]
            if not first:
                weight *= MINOR
            if first or entry.home or not entry.state:
                at_war.add(entry.conflict)
            scores[entry.conflict] = scores.get(entry.conflict, 0.0) + weight
            if entry.home or sharing == 1:
                own.add(entry.conflict)
    timed = {id_: score * timely(conflicts[id_], published) for id_, score in scores.items() if id_ in at_war}
    ranked = sorted(timed, key=lambda id_: (-timed[id_], id_))
    return tuple(
        id_ for n, id_ in enumerate(ranked) if not n or (id_ in own and timed[id_] >= timed[ranked[0]] * CLOSE)
    )


def timely(conflict: Conflict, on: date | None) -> float:
    """1 where the war was going on (or has just ended) on the day, or no day is known."""
    if on is None or (conflict.start <= on and (conflict.end is None or (on - conflict.end).days <= AFTERMATH)):
        return 1.0
    return UNTIMELY


def tells_of_fighting(text: str) -> bool:
    """Whether a text that names no known war tells of one all the same, by several different words of fighting."""
    return len(load_grammar().fighting & {word.lower() for word in WORD.findall(text)}) >= ENOUGH


def has_conflict(entries: tuple[Entry, ...]) -> bool:
    return any(entry.conflict for entry in entries)

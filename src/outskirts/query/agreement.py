"""How far do the reviewers of a ledger agree, field by field, and on which claims do they not?"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from outskirts.group.agreeing import alpha, kappa, share
from outskirts.ledger import Action, Ledger, Query
from outskirts.ledger.values import AS_READ, Judgement
from outskirts.vocabulary import Claim, PlaceMention

FIELDS = ("right", "kind", "stance", "actor", "place", "when", "speaker")
RIGHT = {
    Action.CONFIRM: "right", Action.CORRECT: "otherwise", Action.DOUBT: "doubtful", Action.REJECT: "not so",
    Action.RETRACT: "not so",
}  # fmt: skip
# Whoever confirms says that the fields are as read; who corrects what they are; others say nothing of them.
TELLING = (Action.CONFIRM, Action.CORRECT)
Values = Mapping[str, Hashable]
Judged = Mapping[str, Mapping[str, Values]]  # claim id, reviewer, field


@dataclass(frozen=True, slots=True)
class Agreed:
    """Of one field: how many claims two or more reviewers judged in it, in what share of the pairs of reviewers they
    agree, Krippendorff's alpha over all and, for each two reviewers, how many claims, the share and Cohen's kappa."""

    field: str
    claims: int
    share: float | None
    alpha: float | None
    pairs: Mapping[tuple[str, str], tuple[int, float | None, float | None]]


@dataclass(frozen=True, slots=True)
class Differing:
    """A claim on which reviewers differ: the fields, and what each of them made of each."""

    claim_id: str
    fields: Mapping[str, Mapping[str, Hashable]]


def judged(ledger: Ledger) -> Judged:
    """What each reviewer last said of each claim, also aside, by claim and reviewer."""
    last: dict[str, dict[str, Judgement]] = {}
    for one in ledger.judgements():
        last.setdefault(one.decision.claim_id, {})[" ".join(one.decision.by.split())] = one
    several = tuple(id_ for id_, by in last.items() if len(by) > 1)
    read = {}
    for at in range(0, len(several), 500):
        for stored in ledger.claims(Query(claim_ids=several[at : at + 500], as_of=AS_READ)):
            read[stored.claim.id] = stored.claim
    return {id_: {who: values(one, read.get(id_)) for who, one in sorted(last[id_].items())} for id_ in several}


def values(one: Judgement, read: Claim | None) -> Values:
    """The fields as a reviewer has them; only ``right`` where they said nothing of the others."""
    found: dict[str, Hashable] = {"right": RIGHT[one.decision.action]}
    claim = one.claim or read
    return found | told(claim) if claim is not None and one.decision.action in TELLING else found


def told(claim: Claim) -> dict[str, Hashable]:
    place = claim.place
    start, end = claim.when.start, claim.when.end
    return {
        "kind": str(claim.kind),
        "stance": str(claim.stance),
        "actor": (claim.actor.side or "") if claim.actor else "",
        "place": where(place) if place else "",
        "when": f"{start or ''}/{end or ''}",
        "speaker": claim.speakers[0].name if claim.speakers else "",
    }


def where(place: PlaceMention) -> str:
    return " ".join((place.place.id if place.place else place.name, place.relation, place.bearing or "")).strip()


def agreement(found: Judged) -> list[Agreed]:
    """Field by field."""
    return [of_field(field, found.values()) for field in FIELDS]


def of_field(field: str, claims: Iterable[Mapping[str, Values]]) -> Agreed:
    units = [{who: v[field] for who, v in by.items() if field in v} for by in claims]
    units = [unit for unit in units if len(unit) > 1]
    pairs: dict[tuple[str, str], list[tuple[Hashable, Hashable]]] = {}
    for unit in units:
        for first, second in combinations(sorted(unit), 2):
            pairs.setdefault((first, second), []).append((unit[first], unit[second]))
    every = [pair for some in pairs.values() for pair in some]
    told = {who: (len(some), share(some), kappa(some)) for who, some in sorted(pairs.items())}
    return Agreed(field, len(units), share(every), alpha([list(unit.values()) for unit in units]), told)


def differing(found: Judged) -> list[Differing]:
    """The claims on which reviewers differ, to be settled by one more decision."""
    made = []
    for id_, by in sorted(found.items()):
        fields = {
            field: by_who
            for field in FIELDS
            if len(set((by_who := {who: v[field] for who, v in by.items() if field in v}).values())) > 1
        }
        if fields:
            made.append(Differing(id_, fields))
    return made

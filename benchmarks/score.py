"""How many claims are found, and how many are right in everything?

    python benchmarks/score.py GOLD.jsonl PREDICTED.jsonl

Both files hold the same reports by "id", one a line, in the claim format (``docs`` of the command: ``outskirts read
--format jsonl``). A predicted claim matches an annotated one of the same report where their triggers overlap and their
places agree: both none, the same name up to spelling, or within 10 km, 250 km for a country, region, district or
river, whose point is rough. Among several, one of the same kind comes first; each annotated claim is matched once.

*found* is precision, recall and F1 of matched claims; each facet is the share of matched claims that are right in it;
*complete* is precision, recall and F1 of claims that are matched and right in every facet. Standard library only.
"""

from __future__ import annotations

import json
import math
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

FACETS = ("kind", "stance", "actor", "place", "when", "speaker")
POINT, ROUGH = 10.0, 250.0
EARTH = 6371.0
# Names that are no settlement's: by a word in them, or by themselves.
AREA_WORDS = frozenset((
    "oblast", "region", "province", "district", "raion", "county", "state", "strip", "river", "sea", "reservoir",
    "channel", "mediterranean", "spit", "bridge", "road", "highway",
))  # fmt: skip
AREA_OPENINGS = frozenset(("east", "land"))
AREA_NAMES = frozenset((
    "ukraine", "russia", "crimea", "donbas", "sudan", "darfur", "gaza", "lebanon", "israel", "syria", "iraq",
    "iran", "myanmar", "congo", "rwanda", "tigray", "ethiopia", "afghanistan", "poland", "belarus", "romania",
    "moldova", "japan", "china", "yunnan", "europe", "africa", "us", "uk", "usa", "kajaki", "zharay", "washer",
    "idlib",
))  # fmt: skip
BUNDLED = Path(__file__).parent / "bundled.gold.jsonl"
LETTERS = re.compile(r"[^a-z0-9а-яёіїєґ]+")
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text: half-open code-point offsets, what stands there, and the side they mean."""

    start: int
    end: int
    text: str = ""
    side: str | None = None

    def overlap(self, other: Words) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a claim names it; ``lat`` and ``lon`` in degrees, None where there are none."""

    name: str
    lat: float | None
    lon: float | None
    relation: str

    @property
    def reach(self) -> float:
        """Kilometres within which a point counts as this place."""
        words = self.name.lower().split() or [""]
        area = (
            words[-1] in AREA_WORDS or (len(words) > 1 and words[0] in AREA_OPENINGS) or folded(self.name) in AREA_NAMES
        )
        return ROUGH if area else POINT


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim as far as it is scored. ``speakers`` nearest first; ``start`` and ``end`` days, None where open."""

    trigger: Words
    kind: str
    stance: str
    actor: str | None
    place: Spot | None
    start: date | None
    end: date | None
    speakers: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean, each in [0, 1]."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Tally:
    """Counts over the reports scored so far."""

    reports: int = 0
    gold: int = 0
    predicted: int = 0
    found: int = 0
    complete: int = 0
    right: Counter[str] = field(default_factory=Counter)

    def rates(self, hits: int) -> Rates:
        return Rates(hits / self.predicted if self.predicted else 0.0, hits / self.gold if self.gold else 0.0)

    def facet(self, name: str) -> float:
        """The share of matched claims that are right in it."""
        return self.right[name] / self.found if self.found else 0.0

    def figures(self) -> dict[str, float]:
        """What floors and earlier releases are compared by: F1 of found and complete, and every facet."""
        return {
            "found": self.rates(self.found).f1,
            **{name: self.facet(name) for name in FACETS},
            "complete": self.rates(self.complete).f1,
        }

    def add(self, gold: Sequence[Stated], predicted: Sequence[Stated]) -> None:
        """Count the claims of one report."""
        pairs = matched(gold, predicted)
        self.reports += 1
        self.gold += len(gold)
        self.predicted += len(predicted)
        self.found += len(pairs)
        for one, other in pairs:
            good = right(one, other)
            self.right.update(good)
            self.complete += len(good) == len(FACETS)


def score(gold: Iterable[Json], predicted: Mapping[str, Json]) -> Tally:
    """Compare reports by id; one that is missing among the predicted counts as one without claims."""
    tally = Tally()
    for report in gold:
        guess = predicted.get(report["id"], {})
        tally.add([stated(c) for c in report["claims"]], [stated(c) for c in guess.get("claims", ())])
    return tally


def matched(gold: Sequence[Stated], predicted: Sequence[Stated]) -> list[tuple[Stated, Stated]]:
    """The best pairs, each claim in one at most: the same kind first, then those that agree in most."""
    pairs = [
        (one.kind != other.kind, -len(right(one, other)), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(predicted)
        if one.trigger.overlap(other.trigger) and same_place(one.place, other.place)
    ]
    left, free = set(range(len(gold))), set(range(len(predicted)))
    found = []
    for _, _, i, j in sorted(pairs):
        if i in left and j in free:
            left.remove(i)
            free.remove(j)
            found.append((gold[i], predicted[j]))
    return found


def right(gold: Stated, other: Stated) -> list[str]:
    """The facets in which a claim is right."""
    checks = {
        "kind": gold.kind == other.kind,
        "stance": gold.stance == other.stance,
        "actor": gold.actor == other.actor,
        "place": right_place(gold.place, other.place),
        "when": same_day(gold.start, other.start) and same_day(gold.end, other.end),
        "speaker": same_speaker(gold.speakers, other.speakers),
    }
    return [name for name in FACETS if checks[name]]


def same_place(one: Spot | None, other: Spot | None) -> bool:
    if one is None or other is None:
        return one is other
    return folded(one.name) == folded(other.name) or kilometres(one, other) <= min(one.reach, other.reach)


def right_place(gold: Spot | None, other: Spot | None) -> bool:
    if gold is None or other is None:
        return gold is other
    return gold.relation == other.relation and (gold.lat is None or kilometres(gold, other) <= gold.reach)


def same_day(one: date | None, other: date | None) -> bool:
    """Within a day of each other, or both open."""
    if one is None or other is None:
        return one is other
    return abs((one - other).days) <= 1


def same_speaker(gold: Sequence[Words], other: Sequence[Words]) -> bool:
    """The first speaker only, by the same words of the text or by the same name."""
    if not gold or not other:
        return not gold and not other
    name = folded(gold[0].text)
    return gold[0].overlap(other[0]) or (name != "" and name == folded(other[0].text))


def kilometres(one: Spot, other: Spot) -> float:
    """Great-circle distance; infinite where a point is not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    here, there = math.radians(one.lat), math.radians(other.lat)
    across = math.radians(other.lon - one.lon)
    h = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(across / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))


def folded(name: str) -> str:
    """A name without case, marks and punctuation, so that spellings of one name are equal."""
    return LETTERS.sub("", unicodedata.normalize("NFKD", name).casefold())


def stated(claim: Json) -> Stated:
    """A claim of the wire format as a value."""
    place, when = claim.get("place"), claim.get("when") or {}
    return Stated(
        words(claim.get("trigger") or {}),
        claim.get("kind") or "",
        claim.get("stance") or "",
        (claim.get("actor") or {}).get("side") or None,
        place and Spot(place.get("text") or "", place.get("lat"), place.get("lon"), place.get("relation") or "in"),
        day(when.get("start")),
        day(when.get("end")),
        tuple(words(speaker) for speaker in claim.get("speakers") or ()),
    )


def words(span: Json) -> Words:
    return Words(span.get("start", 0), span.get("end", 0), span.get("text") or "", span.get("side") or None)


def day(written: str | None) -> date | None:
    return date.fromisoformat(written[:10]) if written else None


def rows(path: Path) -> list[Json]:
    """The reports of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def table(tally: Tally) -> str:
    """The figures for people."""
    lines = [f"{tally.reports} reports, {tally.gold} annotated claims, {tally.predicted} predicted"]
    for name, hits in (("found", tally.found), ("complete", tally.complete)):
        rates = tally.rates(hits)
        lines.append(f"{name:9} P {rates.precision:.3f}  R {rates.recall:.3f}  F1 {rates.f1:.3f}")
    lines[2:2] = [f"{name:9} {tally.facet(name):.3f} of those found" for name in FACETS]
    return "\n".join(lines)


def main(gold: str, predicted: str) -> None:
    print(table(score(rows(Path(gold)), {row["id"]: row for row in rows(Path(predicted))})))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python benchmarks/score.py GOLD.jsonl PREDICTED.jsonl")
    main(*sys.argv[1:])

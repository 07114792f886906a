"""How good are the layers under the claims: who vouches for what, which places, which times, which day?

    python benchmarks/score_layers.py attributions|places|times|dates GOLD.jsonl PREDICTED.jsonl

- *attributions* are right where the characters of their contents overlap by a Jaccard index of at least 0.5 and their
  sources overlap, or both have none;
- *places* are found where their words overlap, and right within 161 km (a hundred miles, the usual yardstick);
- *times* are found where their words overlap, and right where the value is the same;
- *dates*: the earliest day, not after publication, that a report claims something for is the annotated "event_date".

Standard library only.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from score import Json, Rates, Spot, kilometres, rows

NEAR = 161.0
OVERLAP = 0.5
HAPPENED = ("asserted", "possible")


@dataclass(frozen=True, slots=True)
class LayerTally:
    """``found`` of ``gold`` are where they should be, ``right`` also what they should be."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: LayerTally) -> LayerTally:
        return LayerTally(
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.found + other.found,
            self.right + other.right,
        )

    def rates(self, hits: int) -> Rates:
        return Rates(hits / self.predicted if self.predicted else 0.0, hits / self.gold if self.gold else 0.0)

    def figures(self) -> dict[str, float]:
        return {"found": self.rates(self.found).f1, "right": self.rates(self.right).f1}


def attributions(gold: Json, guess: Json) -> LayerTally:
    """Every predicted attribution takes the annotated one whose contents it shares most, if that is enough."""
    text = gold["text"]
    wanted = [(letters(a["contents"], text), letters(a["sources"], text)) for a in gold["attributions"]]
    got = guess.get("attributions", ())
    free = set(range(len(wanted)))
    found = right = 0
    for one in got:
        contents, sources = letters(one.get("contents") or (), text), letters(one.get("sources") or (), text)
        shares = [(jaccard(contents, wanted[i][0]), -i) for i in free]
        share, place = max(shares, default=(0.0, 0))
        if share >= OVERLAP:
            free.remove(-place)
            found += 1
            who = wanted[-place][1]
            right += bool(who & sources) or not (who or sources)
    return LayerTally(len(wanted), len(got), found, right)


def letters(spans: Sequence[Json], text: str) -> frozenset[int]:
    """The offsets of all characters of the spans that are no white space."""
    return frozenset(i for span in spans for i in range(span["start"], span["end"]) if not text[i : i + 1].isspace())


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    both = len(one | other)
    return len(one & other) / both if both else 0.0


def places(gold: Json, guess: Json) -> LayerTally:
    """Names that were annotated without a point count neither for nor against."""
    unknown = [g for g in gold["places"] if g.get("lat") is None]
    wanted = [g for g in gold["places"] if g.get("lat") is not None]
    got = [p for p in guess.get("places", ()) if not any(overlap(p, g) for g in unknown)]
    return spans(wanted, got, lambda one, other: kilometres(spot(one), spot(other)) <= NEAR)


def times(gold: Json, guess: Json) -> LayerTally:
    return spans(gold["times"], guess.get("times", ()), lambda one, other: bool(one["value"] == other.get("value")))


def spans(wanted: Sequence[Json], got: Sequence[Json], right: Callable[[Json, Json], bool]) -> LayerTally:
    """Pair spans in the order of the annotation, each with the one that fits it best at its ends."""
    free = list(got)
    found = good = 0
    for one in wanted:
        near = [other for other in free if overlap(one, other)]
        if near:
            best = min(near, key=lambda other: (other["start"] != one["start"]) + (other["end"] != one["end"]))
            free.remove(best)
            found += 1
            good += right(one, best)
    return LayerTally(len(wanted), len(got), found, good)


def overlap(one: Json, other: Json) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def spot(place: Json) -> Spot:
    return Spot(place.get("text") or "", place.get("lat"), place.get("lon"), "in")


def dates(gold: Json, guess: Json) -> LayerTally:
    """``found`` counts the reports that were answered at all."""
    published = gold["published"][:10]
    starts = [
        start[:10]
        for claim in guess.get("claims", ())
        if claim["stance"] in HAPPENED and (start := claim["when"]["start"]) and start[:10] <= published
    ]
    right = bool(starts) and min(starts) == gold["event_date"]
    return LayerTally(1, 1, bool(starts), right)


LAYERS: Mapping[str, Callable[[Json, Json], LayerTally]] = {
    "attributions": attributions,
    "places": places,
    "times": times,
    "dates": dates,
}


def score(layer: str, gold: Sequence[Json], predicted: Mapping[str, Json]) -> LayerTally:
    """Compare reports by id; one that is missing among the predicted counts as empty."""
    compare = LAYERS[layer]
    return sum((compare(report, predicted.get(report["id"], {})) for report in gold), LayerTally())


def main(layer: str, gold: str, predicted: str) -> None:
    tally = score(layer, rows(Path(gold)), {row["id"]: row for row in rows(Path(predicted))})
    for name, hits in (("found", tally.found), ("right", tally.right)):
        rates = tally.rates(hits)
        print(f"{name}  P {rates.precision:.3f}  R {rates.recall:.3f}  F1 {rates.f1:.3f}")


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in LAYERS:
        sys.exit(f"usage: python benchmarks/score_layers.py {'|'.join(LAYERS)} GOLD.jsonl PREDICTED.jsonl")
    main(*sys.argv[1:])

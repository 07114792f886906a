"""The scorers count what they say they count."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import score
import score_layers

TEXT = "The army took Sokil on Monday, its spokesman said. Shells hit Lyman."


def claim(words: str, kind: str = "capture", **other: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    made = {
        "trigger": {"text": words, "start": start, "end": start + len(words)},
        "kind": kind,
        "stance": "asserted",
        "actor": {"text": "army", "start": 4, "end": 8, "side": "UA"},
        "place": {"text": "Sokil", "start": 14, "end": 19, "relation": "in", "lat": 48.4, "lon": 37.6},
        "when": {"text": "Monday", "start": "2024-07-01", "end": "2024-07-01"},
        "speakers": [{"text": "its spokesman", "start": 31, "end": 44, "side": "UA"}],
    }
    return {**made, **other}


def tally(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> score.Tally:
    return score.score([{"id": "a", "text": TEXT, "claims": gold}], {"a": {"claims": predicted}})


def test_the_annotation_itself_scores_one_in_everything() -> None:
    rows = score.rows(score.BUNDLED)
    assert set(score.score(rows, {row["id"]: row for row in rows}).figures().values()) == {1.0}


def test_a_report_that_was_not_read_counts_as_one_without_claims() -> None:
    found = score.score([{"id": "a", "text": TEXT, "claims": [claim("took")]}], {})
    assert (found.gold, found.predicted, found.found) == (1, 0, 0)


WRONG = {
    "kind": {"kind": "hold"},
    "stance": {"stance": "possible"},
    "actor": {"actor": {"text": "army", "start": 4, "end": 8, "side": "RU"}},
    "place": {"place": {"text": "Sokil", "start": 14, "end": 19, "relation": "near", "lat": 48.4, "lon": 37.6}},
    "when": {"when": {"text": "", "start": "2024-07-03", "end": "2024-07-01"}},
    "speaker": {"speakers": []},
}


@pytest.mark.parametrize("facet", score.FACETS)
def test_one_wrong_facet_leaves_a_claim_found_but_not_complete(facet: str) -> None:
    found = tally([claim("took")], [claim("took", **WRONG[facet])])
    assert (found.found, found.complete) == (1, 0)
    assert [name for name in score.FACETS if found.facet(name) < 1] == [facet]


SPOT = {"text": "Sokil", "start": 14, "end": 19, "relation": "in", "lat": 48.4, "lon": 37.6}


@pytest.mark.parametrize(
    ("gold", "place", "found"),
    [
        (SPOT, {**SPOT, "text": "Sokol", "lat": 48.48}, True),
        (SPOT, {**SPOT, "text": "Sokol", "lat": 48.5}, False),
        (SPOT, {**SPOT, "text": "SOKIL", "lat": 10.0}, True),
        (SPOT, None, False),
        (None, None, True),
        ({**SPOT, "text": "Donetsk region"}, {**SPOT, "text": "Donetsk oblast", "lat": 50.0}, True),
        ({**SPOT, "text": "Donetsk region"}, {**SPOT, "text": "Donetsk", "lat": 50.0}, False),
    ],
)
def test_places_agree_by_name_or_by_distance(
    gold: dict[str, Any] | None, place: dict[str, Any] | None, found: bool
) -> None:
    assert tally([claim("took", place=gold)], [claim("took", place=place)]).found == found


def test_among_several_the_claim_of_the_same_kind_is_matched() -> None:
    found = tally([claim("took")], [claim("took", "hold"), claim("took", "capture", stance="possible")])
    assert (found.found, found.facet("kind"), found.facet("stance")) == (1, 1.0, 0.0)


def test_each_annotated_claim_is_matched_once() -> None:
    found = tally([claim("took")], [claim("took"), claim("took")])
    assert (found.found, found.predicted) == (1, 2)
    assert found.rates(found.found).precision == 0.5


def test_days_may_be_off_by_one_and_open_ends_only_match_open_ends() -> None:
    def when(start: str | None) -> dict[str, Any]:
        return claim("took", when={"text": "", "start": start, "end": "2024-07-01"})

    assert tally([when("2024-07-01")], [when("2024-06-30")]).facet("when") == 1
    assert tally([when("2024-07-01")], [when("2024-06-29")]).facet("when") == 0
    assert tally([when(None)], [when("2024-07-01")]).facet("when") == 0


def span(words: str) -> dict[str, Any]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words}


GOLD = {
    "id": "a",
    "text": TEXT,
    "published": "2024-07-02T10:00:00Z",
    "event_date": "2024-07-01",
    "attributions": [{"sources": [span("its spokesman")], "contents": [span("The army took Sokil on Monday")]}],
    "places": [{**span("Sokil"), "lat": 48.4, "lon": 37.6}, {**span("Lyman"), "lat": None, "lon": None}],
    "times": [{**span("Monday"), "value": "2024-07-01"}],
    "claims": [claim("took")],
}


@pytest.mark.parametrize("layer", score_layers.LAYERS)
def test_a_layer_that_is_as_annotated_is_right(layer: str) -> None:
    assert set(score_layers.score(layer, [GOLD], {"a": GOLD}).figures().values()) == {1.0}


@pytest.mark.parametrize(
    ("layer", "change", "found", "right"),
    [
        ("attributions", {"sources": [span("army")]}, 1, 0),
        ("attributions", {"contents": [span("Sokil on Monday")]}, 1, 1),
        ("attributions", {"contents": [span("Monday")]}, 0, 0),
        ("places", {"lat": 50.5}, 1, 0),
        ("places", span("Lyman"), 0, 0),
        ("times", {"value": "2024-07-08"}, 1, 0),
        ("times", span("took"), 0, 0),
        ("dates", {"stance": "planned"}, 0, 0),
        ("dates", {"when": {"start": "2024-06-30", "end": None}}, 1, 0),
    ],
)
def test_a_layer_that_is_wrong_is_counted_as_such(layer: str, change: dict[str, Any], found: int, right: int) -> None:
    guess = copy.deepcopy(GOLD)
    guess["claims" if layer == "dates" else layer][0].update(change)  # type: ignore[index]
    made = score_layers.score(layer, [GOLD], {"a": guess})
    assert (made.found, made.right) == (found, right)

"""What must be true of the claims of any text: offsets, ids, vocabularies, sameness of a second reading."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outskirts import pipeline
from outskirts.acquire import read_reports
from outskirts.config import Config
from outskirts.publish import wire
from outskirts.vocabulary import Reading, Report

DEMO = files("outskirts.demo") / "reports.jsonl"


@pytest.fixture(scope="module")
def tools(home: Path) -> pipeline.Tools:
    return pipeline.load_tools(Config(home))


@pytest.fixture(scope="module")
def readings(tools: pipeline.Tools) -> list[Reading]:
    reports = [r for r in read_reports(Path(str(DEMO)), format="jsonl") if isinstance(r, Report)]
    return list(pipeline.read(reports, tools))


def test_every_offset_names_the_words_that_stand_there(readings: list[Reading]) -> None:
    for reading in readings:
        text = reading.report.text
        for claim in reading.claims:
            spans = [claim.trigger, claim.sentence, *(s.span for s in claim.speakers)]
            spans += [p.span for p in (claim.actor, claim.target, claim.place) if p is not None]
            for span in spans:
                assert 0 <= span.start < span.end <= len(text)
                assert not span.text or text[span.start : span.end] == span.text


def test_ids_are_not_shared(readings: list[Reading]) -> None:
    ids = [claim.id for reading in readings for claim in reading.claims]
    assert len(ids) == len(set(ids))


def test_a_second_reading_is_the_same(tools: pipeline.Tools, readings: list[Reading]) -> None:
    again = list(pipeline.read([reading.report for reading in readings], tools))
    assert [wire.line(r) for r in again] == [wire.line(r) for r in readings]


def test_days_do_not_end_before_they_start(readings: list[Reading]) -> None:
    for reading in readings:
        for claim in reading.claims:
            if claim.when.start and claim.when.end:
                assert claim.when.start <= claim.when.end


def test_a_line_on_the_wire_is_json_with_every_layer(readings: list[Reading]) -> None:
    for reading in readings:
        made = json.loads(wire.line(reading))
        assert {"id", "text", "claims", "attributions", "places", "times"} <= made.keys()


SAMPLE = (
    "Russian troops seized Toretsk . , “ ” ( ) the town said on Monday no not that which if would by of in near and "
    "12 killed — : ; ’s denied it"
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*SAMPLE.split(), "\n\n"]), max_size=40))
def test_no_text_makes_the_reader_fail(tools: pipeline.Tools, words: list[str]) -> None:
    text = " ".join(words)
    (reading,) = pipeline.read([Report("x", text)], tools)
    for claim in reading.claims:
        assert text[claim.trigger.start : claim.trigger.end] == claim.trigger.text

"""Sentences that are not parsed would have told nothing: the claims are the same with and without them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from material import reports
from score import BUNDLED

from outskirts.clean.sentences import sentences
from outskirts.extract.prefilter import for_claims
from outskirts.pipeline import Tools, read
from outskirts.vocabulary import Report

IDLE = ("The weekend was mild nearly everywhere.", "Its bakers sold warm bread.")


def texts() -> Iterator[Report]:
    """Every bundled sentence by itself, every two that follow each other, and whole reports with idle sentences
    between theirs."""
    for report in reports(BUNDLED):
        split = [s.span.text for s in sentences(report.text)]
        pairs = [f"{a} {b}" for a, b in itertools.pairwise(split)]
        mixed = " ".join(f"{text} {idle}" for text, idle in zip(split, itertools.cycle(IDLE), strict=False))
        for n, text in enumerate([*split, *pairs[::6], mixed]):
            yield replace(report, id=f"{report.id}-{n}", text=text, title="")


@pytest.fixture(scope="module")
def both(tools: Tools) -> tuple[list[object], list[object], float]:
    given = list(texts())
    every = [for_claims(sentences(report.text)) for report in given]
    skipped = 1 - sum(map(sum, every)) / sum(map(len, every))
    return (
        [(r.report.id, r.claims) for r in read(given, tools)],
        [(r.report.id, r.claims) for r in read(given, tools, "claims")],
        skipped,
    )


def test_no_claim_is_lost_or_changed(both: tuple[list[object], list[object], float]) -> None:
    assert both[1] == both[0]


def test_the_comparison_skips_enough_to_mean_something(both: tuple[list[object], list[object], float]) -> None:
    assert both[2] > 0.03

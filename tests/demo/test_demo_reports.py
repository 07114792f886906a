"""The bundled reports are well-formed samples, and their annotation fits them word for word."""

from __future__ import annotations

import json
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parents[2] / "benchmarks" / "bundled.gold.jsonl"


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


REPORTS = rows((files("outskirts.demo") / "reports.jsonl").read_text(encoding="utf-8"))
ANNOTATED = rows(GOLD.read_text(encoding="utf-8"))


@pytest.mark.parametrize("report", REPORTS, ids=[report["id"] for report in REPORTS])
def test_a_report_says_that_it_is_a_sample(report: dict[str, Any]) -> None:
    assert set(report) == {"id", "outlet", "published", "title", "url", "text"}
    assert report["outlet"].startswith("Example ")
    assert report["id"].startswith("sample-")
    assert report["url"] == f"https://example.org/{report['id']}"
    assert datetime.fromisoformat(report["published"]).tzinfo is not None
    assert 100 <= len(report["text"].split()) <= 350
    if report["title"]:
        assert report["text"].startswith(report["title"] + ".\n\n")


def test_reports_come_in_order_of_publication_and_once_each() -> None:
    assert [r["published"] for r in REPORTS] == sorted(r["published"] for r in REPORTS)
    assert len({r["id"] for r in REPORTS}) == len(REPORTS)


@pytest.mark.parametrize("report", ANNOTATED, ids=[report["id"] for report in ANNOTATED])
def test_annotations_point_at_the_words_they_name(report: dict[str, Any]) -> None:
    text = report["text"]
    assert report["claims"]
    for claim in report["claims"]:
        trigger = claim["trigger"]
        assert text[trigger["start"] : trigger["end"]] == trigger["text"]
        for span in (claim["actor"], claim["target"], claim["place"], *claim["speakers"]):
            assert span is None or text[span["start"] : span["end"]].strip()


def test_the_annotated_texts_are_the_bundled_ones() -> None:
    assert [{k: v for k, v in report.items() if k != "claims"} for report in ANNOTATED] == REPORTS

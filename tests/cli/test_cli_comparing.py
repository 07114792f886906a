"""Reviewers are compared field by field, and what they reviewed comes out as annotated reports that score and read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import score

from outskirts.acquire.source import read_reports
from outskirts.vocabulary import Report

if TYPE_CHECKING:
    from conftest import Run


def rows(own: Run) -> list[dict[str, Any]]:
    """The reports of the ledger with their claims, those with few claims first."""
    found = [json.loads(line) for line in own("export", "--format", "claims-jsonl").out.splitlines()]
    return sorted((row for row in found if len(row["claims"]) > 2), key=lambda row: (len(row["claims"]), row["id"]))


def field(own: Run, name: str) -> dict[str, Any]:
    told = json.loads(own("review", "agreement", "--json").out)["fields"]
    found: dict[str, Any] = next(one for one in told if one["field"] == name)
    return found


def test_two_reviewers_are_compared_field_by_field(own: Run) -> None:
    assert "judged by two reviewers" in own("review", "agreement").out
    first, second, third = (claim["id"] for claim in rows(own)[0]["claims"][:3])
    for by in ("A. Editor", "B. Editor"):
        own("review", "confirm", first, "--by", by)
        own("review", "reject", third, "--by", by)
    own("review", "correct", second, "--kind", "aid", "--by", "A. Editor")
    own("review", "confirm", second, "--by", "B. Editor")
    right, kind = field(own, "right"), field(own, "kind")
    assert (right["claims"], right["agree"]) == (3, pytest.approx(2 / 3))
    assert right["pairs"] == [{"reviewers": ["A. Editor", "B. Editor"], "claims": 3, "agree": pytest.approx(2 / 3),
                               "kappa": pytest.approx(0.5)}]  # fmt: skip
    assert (kind["claims"], kind["agree"]) == (2, 0.5)
    assert field(own, "stance")["agree"] == 1.0
    told = own("review", "agreement").out
    assert "A. Editor, B. Editor" in told
    assert "differ: 1" in told
    apart = own("review", "agreement", "--differing").out
    assert (second in apart, first in apart, "A. Editor: aid" in apart) == (True, False, True)


def test_a_report_of_which_every_claim_was_judged_comes_out_annotated(own: Run, tmp_path: Path) -> None:
    report, other = rows(own)[:2]
    first, second, *rest = (claim["id"] for claim in report["claims"])
    own("review", "correct", first, "--side", "NATO", "--place", "Toretsk", "--by", "A. Editor")
    own("review", "reject", second, "--by", "A. Editor")
    own("review", "confirm", other["claims"][0]["id"], "--by", "A. Editor")
    for id_ in rest[:-1]:
        own("review", "confirm", id_, "--by", "A. Editor")
    file = tmp_path / "gold.jsonl"
    assert own("review", "export", str(file)).code == 0
    assert file.read_text() == ""
    own("review", "confirm", rest[-1], "--by", "B. Editor")
    own("review", "export", str(file))
    [row] = [json.loads(line) for line in file.read_text().splitlines()]
    assert row["reviewed"] == {"complete": True, "by": ["A. Editor", "B. Editor"]}
    assert {claim["id"] for claim in row["claims"]} == {first, *rest}
    [changed] = [claim for claim in row["claims"] if claim["id"] == first]
    assert (changed["actor"]["side"], changed["place"]["text"]) == ("NATO", "Toretsk")
    assert all(exact(claim, row["text"]) for claim in row["claims"])
    [read] = read_reports(file, format="jsonl")
    assert isinstance(read, Report)
    assert read.text == report["text"]
    tally = score.score(score.rows(file), {row["id"]: row})
    assert tally.figures()["complete"] == 1.0


def exact(claim: dict[str, Any], text: str) -> bool:
    spans = [claim[name] for name in ("trigger", "actor", "target", "place") if claim[name]]
    within = all(0 <= span["start"] < span["end"] <= len(text) for span in (*spans, *claim["speakers"]))
    trigger = claim["trigger"]
    return within and text[trigger["start"] : trigger["end"]] == trigger["text"]


def test_reports_that_were_reviewed_in_part_come_out_marked_so(own: Run) -> None:
    report = rows(own)[0]
    done = report["claims"][0]["id"]
    own("review", "confirm", done, "--by", "A. Editor")
    own("review", "doubt", report["claims"][1]["id"], "--by", "A. Editor")
    assert own("review", "export").out == ""
    [row] = [json.loads(line) for line in own("review", "export", "--partial").out.splitlines()]
    assert row["reviewed"]["complete"] is False
    assert [claim["id"] for claim in row["claims"] if claim["reviewed"]] == [done]

"""What a person decides on the command line holds from then on, is told by name, and can be taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Run

ON = "2025-02-10"


def status(own: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(own("status", "Toretsk", "--on", ON, "--json").out)["properties"]
    return found


def capture(own: Run) -> str:
    """The id of Russia's claim of February 2025 to have taken Toretsk."""
    rows = json.loads(own("trail", "Toretsk", "--json").out)
    return str(
        next(
            r["claim"] for r in rows if r["kind"] == "capture" and [s["name"] for s in r["speakers"]][:1] == ["Russia"]
        )
    )


def test_toretsk_is_claimed_and_denied_in_february_and_was_not_two_days_before(own: Run) -> None:
    assert status(own)["basis"] == "denied"
    before = own("status", "Toretsk", "--on", ON, "--known-at", "2025-02-05", "--json").out
    assert json.loads(before)["properties"]["basis"] != "denied"


def test_a_claim_retracted_is_no_reason_any_more_and_undoing_brings_it_back(own: Run) -> None:
    id_ = capture(own)
    first = status(own)
    assert id_ in {reason["claim"] for reason in first["reasons"]}
    done = own("review", "retract", id_[:10], "--by", "A. Editor", "--why", "read wrongly")
    assert done.code == 0, done.err
    assert id_ not in {reason["claim"] for reason in status(own)["reasons"]}
    own("review", "undo", done.out.split()[0], "--by", "A. Editor")
    assert status(own)["reasons"] == first["reasons"]
    log = [(row["what"], row["by"]) for row in json.loads(own("review", "log", "--json").out)]
    assert log == [("retract", "A. Editor"), ("undo", "A. Editor")]


def test_a_claim_rejected_weighs_less_than_one_confirmed(own: Run) -> None:
    id_ = capture(own)
    own("review", "reject", id_, "--by", "A. Editor")
    rejected = status(own)["control"]["RU"]
    own("review", "confirm", id_, "--by", "A. Editor")
    assert status(own)["control"]["RU"] > rejected


def test_a_correction_stands_in_and_the_trail_tells_of_it(own: Run) -> None:
    id_ = capture(own)
    done = own("review", "correct", id_, "--stance", "planned", "--place", "Vuhledar", "--by", "A. Editor")
    assert done.code == 0, done.err
    told = json.loads(own("trail", id_, "--json").out)
    assert (told["stance"], told["place"]) == ("planned", "Vuhledar")
    assert told["steps"][-1]["what"] == "correct"


def test_merging_claims_counts_them_once_until_it_is_undone(own: Run) -> None:
    lines = own("export", "--format", "claims-jsonl", "--until", "2024-10-07").out.splitlines()
    reports = [json.loads(line) for line in lines]
    claims = [claim for report in reports for claim in report["claims"] if claim["kind"] == "enter" and claim["place"]]
    entered = [claim["id"] for claim in claims if claim["place"]["text"] == "Toretsk"][:2]
    found = {"apart": 0.0, "merge": 0.0}
    for what in found:
        done = own("review", what, *entered, "--as", "word", "--by", "A. Editor", "--why", "tried")
        assert done.code == 0, done.err
        assert set(entered) < set(done.out.split())
        told = json.loads(own("status", "Toretsk", "--on", "2024-10-07", "--json").out)["properties"]
        found[what] = told["control"]["CONTESTED"]
        own("review", "undo", done.out.split()[0], "--by", "A. Editor")
    assert found["merge"] < found["apart"]
    assert own("review", "merge", entered[0], "--by", "A").code == 6


def test_a_grade_goes_before_what_is_learned_and_both_are_shown(own: Run) -> None:
    id_ = capture(own)
    before = status(own)["control"]["RU"]
    done = own("review", "grade", "Russia", "a", "--by", "A. Editor")
    assert done.code == 0, done.err
    assert status(own)["control"]["RU"] > before
    rows = json.loads(own("review", "voices", "--conflict", "russia-ukraine", "--json").out)
    row = next(r for r in rows if r["name"] == "Russia")
    assert (row["set_grade"], row["learned_grade"] != "A") == ("A", True)
    own("review", "grade", "Russia", "F", "--by", "A. Editor")
    assert status(own)["control"]["RU"] == pytest.approx(before)
    assert id_ in {reason["claim"] for reason in status(own)["reasons"]}


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("retract", "c-000000000000000f", "--by", "A"), 7, ("c-000000000000000f",)),
        (("retract", "--by", "A"), 2, ("--report ID",)),
        (("confirm", "c-0"), 2, ("--by",)),
        (("correct", "c-0", "--by", "A"), 2, ("--stance",)),
        (("undo", "dec-0", "--by", "A"), 7, ("dec-0",)),
        (("grade", "Nobody At All", "B", "--by", "A"), 7, ("Nobody At All", "review voices")),
        (("grade", "Russia", "Z", "--by", "A"), 2, ("'Z'",)),
    ],
)
def test_what_went_wrong_is_named_with_the_remedy(
    own: Run, args: tuple[str, ...], code: int, words: tuple[str, ...]
) -> None:
    done = own("review", *args)
    assert done.code == code
    for word in words:
        assert word in done.err

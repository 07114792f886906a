"""The queue of claims to review: what moves a status most comes first, a key is a verdict and is kept at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click
import pytest

if TYPE_CHECKING:
    from conftest import Done, Run

PLACE = ("--place", "Toretsk", "--by", "A. Editor")
Sit = Callable[..., "Done"]


@pytest.fixture
def sit(own: Run, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """``sit("cr", "why")``: a sitting at the terminal with these keys and lines typed; without more keys, Ctrl-C."""

    def sitting(keys: str, *lines: str, args: Iterable[str] = PLACE) -> Done:
        pressed, typed = iter(keys), iter(lines)

        def key() -> str:
            found = next(pressed, None)
            if found is None:
                raise KeyboardInterrupt
            return found

        with monkeypatch.context() as patched:
            patched.setattr("outskirts.cli.review.queue.at_terminal", lambda: True)
            patched.setattr(click, "getchar", key)
            patched.setattr(click, "prompt", lambda *_, **__: next(typed))
            return own("review", *args)

    return sitting


def queue(own: Run, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(own("review", "queue", "--json", *args).out)
    return found


def log(own: Run) -> list[tuple[str, str, bool]]:
    return [(row["what"], row["of"], row["aside"]) for row in json.loads(own("review", "log", "--json").out)]


def test_the_queue_is_ordered_by_what_a_verdict_would_move(own: Run) -> None:
    rows = queue(own, "--limit", "6", "--place", "Toretsk")
    sizes = [row["move"] for row in rows]
    assert len(rows) == 6
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 0.1
    first = rows[0]

    def control() -> dict[str, float]:
        told = json.loads(own("status", first["place_id"], "--on", first["on"], "--json").out)
        found: dict[str, float] = told["properties"]["control"]
        return found

    before, changes = control(), []
    for verdict in ("confirm", "reject"):
        done = own("review", verdict, first["claim"], "--by", "A. Editor")
        after = control()
        changes.append(sum(abs(after[side] - before[side]) for side in before) / 2)
        own("review", "undo", done.out.split()[0], "--by", "A. Editor")
    assert max(changes) == pytest.approx(first["move"], abs=0.01)


def test_verdicts_are_kept_at_once_and_who_comes_back_goes_on(own: Run, sit: Sit) -> None:
    ids = [row["claim"] for row in queue(own, *PLACE)]
    done = sit("csr", "no such thing")
    assert done.code == 130
    assert "2 decisions kept" in done.out
    assert log(own) == [("confirm", ids[0], False), ("reject", ids[2], False)]
    left = {row["claim"] for row in queue(own, *PLACE)}
    assert ids[1] in left
    assert not {ids[0], ids[2]} & left


def test_what_is_shown_names_voice_sentence_status_and_what_each_verdict_would_make(own: Run, sit: Sit) -> None:
    first = queue(own, *PLACE)[0]
    shown = " ".join(sit("?q").out.split())
    assert " ".join(first["sentence"].split()[:4]) in shown
    for words in (
        first["outlet"],
        "now",
        "if confirmed",
        "if doubted",
        "if rejected",
        "if retracted",
        "undo your last",
    ):
        assert words in shown


def test_a_decision_is_undone_in_the_sitting_and_the_claim_comes_again(own: Run, sit: Sit) -> None:
    first = queue(own, *PLACE)[0]["claim"]
    done = sit("dutq", "unsure", "read wrongly")
    assert done.code == 0, done.err
    assert [what for what, _, _ in log(own)] == ["doubt", "undo", "retract"]
    assert log(own)[-1][1] == first


def test_a_claim_is_corrected_and_merged_at_the_terminal(own: Run, sit: Sit) -> None:
    first, second = (row["claim"] for row in queue(own, *PLACE)[:2])
    fields = ("", "possible", "", "", "near", "", "2024-10-09")
    done = sit("emq", *fields, "it was hedged", "1", "h", "one attack")
    assert done.code == 0, done.err
    told = json.loads(own("trail", first, "--json").out)
    assert (told["stance"], told["steps"][-1]["why"]) == ("possible", "it was hedged")
    merged = next(row for row in log(own) if row[0] == "merge")
    assert merged[1].split()[0] == second
    assert len(merged[1].split()) == 2


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [(("--blind",), 2, "--by"), (("--conflict", "none"), 7, "'none'"), (("--place", "Nosuchplaceatall"), 7, "Nosuch")],
)
def test_what_cannot_be_asked_is_said(own: Run, args: tuple[str, ...], code: int, words: str) -> None:
    done = own("review", *args, "--list")
    assert (done.code, words in done.err) == (code, True)


def test_without_a_terminal_the_queue_is_a_list(own: Run) -> None:
    done = own("review", *PLACE, "--limit", "2")
    assert (done.code, len(done.out.splitlines())) == (0, 2)
    assert log(own) == []


def test_blind_shows_nothing_of_what_others_judged_and_changes_no_answer(own: Run, sit: Sit) -> None:
    first = queue(own, *PLACE)[0]
    own("review", "retract", first["claim"], "--by", "B. Editor", "--why", "misread")
    before = own("status", "Toretsk", "--on", first["on"], "--json").out
    blind = (*PLACE, "--blind")
    assert queue(own, *blind)[0] == first
    done = sit("cq", args=blind)
    assert "misread" not in done.out
    assert log(own)[-1] == ("confirm", first["claim"], True)
    assert own("status", "Toretsk", "--on", first["on"], "--json").out == before
    assert first["claim"] not in {row["claim"] for row in queue(own, *blind)}
    assert first["claim"] in {row["claim"] for row in queue(own, "--place", "Toretsk", "--by", "C", "--blind")}

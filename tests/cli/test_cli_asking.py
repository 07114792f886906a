"""What is asked of one place is answered as from the whole record; trail, disputes, diff."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from outskirts.cli.state import State
from outskirts.ledger import Mark
from outskirts.query import learned
from outskirts.query.naming import find
from outskirts.query.place import of_place
from outskirts.query.record import choose, opened

if TYPE_CHECKING:
    from conftest import Done, Run


@pytest.mark.parametrize("name", ["Toretsk", "Khartoum", "Goma"])
@pytest.mark.parametrize("kept", [False, True])
def test_one_place_is_told_as_by_the_whole_record(toured: tuple[Done, Path], home: Path, name: str, kept: bool) -> None:
    state = State.start(str(toured[1] / "ledger.sqlite"), home)
    place = find(state, name).place
    alone = of_place(state, place, None, None)
    if kept:
        alone = of_place(state, place, None, None)
    whole = choose(opened(state.ledger, state.conflicts, None), alone.conflict.id, state.conflicts)
    assert (alone.first_day, alone.last_day) == (whole.first_day, whole.last_day)
    for day in (date(2024, 10, 8), date(2025, 2, 10), whole.last_day):
        one, other = alone.status(place, day), whole.status(place, day)
        assert one.control == pytest.approx(other.control, abs=1e-9)
        assert (one.holder, one.basis, one.since, one.reasons) == (
            other.holder,
            other.basis,
            other.since,
            other.reasons,
        )
    assert alone.timeline(alone.first_day, alone.last_day) == whole.timeline(
        whole.first_day, whole.last_day, place_id=place.id
    )


@pytest.mark.parametrize(
    ("then", "now", "fresh"),
    [((1000, 0), (1000, 0), True), ((1000, 0), (1020, 0), True), ((1000, 0), (1021, 0), False),
     ((1000, 0), (1000, 30), False), ((1000, 0), (900, 0), False), ((10, 0), (11, 0), False)],
)  # fmt: skip
def test_what_was_learned_lasts_while_little_comes(then: tuple[int, int], now: tuple[int, int], fresh: bool) -> None:
    assert learned.fresh(Mark(*then), Mark(*now)) is fresh


def test_a_damaged_file_of_what_was_learned_is_learned_anew(ask: Run, home: Path) -> None:
    first = ask("status", "Toretsk", "--on", "2024-10-08")
    for path in (home / "learned").iterdir():
        path.write_bytes(b"no database")
    assert ask("status", "Toretsk", "--on", "2024-10-08") == first


# trail


def test_a_claim_shown_with_its_reasons_has_a_trail(ask: Run) -> None:
    reasons = json.loads(ask("status", "Toretsk", "--on", "2024-10-08", "--json").out)["properties"]["reasons"]
    id_ = next(reason["claim"] for reason in reasons if reason["claim"])
    shown = ask("status", "Toretsk", "--on", "2024-10-08").out
    assert id_[:10] in shown
    told = json.loads(ask("trail", id_[:10], "--json").out)
    assert told["claim"] == id_
    assert told["steps"][0]["what"] == "read"
    assert "What became of it" in ask("trail", id_).out


def test_the_claims_on_a_place_are_listed_newest_first(ask: Run) -> None:
    rows = json.loads(ask("trail", "Toretsk", "--json").out)
    days = [row["published"] for row in rows]
    assert len(rows) > 1
    assert days == sorted(days, reverse=True)
    assert all(row["place"] for row in rows)


@pytest.mark.parametrize("subject", ["c-000000000000000f", "Nosuchplaceatall"])
def test_the_trail_of_nothing_is_exit_code_7(ask: Run, subject: str) -> None:
    done = ask("trail", subject)
    assert done.code == 7
    assert subject in done.err


# disputes


def test_a_dispute_names_both_voices_and_when_it_began(ask: Run) -> None:
    rows = json.loads(ask("disputes", "--json").out)
    assert rows
    for row in rows:
        assert row["claimed_by"]
        assert row["denied_by"]
        assert row["claims"]
    place = rows[0]["name"]
    assert {row["name"] for row in json.loads(ask("disputes", "--place", place, "--json").out)} == {place}
    assert place in ask("disputes", "--place", place).out
    assert json.loads(ask("disputes", "--until", "2001-01-01", "--json").out) == []
    assert "no side denies" in ask("disputes", "--until", "2001-01-01").out


# diff


def test_a_difference_rests_on_claims_that_came_later(ask: Run) -> None:
    done = ask("diff", "--on", "2024-10-08", "--known-at", "2024-10-01", "--json")
    assert done.code == 0, done.err
    rows = {row["name"]: row for row in json.loads(done.out)}
    row = rows["Toretsk"]
    assert (row["then"] or {}).get("status") != row["now"]["status"]
    assert json.loads(ask("trail", row["claims"][0], "--json").out)["published"] > "2024-10-01"
    assert "Toretsk: " in ask("diff", "--on", "2024-10-08", "--known-at", "2024-10-01").out


def test_a_record_does_not_differ_from_itself(ask: Run) -> None:
    day = "2024-10-08"
    assert json.loads(ask("diff", "--on", day, "--known-at", day, "--known-at", day, "--json").out) == []
    assert ask("diff", "--on", day).code == 2


# what a newcomer gets wrong


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("status", "Vienna"), 7, ("no war that is known", "--conflict")),
        (("status", "Toretsk", "--on", "1999-01-01"), 0, ("claims begin with",)),
        (("status", "Toretsk", "--on", "8 October"), 2, ("2024-10-08",)),
        (("timeline", "Toretsk", "--since", "2025-01-02", "--until", "2025-01-01"), 2, ("lies after",)),
        (("disputes", "--conflict", "atlantis"), 7, ("atlantis", "sudan")),
        (("export", "--format", "xml"), 2, ("timeline-csv",)),
    ],
)
def test_what_went_wrong_is_named_with_the_remedy(
    ask: Run, args: tuple[str, ...], code: int, words: tuple[str, ...]
) -> None:
    done = ask(*args)
    assert done.code == code
    for word in words:
        assert word in done.err
    assert "Traceback" not in done.err


def test_a_ledger_where_nothing_can_be_written_is_exit_code_6(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "r.txt").write_text("Troops entered Toretsk on Monday, officials said.")
    ledger = str(tmp_path / "file" / "l.sqlite")
    done = run("--ledger", ledger, "add", str(tmp_path / "r.txt"), "--published", "2024-10-08")
    assert done.code == 6
    assert "--ledger PATH" in done.err

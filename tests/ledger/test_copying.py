"""A copy of a ledger answers as the ledger does, wherever it lies; and several may write at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from outskirts.cli import group
from outskirts.errors import LedgerError
from outskirts.ledger import Ledger
from outskirts.ledger.copying import copy
from outskirts.vocabulary import Reading

Read = Callable[..., Reading]


@pytest.fixture
def filled(ledger: Ledger, read: Read) -> Ledger:
    reading = read()
    ledger.write([reading, read("r2", text="Later: " + reading.report.text)])
    ledger.write([read(text=reading.report.text + " Updated.")])
    ledger.retract(next(iter(ledger.claims())).claim.id, "A. Reviewer")
    return ledger


def answers(ledger: Ledger) -> tuple[object, ...]:
    return (
        ledger.counts(),
        [stored.claim for stored in ledger.claims()],
        [ledger.report(name) for name in ("r1", "r2")],
        ledger.decisions(),
        {hit.stored.report.id for hit in ledger.search("Toretsk")},
    )


def test_a_copy_answers_as_its_original_does(filled: Ledger, tmp_path: Path, read: Read) -> None:
    with Ledger.open(tmp_path / "copy.sqlite") as other:
        rows = copy(filled, other)
        assert rows["reports"] == 3
        assert answers(other) == answers(filled)
        other.write([read("r3")])
        assert other.counts().reports == filled.counts().reports + 1


def test_a_file_is_copied_to_wherever_a_ledger_can_be(address: str, tmp_path: Path, read: Read) -> None:
    with Ledger.open(tmp_path / "first.sqlite") as first, Ledger.open(address) as second:
        first.write([read(), read("r2")])
        copy(first, second)
        assert answers(second) == answers(first)
        second.write([read("r3")])
        assert len(list(second.claims())) == 3


def test_nothing_is_copied_over_what_is_there(filled: Ledger, tmp_path: Path, read: Read) -> None:
    with Ledger.open(tmp_path / "other.sqlite") as other:
        other.write([read("mine")])
        with pytest.raises(LedgerError, match="holds reports already"):
            copy(filled, other)
        assert other.counts().reports == 1


def test_a_copy_that_fails_leaves_nothing(filled: Ledger, tmp_path: Path) -> None:
    def fail(what: str, share: float) -> None:
        if what == "copying claims":
            raise KeyboardInterrupt

    with Ledger.open(tmp_path / "other.sqlite") as other:
        with pytest.raises(KeyboardInterrupt):
            copy(filled, other, fail)
        assert other.counts().reports == 0


def test_several_write_at_once_and_all_of_it_is_there(address: str, read: Read) -> None:
    Ledger.open(address).close()

    def write(writer: int) -> None:
        with Ledger.open(address) as mine:
            for number in range(8):
                one = read(f"w{writer}-{number}")
                shared = read("shared", text=one.report.text)
                mine.write([one, replace(shared, claims=())])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    with Ledger.open(address) as after:
        assert after.counts().reports == 4 * 8 + 1
        assert len(list(after.claims())) == 4 * 8


def test_the_command_copies_there_and_back_and_counts(address: str, tmp_path: Path, read: Read) -> None:
    old, new = str(tmp_path / "old.sqlite"), str(tmp_path / "new.sqlite")
    with Ledger.open(old) as first:
        first.write([read()])
    for source, target in ((old, address), (address, new)):
        done = CliRunner().invoke(group, ["ledger", "copy", source, target], standalone_mode=False)
        assert "1 reports" in done.output
    told = CliRunner().invoke(group, ["--ledger", new, "ledger", "info"], standalone_mode=False)
    assert "1 claims" in told.output
    with Ledger.open(old) as first, Ledger.open(new) as last:
        assert list(first.claims()) == list(last.claims())

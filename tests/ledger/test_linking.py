"""Claims that people say are one or apart, and judgements kept aside: rows of their own, told in the trail, undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from ledger_material import CHASIV_YAR, TEXT, TORETSK, Clock

from outskirts.errors import LedgerError, NotKnown
from outskirts.group.bonds import Sense
from outskirts.ledger import Action, AsOf, Ledger, Query
from outskirts.vocabulary import Kind, Reading

Read = Callable[..., Reading]


@pytest.fixture
def pair(ledger: Ledger, read: Read) -> tuple[str, str]:
    """The ids of two claims of two reports."""
    readings = [read("r1"), read("r2")]
    ledger.write(readings)
    one, other = sorted(r.claims[0].id for r in readings)
    return one, other


def test_a_merge_holds_from_then_on_until_it_is_undone(ledger: Ledger, pair: tuple[str, str], clock: Clock) -> None:
    before = clock.at
    clock.pass_days()
    one, other = pair
    decision = ledger.merge(pair, "A. Reviewer", "one wire story")
    assert (decision.claim_ids, decision.sense) == (pair, Sense.WORD)
    assert ledger.bonds().word.same == {one: one, other: one} == dict(ledger.bonds().happening.same)
    assert ledger.bonds(AsOf(recorded=before)).word.same == {}
    for id_, rest in (pair, pair[::-1]):
        step = ledger.trail(id_)[-1]
        assert (step.what, step.by, step.why, step.others) == ("merge", "A. Reviewer", "one wire story", (rest,))
    ledger.undo(decision.id, "B. Reviewer")
    assert ledger.bonds().word.same == {}
    assert [step.what for step in ledger.trail(other)] == ["read", "merge", "undo"]
    assert ledger.decisions()[0] == decision


def test_keeping_apart_goes_before_an_earlier_merge(ledger: Ledger, pair: tuple[str, str]) -> None:
    ledger.merge(pair, "A. Reviewer")
    ledger.keep_apart(pair, "B. Reviewer", sense=Sense.WORD)
    found = ledger.bonds()
    assert found.word.same == {}
    assert found.word.apart == {pair[0]: frozenset(pair[1:]), pair[1]: frozenset(pair[:1])}
    assert set(found.happening.same) == set(pair)


def test_a_merge_needs_two_claims_that_stand(ledger: Ledger, pair: tuple[str, str]) -> None:
    with pytest.raises(LedgerError, match="nothing to merge"):
        ledger.merge((pair[0], pair[0]), "A. Reviewer")
    with pytest.raises(NotKnown):
        ledger.merge((pair[0], "c-none"), "A. Reviewer")
    assert ledger.decisions() == []


def test_what_was_merged_in_an_old_text_does_not_bind_the_new_one(
    ledger: Ledger, pair: tuple[str, str], read: Read
) -> None:
    ledger.merge(pair, "A. Reviewer")
    ledger.write([read("r1", text=TEXT + " Updated.", published=datetime(2024, 10, 9, tzinfo=UTC))])
    assert ledger.bonds().word.same == {}


def test_a_judgement_aside_is_of_what_was_read_and_changes_no_answer(ledger: Ledger, read: Read) -> None:
    [claim] = read().claims
    ledger.write([read()])
    ledger.retract(claim.id, "A. Reviewer")
    ledger.verdict(claim.id, Action.DOUBT, "B. Reviewer", aside=True)
    ledger.correct(replace(claim, kind=Kind.HOLD), "B. Reviewer", aside=True)
    assert list(ledger.claims()) == []
    last = [(j.decision.by, j.decision.action, j.claim.kind if j.claim else None) for j in ledger.judgements()]
    assert last == [
        ("A. Reviewer", Action.RETRACT, None),
        ("B. Reviewer", Action.DOUBT, None),
        ("B. Reviewer", Action.CORRECT, Kind.HOLD),
    ]
    ledger.undo(ledger.decisions()[0].id, "A. Reviewer")
    [stored] = ledger.claims()
    assert (stored.claim, stored.verdict, stored.corrected) == (claim, None, False)
    ledger.undo(ledger.judgements()[-1].decision.id, "B. Reviewer")
    assert [j.decision.action for j in ledger.judgements()] == [Action.DOUBT]


def test_undoing_the_retraction_of_a_report_leaves_what_was_retracted_singly(ledger: Ledger, read: Read) -> None:
    reading = read("r1", places=(TORETSK, CHASIV_YAR))
    ledger.write([reading, read("r2")])
    one, other = (c.id for c in reading.claims)
    ledger.retract(one, "A. Reviewer")
    whole = ledger.retract_report("r1", "B. Reviewer", "a hoax")
    assert [s.claim.report_id for s in ledger.claims()] == ["r2"]
    assert [(s.what, s.by) for s in ledger.trail(other)][1:] == [("retract", "B. Reviewer")]
    ledger.undo(whole.id, "C. Reviewer", "no hoax")
    assert {s.claim.id for s in ledger.claims(Query(report_ids=("r1",)))} == {other}
    assert [(s.what, s.by, s.why) for s in ledger.trail(other)][1:] == [
        ("retract", "B. Reviewer", "a hoax"),
        ("undo", "C. Reviewer", "no hoax"),
    ]

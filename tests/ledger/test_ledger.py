"""What goes in comes out; twice is once; a new version supersedes; as of a time is a filter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from ledger_material import CHASIV_YAR, NOWHERE, TEXT, TORETSK, Clock

from outskirts.errors import LedgerError, NotKnown
from outskirts.ledger import Action, AsOf, Ledger, Near, Outcome, Query, version_id
from outskirts.vocabulary import Kind, Origin, Reading, Stance

Read = Callable[..., Reading]
ALL = Query()
PUBLISHED = datetime(2024, 10, 8, 6, 10, tzinfo=UTC)


def ids(ledger: Ledger, query: Query = ALL) -> list[str]:
    return [stored.claim.id for stored in ledger.claims(query)]


def test_a_reading_comes_out_as_it_went_in(ledger: Ledger, read: Read) -> None:
    reading = read(places=(TORETSK, None))
    ledger.write([reading])
    assert tuple(stored.claim for stored in ledger.claims()) == reading.claims
    back = ledger.report("r1")
    assert back.stored.report == reading.report
    assert (back.attributions, back.places, back.times, back.problems) == (
        reading.attributions, reading.places, reading.times, reading.problems,
    )  # fmt: skip


def test_a_report_keeps_where_its_bytes_came_from(ledger: Ledger, read: Read) -> None:
    origin = Origin("https://wire.example/1", "ab" * 32, "Other Channel", PUBLISHED)
    bare = read()
    ledger.write([replace(bare, report=replace(bare.report, origin=origin)), read("r2")])
    assert ledger.report("r1").stored.report.origin == origin
    assert ledger.report("r2").stored.report.origin is None


def test_a_claim_carries_its_origin(ledger: Ledger, read: Read, clock: Clock) -> None:
    reading = read()
    ledger.write([reading])
    stored = ledger.claim(reading.claims[0].id)
    assert (stored.published, stored.recorded) == (PUBLISHED, clock.at)
    assert (stored.outlet, stored.title, stored.url) == ("Example Wire", "A title", "https://wire.example/1")
    assert stored.version == version_id(reading.report)


def test_twice_is_once(ledger: Ledger, read: Read) -> None:
    first = ledger.write([read(), read()])
    again = list(ledger.add([read(), read("r2")]))
    assert [a.outcome for a in first] == [Outcome.NEW, Outcome.KNOWN]
    assert [a.outcome for a in again] == [Outcome.KNOWN, Outcome.NEW]
    assert ledger.counts().reports == 2
    assert len(ids(ledger)) == 2


def test_known_versions_need_not_be_read(ledger: Ledger, read: Read) -> None:
    ledger.write([read()])
    stored, other = version_id(read().report), version_id(read("r2").report)
    assert ledger.known([stored, other]) == {stored}


def test_a_changed_text_supersedes_from_then_on(ledger: Ledger, read: Read, clock: Clock) -> None:
    old = read(kind=Kind.CAPTURE)
    ledger.write([old])
    clock.pass_days()
    changed = read(text=TEXT + " It was corrected.")
    [added] = ledger.write([changed])
    assert added.outcome is Outcome.CHANGED
    assert ids(ledger) == [changed.claims[0].id]
    # Its date was not changed, so that nobody can say that it was known before it was recorded.
    assert ids(ledger, Query(as_of=AsOf(published=PUBLISHED))) == [old.claims[0].id]
    assert ids(ledger, Query(as_of=AsOf(recorded=clock.at - timedelta(hours=1)))) == [old.claims[0].id]


def test_an_older_version_that_comes_late_does_not_supersede(ledger: Ledger, read: Read) -> None:
    new = read(text=TEXT + " Updated.", published=PUBLISHED + timedelta(hours=5))
    old = read(kind=Kind.CAPTURE)
    ledger.write([new])
    ledger.write([old])
    assert ids(ledger) == [new.claims[0].id]
    assert ids(ledger, Query(as_of=AsOf(published=PUBLISHED + timedelta(hours=1)))) == [old.claims[0].id]


def test_the_same_id_of_another_outlet_is_another_report(ledger: Ledger, read: Read) -> None:
    ledger.write([read(), read(outlet="Another Wire")])
    assert ledger.counts().reports == 2
    assert len(ids(ledger)) == 2


def test_reading_again_supersedes_the_reading(ledger: Ledger, read: Read, clock: Clock) -> None:
    ledger.write([read(kind=Kind.CAPTURE)])
    clock.pass_days()
    [added] = ledger.write([read(kind=Kind.ENTER)], again=True)
    assert added.outcome is Outcome.AGAIN
    assert [s.claim.kind for s in ledger.claims()] == [Kind.ENTER]
    assert [s.claim.kind for s in ledger.claims(Query(as_of=AsOf(published=PUBLISHED)))] == [Kind.ENTER]


def test_a_report_without_a_date_is_known_from_when_it_was_recorded(ledger: Ledger, read: Read, clock: Clock) -> None:
    ledger.write([read(published=None)])
    assert ids(ledger, Query(as_of=AsOf(published=clock.at - timedelta(seconds=1)))) == []
    assert len(ids(ledger, Query(as_of=AsOf(published=clock.at)))) == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(place_ids=("geo:1",)), ["r1", "r3"]),
        (Query(near=Near(48.4, 37.85, 5)), ["r1", "r3"]),
        (Query(near=Near(48.4, 37.85, 50)), ["r1", "r2", "r3"]),
        (Query(near=Near(48.4, 37.85, 50), limit=2), ["r1", "r2"]),
        (Query(kinds=(Kind.CAPTURE, Kind.HOLD)), ["r2"]),
        (Query(stances=(Stance.DENIED,)), []),
        (Query(sides=("RU",), limit=1), ["r1"]),
        (Query(sides=("UA",)), []),
        (Query(speaker_sides=("UA",), newest_first=True), ["r3", "r2", "r1"]),
        (Query(published_from=PUBLISHED + timedelta(days=1)), ["r2", "r3"]),
        (Query(published_to=PUBLISHED + timedelta(days=1)), ["r1"]),
        (Query(days_from=PUBLISHED.date()), ["r1", "r2", "r3"]),
        (Query(days_to=PUBLISHED.date() - timedelta(days=2)), []),
        (Query(outlets=("Other",)), ["r3"]),
        (Query(report_ids=("r1", "r9")), ["r1"]),
        (Query(placed=False), []),
    ],
)
def test_a_query_finds(ledger: Ledger, read: Read, query: Query, found: list[str]) -> None:
    ledger.write(
        [
            read("r1"),
            read("r2", places=(CHASIV_YAR,), published=PUBLISHED + timedelta(days=1), kind=Kind.CAPTURE),
            read("r3", published=PUBLISHED + timedelta(days=2), outlet="Other"),
        ]
    )
    assert [stored.claim.report_id for stored in ledger.claims(query)] == found


def test_places_are_counted(ledger: Ledger, read: Read) -> None:
    later = PUBLISHED + timedelta(days=3)
    ledger.write([read("r1", places=(TORETSK, NOWHERE, None)), read("r2", published=later)])
    first, second = ledger.places()
    assert (first.place, first.claims, first.first, first.last) == (TORETSK, 2, PUBLISHED, later)
    assert (second.place, second.claims) == (NOWHERE, 1)
    assert [c.place for c in ledger.places(Query(near=Near(48.4, 37.85, 5)))] == [TORETSK]
    assert [c.place for c in ledger.places(Query(outlets=("None",)))] == []


@pytest.mark.parametrize("words", ['toretsk "eastern outskirts"', "TORET*", "Northern, troops!"])
def test_words_are_found(ledger: Ledger, read: Read, words: str) -> None:
    ledger.write([read()])
    [hit] = ledger.search(words)
    assert hit.stored.report.id == "r1"
    assert "«" in hit.excerpt


@pytest.mark.parametrize(
    "words", ["", '"', "* -", "NEAR(", "Kup'iansk", 'a" OR "b', '"eastern Toretsk"', "text:x", "^"]
)
def test_no_search_is_a_syntax_error(ledger: Ledger, read: Read, words: str) -> None:
    ledger.write([read()])
    assert ledger.search(words) == []


def test_a_superseded_text_is_not_found(ledger: Ledger, read: Read) -> None:
    ledger.write([read(text="Unlike " + TEXT), read()])
    assert ledger.search("unlike") == []


def test_a_retraction_takes_out_from_then_on(ledger: Ledger, read: Read, clock: Clock) -> None:
    reading = read(places=(TORETSK, CHASIV_YAR))
    ledger.write([reading])
    before = clock.pass_days()
    clock.pass_days()
    one, other = (c.id for c in reading.claims)
    decision = ledger.retract(one, "A. Reviewer", "misread")
    assert ids(ledger) == [other]
    assert ids(ledger, Query(as_of=AsOf(recorded=before))) == [one, other]
    with pytest.raises(NotKnown, match="stands"):
        ledger.claim(one)
    with pytest.raises(NotKnown, match="no longer stands"):
        ledger.retract(one, "B. Reviewer")
    ledger.undo(decision.id, "A. Reviewer", "was right after all")
    assert ids(ledger) == [one, other]
    with pytest.raises(LedgerError, match="undone"):
        ledger.undo(decision.id, "A. Reviewer")


def test_as_known_on_a_past_day_leaves_out_later_decisions(ledger: Ledger, read: Read) -> None:
    reading = read()
    ledger.write([reading])
    ledger.retract(reading.claims[0].id, "A. Reviewer")
    assert len(ids(ledger, Query(as_of=AsOf(published=PUBLISHED)))) == 1
    latest = datetime.max.replace(tzinfo=UTC)
    assert ids(ledger, Query(as_of=AsOf(published=PUBLISHED, decided=latest))) == []


def test_a_correction_stands_in(ledger: Ledger, read: Read, clock: Clock) -> None:
    reading = read()
    ledger.write([reading])
    [original] = reading.claims
    clock.pass_days()
    mention = replace(original.place, candidates=replace_best(original.place, CHASIV_YAR)) if original.place else None
    corrected = replace(original, kind=Kind.CAPTURE, place=mention)
    decision = ledger.correct(corrected, "A. Reviewer", "the town, not the city")
    [stored] = ledger.claims()
    assert (stored.claim, stored.corrected) == (corrected, True)
    assert ids(ledger, Query(place_ids=("geo:1",))) == []
    assert [s.claim for s in ledger.claims(Query(as_of=AsOf(recorded=clock.at - timedelta(hours=1))))] == [original]
    second = replace(corrected, kind=Kind.HOLD)
    ledger.correct(second, "B. Reviewer")
    assert [s.claim for s in ledger.claims()] == [second]
    ledger.undo(decision.id, "B. Reviewer")
    assert [s.claim for s in ledger.claims()] == [second]


def replace_best(mention: object, place: object) -> tuple[object, ...]:
    from outskirts.vocabulary import Candidate, Place, PlaceMention

    assert isinstance(mention, PlaceMention)
    assert isinstance(place, Place)
    return (Candidate(place, 1.0),)


def test_undoing_the_only_correction_brings_the_original_back(ledger: Ledger, read: Read) -> None:
    reading = read()
    ledger.write([reading])
    decision = ledger.correct(replace(reading.claims[0], kind=Kind.HOLD), "A. Reviewer")
    ledger.undo(decision.id, "A. Reviewer")
    assert [(s.claim, s.corrected) for s in ledger.claims()] == [(reading.claims[0], False)]


def test_a_verdict_marks_and_hides_nothing(ledger: Ledger, read: Read) -> None:
    reading = read()
    ledger.write([reading])
    ledger.verdict(reading.claims[0].id, Action.CONFIRM, "A. Reviewer")
    ledger.verdict(reading.claims[0].id, Action.DOUBT, "B. Reviewer", "no footage")
    [stored] = ledger.claims()
    assert stored.verdict is Action.DOUBT
    with pytest.raises(LedgerError, match="no verdict"):
        ledger.verdict(reading.claims[0].id, Action.RETRACT, "A. Reviewer")


def test_a_retracted_report_takes_its_claims_with_it(ledger: Ledger, read: Read) -> None:
    ledger.write([read("r1"), read("r2")])
    decision = ledger.retract_report("r1", "A. Reviewer", "a hoax")
    assert [s.claim.report_id for s in ledger.claims()] == ["r2"]
    assert [s.report.id for s in ledger.reports()] == ["r2"]
    assert [h.stored.report.id for h in ledger.search("Toretsk")] == ["r2"]
    with pytest.raises(NotKnown):
        ledger.report("r1")
    ledger.undo(decision.id, "A. Reviewer")
    assert len(ids(ledger)) == 2


def test_the_trail_names_who_when_and_why(ledger: Ledger, read: Read, clock: Clock) -> None:
    reading = read()
    ledger.write([reading])
    [original] = reading.claims
    start = clock.at
    steps = [("read", start, "test 1", "")]
    corrected = replace(original, kind=Kind.CAPTURE)
    for what, act in (
        ("confirm", lambda: ledger.verdict(original.id, Action.CONFIRM, "A", "seen")),
        ("correct", lambda: ledger.correct(corrected, "B", "kind")),
        ("retract", lambda: ledger.retract(original.id, "C", "hoax")),
    ):
        at = clock.pass_days()
        decision = act()
        steps.append((what, at, decision.by, decision.why))
    clock.pass_days()
    ledger.write([read(text=TEXT + " Updated.")])
    steps.append(("superseded", clock.at, "", "another version"))
    trail = ledger.trail(original.id)
    assert [(s.what, s.at, s.by, s.why) for s in trail if s.at < clock.at or s.what == "superseded"] == steps
    assert [s.claim for s in trail][:3] == [original, None, corrected]
    assert [d.action for d in ledger.decisions()] == [Action.CONFIRM, Action.CORRECT, Action.RETRACT]


def test_a_decision_needs_a_name(ledger: Ledger, read: Read) -> None:
    reading = read()
    ledger.write([reading])
    with pytest.raises(LedgerError, match="name"):
        ledger.retract(reading.claims[0].id, "  ")
    assert len(ids(ledger)) == 1


def test_what_nobody_has_named_is_not_known(ledger: Ledger) -> None:
    for ask in (ledger.claim, ledger.report, ledger.trail, lambda name: ledger.retract(name, "A")):
        with pytest.raises(NotKnown, match="nothing"):
            ask("nothing")


def test_outlets_and_voices(ledger: Ledger, read: Read) -> None:
    ledger.write([read("r1"), read("r2", places=(TORETSK, None)), read("r3", outlet="Other", places=())])
    assert [(o.outlet, o.reports, o.claims) for o in ledger.outlets()] == [("Example Wire", 2, 3), ("Other", 1, 0)]
    assert [(v.name, v.side, v.claims) for v in ledger.voices()] == [("city's administration", "UA", 3)]


def test_the_ledger_stays_when_closed(path: Path, read: Read) -> None:
    with Ledger.open(path) as first:
        first.write([read()])
    with Ledger.open(f"sqlite:///{path}", create=False) as second:
        assert second.counts().claims == 1


def test_a_ledger_in_memory_may_be_written_while_it_is_read(read: Read) -> None:
    with Ledger.open("sqlite://") as ledger:
        ledger.write([read()])
        for stored in ledger.claims():
            ledger.retract(stored.claim.id, "A. Reviewer")
        assert ids(ledger) == []


def test_a_clock_set_back_puts_nothing_into_a_past_that_was_asked_about(
    ledger: Ledger, read: Read, clock: Clock
) -> None:
    """Every answer for a moment that is past stays as it was, whatever is told later and whatever the clock says."""
    ledger.write([read("r0")])
    answers = {}
    for n, hours in enumerate((1, -3, 9000, -20, -8000, 1), 1):
        moment = max(one.recorded for one in ledger.reports())
        answers[moment] = {one.report.id for one in ledger.reports(AsOf(recorded=moment))}
        clock.at += timedelta(hours=hours)
        ledger.write([read(f"r{n}")])
        ledger.verdict(next(iter(ledger.claims())).claim.id, Action.DOUBT, "A. Editor")
    for moment, answer in answers.items():
        assert {one.report.id for one in ledger.reports(AsOf(recorded=moment))} == answer
    made = [one.at for one in ledger.decisions()]
    assert made == sorted(made)

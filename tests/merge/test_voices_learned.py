"""What the record teaches of its voices, who contradicts whom, and what places around tell."""

from __future__ import annotations

from datetime import date, timedelta

from saying import VUHLEDAR, WAR, says

from outskirts.merge.disputes import disputes
from outskirts.merge.estimate import solve
from outskirts.merge.initial import holdings, inside
from outskirts.merge.learn import shares
from outskirts.merge.status import Model, learned, ready, timeline
from outskirts.merge.testimony import Testimony as Told
from outskirts.merge.timeline import stretches
from outskirts.merge.voices import Interest
from outskirts.vocabulary import Area, Basis, Conflict, Holding, Place

MODEL = Model(WAR)
UNTIL = date(2024, 12, 31)
SQUARE = ((0.0, 0.0), (0.0, 2.0), (2.0, 2.0), (2.0, 0.0))


def town(n: int) -> Place:
    return Place(f"t{n}", f"Town {n}", 47 + n / 20, 36.0, country="UA")


def quarrels() -> list[Told]:
    """A liar who claims what a monitor and its own enemy's admissions deny, and an honest one."""
    told = []
    for n in range(30):
        day = date(2024, 3, 1) + timedelta(5 * n)
        after = (day + timedelta(3)).isoformat()
        told.append(says("RU military: liar", "capture", day.isoformat(), place=town(n)))
        told += [says(f"analyst: monitor {m}", "hold", after, actor="UA", place=town(n)) for m in (1, 2)]
        told.append(says("UA military: honest", "hold", day.isoformat(), actor="UA", place=town(n + 40)))
        told += [says(f"analyst: monitor {m}", "hold", after, actor="UA", place=town(n + 40)) for m in (1, 2)]
    return told


def test_a_liar_is_believed_less_and_an_honest_voice_more() -> None:
    reliability = learned(ready(quarrels(), MODEL, UNTIL), MODEL)
    liar, honest = (reliability.records[key] for key in ("RU:liar", "UA:honest"))
    assert liar.shares[Interest.GAIN] < liar.prior[Interest.GAIN] - 0.1
    assert honest.shares[Interest.GAIN] > max(liar.shares[Interest.GAIN] + 0.2, honest.prior[Interest.GAIN])
    assert liar.heard[Interest.GAIN] == 30


def test_a_grade_set_by_a_person_stands_beside_what_is_learned() -> None:
    prepared = ready(quarrels(), MODEL, UNTIL)
    reliability = learned(prepared, MODEL, {"RU:liar": "A"})
    record = reliability.records["RU:liar"]
    assert record.set == "A"
    assert record.grade in "DE"
    assert reliability.of(record.voice, MODEL.priors) == (0.98, 0.98, 0.98)


def test_nothing_learned_from_nothing() -> None:
    assert learned(ready([], MODEL, UNTIL), MODEL).records == {}


def test_a_dispute_says_who_says_what_against_whom_and_how_it_was_settled() -> None:
    told = [
        says("RU military: ministry", "capture", "2024-09-20", place=VUHLEDAR),
        says("UA military: staff", "capture", "2024-09-21", stance="denied", place=VUHLEDAR),
        says("UA military: staff", "withdraw", "2024-10-02", actor="UA", place=VUHLEDAR),
        says("RU military: ministry", "hold", "2024-10-04", place=VUHLEDAR),
        says("analyst: monitor", "hold", "2024-10-05", place=VUHLEDAR),
    ]
    prepared = ready(told, MODEL, UNTIL)
    paths = solve(prepared, shares(prepared.columns, MODEL.reliability, MODEL.priors))
    (found,) = disputes(prepared, stretches(prepared, paths, date(2024, 9, 1), UNTIL))
    assert (found.holder, found.claimed_by, found.denied_by) == ("RU", ("ministry",), ("staff",))
    assert found.since == date(2024, 9, 21)
    assert found.settled == "RU holds it, admitted by the side that lost"
    assert found.settled_on is not None
    assert date(2024, 9, 21) < found.settled_on <= date(2024, 10, 2)


def test_a_village_nobody_speaks_of_goes_with_the_town_next_to_it() -> None:
    beside = Place("v", "Village", VUHLEDAR.lat, 37.26, country="UA")
    far = Place("f", "Far", 50.0, 30.0, country="UA")
    voices = ("analyst: a", "analyst: b", "", "UA official: mayor", "RU military: ministry")
    told = [says(who, "capture", f"2024-10-0{n}", place=VUHLEDAR) for n, who in enumerate(voices, 1)]
    found = timeline(told, MODEL, date(2024, 9, 1), UNTIL, also=[beside, far, VUHLEDAR])
    mine = [s for s in found if s.place == beside]
    assert [s.holder for s in mine][:1] == ["UA"]
    assert (mine[-1].holder, mine[-1].basis) == ("RU", Basis.NEARBY)
    assert not [s for s in found if s.place == far]
    assert {s.basis for s in found if s.place == VUHLEDAR} == {Basis.INITIAL, Basis.NONE, Basis.ADMITTED}


def test_later_rows_of_a_conflict_file_override_earlier_ones() -> None:
    rows = (
        Holding("UA", Area(countries=("UA",)), date(2014, 1, 1)),
        Holding("RU", Area(polygon=SQUARE), date(2014, 3, 1)),
        Holding("RU", Area(places=("Town 3",)), date(2015, 1, 1)),
    )
    conflict = Conflict("c", "C", date(2014, 1, 1), Area(), WAR.sides, rows)
    within = Place("x", "X", 1.0, 1.0, country="UA")
    assert holdings(within, conflict) == ((date(2014, 1, 1), "UA"), (date(2014, 3, 1), "RU"))
    assert holdings(town(3), conflict) == ((date(2014, 1, 1), "UA"), (date(2015, 1, 1), "RU"))
    assert inside(1.0, 1.0, SQUARE)
    assert not inside(3.0, 1.0, SQUARE)

"""Which of its namesakes a name means."""

from __future__ import annotations

from datetime import date

import pytest
from place_marks import UKRAINE, places

from outskirts.detect.places import PlaceContext
from outskirts.vocabulary import Area, Place

ANYWHERE = PlaceContext()


def meant(text: str, name: str, context: PlaceContext = ANYWHERE) -> Place:
    """The one place that the first mention of the name means."""
    place = next(m for m in places(text, context) if m.name.startswith(name)).place
    assert place is not None
    return place


CASES = [
    ("He was born in Columbia, S.C., in 1950.", "Columbia", ("South Carolina", "settlement")),
    ("He was born in Columbia in 1950.", "Columbia", ("South Carolina", "settlement")),
    ("The mayor of Paris spoke.", "Paris", ("Ile-de-France", "settlement")),
    ("Storms hit Houston, Dallas and Paris in the south.", "Paris", ("Texas", "settlement")),
    ("A raid on Kherson region began.", "Kherson", ("Kherson", "region")),
    ("A raid on the city of Kherson began.", "Kherson", ("Kherson", "settlement")),
    ("A raid on Kherson and Odesa oblasts began.", "Kherson", ("Kherson", "region")),
    ("A blast shook Engels, Saratov Oblast.", "Engels", ("Saratov", "settlement")),
    ("Shells fell across eastern Kharkiv.", "Kharkiv", ("Kharkiv", "region")),
    ("Shells fell on Kharkiv's eastern suburbs.", "Kharkiv", ("Kharkiv", "settlement")),
    ("Boats crossed the Dnipro River.", "Dnipro", ("", "river")),
    ("A missile hit Dnipro.", "Dnipro", ("Dnipropetrovsk", "settlement")),
]


@pytest.mark.parametrize(("text", "name", "expected"), CASES)
def test_namesake(text: str, name: str, expected: tuple[str, str]) -> None:
    place = meant(text, name)
    assert (place.admin1, place.kind) == expected


def test_the_ground_of_the_conflict_counts() -> None:
    assert meant("Shells fell on Borova.", "Borova").admin1 == "Kyiv"
    assert meant("Shells fell on Borova.", "Borova", UKRAINE).admin1 == "Kharkiv"


def test_a_name_counts_for_less_once_it_is_out_of_use() -> None:
    def share(day: date) -> float:
        (mention,) = places("Shells fell on Artemivsk.", PlaceContext(published=day))
        return next(c.score for c in mention.candidates if c.place.name == "Bakhmut")

    assert share(date(2015, 1, 1)) > share(date(2023, 1, 1)) > 0


def test_a_polygon_is_ground_too() -> None:
    odesa = PlaceContext((Area(countries=("UA",), polygon=((48.0, 29.0), (48.0, 31.0), (46.0, 31.0), (46.0, 29.0))),))
    assert meant("They reached Kopanky.", "Kopanky", odesa).admin1 == "Odesa"


def test_a_bearing_from_a_neighbour_decides() -> None:
    place = meant("They hold Lozova (northeast of Borova) still.", "Lozova", UKRAINE)
    assert place.population == 200


def test_rivals_are_kept_with_shares_that_sum_to_one() -> None:
    (mention,) = places("Shells fell on Borova.")
    assert len(mention.candidates) == 2
    assert mention.candidates[0].score > mention.candidates[1].score
    assert sum(c.score for c in mention.candidates) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The army withdrew from Kherson on Friday. Robotyne and Orikhiv saw no fighting.", "settlement"),
        ("The army withdrew from northern Kherson on Friday.", "region"),
        ("The army withdrew from Kherson province on Friday.", "region"),
    ],
)
def test_a_city_that_is_also_a_region_is_the_city_unless_something_tells_otherwise(text: str, kind: str) -> None:
    assert meant(text, "Kherson", UKRAINE).kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunners struck two bridges over the Dnipro.", "river"),
        ("The garrison withdrew to the left bank of the Dnipro in November.", "river"),
        ("Marines crossed the Dnipro at night.", "river"),
        ("Drones were shot down over Dnipro.", "settlement"),
        ("The Dnipro garrison was relieved.", "settlement"),
    ],
)
def test_a_river_named_like_a_town(text: str, kind: str) -> None:
    assert meant(text, "Dnipro", UKRAINE).kind == kind


def test_a_region_counts_as_ground_with_its_unit_word_or_without() -> None:
    named = PlaceContext((Area(regions=("Kharkiv Oblast",)),))
    assert meant("Shells fell on Borova.", "Borova", named).admin1 == "Kharkiv"

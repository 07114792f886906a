"""Which places bear a name, what lies near, what holds what."""

from __future__ import annotations

import os
import threading
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outskirts.detect.gazetteer.geometry import box, distance_km
from outskirts.detect.gazetteer.lookup import Gazetteer
from outskirts.errors import GazetteerError


def found(gazetteer: Gazetteer, name: str) -> list[tuple[str, str]]:
    return [(match.place.name, match.how) for match in gazetteer.lookup(name)]


@pytest.mark.parametrize(
    ("name", "place", "how"),
    [
        ("Toretsk", "Toretsk", "exact"),
        ("TORETSK", "Toretsk", "folded"),
        ("Торецьк", "Toretsk", "exact"),
        ("Dzerzhynsk", "Toretsk", "old"),
        ("Dzerzhyns'k", "Toretsk", "old"),
        ("Дзержинськ", "Toretsk", "old"),
        ("Artyomovsk", "Bakhmut", "old"),
        ("Novgorodskoye", "Niu-York", "old"),
        ("New York", "Niu-York", "exact"),
        ("Konstantinovka", "Kostyantynivka", "fuzzy"),
        ("Volchya Balka", "Vovcha Balka", "fuzzy"),
        ("Kharkiv province", "Kharkiv", "folded"),
        ("Kharkivska oblast", "Kharkiv", "exact"),
        ("Donetsk region", "Donetsk", "folded"),
        ("Helmand province", "Helmand", "folded"),
        ("Aleppo governorate", "Aleppo", "folded"),
        ("Rapides Parish", "Rapides Parish", "exact"),
        ("Zharay district", "Zhaṟêy", "folded"),
        ("Nowzet district", "Nowzat", "fuzzy"),
        ("Bakhmut raion", "Bakhmut Raion", "folded"),
        ("Tenn.", "Tennessee", "exact"),
        ("DRC", "Democratic Republic of the Congo", "exact"),
        ("Donbass", "Donbas", "exact"),
        ("Kerch Bridge", "Crimean Bridge", "exact"),
    ],
)
def test_a_name_finds_its_place(small: Gazetteer, name: str, place: str, how: str) -> None:
    assert (place, how) in found(small, name)


def test_namesakes_all_come_the_larger_first(small: Gazetteer) -> None:
    assert [name for name, _ in found(small, "Dzerzhinsk")][:2] == ["Dzerzhinsk", "Toretsk"]


def test_what_is_known_beforehand_comes_first(small: Gazetteer) -> None:
    assert small.ranked("Dzerzhinsk")[0].place.country == "RU"
    assert small.ranked("Dzerzhinsk", countries=("UA",))[0].place.name == "Toretsk"
    assert small.ranked("Donetsk region", point=(48.0, 37.8))[0].place.kind == "region"


def test_an_old_name_says_until_when(small: Gazetteer) -> None:
    (match,) = [match for match in small.lookup("Artemivsk") if match.place.name == "Bakhmut"]
    assert (match.valid_from, match.valid_to) == (date(1924, 1, 1), date(2016, 2, 4))


def test_a_unit_word_asks_for_a_unit(small: Gazetteer) -> None:
    assert {match.place.kind for match in small.lookup("Aleppo governorate")} == {"region"}
    assert {match.place.kind for match in small.lookup("Aleppo city")} == {"settlement"}


def test_nothing_bears_a_common_word(small: Gazetteer) -> None:
    for word in ("soldiers", "Xqzvb", "", "  ", "Spokesman"):
        assert small.lookup(word) == ()
        assert not small.may_be(word)


@pytest.mark.parametrize("name", ["Toretsk", "toretsk", "Artemivsk", "Helmand province", "Донбас", "Black Sea"])
def test_the_cheap_test_agrees_with_the_look_up(small: Gazetteer, name: str) -> None:
    assert small.may_be(name)
    assert small.lookup(name)


def test_longest_names_by_first_word(small: Gazetteer) -> None:
    assert small.longest("Deir") >= 3
    assert small.longest("Zaporizhzhia") >= 4
    assert small.longest("Xqzvb") == 0


def test_fuzzy_mends_a_letter(small: Gazetteer) -> None:
    assert [match.place.name for match in small.fuzzy("Toretks")][:1] == ["Toretsk"]
    assert small.fuzzy("Bakhnut", limit=1)[0].place.name == "Bakhmut"


def test_any_id_finds_the_place(small: Gazetteer) -> None:
    by_geonames, by_register = small.get("geonames:709354"), small.get("katottg:UA14020110010025394")
    assert by_geonames is not None
    assert by_geonames == by_register
    assert set(small.ids(by_geonames)) == {"geonames:709354", "katottg:UA14020110010025394"}
    assert small.get("geonames:0") is None


def test_what_holds_what(small: Gazetteer) -> None:
    place = small.get("geonames:709354")
    assert place is not None
    assert [unit.name for unit in small.parents(place)] == ["Toretsk hromada", "Bakhmut Raion", "Donetsk", "Ukraine"]
    assert (place.country, place.admin1, place.admin2) == ("UA", "Donetsk", "Bakhmut Raion")
    hromada = small.parents(place)[0]
    assert {child.name for child in small.children(hromada)} == {"Toretsk", "Niu-York"}


def test_what_has_no_point_gets_that_of_its_unit_and_says_so(small: Gazetteer) -> None:
    (place,) = [match.place for match in small.lookup("Vovcha Balka")]
    assert (place.located_by, place.lat) == ("Bakhmut Raion", pytest.approx(48.49, abs=0.01))
    (district,) = [match.place for match in small.lookup("Nowzat district")]
    assert district.located_by == "Kandahar"
    (pointed,) = [match.place for match in small.lookup("Zharay district")]
    assert (pointed.located_by, pointed.lat) == ("", 31.56)


def test_near_is_sorted_and_within_reach(small: Gazetteer) -> None:
    places = small.near(48.4, 37.85, 60, kinds=("settlement",))
    assert places[0][0].name == "Toretsk"
    assert {"Kostyantynivka", "Bakhmut"} <= {place.name for place, _ in places}
    assert all(far <= 60 for _, far in places)
    assert [far for _, far in places] == sorted(far for _, far in places)


def test_near_looks_across_the_date_line(small: Gazetteer) -> None:
    assert {place.name for place, _ in small.near(-13.8, 179.95, 40, kinds=("settlement",))} == {
        "Apia Point",
        "Suva Point",
    }


points = st.tuples(st.floats(-85, 85), st.floats(-180, 180))


@given(points, points)
def test_distance_is_symmetric_and_bounded(one: tuple[float, float], other: tuple[float, float]) -> None:
    far = distance_km(*one, *other)
    assert far == pytest.approx(distance_km(*other, *one))
    assert 0 <= far <= 20016


@given(points, st.floats(0, 359), st.floats(1, 500))
def test_the_box_holds_the_circle(centre: tuple[float, float], bearing: float, km: float) -> None:
    from math import asin, atan2, cos, degrees, radians, sin

    lat, lon, turn, arc = radians(centre[0]), radians(centre[1]), radians(bearing), km / 6371.0
    lat2 = asin(sin(lat) * cos(arc) + cos(lat) * sin(arc) * cos(turn))
    lon2 = lon + atan2(sin(turn) * sin(arc) * cos(lat), cos(arc) - sin(lat) * sin(lat2))
    south, north, west, east = box(*centre, km)
    assert south - 1e-6 <= degrees(lat2) <= north + 1e-6
    assert west - 1e-6 <= degrees(lon2) <= east + 1e-6


def test_threads_and_children_read_together(small: Gazetteer) -> None:
    results: list[int] = []
    threads = [threading.Thread(target=lambda: results.append(len(small.near(48.4, 37.85, 50)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = len(small.near(48.4, 37.85, 50))
    assert results == [expected] * 4
    child = os.fork()
    if child == 0:
        os._exit(0 if len(small.near(48.4, 37.85, 50)) == expected else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_a_missing_file_names_the_remedy(tmp_path: object) -> None:
    from pathlib import Path

    with pytest.raises(GazetteerError, match="no gazetteer") as caught:
        Gazetteer.open(Path(str(tmp_path)) / "none.sqlite")
    assert "gazetteer build" in caught.value.remedy


def test_names_of_several_words_are_known_by_their_unit_words_too(small: Gazetteer) -> None:
    assert small.knows("Donetsk region")
    assert small.knows("Province of Helmand")
    assert not small.knows("Toretsk Yesterday Morning")


def test_sound_alikes_are_thought_of_only_where_nothing_is_so_spelled(small: Gazetteer) -> None:
    assert {match.how for match in small.lookup("Toretsk")} == {"exact"}
    assert {match.how for match in small.lookup("Toretzk")} == {"fuzzy"}
    assert all(match.place.name != "Toretsk" for match in small.alike("Toretsk"))

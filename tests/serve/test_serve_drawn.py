"""What the map is drawn from: few bytes that say the same as the long answer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from serve_material import GOMA, TORETSK, VUHLEDAR

from outskirts.detect.gazetteer.record import Name
from outskirts.detect.gazetteer.spelled import spelled
from outskirts.vocabulary import Place

WAR = {"conflict": "russia-ukraine"}


class Forms:
    """A gazetteer that knows forms of one name."""

    def __init__(self, *forms: str, old: str = "") -> None:
        self.forms = [*map(Name, forms), *([Name(old, old=True)] if old else [])]

    def names(self, place: Place) -> tuple[Name, ...]:
        return tuple(self.forms)


def test_the_marks_say_what_the_columns_of_places_say(client: TestClient) -> None:
    long, drawn = client.get("/api/places", params=WAR).json(), client.get("/api/map", params=WAR).json()
    rows, found, row = long["stretches"], [], 0
    for n, many in enumerate(drawn["rows"]):
        before = drawn["first_day"]
        for _ in range(many):
            start = before + drawn["gap"][row]
            end = start + drawn["days"][row] if drawn["days"][row] else None
            found.append((n, start, end, drawn["state"][row], drawn["p"][row]))
            before, row = end or before, row + 1
    told = zip(rows["place"], rows["from"], rows["to"], rows["state"], rows["p"], strict=True)
    assert found
    assert found == sorted(told, key=lambda one: one[:2])
    assert drawn["states"] == long["states"]
    assert [lat / 1000 for lat in drawn["lat"]] == [round(lat, 3) for lat in long["lat"]]
    assert drawn["claims"] == long["claims"]


def test_a_population_is_told_to_an_eighth(client: TestClient) -> None:
    drawn, names = client.get("/api/map", params=WAR).json(), client.get("/api/names", params=WAR).json()
    people = 10 ** (drawn["people"][names["id"].index(TORETSK.id)] / 20)
    assert people == pytest.approx(TORETSK.population, rel=1 / 8)


def test_names_and_presences_are_in_the_order_of_the_marks(client: TestClient) -> None:
    long = client.get("/api/places", params=WAR).json()
    names, inside = client.get("/api/names", params=WAR).json(), client.get("/api/presences", params=WAR).json()
    assert (names["id"], names["name"]) == (long["id"], long["name"])
    parts = [inside["parts"][n] for n in inside["presence"]["part"]]
    whole = [long["parts"][n] for n in long["presence"]["part"]]
    assert parts == [one for one in whole if one["bearing"] or one["relation"] == "outskirts"]
    assert parts
    assert client.get("/api/names", params=WAR | {"language": "no code"}).status_code == 422


def test_a_name_in_ukrainian_is_the_form_that_is_spelled_so_and_no_old_one() -> None:
    known = Forms("Toretsk", "Торецк", "Торецьк", "Торэцк", old="Дзержинськ")
    assert spelled(known, TORETSK, "uk") == "Торецьк"  # type: ignore[arg-type]
    assert spelled(Forms("Угледар"), VUHLEDAR, "uk") == ""  # type: ignore[arg-type]
    other = Forms("Vugledar", "Вугледар", "Вуглідар", "Vuhlidar")
    assert spelled(other, VUHLEDAR, "uk") == "Вугледар"  # type: ignore[arg-type]
    assert spelled(Forms("Vuhlidar", "Вуглідар"), VUHLEDAR, "uk") == "Вуглідар"  # type: ignore[arg-type]
    assert spelled(known, TORETSK, "fr") == ""  # type: ignore[arg-type]
    assert spelled(known, GOMA, "uk") == ""  # type: ignore[arg-type]


def test_a_name_in_arabic_is_taken_where_arabic_is_written() -> None:
    there = Place("geonames:1", "Omdurman", 15.6, 32.4, "settlement", "SD", "Khartoum")
    assert spelled(Forms("Omdurman", "ئۆمدورمان", "أم درمان"), there, "ar") == "أم درمان"  # type: ignore[arg-type]
    assert spelled(Forms("أم درمان"), TORETSK, "ar") == ""  # type: ignore[arg-type]


def test_a_built_file_is_sent_packed_to_those_who_take_it_so(client: TestClient, web: Path) -> None:
    shutil.copy(web / "assets" / "app-1a2b.js", web / "assets" / "app-1a2b.js.br")
    plain = client.get("/assets/app-1a2b.js", headers={"Accept-Encoding": "gzip, deflate"})
    assert "content-encoding" not in plain.headers
    with client.stream("GET", "/assets/app-1a2b.js", headers={"Accept-Encoding": "gzip, br"}) as told:
        assert told.headers["content-encoding"] == "br"
        assert told.headers["content-type"].startswith("text/javascript")
        assert b"".join(told.iter_raw()) == b"export {}"

"""Building whole or not at all; what the user adds is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from outskirts.config import Config
from outskirts.detect.gazetteer import build as building
from outskirts.detect.gazetteer.build import build, pack
from outskirts.detect.gazetteer.files import read
from outskirts.detect.gazetteer.keep import added, current, ensure, extend, unpack
from outskirts.detect.gazetteer.lookup import Gazetteer
from outskirts.detect.gazetteer.record import Name, Record
from outskirts.errors import GazetteerError

Write = Callable[[str, str], Path]
EXTRA = Record(("mine:1",), "Hill 214", 48.5, 37.9, "mountain", "UA", source="mine.csv")


def test_it_is_built_when_missing_and_only_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config(tmp_path / "new")
    seen: list[float] = []
    ensure(config, lambda what, share: seen.append(share)).close()
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)
    monkeypatch.setattr(building, "gather", lambda *_: pytest.fail("built twice"))
    ensure(config).close()


def test_another_edition_is_built_anew_with_what_was_added(home: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    extend(home, [("mine.csv", "1", (EXTRA,))])
    monkeypatch.setattr("outskirts.detect.gazetteer.keep.edition", lambda: "schema 3; of tomorrow")
    monkeypatch.setattr(building, "edition", lambda: "schema 3; of tomorrow")
    assert ensure(home).get("mine:1") is not None
    assert current(home.gazetteer) == "schema 3; of tomorrow"


def test_an_interrupted_build_leaves_the_old_file(home: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    before = home.gazetteer.read_bytes()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "write", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build(home.gazetteer)
    assert home.gazetteer.read_bytes() == before
    assert [path.name for path in home.home.iterdir()] == ["gazetteer.sqlite"]


def test_a_damaged_file_is_told_and_mended(home: Config) -> None:
    home.gazetteer.write_bytes(b"SQLite format 3\x00 but not really" * 40)
    with pytest.raises(GazetteerError, match="damaged"):
        Gazetteer.open(home.gazetteer)
    assert added(home.gazetteer) == ()
    assert ensure(home).get("geonames:709354") is not None


def test_a_file_of_another_schema_is_told(home: Config) -> None:
    with sqlite3.connect(home.gazetteer) as connection:
        connection.execute("UPDATE meta SET value = 'schema 0; old'")
    with pytest.raises(GazetteerError, match="another version"):
        Gazetteer.open(home.gazetteer)


def test_adding_twice_changes_nothing(home: Config) -> None:
    assert extend(home, [("mine.csv", "1", (EXTRA,))])
    first = home.gazetteer.read_bytes()
    assert not extend(home, [("mine.csv", "1", (EXTRA,))])
    assert home.gazetteer.read_bytes() == first


def test_a_file_of_the_same_name_takes_the_place_of_the_other(home: Config) -> None:
    extend(home, [("mine.csv", "1", (EXTRA,))])
    extend(home, [("mine.csv", "2", (Record(("mine:2",), "Hill 95", 48.6, 37.9, "mountain", "UA"),))])
    gazetteer = ensure(home)
    assert gazetteer.get("mine:1") is None
    assert gazetteer.get("mine:2") is not None


def test_a_file_without_places_is_refused(home: Config) -> None:
    with pytest.raises(GazetteerError, match="no place in it"):
        extend(home, [("empty.csv", "1", ())])


def test_records_survive_packing() -> None:
    record = Record(
        ("a:1", "b:2"), "X", None, None, "site", "UA", "A", "B", 5, "s", "iso:UA",
        (Name("Y", True, date(2000, 1, 2), date(2010, 3, 4)), Name("Z")), '{"type":"Point"}',
    )  # fmt: skip
    assert unpack(pack((record, EXTRA))) == (record, EXTRA)


def test_rows_of_the_register_merge_with_what_is_known(home: Config, file: Write) -> None:
    path = file(
        "ua.csv",
        "katottg,geonameid,name_uk,oblast_uk,raion_uk,lat,lon,name_ru,old_names,population\n"
        "UA14020110010025394,709354,Торецьк,Донецька,Бахмутський,48.40,37.85,Торецк,Щербинівка|Дзержинськ,31000\n"
        "UA14020990010000001,,Вовча Балка,Донецька,Бахмутський,48.61,38.11,Волчья Балка,,\n"
        "UA14020990010000009,,Нова Балка,Донецька,Бахмутський,,,,,\n",
    )
    contents = read(path)
    before = sum(int(n) for n in [ensure(home).counts()["settlement"]])
    extend(home, [(contents.label, contents.digest, contents.records)])
    gazetteer = ensure(home)
    assert gazetteer.counts()["settlement"] == before + 1
    toretsk = gazetteer.get("katottg:UA14020110010025394")
    assert toretsk is not None
    assert (toretsk.name, toretsk.lat, toretsk.population) == ("Toretsk", 48.40, 31000)
    assert (toretsk.admin1, toretsk.admin2) == ("Donetsk", "Bakhmut Raion")
    assert [m.how for m in gazetteer.lookup("Щербинівка") if m.place == toretsk] == ["old"]
    balka = gazetteer.get("katottg:UA14020990010000001")
    assert balka is not None
    assert (balka.lat, balka.located_by, balka.admin1) == (48.61, "", "Donetsk")
    assert gazetteer.may_be("Volchya Balka")
    new = gazetteer.get("katottg:UA14020990010000009")
    assert new is not None
    assert (new.name, new.admin1, new.admin2, new.located_by) == (
        "Nova Balka",
        "Donetsk",
        "Bakhmut Raion",
        "Bakhmut Raion",
    )


def test_a_namesake_nearby_is_the_same_place(home: Config, file: Write) -> None:
    contents = read(file("towns.csv", "name,lat,lon,country,alt_name\nAleppo,36.21,37.15,SY,Aleppo the Grey\n"))
    extend(home, [(contents.label, contents.digest, contents.records)])
    gazetteer = ensure(home)
    (match,) = gazetteer.exact("Aleppo the Grey")
    assert match.place.id == "geonames:170063"


def test_boundaries_are_kept(home: Config, file: Write) -> None:
    path = file(
        "raions.geojson",
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"katotth":"UA14020000000013572",'
        '"name:en":"Bakhmut Raion"},"geometry":{"type":"Polygon","coordinates":[[[37.7,48.3],[38.3,48.3],[38.3,48.8],'
        "[37.7,48.8],[37.7,48.3]]]}}]}",
    )
    contents = read(path)
    extend(home, [(contents.label, contents.digest, contents.records)])
    gazetteer = ensure(home)
    ((place, geojson),) = gazetteer.boundaries()
    assert (place.name, place.kind, place.lat, place.lon) == ("Bakhmut Raion", "district", 48.55, 38.0)
    assert geojson.startswith('{"type":"Polygon"')
    assert list(gazetteer.boundaries(["katottg:UA14020000000013572"])) == [(place, geojson)]
    assert list(gazetteer.boundaries(["iso:UA"])) == []

"""Files of the user's: GeoNames dumps, CSV, GeoJSON; bad rows are told and the rest goes on."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from outskirts.detect.gazetteer.files import read
from outskirts.errors import GazetteerError

Write = Callable[[str, str], Path]
DUMP = (
    "709354\tToretsk\tToretsk\tTorezk,Торецьк,toretsuiku\t48.39\t37.84\tP\tPPL\tUA\t\t05\t1402\t\t\t30914\t\t140\tEurope/Kyiv\t2022-01-01\n"
    "1\tSome Hotel\tSome Hotel\t\t48.0\t37.0\tS\tHTL\tUA\t\t05\t\t\t\t0\t\t\t\t\n"
    "2\tOskil\tOskil\t\t49.1\t37.5\tH\tSTM\tUA\t\t07\t\t\t\t0\t\t\t\t\n"
    "3\tBroken\n"
    "4\tNowhere\tNowhere\t\tx\ty\tP\tPPL\tUA\t\t05\t\t\t\t0\t\t\t\t\n"
)


def test_a_dump_of_geonames(file: Write) -> None:
    contents = read(file("UA.txt", DUMP))
    assert contents.format == "geonames"
    assert [(record.name, record.kind) for record in contents.records] == [
        ("Toretsk", "settlement"),
        ("Oskil", "river"),
    ]
    assert [name.form for name in contents.records[0].names] == ["Torezk", "Торецьк"]
    assert contents.records[0].parent == "admin2:UA.05.1402"
    assert [problem.where for problem in contents.problems] == ["UA.txt, line 4", "UA.txt, line 5"]


def test_a_zipped_dump(tmp_path: Path) -> None:
    path = tmp_path / "UA.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x" * 10000)
        archive.writestr("UA.txt", DUMP)
    assert len(read(path).records) == 2


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_found(file: Write, separator: str) -> None:
    rows = (("Name", "Latitude", "LON", "Population"), ("Sirte", "31.2", "16.6", "128 123"))
    contents = read(file("t.csv", "\n".join(separator.join(row) for row in rows)))
    (record,) = contents.records
    assert (record.name, record.lat, record.lon, record.population) == ("Sirte", 31.2, 16.6, 128123)


def test_bad_rows_are_told_with_line_and_remedy(file: Write) -> None:
    contents = read(file("t.csv", "name,lat,lon\nGood,1,2\n,3,4\nFar,99,4\nOdd,north,4\nBare,,\n"))
    assert [record.name for record in contents.records] == ["Good", "Bare"]
    assert [problem.where for problem in contents.problems] == ["t.csv, line 3", "t.csv, line 4", "t.csv, line 5"]
    assert all(problem.remedy for problem in contents.problems)


def test_columns_can_be_named(file: Write) -> None:
    path = file("t.csv", "ort,b,l,frueher\nSirte,31.2,16.6,Sidra|Surt\n")
    with pytest.raises(GazetteerError, match="no column holds the name"):
        read(path)
    contents = read(path, {"name": "ort", "lat": "b", "lon": "l", "old": "frueher"}, {"country": "LY", "kind": "site"})
    (record,) = contents.records
    assert (record.lat, record.country, record.kind) == (31.2, "LY", "site")
    assert [(name.form, name.old) for name in record.names] == [("Sidra", True), ("Surt", True)]


@pytest.mark.parametrize(
    ("given", "message"), [({"name": "nope"}, "no column 'nope'"), ({"colour": "ort"}, "colour is no role")]
)
def test_wrong_maps_are_told(file: Write, given: dict[str, str], message: str) -> None:
    with pytest.raises(GazetteerError, match=message):
        read(file("t.csv", "ort,b\nSirte,31.2\n"), given)


def test_reading_another_way_is_another_digest(file: Write) -> None:
    path = file("t.csv", "name,a,b\nSirte,1,2\n")
    assert read(path, {"lat": "a", "lon": "b"}).digest != read(path, {"lat": "b", "lon": "a"}).digest


@pytest.mark.parametrize(
    ("text", "message"),
    [("{nonsense", "not valid JSON"), ('{"type":"FeatureCollection"}', "no features")],
)
def test_what_is_no_geojson_is_told(file: Write, text: str, message: str) -> None:
    with pytest.raises(GazetteerError, match=message):
        read(file("t.geojson", text))


def test_points_and_polygons(file: Write) -> None:
    contents = read(
        file(
            "t.geojson",
            '{"type":"FeatureCollection","features":['
            '{"type":"Feature","properties":{"name":"Post"},"geometry":{"type":"Point","coordinates":[37.1,48.2]}},'
            '{"type":"Feature","properties":{"name":"North Oblast"},"geometry":{"type":"Polygon","coordinates":'
            "[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}},"
            '{"type":"Feature","properties":{"name":"Bent"},"geometry":{"type":"Polygon","coordinates":"x"}},'
            '{"type":"Feature","properties":{"name":"Swapped"},"geometry":{"type":"Point","coordinates":[37,148]}}]}',
        )
    )
    post, oblast = contents.records
    assert (post.lat, post.lon, post.kind, post.boundary) == (48.2, 37.1, "settlement", "")
    assert (oblast.lat, oblast.lon, oblast.kind) == (1.0, 1.0, "region")
    assert [problem.where for problem in contents.problems] == ["t.geojson, feature 3", "t.geojson, feature 4"]


def test_what_is_not_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("name\nТорецьк".encode("cp1251"))
    with pytest.raises(GazetteerError, match="not UTF-8"):
        read(path)

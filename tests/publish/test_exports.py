from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from outskirts.publish.cite import Cited, from_reading
from outskirts.publish.exports import geojson, tables
from outskirts.vocabulary import Basis, Reading, Status, Stretch


def written(rows: list[Cited], tags: bool = False) -> list[list[str]]:
    out = io.StringIO()
    tables.write(rows, tables.CLAIMS, out, tags)
    return list(csv.reader(io.StringIO(out.getvalue())))


def test_the_timeline_begins_with_the_agreed_columns(statuses: tuple[Status, ...]) -> None:
    out = io.StringIO()
    stretch = Stretch(statuses[0].place, date(2024, 10, 1), None, "RU", 0.9, Basis.CLAIMED, ("c1", "c2"))
    assert tables.write([stretch], tables.TIMELINE, out) == 1
    head, row = out.getvalue().splitlines()
    assert head.startswith("name,lat,lon,from,to,status,")
    assert row.startswith("Toretsk,48.397,37.847,2024-10-01,,RU,0.900,claimed,UA,Donetsk,")


def test_a_claim_is_a_row_with_its_sentence(cited: dict[str, Cited]) -> None:
    head, first, *_ = written(list(cited.values()))
    row = dict(zip(head, first, strict=True))
    assert row["speaker"] == "the city's military administration"
    assert (row["stance"], row["kind"], row["trigger"]) == ("asserted", "enter", "entered")
    assert (row["place"], row["relation"], row["bearing"]) == ("Toretsk", "outskirts", "E")
    assert row["sentence"].startswith("Russian troops have entered")
    assert (row["from"], row["said"]) == ("2024-10-07", "2024-10-07")


def test_hxl_tags_stand_under_the_head(cited: dict[str, Cited]) -> None:
    head, second, *_ = written(list(cited.values()), tags=True)
    assert len(head) == len(second)
    assert all(tag.startswith("#") for tag in second)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert tables.cell(text) == f"'{text}"


def test_numbers_stay_numbers() -> None:
    assert tables.cell(-1.5) == -1.5
    assert tables.cell(None) == ""


def test_a_hostile_report_makes_harmless_rows(hostile: Reading) -> None:
    _, row = written(list(from_reading(hostile)))
    assert not any(value.startswith(("=", "+", "-", "@")) for value in row)
    assert row[-1] == "", "an address that is no web address is left out"


def test_points_are_longitude_first(statuses: tuple[Status, ...]) -> None:
    feature = geojson.status(statuses[0])
    assert feature["geometry"] == {"type": "Point", "coordinates": [37.847, 48.397]}
    assert feature["properties"]["control"] == {"CONTESTED": 0.82, "UA": 0.15, "RU": 0.03}
    assert feature["properties"]["presence"][0]["bearing"] == "E"


def test_a_place_without_a_point_has_no_geometry(statuses: tuple[Status, ...]) -> None:
    feature = geojson.status(statuses[-1])
    assert feature["geometry"] is None


def test_everything_is_json(statuses: tuple[Status, ...], cited: dict[str, Cited]) -> None:
    features = [*map(geojson.status, statuses), *map(geojson.claim, cited.values())]
    again = json.loads(json.dumps(geojson.collection(features)))
    assert again["type"] == "FeatureCollection"
    assert len({feature["id"] for feature in again["features"]}) == len(features)

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
import shapely
from shapely.geometry import shape

if TYPE_CHECKING:
    from conftest import Run


def test_areas_are_geojson_with_ground_band_and_line(ask: Run) -> None:
    done = ask("areas", "--on", "2024-10-08")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    layers: dict[str, list[dict[str, object]]] = {}
    for feature in found["features"]:
        assert shape(feature["geometry"]).is_valid
        layers.setdefault(feature["properties"]["layer"], []).append(feature)
    assert sorted(layers) == ["band", "contact", "ground"]
    assert {"RU", "UA", "UNKNOWN"} <= {f["properties"]["holder"] for f in layers["ground"]}  # type: ignore[index]
    (line,) = (f for f in layers["contact"] if f["properties"]["country"] == "UA")  # type: ignore[index]
    assert shape(line["geometry"]).distance(shapely.Point(37.85, 48.4)) < 0.3, "the line passes by Toretsk"
    assert "inference" in found["note"]
    assert found["known_at"] is None


def test_what_was_known_before_the_news_is_otherwise(ask: Run) -> None:
    def contested(*known: str) -> float:
        done = ask("areas", "--shares", "--on", "2024-10-08", "--region", "Donetsk", "--json", *known)
        return next(s["expected_share"] for s in json.loads(done.out) if s["holder"] == "CONTESTED")

    assert contested() > contested("--known-at", "2024-10-06")


def test_cells_tell_what_each_place_rests_on(ask: Run) -> None:
    done = ask("areas", "--on", "2024-10-08", "--cells")
    cells = [f["properties"] for f in json.loads(done.out)["features"] if f["properties"]["layer"] == "cell"]
    toretsk = next(c for c in cells if c["name"] == "Toretsk" and c["region"] == "Donetsk")
    assert (toretsk["holder"], toretsk["basis"]) == ("CONTESTED", "reported")
    lviv = next(c for c in cells if c["name"] == "Lviv" and c["region"] == "Lviv")
    assert (lviv["holder"], lviv["basis"]) == ("UA", "initial")


def test_shares_over_time_are_a_table_of_days(ask: Run, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "shares.csv"
    done = ask("areas", "--shares", "--since", "2024-09-01", "--until", "2024-10-08", "-o", str(path))
    assert done.code == 0, done.err
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert sorted({row["on"] for row in rows}) == ["2024-09-01", "2024-10-01", "2024-10-08"]
    for on in ("2024-09-01", "2024-10-08"):
        mine = [row for row in rows if row["on"] == on and row["region"] == "Donetsk"]
        assert sum(float(row["share_of_area"]) for row in mine) == pytest.approx(1, abs=1e-3)
        assert sum(float(row["expected_share"]) for row in mine) == pytest.approx(1, abs=1e-3)


def test_shares_are_shown_as_a_table(ask: Run) -> None:
    done = ask("areas", "--shares", "--on", "2024-10-08", "--region", "Donetsk")
    assert done.code == 0, done.err
    assert "not known" in done.out
    assert "Donetsk   8 Oct 2024" in done.out


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--since", "2024-10-01"), 2),
        (("--shares", "--on", "2024-10-01", "--since", "2024-10-01"), 2),
        (("--shares", "--region", "Nowhere"), 7),
        (("--conflict", "nothing"), 7),
    ],
)
def test_what_does_not_fit_is_said(ask: Run, args: tuple[str, ...], code: int) -> None:
    done = ask("areas", *args)
    assert done.code == code
    assert "Traceback" not in done.err

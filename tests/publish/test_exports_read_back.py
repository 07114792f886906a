"""Every export is read by a tool that is not ours, and says there what the material says."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import fastkml
import feedparser
import jsonschema
import pandas
import polars
import prov.model
import pyogrio
import pytest
from export_material import Made, exported
from fastkml import kml
from lxml import etree

from outskirts.errors import NotKnown
from outskirts.publish.exports import tables
from outskirts.publish.exports.formats import FORMATS, format_of

POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {
            "type": "array",
            "prefixItems": [{"type": "number", "minimum": -180, "maximum": 180},
                            {"type": "number", "minimum": -90, "maximum": 90}],
            "minItems": 2,
            "maxItems": 2,
        },
    },
}  # fmt: skip
GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "not": {"required": ["crs"]},
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "items": {
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "geometry": {"oneOf": [{"type": "null"}, POINT]},
                    "properties": {"type": ["object", "null"]},
                },
            },
        },
    },
}
SELECTORS = {
    "type": "array",
    "items": {
        "oneOf": [
            {"required": ["type", "exact"], "properties": {"type": {"const": "TextQuoteSelector"}}},
            {
                "required": ["type", "start", "end"],
                "properties": {"type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0}},
            },
        ]
    },
}
TARGET = {
    "type": "object",
    "required": ["source", "selector"],
    "properties": {"source": {"format": "uri"}, "selector": SELECTORS},
}
ANNOTATIONS = {
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationPage"},
        "items": {
            "items": {
                "required": ["id", "type", "target"],
                "properties": {
                    "type": {"const": "Annotation"},
                    "motivation": {"enum": ["identifying", "tagging", "describing", "highlighting"]},
                    "target": {"oneOf": [TARGET, {"type": "array", "items": TARGET}]},
                },
            }
        },
    },
}


def rows(name: str, material: Made) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(name, material).decode())))


# all


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_material_makes_the_same_file(name: str, material: Made) -> None:
    assert exported(name, material) == exported(name, material)


def test_no_two_formats_share_a_name_of_file() -> None:
    assert len({form.filename for form in FORMATS.values()}) == len(FORMATS)


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(NotKnown) as told:
        format_of("shapefile")
    assert "gpkg" in told.value.remedy


# GeoJSON


@pytest.mark.parametrize("name", ["timeline-geojson", "status-geojson", "claims-geojson", "events-geojson"])
def test_geojson_is_as_the_standard_says(name: str, material: Made, tmp_path: Path) -> None:
    text = exported(name, material).decode()
    jsonschema.validate(json.loads(text), GEOJSON, cls=jsonschema.Draft202012Validator)
    path = tmp_path / "out.geojson"
    path.write_text(text, encoding="utf-8")
    assert pyogrio.read_info(path)["crs"] == "EPSG:4326"
    assert pyogrio.read_info(path)["features"] == len(json.loads(text)["features"])


def test_a_stretch_names_start_end_claims_outlets_and_addresses(material: Made) -> None:
    before, now = [f["properties"] for f in json.loads(exported("timeline-geojson", material))["features"]]
    assert (before["start"], before["end"]) == ("2024-10-01", now["start"])
    assert now["end"] is None
    assert len(now["claims"]) == 2
    assert now["outlets"] == ["Example Wire", "Second Paper"]
    assert now["urls"] == ["https://news.example/1", "https://second.example/2"]


def test_a_timestamped_feature_has_a_time_for_each_point(material: Made) -> None:
    made = json.loads(exported("timestamped-geojson", material))
    for feature in made["features"]:
        times = feature["properties"]["times"]
        assert feature["geometry"]["type"] == "MultiPoint"
        assert len(times) == len(feature["geometry"]["coordinates"])
        assert list(pandas.to_datetime(times).diff().dropna().unique()) in ([], [pandas.Timedelta("1D")])
    assert len(made["features"][0]["properties"]["times"]) == 6, "1 to 6 October"


def test_a_geojson_of_nothing_is_a_collection_of_nothing(material: Made) -> None:
    material.held = ()
    assert json.loads(exported("timeline-geojson", material)) == {"type": "FeatureCollection", "features": []}


# GeoPackage


def test_gdal_reads_the_layers_of_the_geopackage(material: Made, tmp_path: Path) -> None:
    path = tmp_path / "out.gpkg"
    path.write_bytes(exported("gpkg", material))
    assert [name for name, _ in pyogrio.list_layers(path)] == ["timeline", "events", "claims"]
    for layer in ("timeline", "events", "claims"):
        about = pyogrio.read_info(path, layer=layer)
        assert about["crs"] == "EPSG:4326"
        assert about["geometry_type"] == "Point"
    _, _, points, columns = pyogrio.raw.read(path, layer="timeline")
    fields = dict(zip(pyogrio.read_info(path, layer="timeline")["fields"], columns, strict=True))
    assert list(fields["status"]) == ["UA", "CONTESTED"]
    assert list(fields["start"].astype("datetime64[D]").astype(object)) == [date(2024, 10, 1), date(2024, 10, 7)]
    assert fields["outlets"][1] == "Example Wire; Second Paper"
    assert len(points) == 2


def test_a_geopackage_of_nothing_has_its_layers_all_the_same(material: Made, tmp_path: Path) -> None:
    path = tmp_path / "out.gpkg"
    material.held, material.given = (), ()
    path.write_bytes(exported("gpkg", material))
    assert pyogrio.read_info(path, layer="claims")["features"] == 0


# KML


def placemarks(text: bytes) -> list[Any]:
    (document,) = kml.KML.from_string(text.decode().partition("?>")[2]).features
    return [mark for folder in document.features for mark in folder.features]


def test_fastkml_reads_time_spans_and_fields(material: Made) -> None:
    before, now, *claims = placemarks(exported("kml", material))
    assert before.name == "Toretsk: held by Ukraine"
    assert (before.begin.dt.date(), before.end.dt.date()) == (date(2024, 10, 1), date(2024, 10, 7))
    assert now.end is None
    fields = {data.name: data.value for data in now.extended_data.elements}
    assert fields["status"] == "CONTESTED"
    assert fields["outlets"] == "Example Wire; Second Paper"
    assert "https://news.example/1" in fields["urls"]
    assert now.geometry.coords == ((37.847, 48.397),)
    assert claims[0].name.startswith("Toretsk: ")
    assert "eastern outskirts of Toretsk by Russian troops" in claims[0].name
    assert fastkml.__version__


# tables of events


def test_pandas_reads_acleds_columns_and_codes(material: Made) -> None:
    table = pandas.read_csv(io.BytesIO(exported("acled-csv", material)))
    assert list(table.columns[:6]) == [
        "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type"]  # fmt: skip
    capture = table[table["kind"] == "capture"].iloc[0]
    assert capture["sub_event_type"] == "Non-state actor overtakes territory"
    assert (capture["actor1"], capture["inter1"], capture["actor2"]) == ("Russia", "Rebel group", "Ukraine")
    assert (capture["iso"], capture["country"], capture["region"]) == (804, "Ukraine", "Europe")
    assert (capture["time_precision"], capture["geo_precision"]) == (1, 1)
    assert (capture["plover"], str(capture["cameo"])) == ("ASSAULT", "192")
    killed = table[table["fatalities"] > 0].iloc[0]
    assert killed["fatalities"] == 12
    assert not table["claims"].isna().any()
    assert not table["outlets"].isna().any()
    assert not table["urls"].isna().any()


def test_only_what_acled_has_a_type_for_is_an_event_there(material: Made) -> None:
    assert {row["kind"] for row in rows("acled-csv", material)} <= {"enter", "capture", "casualties", "clash"}
    assert not any(row["event_type"] == "" for row in rows("acled-csv", material))


def test_ucdp_has_what_killed_somebody(material: Made) -> None:
    (row,) = rows("ucdp-csv", material)
    assert (row["best"], row["low"], row["high"]) == ("12", "12", "12")
    assert (row["where_prec"], row["date_prec"], row["date_start"]) == ("1", "1", "2024-10-02")
    assert row["priogrid_gid"] == str((47 + 90) * 2 * 720 + 720 + 434 + 1), "row 275, column 434 of half degrees"
    assert (row["country"], row["number_of_sources"]) == ("Ukraine", "1")
    assert row["claims"]


# HXL


@pytest.mark.parametrize("name", ["claims-hxl", "timeline-hxl"])
def test_every_column_has_a_tag_of_the_standard(name: str, material: Made) -> None:
    head, tags, *_ = csv.reader(io.StringIO(exported(name, material).decode()))
    assert len(head) == len(tags)
    for tag in tags:
        assert tag.split("+")[0] in {
            "#meta", "#date", "#contact", "#group", "#status", "#event", "#loc", "#country", "#adm1", "#adm2", "#adm3",
            "#geo", "#affected", "#description", "#indicator"}  # fmt: skip


def test_libhxl_reads_p_codes(material: Made) -> None:
    hxl = pytest.importorskip("hxl", reason="libhxl lacks a package that it imports")
    source = hxl.data(
        hxl.make_input(io.BytesIO(exported("timeline-hxl", material)), hxl.InputOptions(allow_local=True))
    )
    assert "#adm1+code+v_pcode" in [column.display_tag for column in source.columns]
    found = [row.get("#loc+code+v_pcode") for row in source]
    assert found == ["UA1402011001", "UA1402011001"]


# Parquet


def test_polars_reads_typed_columns(material: Made) -> None:
    table = polars.read_parquet(io.BytesIO(exported("timeline-parquet", material)))
    assert table.schema["start"] == polars.Date
    assert table["claims"].to_list()[1] == list(material.held[1].claim_ids)
    claims = polars.read_parquet(io.BytesIO(exported("claims-parquet", material)))
    assert claims.schema["published"] == polars.Datetime("us", "UTC")
    assert claims["kind"].to_list() == [str(one.claim.kind) for one in material.claims()]


def test_pandas_reads_the_same(material: Made) -> None:
    table = pandas.read_parquet(io.BytesIO(exported("claims-parquet", material)))
    assert list(table["low"].dropna()) == [12]


# PROV


def test_prov_reads_where_each_claim_comes_from(material: Made) -> None:
    document = prov.model.ProvDocument.deserialize(content=exported("prov-json", material).decode(), format="json")
    derived = {(str(one.args[0]), str(one.args[1])) for one in document.get_records(prov.model.ProvDerivation)}
    claim = next(iter(material.claims())).claim
    assert (f"outskirts:claim/{claim.id}", f"outskirts:report/{claim.report_id}") in derived
    assert any(to == f"outskirts:claim/{claim.id}" for of, to in derived if of.startswith("outskirts:stretch/"))
    labels = {str(agent.label) for agent in document.get_records(prov.model.ProvAgent)}
    assert {"Example Wire", "the city's military administration"} <= labels


# schema.org and annotations


def test_claims_are_never_rated(material: Made) -> None:
    text = exported("claims-jsonld", material).decode()
    made = json.loads(text)
    assert made["@context"] == "https://schema.org"
    assert {one["@type"] for one in made["@graph"]} == {"Claim"}
    assert "rating" not in text.casefold()
    assert "review" not in text.casefold()
    first = made["@graph"][0]
    assert first["appearance"]["publisher"]["name"] == "Example Wire"
    assert first["author"] == [{"name": "the city's military administration"}]
    assert first["spatialCoverage"]["geo"]["latitude"] == 48.397


def test_annotations_mark_the_sentence_in_the_text(material: Made) -> None:
    made = json.loads(exported("annotations-jsonld", material))
    jsonschema.validate(made, ANNOTATIONS, cls=jsonschema.Draft202012Validator)
    texts = {f"urn:outskirts:report:{report.id}": report.text for report, _ in material.told()}
    for one in made["items"]:
        page, stored = one["target"]
        quoted, position = stored["selector"]
        text = texts[stored["source"]]
        assert text[position["start"] : position["end"]] == quoted["exact"]
        inner = position["refinedBy"]
        assert quoted["exact"][inner["start"] : inner["end"]]
        assert page["source"].startswith("https://")
        assert {selector["type"] for selector in page["selector"]} == {"TextQuoteSelector"}


# feeds


@pytest.mark.parametrize("name", ["changes-rss", "changes-atom"])
def test_feedparser_reads_the_changes(name: str, material: Made) -> None:
    feed = feedparser.parse(exported(name, material))
    assert not feed.bozo
    (entry,) = feed.entries
    assert entry.title == "Toretsk: contested"
    assert entry.link == "https://news.example/1"
    assert entry.id.startswith("urn:outskirts:changes:")
    body = entry.summary if name == "changes-rss" else entry.content[0].value
    assert "before, held by Ukraine" in body
    assert "Russian troops have entered" in body


# strangers' words


@pytest.mark.parametrize("name", ["kml", "changes-rss", "changes-atom"])
def test_no_word_of_a_report_becomes_markup(name: str, harm: Made) -> None:
    tree = etree.fromstring(exported(name, harm))
    assert not [e for e in tree.iter() if isinstance(e.tag, str) and etree.QName(e).localname in ("script", "img", "b")]
    bodies = [e.text or "" for e in tree.iter() if etree.QName(e).localname in ("description", "content")]
    shown = [etree.HTML(body) for body in bodies if body.startswith("<")]
    assert shown
    for page in shown:
        assert {e.tag for e in page.iter()} <= {"html", "body", "ul", "li", "a", "p"}
        assert all(link.get("href", "").startswith("http") for link in page.iter("a"))


def test_a_popup_holds_no_markup_of_a_report(harm: Made) -> None:
    popup = json.loads(exported("timestamped-geojson", harm))["features"][1]["properties"]["popup"]
    page = etree.HTML(popup)
    assert {e.tag for e in page.iter()} <= {"html", "body", "ul", "li", "a", "p", "b"}
    assert "<b>T</b>" in "".join(page.itertext())


@pytest.mark.parametrize("name", [name for name in FORMATS if name.endswith(("-csv", "-hxl"))])
def test_no_cell_of_a_table_is_a_formula(name: str, harm: Made) -> None:
    for row in csv.reader(io.StringIO(exported(name, harm).decode())):
        for cell in row:
            assert not cell.startswith(("=", "+", "@")), cell
            assert not cell.startswith("-") or float(cell) < 0


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''@x", "-", "'quoted'", "plain", "-5 people", "\uff1dx", "\n=1"])
def test_a_guarded_cell_gives_its_text_back(text: str) -> None:
    cell = str(tables.cell(text))
    assert tables.bare(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\n", "\uff1d"))

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pandas
import polars
import pyogrio
import pytest

from outskirts.errors import InputError, LedgerError, NotInstalled, NotKnown
from outskirts.notebook import OpenLedger, frames, open, pages
from outskirts.notebook.moments import day_of, moment_of
from outskirts.notebook.rows import Rows
from outskirts.publish.exports.fields import Field

EXAMPLE = Path(__file__).parents[2] / "docs" / "notebook.ipynb"
WRITE = os.environ.get("OUTSKIRTS_DOCS") == "write"


class Tags(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


# importing


def test_importing_costs_nothing() -> None:
    code = (
        "import time; begin = time.process_time(); import sys; known = set(sys.modules); import outskirts; "
        "print(time.process_time() - begin, *(set(sys.modules) - known))"
    )
    seconds, *loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.split()
    assert float(seconds) < 0.3
    roots = {name.partition(".")[0] for name in loaded}
    assert roots - sys.stdlib_module_names == {"outskirts"}, "no package but this one"


def test_what_the_package_has_not_is_an_error() -> None:
    import outskirts

    with pytest.raises(AttributeError):
        _ = outskirts.close


# questions


def test_a_status_on_a_day(ledger: OpenLedger) -> None:
    now = ledger.status("Toretsk", on="2024-10-08")
    assert (now.place.name, now.on, now.holder) == ("Toretsk", date(2024, 10, 8), "CONTESTED")
    assert sum(now.control.values()) == pytest.approx(1)
    assert now.claims[0].claim.id == now.claims.to_pandas()["claim_id"][0]
    assert "contested" in repr(now)


def test_a_status_as_known_then(ledger: OpenLedger) -> None:
    then = ledger.status("Toretsk", on=date(2024, 10, 8), known_at="2024-10-06")
    assert then.holder == "UNKNOWN"
    assert all(one.published is not None and one.published.date() <= date(2024, 10, 6) for one in then.claims)


def test_a_place_that_nobody_knows_is_named_with_a_remedy(ledger: OpenLedger) -> None:
    with pytest.raises(NotKnown) as told:
        ledger.status("Toretzkk")
    assert "Toretsk" in told.value.remedy


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        open(tmp_path / "none.sqlite")
    assert not list(tmp_path.iterdir())


def test_claims_are_those_asked_for(ledger: OpenLedger) -> None:
    denied = ledger.claims("Toretsk", stance="denied", speaker_side="UA")
    assert len(denied) > 0
    for one in denied:
        assert str(one.claim.stance) == "denied"
        assert one.voice_side == "UA"
    assert len(ledger.claims("Toretsk", until="2024-05-01")) == 0


def test_a_kind_that_there_is_not_is_an_error(ledger: OpenLedger) -> None:
    with pytest.raises(ValueError, match="liberate"):
        ledger.claims(kind="liberate")


def test_one_war_alone(ledger: OpenLedger) -> None:
    assert set(ledger.events(conflict="sudan").to_pandas()["country"]) == {"SD"}
    assert set(ledger.timeline(conflict="sudan").to_polars()["country"]) == {"SD"}
    assert {one.place.country for one in ledger.statuses("2025-01-15", conflict="sudan")} == {"SD"}
    assert 0 < len(ledger.claims(conflict="sudan")) < len(ledger.claims())


def test_a_file_in_any_format(ledger: OpenLedger, tmp_path: Path) -> None:
    path = ledger.export("gpkg", tmp_path / "out.gpkg", on="2024-10-08")
    assert pyogrio.read_info(path, layer="timeline")["features"] > 0
    with pytest.raises(NotKnown):
        ledger.export("shapefile", tmp_path / "out.shp")
    assert not (tmp_path / "out.shp").exists()


# frames


def test_frames_have_typed_columns(ledger: OpenLedger) -> None:
    timeline = ledger.timeline("Toretsk")
    one, other = timeline.to_pandas(), timeline.to_polars()
    assert list(one.columns) == other.columns == timeline.to_arrow().column_names
    assert one["start"].dtype.kind == "M"
    assert other.schema["start"] == polars.Date
    assert pandas.isna(one["end"].iloc[-1])
    assert other["end"][-1] is None
    assert other["claims"].to_list() == [list(stretch.claim_ids) for stretch in timeline]


def test_missing_numbers_stay_missing_and_whole(ledger: OpenLedger) -> None:
    events = ledger.events().to_pandas()
    assert str(events["deaths_best"].dtype) == "Int64"
    assert events["deaths_best"].isna().any()
    assert events["deaths_best"].dropna().gt(0).any()


def test_frames_of_nothing_have_their_columns(ledger: OpenLedger) -> None:
    nothing = ledger.claims(until="1999-01-01")
    assert len(nothing.to_pandas()) == len(nothing.to_polars()) == 0
    assert list(nothing.to_pandas().columns) == nothing.to_polars().columns


def test_without_pandas_the_error_says_what_to_install(ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(frames, "import_module", missing)
    with pytest.raises(NotInstalled) as told:
        ledger.timeline("Toretsk").to_pandas()
    assert "pip install" in told.value.remedy
    assert isinstance(told.value, ImportError)


def test_rows_are_a_sequence(ledger: OpenLedger) -> None:
    claims = ledger.claims("Toretsk")
    assert [one.claim.id for one in claims[:2]] == [claims[0].claim.id, claims[1].claim.id]
    assert "2 claims" in repr(claims[:2])
    assert f"and {len(claims) - 8} more" in repr(claims)


# showing


def test_a_status_shows_its_sentences_with_links(ledger: OpenLedger) -> None:
    page = Tags(ledger.status("Toretsk", on="2024-10-08")._repr_html_())
    assert "Toretsk" in page.words
    assert "Russians enter the outskirts of Toretsk" in page.words
    assert "https://example.org/sample-toretsk-2" in page.links or any("sample-toretsk" in link for link in page.links)
    assert "script" not in page.tags


def test_no_word_of_a_report_becomes_markup() -> None:
    harm = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    rows = Rows([harm], [Field("sentence", "text", str)], ("sentence",), harm)
    page = Tags(rows._repr_html_())
    assert page.tags == {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert page.words.count(harm) == 2


def test_long_tables_say_how_much_more_there_is(ledger: OpenLedger) -> None:
    claims = ledger.claims()
    page = Tags(claims._repr_html_())
    assert f"and {len(claims) - pages.MOST} more" in page.words


# days and times


def test_days_and_times_as_people_write_them() -> None:
    noon = datetime(2024, 10, 8, 12, tzinfo=UTC)
    assert day_of("2024-10-08") == day_of(noon) == date(2024, 10, 8)
    assert moment_of("2024-10-08") == moment_of(date(2024, 10, 8)) == datetime(2024, 10, 8, 23, 59, 59, tzinfo=UTC)
    assert moment_of("2024-10-08T12:00Z") == moment_of(noon.replace(tzinfo=None)) == noon
    assert day_of(None) is moment_of(None) is None


@pytest.mark.parametrize("value", ["8 Oct 2024", "2024-13-01", ""])
def test_what_is_no_day_is_named(value: str) -> None:
    with pytest.raises(InputError):
        day_of(value)
    with pytest.raises(InputError):
        moment_of(value)


# the example


def test_the_example_notebook_runs(demo_folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With OUTSKIRTS_DOCS=write (``make docs``) its answers are written into it."""
    monkeypatch.setenv("OUTSKIRTS_HOME", str(home))
    book = nbformat.read(EXAMPLE, as_version=4)
    nbclient.NotebookClient(
        book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(demo_folder)}}
    ).execute()
    shown = [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]
    pages_ = [output.data["text/html"] for output in shown if "text/html" in output.get("data", {})]
    assert any("Toretsk" in Tags(page).words for page in pages_)
    assert (demo_folder / "toretsk.gpkg").is_file()
    if WRITE:
        for cell in book.cells:
            cell.metadata.pop("execution", None)
        nbformat.write(book, EXAMPLE)

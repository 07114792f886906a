from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet as pq

from outskirts.errors import InputError
from outskirts.publish import readings
from outskirts.vocabulary import (
    Attribution,
    Bearing,
    Candidate,
    Claim,
    Days,
    Kind,
    Origin,
    Party,
    Place,
    PlaceMention,
    Problem,
    Quantity,
    Reading,
    Relation,
    Report,
    Span,
    Speaker,
    Stance,
    TimeMention,
)

TEXT = "Troops held the eastern outskirts of Bakhmut on Monday, an officer said."
NOON = datetime(2023, 5, 2, 12, 0, 0, 250, UTC)
OFFICER = Speaker(Span(56, 66, "an officer"), "officer", "UA", "military")
BAKHMUT = Place("ua-1", "Bakhmut", 48.6, 38.0, "settlement", "UA", "Donetsk", "Bakhmut", 73000, "", "test")
NAMESAKE = Place("ua-2", "Bakhmut", None, None, "settlement", "UA", located_by="Donetsk")
MENTION = PlaceMention(
    Span(37, 44, "Bakhmut"), "Bakhmut", (Candidate(BAKHMUT, 0.9), Candidate(NAMESAKE, 0.1)), Relation.OUTSKIRTS,
    Bearing.E, "the eastern outskirts of", True, True,
)  # fmt: skip
MONDAY = Days(date(2023, 5, 1), None, "Monday")
ORIGIN = Origin("a.jsonl", "ab" * 32, "via", NOON)
FULL = Reading(
    Report("r1", TEXT, NOON, "Wire", "Title", "https://wire.example/1", "en", ORIGIN),
    (
        Claim(
            "c1", "r1", Span(7, 11, "held"), Kind.HOLD, Stance.ASSERTED, Party(Span(0, 6, "Troops"), "Troops", "UA"),
            None, MENTION, MONDAY, (OFFICER,), Quantity(None, 100), Span(0, len(TEXT), TEXT), date(2023, 5, 1), 0.75,
        ),
        Claim("c2", "r1", Span(7, 11, "held"), Kind.CLASH, Stance.DENIED),
    ),
    (
        Attribution((OFFICER.span,), Span(67, 71, "said"), (Span(0, 55),), (OFFICER,), Stance.DENIED, MONDAY),
        Attribution((), None, (Span(0, 5),)),
    ),
    (MENTION,),
    (TimeMention(Span(48, 54, "Monday"), "DATE", "2023-05-01", MONDAY, "since"), TimeMention(Span(0, 1), "SET", "P1D")),
    (Problem("what", "where", "remedy"),),
    "reader of old",
)  # fmt: skip
BARE = Reading(Report("r2", "Nothing."))


def kept(path: Path, *given: Reading, reader: str = "") -> list[Reading]:
    with path.open("wb") as file:
        readings.write(given, file, reader)
    return list(readings.read(path))


def test_readings_come_back_as_they_were_with_every_field(tmp_path: Path) -> None:
    back = kept(tmp_path / "claims.parquet", FULL, BARE, reader="reader of today")
    assert back == [FULL, BARE]
    # What equality does not look at.
    assert [one.report.origin for one in back] == [FULL.report.origin, None]
    assert [one.reader for one in back] == ["reader of old", "reader of today"]
    assert back[0].claims[0].trigger.text == "held"


def test_times_come_back_as_utc(tmp_path: Path) -> None:
    east = datetime(2023, 5, 2, 15, 0, tzinfo=timezone(timedelta(hours=3)))
    (back,) = kept(tmp_path / "claims.parquet", Reading(Report("r", "x", east)))
    assert back.report.published is not None
    assert back.report.published.isoformat() == "2023-05-02T12:00:00+00:00"


def test_a_claim_is_a_struct_whose_fields_have_their_types() -> None:
    claim = readings.schema().field("claims").type.value_type
    assert claim.field("when").type.field("start").type == pa.date32()
    assert claim.field("place").type.field("candidates").type.value_type.field("place").type.field("lat").type == (
        pa.float64()
    )
    assert claim.field("kind").type == pa.string()
    assert readings.schema().field("published").type == pa.timestamp("us", tz="UTC")


def test_a_file_of_an_older_version_is_read_with_the_default_of_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "old.parquet"
    pq.write_table(readings.table([FULL]).drop_columns(["times", "reader"]), path)
    (back,) = readings.read(path)
    assert (back.times, back.reader, back.claims) == ((), "", FULL.claims)


def test_half_a_character_in_a_path_does_not_keep_its_reading_from_being_written(tmp_path: Path) -> None:
    (back,) = kept(tmp_path / "claims.parquet", Reading(Report("r", "x", origin=Origin("caf\udce9.txt"))))
    assert back.report.origin == Origin("caf?.txt")


@pytest.mark.parametrize("content", [b"", b"PAR1", b"{}"])
def test_what_is_no_file_of_claims_is_told_apart(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    assert not readings.holds(path)
    with pytest.raises(InputError, match="holds no claims"):
        list(readings.read(path))


def test_a_table_of_reports_is_no_file_of_claims(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["x"], "claims": ["y"]}), tmp_path / "table.parquet")
    assert not readings.holds(tmp_path / "table.parquet")

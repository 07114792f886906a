"""Dates as sources write them, with the moment that they mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outskirts.acquire import moments

SIX_TEN = datetime(2024, 10, 8, 6, 10, tzinfo=UTC)
NOON = datetime(2024, 10, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-10-08T06:10:00Z", SIX_TEN),
        ("2024-10-08T06:10:00.000Z", SIX_TEN),
        ("2024-10-08 06:10", SIX_TEN),
        ("2024-10-08T06:10:00 UTC", SIX_TEN),
        ("  2024-10-08t06:10:00z ", SIX_TEN),
        ("2024-10-08T09:10:00+03:00", SIX_TEN),
        ("2024-10-08T09:10:00+0300", SIX_TEN),
        ("2024-10-08T09:10:00+03", SIX_TEN),
        ("2024-10-08T00:40:00-05:30", SIX_TEN),
        ("20241008T061000Z", SIX_TEN),
        ("Tue, 08 Oct 2024 09:10:00 +0300", SIX_TEN),
        ("Tue, 08 Oct 2024 06:10:00 GMT", SIX_TEN),
        (1728367800, SIX_TEN),
        (1728367800.0, SIX_TEN),
        (1728367800000, SIX_TEN),
        ("1728367800", SIX_TEN),
        ("2024-10-08", NOON),
        ("20241008", NOON),
        ("2024/10/08", NOON),
        ("8 October 2024", NOON),
        ("Oct. 8, 2024", NOON),
        ("October 8, 2024", NOON),
        ("2024-10-07T24:00:00Z", datetime(2024, 10, 8, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("2024-10-08T06:10:00.25Z", SIX_TEN.replace(microsecond=250000)),
    ],
)
def test_a_date_is_read(written: object, meant: datetime) -> None:
    assert moments.parse(written) == meant


@pytest.mark.parametrize(
    "written",
    ["", "soon", "08/10/2024", "2024-13-01", "2024-02-30", "2024-10-08T25:00:00Z", "2024-10", "10-08", None, True, [],
     {}, 0, -5, float("nan"), float("inf"), 10**30, "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "12:30",
     "Tuesday", "2024-10-08T06:10:00+99:99"],
)  # fmt: skip
def test_what_is_no_date_for_certain_is_none(written: object) -> None:
    assert moments.parse(written) is None


ISO_LIKE = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?([+-]\d{1,4})?"
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.one_of(st.text(), st.integers(), st.floats(), st.from_regex(ISO_LIKE)))
def test_nothing_breaks_it(written: object) -> None:
    found = moments.parse(written)
    assert found is None or found.utcoffset() is not None


@given(st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1), timezones=ZONES))
def test_iso_comes_back(moment: datetime) -> None:
    assert moments.parse(moment.isoformat()) == moment


@pytest.mark.parametrize(
    ("name", "meant"),
    [("2024-10-08-update.txt", NOON), ("isw_20241008.txt", NOON), ("report.txt", None), ("1234567890.txt", None)],
)
def test_the_day_in_a_name(name: str, meant: datetime | None) -> None:
    assert moments.in_name(name) == meant

"""When was this published? What sources write as a date, as an aware UTC time."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

# A bare day is taken as its noon in UTC: the one moment that lies on that day nearly everywhere.
NOON = 12
DAY = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$")
ISO = re.compile(
    r"(\d{4}-?\d{2}-?\d{2})[T\s_]+(\d{2}:?\d{2}(?::?\d{2})?)([.,]\d+)?\s*(Z|UTC|GMT|[+-−]\d{2}:?(?:\d{2})?)?$", re.I
)
NAMED = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%b. %d, %Y", "%B %d %Y", "%A, %B %d, %Y", "%A, %d %B %Y")
IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
EARLIEST, LATEST = 1800, 2200
# Beyond the year 5000 in seconds, so that it must be milliseconds.
MILLISECONDS = 1e11
REMEDY = "write it as 2024-10-08T06:10:00Z or 2024-10-08"


def parse(value: object) -> datetime | None:
    """The time that a text (ISO 8601 in its usual forms, RFC 5322, an English date) or a number (seconds or
    milliseconds since 1970) means; None where it means none for certain, as in 08/10/2024. Without a zone it is taken
    as UTC."""
    if isinstance(value, bool):
        return None
    try:
        found = (
            from_number(value)
            if isinstance(value, int | float)
            else from_text(value.strip())
            if isinstance(value, str)
            else None
        )
        if found is None:
            return None
        found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    return found if EARLIEST <= found.year <= LATEST else None


def from_number(value: float) -> datetime | None:
    if not math.isfinite(value) or value <= 0:
        return None
    return datetime.fromtimestamp(value / 1000 if value > MILLISECONDS else value, UTC)


def from_text(text: str) -> datetime | None:
    if day := DAY.match(text):
        return datetime(int(day[1]), int(day[2]), int(day[3]), NOON)
    if iso := ISO.match(text):
        return from_iso(*iso.groups())
    if text.isdigit() and len(text) in (10, 13):
        return from_number(int(text))
    for form in NAMED:
        try:
            return datetime.strptime(text, form).replace(hour=NOON)
        except ValueError:
            continue
    # Needs a weekday or a month by name, so that no slashed date is guessed at.
    return parsedate_to_datetime(text) if re.search("[A-Za-z]{3}", text) else None


def from_iso(day: str, clock: str, fraction: str | None, zone: str | None) -> datetime:
    digits = day.replace("-", "") + clock.replace(":", "").ljust(6, "0")
    # A leap second, and midnight written as 24:00, are real times that datetime does not know.
    extra = timedelta()
    if digits[12:] == "60":
        digits, extra = digits[:12] + "59", timedelta(seconds=1)
    if digits[8:] == "240000":
        digits, extra = digits[:8] + "000000", timedelta(days=1)
    moment = datetime.strptime(digits, "%Y%m%d%H%M%S") + extra
    if fraction:
        moment += timedelta(seconds=float("0." + fraction[1:]))
    return moment.replace(tzinfo=offset(zone))


def offset(zone: str | None) -> timezone:
    if not zone or zone[0].isalpha():
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    gap = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(gap if zone[0] == "+" else -gap)


def in_name(name: str) -> datetime | None:
    """The day in the name of a file, such as 2024-10-08-update.txt."""
    found = IN_NAME.search(name)
    return parse("-".join(found.groups())) if found else None

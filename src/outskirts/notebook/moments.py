"""Which day or time is meant? ISO 8601 text, or the values of ``datetime``."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from outskirts.errors import InputError

DayLike = str | date | None
MomentLike = str | date | datetime | None
LAST = time(23, 59, 59)


def day_of(value: DayLike) -> date | None:
    """Raises InputError."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError(f"{value!r} is not a day", "write it as 2024-10-08") from error


def moment_of(value: MomentLike) -> datetime | None:
    """A day alone is its last moment, UTC; a time without an offset is UTC. Raises InputError."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value) if len(value) <= len("2024-10-08") else datetime.fromisoformat(value)
        except ValueError as error:
            raise InputError(f"{value!r} is not a time", "write it as 2024-10-08 or 2024-10-08T12:00Z") from error
    if value is None or isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value
    return datetime.combine(value, LAST, UTC)

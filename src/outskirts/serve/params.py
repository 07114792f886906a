"""Which values do the parameters of the API take? Days, moments, ids, pages; strictly, with the reason where not."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import BeforeValidator, WithJsonSchema

FIRST_YEAR, LAST_YEAR = 1900, 2199
SIZE, LARGEST, DEEPEST = 25, 100, 100_000
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})?")
# Days as a pattern may tell them: without the 29th of February.
A_DAY = r"(19|20|21)\d\d-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))"
AN_HOUR = r"[Tt]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?([Zz]|[+-](0\d|1[0-3]):[0-5]\d)?"
DAY_SCHEMA = {"type": "string", "format": "date", "pattern": f"^{A_DAY}$"}
MOMENT_SCHEMA = {
    "type": "string",
    "pattern": f"^{A_DAY}({AN_HOUR})?$",
    "examples": ["2024-10-08", "2024-10-08T12:00:00Z"],
}


def day(value: Any) -> Any:
    """Raises ValueError, which pydantic turns into an answer."""
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise ValueError("write a day as 2024-10-08")
    found = date.fromisoformat(value)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"a day lies between the years {FIRST_YEAR} and {LAST_YEAR}")
    return found


def moment(value: Any) -> Any:
    """A day alone is its last second, UTC. Raises ValueError."""
    if value is None or isinstance(value, datetime):
        return value
    text = str(value)
    if DAY.fullmatch(text):
        return datetime.combine(day(text), time(23, 59, 59), UTC)
    if not MOMENT.fullmatch(text):
        raise ValueError("write a time as 2024-10-08 or 2024-10-08T12:00Z")
    found = datetime.fromisoformat(text.upper())
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"a time lies between the years {FIRST_YEAR} and {LAST_YEAR}")
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


Day = Annotated[date | None, BeforeValidator(day), WithJsonSchema(DAY_SCHEMA), Query()]
KnownAt = Annotated[
    datetime | None,
    BeforeValidator(moment),
    WithJsonSchema(MOMENT_SCHEMA),
    Query(description="As known then: only what was published by that day or time. Now, where it is left out."),
]
ConflictId = Annotated[
    str | None, Query(max_length=80, description="Which war; the one with most claims where none is named.")
]
On = Annotated[
    date | None,
    BeforeValidator(day),
    WithJsonSchema(DAY_SCHEMA),
    Query(description="The day asked for; the last of the record without it, and for days that it does not reach."),
]
Text = Annotated[str | None, Query(max_length=200, description="Words, all of which are wanted.")]
Values = Annotated[list[Annotated[str, Query(max_length=200)]], Query(max_length=20)]
Page = Annotated[int, Query(ge=1, le=DEEPEST)]
Size = Annotated[int, Query(ge=1, le=LARGEST)]
Id = Annotated[str, Path(min_length=1, max_length=200)]
Language = Annotated[str, Query(pattern="^[a-z]{2,3}$", description="A language by its code of ISO 639.")]

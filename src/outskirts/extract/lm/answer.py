"""What may a model answer? The claims of docs/claims.md without offsets, which no model can count; anything else is
thrown away, claim by claim, and said."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from outskirts.vocabulary import Bearing, Kind, Relation, Stance

MOST_CLAIMS = 300
THINKING = re.compile(r"<think>.*?</think>", re.S)
WORDS = Field(min_length=1, max_length=2000)


class Table(BaseModel):
    # Models add keys of their own; what is not asked for is not looked at.
    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)


class Words(Table):
    text: str = WORDS


class Who(Words):
    side: str | None = None


class Where(Words):
    relation: Relation = Relation.IN
    bearing: Bearing | None = None


class When(Table):
    start: date | None = None
    end: date | None = None

    @model_validator(mode="after")
    def ordered(self) -> When:
        if self.start and self.end and self.start > self.end:
            raise ValueError("ends before it begins")
        return self


class Amount(Table):
    low: int | None = Field(default=None, ge=0, le=10**12)
    high: int | None = Field(default=None, ge=0, le=10**12)

    @model_validator(mode="after")
    def ordered(self) -> Amount:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("more at least than at most")
        return self


class Told(Table):
    """One claim."""

    sentence: str = Field(default="", max_length=20_000)
    trigger: Words
    kind: Kind
    stance: Stance
    actor: Who | None = None
    target: Who | None = None
    place: Where | None = None
    when: When | None = None
    speakers: tuple[Who, ...] = Field(default=(), max_length=10)
    quantity: Amount | None = None


class Answer(Table):
    claims: list[Told]


class Unreadable(ValueError):  # noqa: N818 - reads as what it is
    """An answer that holds no list of claims."""


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The JSON schema that servers can hold the model to."""
    return Answer.model_json_schema()


def items(content: str) -> list[Any]:
    """The list of claims in an answer, also in one with thoughts before it, with a fence around it, or with the list
    alone. Raises Unreadable."""
    text = THINKING.sub("", content)
    starts = [at for at in (text.find("{"), text.find("[")) if at >= 0]
    if not starts:
        raise Unreadable("it is no JSON")
    try:
        value, _ = json.JSONDecoder().raw_decode(text, min(starts))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is no JSON that can be read: {error}") from error
    found = value.get("claims") if isinstance(value, Mapping) else value
    if not isinstance(found, list):
        raise Unreadable("it holds no list of claims")
    return found


def claim(value: Any) -> Told | str:
    """One claim, or why it is none."""
    try:
        return Told.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "claim"
        given = repr(first["input"])[:60]
        return f"{where}: {str(first['msg']).removeprefix('Value error, ')[:120]} ({given})"

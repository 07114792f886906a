"""Which reports do these lines (or this list) of JSON hold? A bad one is a problem, and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from outskirts.acquire import moments
from outskirts.vocabulary import Problem, Report, content_id

LONGEST = 20_000_000
# Values in one document or line: decoded, so many may take some 700 MB.
MOST_VALUES = 6_000_000
NO_DATE = "no date of publication; relative days are left open"
GIVE_DATE = 'give "published", or --published DATE'
SHAPE = 'write one object a line: {"id": "…", "published": "2024-10-08T06:10:00Z", "text": "…"}'


@dataclass(slots=True)
class Lines:
    """Turns lines into reports. ``published`` and ``outlet`` stand in where a line gives none; ``place`` is what the
    position is called in problems ("line", "item")."""

    published: datetime | None = None
    outlet: str = ""
    place: str = "line"
    # By the hash of an id, the number of its line and the hash of its text, so that millions of lines fit in memory.
    seen: dict[int, tuple[int, int]] = field(default_factory=dict)

    def read(self, numbered: Iterable[tuple[int, str | Problem]]) -> Iterator[Report | Problem]:
        """``numbered`` holds lines with their numbers, and problems with what could not be had as a line."""
        for number, line in numbered:
            if isinstance(line, Problem):
                yield line
            elif line.strip():
                yield from self.line(number, line)

    def line(self, number: int, line: str) -> Iterator[Report | Problem]:
        where = f"{self.place} {number}"
        try:
            value = decoded(line)
        except json.JSONDecodeError as error:
            yield Problem(f"not valid JSON: {error.msg} at column {error.colno}", where, SHAPE)
            return
        except ValueError as error:
            yield Problem(f"not usable JSON: {error}", where, SHAPE)
            return
        yield from self.value(number, value)

    def value(self, number: int, value: object) -> Iterator[Report | Problem]:
        """The report that a decoded value describes, after the problems with it."""
        where = f"{self.place} {number}"
        if not isinstance(value, dict):
            yield Problem(f"not an object but {kind(value)}", where, SHAPE)
            return
        if (wrong := wrong_text(value)) is not None:
            yield replace(wrong, where=where)
            return
        published = moments.parse(value.get("published"))
        if published is None and self.published is not None and value.get("published") is None:
            published = self.published
        elif published is None:
            yield replace(wrong_date(value), where=where)
            published = self.published
        report = self.report(value, published)
        wrongs = [key for key in ("outlet", "title", "url") if not isinstance(value.get(key), str | None)]
        if wrongs:
            yield Problem(f"{', '.join(wrongs)} is not text; left out", where, "write it in quotes")
        repeated = self.repeated(report, number)
        if repeated is not None:
            yield replace(repeated, where=where)
            if "left out" in repeated.what:
                return
        yield report

    def report(self, value: dict[str, Any], published: datetime | None) -> Report:
        text = value["text"]
        outlet, title, url = (words(value.get(key)) for key in ("outlet", "title", "url"))
        outlet = outlet or self.outlet
        given = value.get("id")
        known = isinstance(given, str | int) and not isinstance(given, bool) and str(given).strip()
        name = storable(str(given)) if known else content_id("rep", outlet, url, published, text)
        return Report(name, text, published, outlet, title, url)

    def repeated(self, report: Report, number: int) -> Problem | None:
        """Whether the id has been met before; remembers it."""
        key, content = hash(report.id), hash((report.text, report.published, report.outlet))
        first = self.seen.setdefault(key, (number, content))
        if first[0] == number:
            return None
        at = f"{self.place} {first[0]}"
        if first[1] == content:
            return Problem(f"the same report as {at}; left out", "", "")
        self.seen[key] = (number, content)
        return Problem(
            f"the id {report.id!r} of {at} with other content; taken as a later version", "", "give each its own id"
        )


def decoded(text: str) -> Any:
    """What JSON says. Raises ValueError for what is none, and for what would swell when decoded or is nested too
    deep."""
    if text.count(",") + text.count("[") + text.count("{") > MOST_VALUES:
        raise ValueError(f"more than {MOST_VALUES:,} values; split it")
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def words(value: object) -> str:
    """A text field, without what no database can hold; it is not the text that offsets count in."""
    return storable(value) if isinstance(value, str) else ""


def storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def kind(value: object) -> str:
    names = {list: "a list", str: "a text", int: "a number", float: "a number", bool: "true or false"}
    return names.get(type(value), "null")


def wrong_text(value: dict[str, Any]) -> Problem | None:
    """What keeps the text from being read. It is never mended, since offsets count in it as it was given."""
    text = value.get("text")
    if text is None:
        return Problem('no "text"', "", SHAPE)
    if not isinstance(text, str):
        return Problem(f'"text" is {kind(text) if not isinstance(text, dict) else "an object"}, not a text', "", SHAPE)
    if not text.strip():
        return Problem('"text" is empty', "", SHAPE)
    if len(text) > LONGEST:
        return Problem(f'"text" has {len(text):,} characters, more than {LONGEST:,}', "", "split it")
    if "\0" in text:
        return Problem('"text" holds NUL characters', "", "take them out; they are no text")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return Problem(
            f'"text" holds half a character (a lone surrogate) at {error.start}', "", "write it out as UTF-8"
        )
    return None


def wrong_date(value: dict[str, Any]) -> Problem:
    given = value.get("published")
    if given is None or given == "":
        return Problem(NO_DATE, "", GIVE_DATE)
    shown = str(given)[:40]
    return Problem(f"{shown!r} is no date that can be read for certain; {NO_DATE}", "", moments.REMEDY)

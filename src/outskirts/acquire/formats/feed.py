"""RSS, Atom and RDF feeds, by feedparser: one report an entry. An entry that is fetched again with another text is a
later version of its report, since it has the same id."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from outskirts.acquire.making import Settings, item_of, titled
from outskirts.acquire.markup import words_of
from outskirts.acquire.plain import Found
from outskirts.errors import InputError
from outskirts.vocabulary import Origin, Problem, Report, content_id

# What feedparser raises for bytes that are no feed of any kind.
BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
DATES = ("published_parsed", "updated_parsed", "created_parsed")


def read(data: bytes, settings: Settings, origin: Origin) -> Iterator[Report | Problem]:
    """The entries, in the order of the feed. Raises InputError where it is none."""
    import feedparser

    # Markup is taken off here, so that nothing of it is needed; addresses are left as they are written.
    try:
        parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except BROKEN as error:
        raise InputError(f"is no feed that can be read: {error}", "check the address of the feed") from error
    if not parsed.entries and (not parsed.feed or not (parsed.version or parsed.bozo)):
        raise InputError("is no feed", "give an RSS or Atom file")
    if parsed.bozo and not parsed.entries:
        raise InputError(f"is no feed that can be read: {parsed.bozo_exception}", "check the address of the feed")
    if b"<!ENTITY" in data:
        # feedparser expands none but the simplest, so that few lines cannot become gigabytes.
        yield Problem("the feed defines entities of its own; they are left as they stand")
    if parsed.bozo:
        yield Problem(f"the feed is not well formed ({type(parsed.bozo_exception).__name__}); read as far as it goes")
    outlet = named(parsed.feed, "title")
    for number, entry in enumerate(parsed.entries, 1):
        yield from item_of(found_in(entry, outlet), settings, f"entry {number}", origin)


def found_in(entry: Any, outlet: str) -> Found:
    title = named(entry, "title")
    bodies = [named(part, "value") for part in entry.get("content") or ()]
    body = max([*bodies, named(entry, "summary")], key=len)
    url = str(entry.get("link") or "")
    source = entry.get("source") or {}
    known = str(entry.get("id") or "") or url
    return Found(
        titled(title, body),
        title,
        date_of(entry),
        named(source, "title") or outlet,
        url,
        content_id("rep", known) if known else "",
    )


def named(part: Any, key: str) -> str:
    """The words of a field, which may be there and hold nothing."""
    return words_of(str(part.get(key) or ""))


def date_of(entry: Any) -> str:
    """As ISO 8601; feedparser gives times in UTC."""
    for name in DATES:
        stated = entry.get(name)
        if stated:
            try:
                return datetime.fromtimestamp(timegm(stated), UTC).isoformat()
            except (ValueError, OverflowError, OSError):
                continue
    return ""

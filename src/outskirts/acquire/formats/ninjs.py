"""ninjs, the JSON of news agencies (IPTC, versions 1 to 3): one report an item. What is under embargo or was cancelled
is not read, and said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from outskirts.acquire import moments
from outskirts.acquire.making import Settings, item_of, titled
from outskirts.acquire.markup import words_of
from outskirts.acquire.plain import Found
from outskirts.vocabulary import Origin, Problem, Report, content_id

PLAIN = "text/plain"
CREATED = ("firstcreated", "firstCreated", "versioncreated", "versionCreated")
CANCELLED = frozenset({"canceled", "cancelled"})


def fits(value: object) -> bool:
    """Whether a decoded JSON document is an item, or a list of them."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and "uri" in first and bool(first.keys() & BODIES)


BODIES = frozenset({"body_text", "body_xhtml", "body_html", "bodies", "headline", "headlines"})


def read(value: Any, settings: Settings, origin: Origin) -> Iterator[Report | Problem]:
    items = value if isinstance(value, list) else [value]
    for number, item in enumerate(items, 1):
        where = str(item.get("uri") or f"item {number}") if isinstance(item, dict) else f"item {number}"
        if not isinstance(item, dict):
            yield Problem("no item but another value", where, "give ninjs items")
        elif held := barred(item.get("pubstatus") or item.get("pubStatus"), item.get("embargoed"), settings):
            yield Problem(held[0], where, held[1])
        else:
            yield from item_of(found_in(item), settings, where, origin)


def barred(status: object, embargo: object, settings: Settings) -> tuple[str, str] | None:
    """Why an item may not be read, and what to do; None where it may. An embargo without a clock to hold it against
    stands."""
    named = str(status or "usable").rsplit(":", 1)[-1].lower()
    if named in CANCELLED:
        return "cancelled by its publisher; not read", "retract what the ledger holds of it: outskirts review retract"
    if named == "withheld":
        return "withheld by its publisher; not read", "wait for it to be released"
    until = moments.parse(embargo) if embargo else None
    if embargo and (until is None or settings.now is None or until > settings.now):
        return f"under embargo until {embargo}; not read", "read it again after that"
    return None


def found_in(item: dict[str, Any]) -> Found:
    title = str(item.get("headline") or first(item.get("headlines")) or "")
    body = str(item.get("body_text") or "") or plain_of(item.get("bodies"))
    if not body:
        body = words_of(str(item.get("body_xhtml") or item.get("body_html") or ""))
    date = next((item[key] for key in CREATED if item.get(key)), "")
    outlet = str(item.get("copyrightholder") or item.get("copyrightHolder") or item.get("byline") or "")
    provider = item.get("infosource") or item.get("infosources") or item.get("infoSource")
    sources = [p.get("name", "") for p in provider if isinstance(p, dict)] if isinstance(provider, list) else []
    url = str(item.get("url") or item.get("link") or "")
    outlet = next((name for name in (*sources, outlet) if name), "")
    return Found(titled(title, body), title, str(date or ""), outlet, url, content_id("rep", str(item["uri"])))


def kind_of(body: dict[str, Any]) -> str:
    return str(body.get("contenttype") or body.get("contentType") or PLAIN)


def first(values: object) -> str:
    """The main of several headlines."""
    found = [v for v in values if isinstance(v, dict)] if isinstance(values, list) else []
    ranked = sorted(found, key=lambda v: v.get("role", "main") != "main")
    return str(ranked[0].get("value", "")) if ranked else ""


def plain_of(bodies: object) -> str:
    """The words of the body that is plain text, else of the first that has any."""
    found = [b for b in bodies if isinstance(b, dict)] if isinstance(bodies, list) else []
    for body in sorted(found, key=lambda body: kind_of(body) != PLAIN):
        text = str(body.get("value") or "")
        words = text if kind_of(body) == PLAIN else words_of(text)
        if words.strip():
            return words
    return ""

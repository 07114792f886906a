"""Which report does a web page hold? The article without what surrounds it, by trafilatura; its date by htmldate."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from outskirts.acquire import moments
from outskirts.acquire.lines import decoded
from outskirts.acquire.markup import Words, clean
from outskirts.acquire.plain import Found
from outskirts.vocabulary import Problem

# No pattern here looks further than it must: a page may be made of nothing but their beginnings.
LINKED = re.compile(r"<script\b[^<>]{0,500}application/ld\+json[^<>]{0,500}>", re.I)
MOST_LINKED = 50
META_DATE = re.compile(
    r"""<(?:meta|time)\s[^<>]{0,1000}?(?:article:published_time|datePublished|pubdate|dc\.date\.issued|dc\.date|sailthru\.date|"""
    r"""parsely-pub-date|og:published_time|entry-date published)[^<>]{0,1000}>""",
    re.I,
)
CONTENT = re.compile(r"""(?:content|datetime)\s*=\s*["']([^"']+)["']""", re.I)
GAPS = re.compile(r"\s*\n\s*")
# Of a page larger than this only the beginning is looked through for an article; nothing that large is one.
LARGEST = 2_500_000
# A page of more tags than this is none that was written; looking for an article among them would take minutes.
MOST_TAGS = 100_000
SHORTEST = 40
# No guessing at dates in any of two hundred languages: that takes seconds, and could not be said for certain.
DATES = {"original_date": True, "extensive_search": False}


def page(source: str) -> tuple[Found, list[Problem]]:
    """The article of a page, its title first, and what was wrong. The text is empty where the page holds no words."""
    problems = []
    if len(source) > LARGEST:
        problems.append(Problem(f"only the first {LARGEST:,} characters were read", "", "split the page"))
        source = source[:LARGEST]
    found = article(source) if source.count("<") <= MOST_TAGS else None
    text = GAPS.sub("\n\n", (found.text if found else None) or "").strip()
    title = clean(found.title) if found and found.title else ""
    if len(text) < SHORTEST:
        bare = Words(source)
        text, title = bare.text(), title or bare.title()
        if text:
            problems.append(Problem("no article found on the page; all of its words were taken", "", "check the text"))
    if title and text and not text.startswith(title):
        text = f"{title}\n\n{text}"
    outlet = (found.sitename if found else None) or ""
    url = (found.url if found else None) or ""
    return Found(
        text, title, stated_date(source) or (found.date if found else None) or "", clean(outlet), url
    ), problems


def article(source: str) -> Any:
    """trafilatura's document, or None. Loaded here since it takes a third of a second, and few runs read pages."""
    import logging

    from trafilatura import bare_extraction

    # It reports an empty page as an error to the log; here that is a problem value.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return bare_extraction(
        source, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=DATES
    )


def stated_date(source: str) -> str:
    """The moment of publication that the page states for machines: finer than the day that htmldate finds."""
    for block in linked(source):
        try:
            stated = dated(decoded(html.unescape(block.strip())))
        except (ValueError, RecursionError):
            continue
        if stated:
            return stated
    for tag in META_DATE.findall(source):
        content = CONTENT.search(tag)
        if content and moments.parse(content.group(1)):
            return content.group(1)
    return ""


def linked(source: str) -> Iterator[str]:
    """The blocks of linked data on a page."""
    for tag in islice(LINKED.finditer(source), MOST_LINKED):
        end = source.find("</", tag.end())
        if end < 0:
            return
        yield source[tag.end() : end]


def dated(value: object) -> str:
    if isinstance(value, dict):
        stated = value.get("datePublished")
        if isinstance(stated, str) and moments.parse(stated):
            return stated
        return next(filter(None, map(dated, value.values())), "")
    if isinstance(value, list):
        return next(filter(None, map(dated, value)), "")
    return ""

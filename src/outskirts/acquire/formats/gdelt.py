"""Lists of articles by GDELT: what its DOC interface answers (JSON), and the rows of its Global Knowledge Graph. They
hold headlines and addresses, no texts; a headline is read as what it is, a short report."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from outskirts.acquire.making import Settings, item_of
from outskirts.acquire.plain import Found
from outskirts.vocabulary import Origin, Problem, Report

TITLE = re.compile(r"<PAGE_TITLE>(.*?)</PAGE_TITLE>", re.S)
SEEN = re.compile(r"(\d{8})T?(\d{6})Z?$")
# Columns of the Global Knowledge Graph 2.1, from 0.
COLUMNS, DATE, OUTLET, ADDRESS = 27, 1, 3, 4


def fits(value: object) -> bool:
    """Whether a decoded JSON document is an answer of the DOC interface in mode ArtList."""
    articles = value.get("articles") if isinstance(value, dict) else None
    return isinstance(articles, list) and all(isinstance(a, dict) and "seendate" in a for a in articles)


def read(value: dict[str, Any], settings: Settings, origin: Origin) -> Iterator[Report | Problem]:
    for number, article in enumerate(value["articles"], 1):
        title = html.unescape(str(article.get("title") or ""))
        found = Found(
            title,
            "",
            stamp(str(article.get("seendate", ""))),
            str(article.get("domain", "")),
            str(article.get("url", "")),
        )
        yield from item_of(found, settings, f"article {number}", origin)


def fits_row(line: str) -> bool:
    """Whether a line of text is a row of the Global Knowledge Graph."""
    columns = line.split("\t")
    return len(columns) == COLUMNS and SEEN.match(columns[DATE]) is not None


def rows(lines: Iterable[str], settings: Settings, origin: Origin) -> Iterator[Report | Problem]:
    bare = 0
    for number, line in enumerate(lines, 1):
        columns = line.rstrip("\r\n").split("\t")
        if len(columns) != COLUMNS:
            if line.strip():
                yield Problem(f"{len(columns)} columns, not {COLUMNS}", f"row {number}", "give rows of GKG 2.1")
            continue
        title = TITLE.search(columns[-1])
        if title is None:
            bare += 1
            continue
        words = html.unescape(html.unescape(title.group(1))).strip()
        found = Found(words, "", stamp(columns[DATE]), columns[OUTLET], columns[ADDRESS])
        yield from item_of(found, settings, f"row {number}", origin)
    if bare:
        yield Problem(f"{bare} rows have no headline; passed over", "", "read the articles at their addresses")


def stamp(seen: str) -> str:
    """``20241008T061000Z`` or ``20241008061000`` as ISO 8601."""
    found = SEEN.match(seen)
    return f"{found[1]}T{found[2]}Z" if found else seen

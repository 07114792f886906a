"""Which report does a web page hold? The article without what surrounds it, by trafilatura; its date by htmldate."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from typing import Any

from outskirts.acquire import moments
from outskirts.acquire.plain import Found
from outskirts.vocabulary import Problem

SILENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "nav", "footer", "form", "iframe", "aside"}
)
BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "article", "section",
                    "blockquote", "table", "header", "main", "figcaption", "pre", "dd", "dt"})  # fmt: skip
HEADINGS = frozenset({"h1", "title"})
LINKED = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", re.S | re.I)
META_DATE = re.compile(
    r"""<(?:meta|time)\s[^>]*?(?:article:published_time|datePublished|pubdate|dc\.date\.issued|dc\.date|sailthru\.date|"""
    r"""parsely-pub-date|og:published_time|entry-date published)[^>]*>""",
    re.I,
)
CONTENT = re.compile(r"""(?:content|datetime)\s*=\s*["']([^"']+)["']""", re.I)
GAPS = re.compile(r"\s*\n\s*")
# Of a page larger than this only the beginning is looked through for an article; nothing that large is one.
LARGEST = 20_000_000
SHORTEST = 40


def page(source: str) -> tuple[Found, list[Problem]]:
    """The article of a page, its title first, and what was wrong. The text is empty where the page holds no words."""
    problems = []
    if len(source) > LARGEST:
        problems.append(Problem(f"only the first {LARGEST:,} characters were read", "", "split the page"))
        source = source[:LARGEST]
    found = article(source)
    text = GAPS.sub("\n\n", (found.text if found else None) or "").strip()
    title = clean(found.title) if found and found.title else ""
    if len(text) < SHORTEST:
        bare = Bare()
        bare.feed(source)
        bare.close()
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
    return bare_extraction(source, include_comments=False, include_tables=False, with_metadata=True)


def stated_date(source: str) -> str:
    """The moment of publication that the page states for machines: finer than the day that htmldate finds."""
    for block in LINKED.findall(source):
        try:
            stated = dated(json.loads(html.unescape(block.strip())))
        except (ValueError, RecursionError):
            continue
        if stated:
            return stated
    for tag in META_DATE.findall(source):
        content = CONTENT.search(tag)
        if content and moments.parse(content.group(1)):
            return content.group(1)
    return ""


def dated(value: object) -> str:
    if isinstance(value, dict):
        stated = value.get("datePublished")
        if isinstance(stated, str) and moments.parse(stated):
            return stated
        return next(filter(None, map(dated, value.values())), "")
    if isinstance(value, list):
        return next(filter(None, map(dated, value)), "")
    return ""


def words_of(fragment: str) -> str:
    """All words of a piece of markup, block by block; plain text comes back as it is but for spaces."""
    bare = Bare()
    bare.feed(fragment)
    bare.close()
    return bare.text()


def clean(text: str) -> str:
    return " ".join(html.unescape(text).split())


class Bare(HTMLParser):
    """All words of a page, block by block, for pages in which no article can be told from the rest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.headings: list[str] = []
        self.silent: list[str] = []
        self.heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # An unclosed <head> ends where the body or one of its blocks begins.
        if tag == "body" or (tag in BLOCKS and self.silent == ["head"]):
            self.silent.clear()
        if tag in SILENT:
            self.silent.append(tag)
        elif tag in BLOCKS:
            self.words.append("\n")
        if tag in HEADINGS:
            self.heading = tag

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            del self.silent[self.silent.index(tag) :]
        elif tag in BLOCKS:
            self.words.append("\n")
        if tag == self.heading:
            self.heading = ""

    def handle_data(self, data: str) -> None:
        if self.heading and data.strip():
            self.headings.append(data.strip())
        if not self.silent:
            self.words.append(data)

    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self.words).split("\n"))
        return "\n\n".join(line for line in lines if line)

    def title(self) -> str:
        return clean(self.headings[0]) if self.headings else ""

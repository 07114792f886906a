"""Words of markup, block by block, in time that grows with its length and no faster, whatever stands in it.

Python's own parser of HTML looks to the end of the page again for every sign that is left open, and refuses some of
what stands in real feeds. Here a sign that opens nothing is a letter like others.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

SILENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "nav", "footer", "form", "iframe", "aside"}
)
BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "article", "section",
                    "blockquote", "table", "header", "main", "figcaption", "pre", "dd", "dt"})  # fmt: skip
HEADINGS = frozenset({"h1", "title"})
# What stands in these is no markup.
RAW = re.compile(r"</(script|style)[\s/>]", re.I)
# No "<" outside of quotes, so that a tag that is left open is not looked through again for each that follows.
TAG = re.compile(r"""<(/?)([a-zA-Z][^\s<>/]*)(?:"[^"]*"|'[^']*'|[^"'<>])*+>""")
OTHER = re.compile(r"<[!?/][^<>]*+>")

Token = tuple[str, str]


def tokens(source: str) -> Iterator[Token]:
    """Pairs of what it is ("text", "open", "close") and the words or the name of the tag; comments are left out."""
    at, begin = 0, 0
    comments = True
    while (at := source.find("<", at)) >= 0:
        if comments and source.startswith("<!--", at):
            end = source.find("-->", at + 4)
            comments = end >= 0
            if comments:
                yield "text", source[begin:at]
                at = begin = end + 3
                continue
        found = TAG.match(source, at) or OTHER.match(source, at)
        if found is None:
            at += 1
            continue
        yield "text", source[begin:at]
        at = begin = found.end()
        if found.re is TAG:
            name = found[2].lower()
            yield "close" if found[1] else "open", name
            if name in ("script", "style") and not found[1]:
                closing = RAW.search(source, at)
                if closing is None:
                    return
                at = begin = closing.start()
    yield "text", source[begin:]


class Words:
    """All words of a page or of a piece of markup, and the first heading."""

    def __init__(self, source: str) -> None:
        self.words: list[str] = []
        self.headings: list[str] = []
        self.silent: list[str] = []
        self.heading = ""
        for kind, value in tokens(source):
            if kind == "text":
                self.data(html.unescape(value))
            elif kind == "open":
                self.open(value)
            else:
                self.close(value)

    def open(self, tag: str) -> None:
        # An unclosed <head> ends where the body or one of its blocks begins.
        if tag == "body" or (tag in BLOCKS and self.silent == ["head"]):
            self.silent.clear()
        # As many open at once as these are no page, and would be gone through for each that is closed.
        if tag in SILENT and len(self.silent) < 100:
            self.silent.append(tag)
        elif tag in BLOCKS:
            self.words.append("\n")
        if tag in HEADINGS:
            self.heading = tag

    def close(self, tag: str) -> None:
        if tag in self.silent:
            del self.silent[self.silent.index(tag) :]
        elif tag in BLOCKS:
            self.words.append("\n")
        if tag == self.heading:
            self.heading = ""

    def data(self, words: str) -> None:
        if self.heading and words.strip():
            self.headings.append(words.strip())
        if not self.silent:
            self.words.append(words)

    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self.words).split("\n"))
        return "\n\n".join(line for line in lines if line)

    def title(self) -> str:
        return clean(self.headings[0]) if self.headings else ""


def words_of(fragment: str) -> str:
    """All words of a piece of markup, block by block; plain text comes back as it is but for spaces."""
    return Words(fragment).text()


def clean(text: str) -> str:
    return " ".join(html.unescape(text).split())

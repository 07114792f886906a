"""Which report does a plain text or a Markdown file hold?"""

from __future__ import annotations

import re
from dataclasses import dataclass

TITLE = re.compile(r"\s*(\S[^\n]{0,199})\n\s*\n")
FRONT = re.compile(r"---\s*\n(.*?)\n---\s*\n", re.S)
FIELD = re.compile(r"^(title|date|published|outlet|source|url|link)\s*:\s*(.+?)\s*$", re.M | re.I)
# What may stand between two marks is bounded, so that a line of nothing but marks takes no longer than others.
MARKUP = (
    (re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\n]{0,2000}\)"), r"\1"),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(\S(?:[^\n]{0,500}[^\s#])?)[ \t#]*$", re.M), r"\n\1\n"),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.M), ""),
    (re.compile(r"(?<![\w*])(\*\*|__|\*|_)(?=\S)([^\n]{1,500}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"^[ \t]{0,3}(?:[-*_][ \t]*){3,}$", re.M), ""),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\n{3,}"), "\n\n"),
)
# From the first to the second nothing is text.
ASIDES = ((re.compile(r"^```", re.M), re.compile(r"^```[^\n]*$", re.M)), (re.compile("<!--"), re.compile("-->")))


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says of itself; empty where it does not. ``date`` is as written."""

    text: str
    title: str = ""
    date: str = ""
    outlet: str = ""
    url: str = ""
    id: str = ""


def plain(text: str) -> Found:
    """The text as it is; its title is a short first line that is set apart and is no sentence."""
    first = TITLE.match(text)
    title = first.group(1).strip() if first else ""
    return Found(text, "" if title.endswith((".", ":", ",", ";")) else title)


def markdown(text: str) -> Found:
    """The words without their markup, and the fields of the front matter."""
    fields: dict[str, str] = {}
    if front := FRONT.match(text):
        fields = {key.lower(): value.strip("\"'") for key, value in FIELD.findall(front.group(1))}
        text = text[front.end() :]
    for begin, end in ASIDES:
        text = without(text, begin, end)
    for pattern, instead in MARKUP:
        text = pattern.sub(instead, text)
    text = text.strip()
    title = fields.get("title", "") or plain(text).title
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    date = fields.get("date", "") or fields.get("published", "")
    return Found(
        text,
        title,
        date,
        fields.get("outlet", "") or fields.get("source", ""),
        fields.get("url", "") or fields.get("link", ""),
    )


def without(text: str, begin: re.Pattern[str], end: re.Pattern[str]) -> str:
    """The text without what stands between the two; one that is left open is text."""
    kept, at = [], 0
    while (first := begin.search(text, at)) and (last := end.search(text, first.end())):
        kept.append(text[at : first.start()])
        at = last.end()
    return "".join([*kept, text[at:]])

"""Where sentences begin and end. First version: to be deepened (abbreviations, headings, quotations, glued sentences)."""

from __future__ import annotations

import re

from outskirts.vocabulary import Sentence, Span

BREAK = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n\s*\n+")


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order, with their offsets into it; white space between them belongs to none."""
    found: list[Sentence] = []
    start = paragraph = 0
    for match in [*BREAK.finditer(text), None]:
        end = match.start() + len(match.group().rstrip()) if match else len(text)
        body = text[start:end]
        if stripped := body.strip():
            left = start + len(body) - len(body.lstrip())
            found.append(Sentence(Span(left, left + len(stripped), stripped), len(found), paragraph))
        if match:
            paragraph += "\n" in match.group()
            start = match.end()
    return tuple(found)

"""Which side is a phrase on, where its own words do not tell? The report before and around it says who is meant.

In order: a name explained elsewhere in the report ("X, a rebel commander"); the last phrase with the same head ("the
leader" after "a Taliban leader"); the last party named before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from outskirts.detect.parties.sides import ARTICLES, PartyFinder, Verdict

# How far back a definite noun phrase looks for the party it repeats, in characters; about a long paragraph.
REACH = 900
NAME = re.compile(r"[A-Z][^\W\d_]+(?:[ '’-](?:[a-z]{1,3}[ -])?[A-Z][^\W\d_]+)*\Z")
GLOSS = re.compile(r"\s*[,(]\s*((?:an?|the|its|his|their|who is)?\s?[^,.;()\n]{3,80})[,.;)]")
TITLE = re.compile(r"((?:[\w'’-]+ ){1,6})\Z")
STEM = 3


def side_in_report(
    finder: PartyFinder, phrase: str, text: str, at: int, on: date | None = None, hint: Sequence[str] = ()
) -> Verdict:
    """The verdict on ``phrase``, which stands at offset ``at`` of the report ``text``.

    Equal to ``finder.judge`` where the phrase's own words tell.
    """
    hints = tuple(hint)
    verdict: Verdict = finder.judge(phrase, on, hints)
    if verdict.side is not None or verdict.how == "neutral":
        return verdict
    if NAME.match(phrase) and (found := explained(finder, phrase, text, on, hints)):
        return found
    if not verdict.bare:
        return verdict
    return repeated(finder, phrase, text[max(0, at - REACH) : at], on, hints) or verdict


def explained(finder: PartyFinder, name: str, text: str, on: date | None, hint: tuple[str, ...]) -> Verdict | None:
    """By the gloss behind the name, or the words of office before it, at any mention in the report."""
    # "Synehubov" is introduced as "Governor Oleh Synehubov": the words before the first name count.
    for match in re.finditer(rf"\b{re.escape(name)}\b", text):
        gloss = GLOSS.match(text, match.end())
        if gloss and (found := told(finder.judge(gloss.group(1), on, hint))):
            return found
        title = TITLE.search(text, max(0, match.start() - 80), match.start())
        if title and (found := told(finder.judge(noun_phrase(title.group(1)), on, hint))):
            return found
    return None


def repeated(finder: PartyFinder, phrase: str, before: str, on: date | None, hint: tuple[str, ...]) -> Verdict | None:
    """By the last phrase with the same head, else the last party on a side."""
    head = phrase.split()[-1].lower()
    if len(head) > STEM:
        for match in reversed(list(re.finditer(rf"\b{re.escape(head)}\b", before, re.IGNORECASE))):
            left = TITLE.search(before, max(0, match.start() - 80), match.start())
            if left and (found := told(finder.judge(f"{noun_phrase(left.group(1))} {head}", on, hint))):
                return found
    parties = [party for party in finder.find(before, 0, hint, on) if party.side is not None]
    return Verdict(parties[-1].side, "context") if parties else None


def noun_phrase(left: str) -> str:
    """The words of ``left`` from its last article or other determiner on; all of them where it has none."""
    parts = left.split()
    begin = max((n for n, part in enumerate(parts) if part.lower() in ARTICLES), default=0)
    return " ".join(parts[begin:])


def told(verdict: Verdict) -> Verdict | None:
    """The verdict as one from context, if it names a side."""
    return Verdict(verdict.side, "context") if verdict.side is not None and verdict.how != "civilian" else None

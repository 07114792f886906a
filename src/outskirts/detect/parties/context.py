"""Which side is a phrase on, where its own words do not tell? The report before and around it says who is meant.

In order: whoever speaks ("our men", "the enemy"); a name explained elsewhere in the report ("X, a rebel commander");
the last phrase with the same head ("the leader" after "a Taliban leader"); what such men mean in this war; the last
party named before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from outskirts.detect.parties.sides import ARTICLES, PartyFinder, Verdict
from outskirts.detect.parties.words import words

# How far back a definite noun phrase looks for the party it repeats, in characters; about a long paragraph.
REACH = 900
NAME = re.compile(r"[A-Z][^\W\d_]+(?:[ '’-](?:[a-z]{1,3}[ -])?[A-Z][^\W\d_]+)*\Z")
GLOSS = re.compile(r"\s*[,(]\s*((?:an?|the|its|his|their|who is)?\s?[^,.;()\n]{3,80})[,.;)]")
TITLE = re.compile(r"((?:[\w'’-]+ ){1,6})\Z")
STEM = 3


def side_in_report(
    finder: PartyFinder,
    phrase: str,
    text: str,
    at: int,
    on: date | None = None,
    hint: Sequence[str] = (),
    voice: str | None = None,
) -> Verdict:
    """The verdict on ``phrase``, which stands at offset ``at`` of the report ``text``.

    Equal to ``finder.judge`` where the phrase's own words tell. ``voice`` is the side of whoever says it (the speaker,
    else the outlet), of whose enemy and whose own men it may speak.
    """
    hints = tuple(hint)
    verdict: Verdict = finder.judge(phrase, on, hints)
    if verdict.side is not None or verdict.how == "neutral":
        return verdict
    if voice is not None and (spoken := by_voice(finder, phrase, text[max(0, at - 8) : at], hints, voice)):
        return Verdict(spoken, "context")
    if NAME.match(phrase) and (found := explained(finder, phrase, text, on, hints)):
        return found
    if not verdict.bare:
        return verdict
    before = text[max(0, at - REACH) : at]
    if found := repeated(finder, phrase, before, on, hints):
        return found
    if fallback := finder.fallback(phrase, hints):
        return Verdict(fallback, "context")
    return last_named(finder, before, on, hints) or verdict


def by_voice(finder: PartyFinder, phrase: str, before: str, hint: tuple[str, ...], voice: str) -> str | None:
    """By who speaks: "our men" (also where "our" stands just before the phrase), "the enemy"."""
    low = [word.low for word in words(phrase)]
    if set(low) & finder.grammar.foes:
        return finder.enemy_of(voice, hint)
    owner = before.split()[-1:] or [""]
    return voice if set(low) & finder.grammar.own or owner[0].lower() in finder.grammar.own else None


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
    """By the last phrase with the same head."""
    head = phrase.split()[-1].lower()
    if len(head) > STEM:
        for match in reversed(list(re.finditer(rf"\b{re.escape(head)}\b", before, re.IGNORECASE))):
            left = TITLE.search(before, max(0, match.start() - 80), match.start())
            if left and (found := told(finder.judge(f"{noun_phrase(left.group(1))} {head}", on, hint))):
                return found
    return None


def last_named(finder: PartyFinder, before: str, on: date | None, hint: tuple[str, ...]) -> Verdict | None:
    """By the last party on a side."""
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

"""How is a claim said in a brief? One sentence for what one voice says, however many outlets print it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from outskirts.publish import wording
from outskirts.publish.brief.values import Group, Notes, Statement
from outskirts.publish.cite import Cited
from outskirts.vocabulary import Kind, Side

MOST_NOTES = 5
NO_SIDES: Mapping[str, Side] = {}
ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "one", "two", "three", "some", "several", "many"})


class Said(NamedTuple):
    """What makes two claims one statement: the same voice says the same of the same place and days."""

    voice: str
    side: str
    text: str


def statements(cited: Iterable[Cited], notes: Notes, most: int) -> tuple[tuple[Statement, ...], int]:
    """At most ``most`` statements, in order of day, and how many were left out."""
    merged = grouped(cited, notes.sides)
    shown = [statement(same, notes) for same in merged[:most]]
    return tuple(shown), max(0, len(merged) - most)


def group(title: str, cited: Iterable[Cited], notes: Notes, most: int, colour: str = "") -> Group:
    found, more = statements(cited, notes, most)
    return Group(title, found, more, colour)


def grouped(cited: Iterable[Cited], sides: Mapping[str, Side] = NO_SIDES) -> list[list[Cited]]:
    found: dict[Said, list[Cited]] = {}
    for one in sorted(cited, key=order):
        found.setdefault(said(one, sides), []).append(one)
    return list(found.values())


def order(one: Cited) -> tuple[date, str, str, int, str]:
    return (one.day or date.min, one.voice.casefold(), one.claim.report_id, one.claim.trigger.start, one.claim.id)


def said(one: Cited, sides: Mapping[str, Side]) -> Said:
    claim = one.claim
    voice = claim.speakers[0].name if claim.speakers else one.outlet
    return Said(
        voice.casefold(),
        one.voice_side or "",
        f"{claim.stance} {wording.happening(claim, sides)} {claim.when.start} {claim.when.end}",
    )


def statement(same: list[Cited], notes: Notes) -> Statement:
    first = same[0]
    words = wording.wording().stances[first.claim.stance]
    numbers = tuple(dict.fromkeys(notes.number(one) for one in same[:MOST_NOTES]))
    outlets = {one.outlet for one in same if one.outlet}
    carried = f" (in {len(outlets)} outlets: one voice)" if len(outlets) > 1 and first.claim.speakers else ""
    return Statement(f"{sentence(first, notes.sides)}{carried}.", numbers, words.mark, words.label)


def sentence(one: Cited, sides: Mapping[str, Side] = NO_SIDES) -> str:
    """``Russia's defence ministry reported the capture of Vuhledar by its forces, 2 Oct 2024``, without a full stop."""
    claim = one.claim
    if claim.kind is Kind.NO_COMMENT:
        who = claim.actor.name if claim.actor else "a party"
        return f"{capital(who)} did not comment or did not answer, {by(one)}"
    if claim.kind is Kind.UNVERIFIED:
        where = f" on {claim.place.name}" if claim.place else ""
        return f"{capital(one.outlet or 'the report')} said that it could not check what was claimed{where}"
    verb = wording.wording().stances[claim.stance].verb
    when = wording.days(claim.when)
    via = "," if "," in one.voice else ""
    return f"{capital(named(one.voice))}{via} {verb} {wording.happening(claim, sides)}{f', {when}' if when else ''}"


def named(voice: str) -> str:
    """A voice with the article that names come without: ``the city's military administration``, but ``residents``."""
    words = voice.split(", via")[0].split()
    bare = bool(words) and words[0][:1].islower() and words[0] not in ARTICLES
    return f"the {voice}" if bare and not (words[-1].endswith("s") and len(words) == 1) else voice


def by(one: Cited) -> str:
    return f"according to {one.outlet}" if one.outlet else "according to the report"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]

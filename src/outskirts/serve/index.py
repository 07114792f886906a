"""Which claims have these words, this side, kind, stance, speaker, outlet, place, day, and how many have each? Answered
from columns in memory, so that facets are counted anew at every keystroke."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from outskirts.ledger.searching import match_fts5
from outskirts.ledger.values import StoredClaim
from outskirts.publish.cite import from_stored

FACETS = ("side", "kind", "stance", "speaker", "outlet", "place")
SHOWN = 40  # values of a facet
NONE = ""  # the value of a claim that has none
SIDELESS = "none"  # of third parties and of the reports themselves
Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; of the values of one facet any, of the facets all."""

    text: str = ""
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Selected:
    """``rows`` are positions of claims, latest first; ``counts`` for each facet (value, count), commonest first."""

    rows: Rows
    counts: Mapping[str, Sequence[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Column:
    """Values as numbers: ``codes`` (claims,) point into ``values``."""

    values: tuple[str, ...]
    codes: Rows
    numbers: Mapping[str, int]

    def having(self, wanted: Sequence[str]) -> Flags:
        flags = np.zeros(len(self.values) + 1, dtype=bool)
        flags[[self.numbers.get(value, len(self.values)) for value in wanted]] = True
        flags[len(self.values)] = False
        found: Flags = flags[self.codes]
        return found

    def counted(self, rows: Flags) -> list[tuple[str, int]]:
        counts = np.bincount(self.codes[rows], minlength=len(self.values))
        order = np.argsort(-counts, kind="stable")[:SHOWN]
        return [(self.values[n], int(counts[n])) for n in order if counts[n] and self.values[n] != NONE]


class Index:
    """The columns of claims. Safe for threads."""

    def __init__(self, stored: Sequence[StoredClaim]) -> None:
        self.stored = stored
        self.lock = Lock()
        self.words: sqlite3.Connection | None = None
        self.columns = {name: column(VALUES[name](one) for one in stored) for name in FACETS}
        days = (from_stored(one).day for one in stored)
        self.day: Rows = np.array([day.toordinal() if day else 0 for day in days], dtype=np.int64)

    def select(self, wanted: Wanted, within: Flags | None = None) -> Selected:
        """``within`` are the claims to choose from; all without it."""
        base = self.chosen(wanted, within)
        has = {name: self.columns[name].having(values) for name, values in wanted.values.items() if values}
        counts = {}
        for name in FACETS:
            rows = base
            for other, flags in has.items():
                rows = rows & flags if other != name else rows
            counts[name] = self.columns[name].counted(rows)
        for flags in has.values():
            base = base & flags
        return Selected(np.flatnonzero(base)[::-1], counts)

    def chosen(self, wanted: Wanted, within: Flags | None = None) -> Flags:
        """The claims with the words and days wanted, whatever their values."""
        base = np.ones(len(self.stored), dtype=bool) if within is None else within.copy()
        if wanted.since is not None:
            base &= self.day >= wanted.since.toordinal()
        if wanted.until is not None:
            base &= (self.day <= wanted.until.toordinal()) & (self.day > 0)
        if wanted.text:
            base &= self.holding(wanted.text)
        return base

    def holding(self, text: str) -> Flags:
        """The claims in whose sentence, speakers, place, title or outlet all the words stand; the last may be begun."""
        flags = np.zeros(len(self.stored), dtype=bool)
        query = match_fts5(text if text.endswith(("*", '"', " ")) else f"{text}*")
        if query:
            with self.lock:
                if self.words is None:
                    self.words = worded(self.stored)
                found = self.words.execute("select rowid from words where words match ?", (query,)).fetchall()
            flags[[n for (n,) in found]] = True
        return flags


VALUES: dict[str, Callable[[StoredClaim], str]] = {
    "side": lambda one: (one.claim.speakers[0].side or SIDELESS) if one.claim.speakers else SIDELESS,
    "kind": lambda one: str(one.claim.kind),
    "stance": lambda one: str(one.claim.stance),
    "speaker": lambda one: one.claim.speakers[0].name if one.claim.speakers else NONE,
    "outlet": lambda one: one.outlet,
    "place": lambda one: one.claim.place.place.id if one.claim.place and one.claim.place.place else NONE,
}


def column(values: Iterable[str]) -> Column:
    numbers: dict[str, int] = {}
    codes = [numbers.setdefault(value, len(numbers)) for value in values]
    return Column(tuple(numbers), np.array(codes, dtype=np.int64), numbers)


def worded(stored: Sequence[StoredClaim]) -> sqlite3.Connection:
    """A full-text index of the claims, in memory."""
    made = sqlite3.connect(":memory:", check_same_thread=False)
    made.execute(
        "create virtual table words using fts5(text, content='', columnsize=0, detail=full, "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    made.executemany("insert into words (rowid, text) values (?, ?)", ((n, said(s)) for n, s in enumerate(stored)))
    return made


def said(one: StoredClaim) -> str:
    claim = one.claim
    place = claim.place.name if claim.place else ""
    known = claim.place.place.name if claim.place and claim.place.place else ""
    speakers = (speaker.name for speaker in claim.speakers)
    return "\n".join((claim.sentence.text or claim.trigger.text, *speakers, place, known, one.title, one.outlet))

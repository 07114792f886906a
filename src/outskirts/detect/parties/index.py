"""Which party does a name belong to? The names of all conflicts and of the general parties, found by first word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from outskirts.detect.parties.words import FOLLOWING, PLAIN, Word, words
from outskirts.vocabulary import Conflict, Side

Usable = Callable[[tuple["Entry", ...]], object]


class Rank(IntEnum):
    """How plainly a name tells the side: a phrase follows the highest rank among its names."""

    GENERIC = 0
    REGION = 1
    ADJECTIVE = 2
    PROPER = 3


FIELDS: tuple[tuple[str, Rank], ...] = (
    ("names", Rank.ADJECTIVE),
    ("adjectives", Rank.ADJECTIVE),
    ("seats", Rank.ADJECTIVE),
    ("weapons", Rank.ADJECTIVE),
    ("forces", Rank.PROPER),
    ("officials", Rank.PROPER),
    ("outlets", Rank.PROPER),
    ("regions", Rank.REGION),
    ("generic", Rank.GENERIC),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One name's meaning. ``code`` is None for what is on no side; ``conflict`` is empty for general parties; ``state``
    where the name is that of a state's side or of a third state."""

    code: str | None
    rank: Rank
    field: str
    conflict: str = ""
    state: bool = False
    home: bool = False
    since: date | None = None
    until: date | None = None

    def stands(self, on: date | None) -> bool:
        """Whether the name means this on the day; names bound to days mean nothing where no day is known."""
        if self.since is None and self.until is None:
            return True
        return on is not None and (self.since or date.min) <= on <= (self.until or date.max)


@dataclass(frozen=True, slots=True)
class Hit:
    """Words ``first`` to ``last`` (inclusive) of a phrase are a name with these meanings."""

    first: int
    last: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as listed, in words; ``exact`` words must stand as printed (acronyms), others only keep their capitals."""

    low: tuple[str, ...]
    printed: tuple[str, ...]
    entries: tuple[Entry, ...]


class Index:
    """Names by first word, longest first."""

    def __init__(self, listed: Iterable[tuple[str, Entry]]) -> None:
        gathered: dict[tuple[str, ...], tuple[tuple[str, ...], list[Entry]]] = {}
        for text, entry in listed:
            printed = tuple(word.text.replace("’", "'") for word in words(text))
            if not printed:
                continue
            low = tuple(word.lower() for word in printed)
            held = gathered.setdefault(low, (printed, []))
            if looser(printed[0], held[0][0]):
                gathered[low] = held = (printed, held[1])
            if entry not in held[1]:
                held[1].append(entry)
        self.by_first: dict[str, tuple[Name, ...]] = {}
        grouped: dict[str, list[Name]] = {}
        for low, (printed, entries) in gathered.items():
            grouped.setdefault(low[0], []).append(Name(low, printed, tuple(entries)))
        for first, names in grouped.items():
            self.by_first[first] = tuple(sorted(names, key=lambda name: -len(name.low)))
        # First words that stand in lower case for some name; any other in lower case starts none ("is", "so").
        self.small = {first for first, names in self.by_first.items() if any(n.printed[0][0].islower() for n in names)}
        # How far a name may reach from its first word, in characters, with room for a possessive at each word.
        self.reach = {
            first: max(sum(len(word) + 4 for word in name.low) for name in names)
            for first, names in self.by_first.items()
        }

        self.seconds = {
            first: frozenset(name.low[1] for name in names if len(name.low) > 1)
            for first, names in self.by_first.items()
        }

    def spots(self, text: str, usable: Usable) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
        """Start, end and meanings of the names in a long text; as :meth:`hits`, without looking at every word twice."""
        by_first, after = self.by_first, 0
        for match in PLAIN.finditer(text):
            printed = match.group()
            first = printed.lower()
            if first not in by_first:
                first = first.replace("’", "'")
                if first not in by_first:
                    continue
            start = match.start()
            if start < after or (first not in self.small and printed[0].islower()):
                continue
            # What follows is cut into words only where it may belong to a name of several.
            second = FOLLOWING.match(text, match.end()) if self.seconds[first] else None
            longer = second is not None and second[1].lower().replace("’", "'") in self.seconds[first]
            near: list[Word] = []
            for name in by_first[first]:
                if len(name.low) == 1:
                    stands, end = keeps(printed, name.printed[0]), match.end()
                elif not longer:
                    continue
                else:
                    near = near or words(text[start : start + self.reach[first]])
                    stands = stands_at(name, near, 0)
                    end = start + near[len(name.low) - 1].end if stands else start
                if stands and usable(name.entries):
                    after = end
                    yield start, after, name.entries
                    break

    def hits(self, found: Sequence[Word], usable: Usable) -> Iterator[Hit]:
        """Names in the words, longest first at each word, none inside another; only those with ``usable`` meanings."""
        by_first = self.by_first
        at, count = 0, len(found)
        while at < count:
            names = by_first.get(found[at].low)
            step = 1
            if names is not None:
                for name in names:
                    if stands_at(name, found, at) and usable(name.entries):
                        step = len(name.low)
                        yield Hit(at, at + step - 1, name.entries)
                        break
            at += step


def looser(one: str, other: str) -> bool:
    """Whether a spelling fits more than another: lower case fits capitals too, "Nato" fits "NATO"."""
    return one[0].islower() > other[0].islower() or (not one.isupper() and other.isupper() and len(other) > 1)


def stands_at(name: Name, found: Sequence[Word], at: int) -> bool:
    """Whether the words from ``at`` are the name, unbroken by a comma, with the capitals that it needs."""
    size = len(name.low)
    if at + size > len(found):
        return False
    for k in range(1, size):
        if found[at + k].low != name.low[k] or found[at + k].cut:
            return False
    return capitals(found, at, name)


def capitals(found: Sequence[Word], at: int, name: Name) -> bool:
    """Whether the words keep the name's capitals: an acronym all of them, another name its first letters."""
    return all(
        keeps(word.text, printed) for word, printed in zip(found[at : at + len(name.low)], name.printed, strict=False)
    )


def keeps(word: str, printed: str) -> bool:
    """Whether a word keeps the capitals of a name's word."""
    if printed[0].islower():
        return True
    if len(printed) > 1 and printed.isupper() and len(printed) <= 5:
        return word == printed
    return not word[0].islower()


def entries_of(conflicts: Sequence[Conflict], state_forces: Iterable[str] = ()) -> Iterator[tuple[str, Entry]]:
    """Every name of every side; a surname that two sides of a war share means neither.

    ``state_forces`` are the words that mean the state's side in a war inside one state ("warplanes").
    """
    for conflict in conflicts:
        held: dict[str, set[str]] = {}
        for side in conflict.sides:
            if side.since is None and side.until is None:
                for official in side.officials:
                    held.setdefault(official.lower(), set()).add(side.code)
        for side in conflict.sides:
            for text, entry in entries_of_side(side, conflict.id):
                if entry.field != "officials" or len(held.get(text.lower(), ())) <= 1:
                    yield text, entry
        state = state_of(conflict)
        if state is not None:
            given = {text.lower() for side in conflict.sides for text in side.generic}
            entry = Entry(state.code, Rank.GENERIC, "generic", conflict.id, state.state, state.home)
            for text in sorted(set(state_forces) - given):
                yield text, entry


def state_of(conflict: Conflict) -> Side | None:
    """The state that a war inside it is fought against: the one state among its first two sides, if it is one."""
    states = [side for side in conflict.sides[:2] if side.state]
    return states[0] if len(states) == 1 else None


def entries_of_side(side: Side, conflict: str) -> Iterator[tuple[str, Entry]]:
    for field, rank in FIELDS:
        # A party that is no state (Hamas, the RSF) is meant wherever it is named, as a force is.
        own = Rank.PROPER if rank is Rank.ADJECTIVE and not side.state and field != "weapons" else rank
        entry = Entry(side.code, own, field, conflict, side.state, side.home, side.since, side.until)
        for text in getattr(side, field):
            yield text, entry

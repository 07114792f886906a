"""Which side is a noun phrase on?

The decision follows the head of the phrase: a name that covers it or stands before it, nearest the head first
("Russian-held Donetsk's Ukrainian defenders" are Ukraine's); then the words by which this war's reporters call a side
("the rebels"); then the name that an "of" or a comma adds ("head of the Russian general staff"). People without office
are civilians, whatever their nation. What has no word that tells is None; ``bare`` says that words before it may tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from outskirts.detect.parties.grammar import Grammar, load_grammar
from outskirts.detect.parties.index import Entry, Hit, Index, Rank, entries_of, state_of
from outskirts.detect.parties.wars import rank
from outskirts.detect.parties.words import Word, words
from outskirts.vocabulary import Conflict, Party, Side, Span

ARTICLES = frozenset(
    {
        "the",
        "a",
        "an",
        "some",
        "several",
        "many",
        "both",
        "two",
        "three",
        "its",
        "his",
        "their",
        "her",
        "our",
        "this",
        "that",
        "these",
        "those",
    }
)
PRONOUNS = frozenset(
    {"it", "he", "she", "they", "them", "him", "which", "who", "we", "us", "i", "you", "its", "his", "their"}
)
CIVILIAN = "CIV"
# Reports (by their wars and day) whose choices among meanings are kept.
REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Verdict:
    """``side`` and why: "named", "generic" (a word that means the side in this war), "context" (told by other words of
    the report), "civilian", "neutral" (on no side, as named), "bare" (nothing in the words tells; what came before
    may), "unknown"."""

    side: str | None
    how: str

    @property
    def bare(self) -> bool:
        return self.how == "bare"


BARE, NONE, NEUTRAL = Verdict(None, "bare"), Verdict(None, "unknown"), Verdict(None, "neutral")


class PartyFinder:
    """Finds and judges parties by the lists of ``conflicts``. Immutable once built; build it once."""

    def __init__(self, conflicts: Sequence[Conflict], grammar: Grammar | None = None) -> None:
        self.grammar = grammar or load_grammar()
        self.conflicts = {conflict.id: conflict for conflict in conflicts}
        self.index = Index([*self.grammar.listed, *entries_of(conflicts, self.grammar.state_forces)])
        self.breaks = self.grammar.breaks
        self.chosen: dict[tuple[tuple[str, ...], date | None], dict[int, Entry | None]] = {}
        self.judge = lru_cache(maxsize=16384)(self._judge)

    # What a text names

    def find(self, text: str, offset: int = 0, hint: Sequence[str] = (), on: date | None = None) -> tuple[Party, ...]:
        """The parties named in ``text`` (a sentence), offsets shifted by ``offset``; third states have side None."""
        chosen = self.chooser(tuple(hint), on)
        out = []
        for start, end, entries in self.index.spots(text, chosen):
            entry = chosen(entries)
            if entry is not None and entry.rank is not Rank.REGION:
                name = text[start:end]
                out.append(Party(Span(offset + start, offset + end, name), name, entry.code))
        return tuple(out)

    def conflict_of(self, text: str, published: date | None = None) -> tuple[str, ...]:
        """Ids of the conflicts that the text tells of, best first; see :func:`outskirts.detect.parties.wars.rank`."""
        return rank(text, self.index, self.conflicts, published)

    # What a phrase means

    def side_of(self, phrase: str, on: date | None = None, hint: Sequence[str] = ()) -> str | None:
        """The side code of a noun phrase, or None. ``hint`` is the ids of :meth:`conflict_of`, best first."""
        return self.judge(phrase, on, tuple(hint)).side

    def _judge(self, phrase: str, on: date | None = None, hint: tuple[str, ...] = ()) -> Verdict:
        found = words(phrase)
        while found and found[0].low in ARTICLES and len(found) > 1:
            found = found[1:]
        if not found:
            return NONE
        if len(found) == 1 and found[0].low in PRONOUNS and found[0].text != "US":
            return BARE
        parts = conjuncts(found, self.usable(found, on, hint))
        if len(parts) > 1:
            return self.joined([self.phrase(part, on, hint) for part in parts], on, hint)
        return self.phrase(found, on, hint)

    def joined(self, verdicts: list[Verdict], on: date | None, hint: tuple[str, ...]) -> Verdict:
        """A and B: NATO with its members is NATO; else the first that is named and on a side."""
        named = [v for v in verdicts if v.how == "named"]
        if any(v.how == "generic" for v in verdicts):
            # "the army and its allies": what does not tell goes with what does
            verdicts = [v for v in verdicts if v.how not in ("bare", "unknown", "civilian")]
        if any(v.side == "NATO" for v in verdicts) and any(v.side not in (None, "NATO") for v in verdicts):
            return Verdict("NATO", "named")
        if named:
            return named[0]
        sides = {v.side for v in verdicts}
        return verdicts[0] if len(sides) == 1 else NEUTRAL

    def phrase(self, found: list[Word], on: date | None, hint: tuple[str, ...]) -> Verdict:
        """The verdict on a phrase without conjuncts."""
        hits = self.usable(found, on, hint)
        covered = {n for hit in hits for n in range(hit.first + 1, hit.last + 1)}
        end = next(
            (n for n, word in enumerate(found) if n and n not in covered and (word.cut or word.low in self.breaks)),
            len(found),
        )
        head = found[end - 1].low
        covers = any(hit.last == end - 1 and hit.entries[0].rank is not Rank.GENERIC for hit in hits)
        if head in self.grammar.civilians and not covers:
            return Verdict(CIVILIAN, "civilian")
        before = [hit for hit in hits if hit.first < end]
        inner = self.named(found, before, end, on, hint)
        if inner is not None and inner.how != "default":
            return inner
        outer = self.after(found, [hit for hit in hits if hit.first >= end], end, head, on, hint)
        if outer is not None:
            return outer
        if inner is not None:
            return Verdict(inner.side, "generic")
        if head in self.grammar.bystanders or any(w.low in self.grammar.bystanders for w in found[:end]):
            return NEUTRAL
        return BARE if head in self.grammar.bare else NONE

    def named(
        self, found: list[Word], hits: list[Hit], end: int, on: date | None, hint: tuple[str, ...]
    ) -> Verdict | None:
        """By the names before or at the head (word ``end - 1``)."""
        genitive = max((n for n in range(end - 1) if found[n].possessive), default=-1)
        best: tuple[tuple[bool, float, int], Entry, bool] | None = None
        generic: Entry | None = None
        chosen = self.chooser(hint, on)
        for hit in hits:
            entry = chosen(hit.entries)
            if entry is None:
                continue
            manner = self.manner(found, hit)
            if manner == "void":
                continue
            if manner == "against":
                entry = self.enemy(entry)
                if entry is None:
                    continue
            if entry.rank is Rank.GENERIC:
                if generic is None or (hit.last == end - 1 and generic.home):
                    generic = entry
                continue
            # Whoever holds a region has its officials: "Russian-occupied Kherson" lies between region and nation.
            strength = Rank.REGION + 0.5 if manner == "weak" else float(entry.rank)
            order = (hit.first > genitive, strength, hit.last)
            if best is None or order > best[0]:
                best = (order, entry, manner == "weak")
        return settle(best[1] if best else None, bool(best and best[2]), generic, self)

    def after(
        self, found: list[Word], hits: list[Hit], end: int, head: str, on: date | None, hint: tuple[str, ...]
    ) -> Verdict | None:
        """By the names after the head: behind "of", a comma, a bracket; behind "in" for holders of an office there."""
        if end >= len(found):
            return None
        link = found[end].low
        # "fighters loyal to the army"
        tied = link == "to" and head in self.grammar.weak
        belongs = found[end].cut or tied or link in self.grammar.belonging
        if not belongs and not (link in self.grammar.lying and any(w.low in self.grammar.offices for w in found[:end])):
            return None
        tail = (
            self.phrase(found[end:] if found[end].cut else found[end + 1 :], on, hint) if end + 1 < len(found) else NONE
        )
        if tail.side == CIVILIAN or tail.how in ("bare", "unknown"):
            return None
        return tail

    def usable(self, found: list[Word], on: date | None, hint: tuple[str, ...]) -> list[Hit]:
        """The names that mean something in these wars."""
        return list(self.index.hits(found, self.chooser(hint, on)))

    def chooser(self, hint: tuple[str, ...], on: date | None) -> Callable[[tuple[Entry, ...]], Entry | None]:
        """:meth:`choose` for one report; remembers, since the same few names come again and again."""
        known: dict[int, Entry | None] = self.chosen.setdefault((hint, on), {})
        if len(self.chosen) > REMEMBERED:
            self.chosen.clear()

        def chosen(entries: tuple[Entry, ...]) -> Entry | None:
            key = id(entries)  # the index keeps its tuples, so an id is never another's
            if key not in known:
                known[key] = self.choose(entries, hint, on)
            return known[key]

        return chosen

    def manner(self, found: list[Word], hit: Hit) -> str:
        """How a hyphen turns the name: "void" (Russian-made), "weak" (Russian-backed), "against" (anti-Russian), ""."""
        last = found[hit.last]
        if hit.first == hit.last and hit.entries[0].field == "officials" and self.is_first_name(found, hit.last):
            return "void"
        if last.hyphen and hit.last + 1 < len(found):
            tail = found[hit.last + 1].low
            if tail in self.grammar.void:
                return "void"
            if tail in self.grammar.weak:
                return "weak"
        if hit.first:
            prefix = found[hit.first - 1]
            if prefix.hyphen and prefix.low in self.grammar.against:
                return "against"
        return ""

    def is_first_name(self, found: list[Word], at: int) -> bool:
        """Whether a listed surname is followed by another name, and so is somebody else's first name."""
        after = found[at + 1] if at + 1 < len(found) else None
        return after is not None and not found[at].possessive and not after.cut and after.text[0].isupper()

    def choose(self, entries: Sequence[Entry], hint: tuple[str, ...], on: date | None) -> Entry | None:
        """The meaning of a name in these wars.

        That of the best-ranked war that has it; else the general one; else that of any war, if it is one side's only.
        """
        standing = [entry for entry in entries if entry.stands(on)]
        for id_ in hint:
            own = [entry for entry in standing if entry.conflict == id_]
            if own:
                return max(own, key=lambda entry: (entry.since is not None, entry.rank))
        for entry in standing:
            if not entry.conflict:
                return entry
        loose = [entry for entry in standing if entry.rank is not Rank.GENERIC and (not hint or not entry.state)]
        return loose[0] if loose and len({entry.code for entry in loose}) == 1 else None

    def fallback(self, phrase: str, hint: Sequence[str] = ()) -> str | None:
        """The side that bare words for armed men mean when nothing else tells: in a war inside one state "soldiers" and
        "tanks" are the state's, "fighters" and "gunmen" those of its first opponent."""
        conflict = self.conflicts.get(hint[0]) if hint else None
        state = state_of(conflict) if conflict else None
        found = words(phrase)
        if conflict is None or state is None or not found:
            return None
        if found[-1].low in self.grammar.state_troops:
            return state.code
        if found[-1].low in self.grammar.rebel_troops:
            return next(side.code for side in conflict.sides if side.code != state.code)
        return None

    def enemy_of(self, side: str | None, hint: Sequence[str] = ()) -> str | None:
        """Whoever fights a side in the best-ranked war that has it, or None."""
        for id_ in hint:
            if any(known.code == side for known in self.conflicts[id_].sides):
                found = self.enemy(Entry(side, Rank.ADJECTIVE, "names", id_))
                return found.code if found else None
        return None

    def enemy(self, entry: Entry) -> Entry | None:
        """Whoever fights the entry's side: the first side of the war that is neither it nor its ally."""
        conflict = self.conflicts.get(entry.conflict)
        if conflict is None:
            return None
        own = next(side for side in conflict.sides if side.code == entry.code)
        for side in conflict.sides:
            if (
                side.code != own.code
                and side.belligerent
                and side.code not in own.allies
                and own.code not in side.allies
            ):
                return Entry(side.code, Rank.ADJECTIVE, "names", conflict.id, side.state, side.home)
        return None

    def side(self, entry: Entry) -> Side | None:
        conflict = self.conflicts.get(entry.conflict)
        return next((side for side in conflict.sides if side.code == entry.code), None) if conflict else None


def settle(named: Entry | None, weak: bool, generic: Entry | None, finder: PartyFinder) -> Verdict | None:
    """A nation's name against a word that means a side in this war.

    "Syrian rebels" are no army of Syria's, "Turkish-backed rebels" none of Turkey's; but "Russian defenders" are
    Russian, and "Russian-backed officials" no officials of the country they sit in.
    """
    if generic is not None:
        # "The governor" is the home side's unless what follows says of what.
        meant = Verdict(generic.code, "default" if generic.home else "generic")
        if named is None:
            return meant
        if weak and named.code is None:
            return meant
        if weak:
            side = finder.side(generic)
            ally = side is not None and (named.code in side.allies or named.code == side.code)
            return meant if ally or not generic.home else Verdict(named.code, "named")
        internal = named.home and not generic.home and not generic.state and named.rank is not Rank.PROPER
        if internal or (named.rank is Rank.REGION and not generic.home):
            return meant
    if named is None:
        return None
    if weak and named.code is None:
        return None
    return Verdict(named.code, "named") if named.code else NEUTRAL


def conjuncts(found: list[Word], hits: Sequence[Hit]) -> list[list[Word]]:
    """The phrase cut at its "and", where both parts hold a name of their own, or neither does."""
    inside = {n for hit in hits for n in range(hit.first, hit.last + 1)}
    at = [n for n, word in enumerate(found) if word.low in ("and", "or") and n not in inside and 0 < n < len(found) - 1]
    if not at:
        return [found]
    parts: list[list[Word]] = []
    begin = 0
    for n in at:
        parts.append(found[begin:n])
        begin = n + 1
    parts.append(found[begin:])
    return [part for part in parts if part]

"""Which stretches of a sentence may name a place? Runs of capitalised words, cut longest-first into names that the
index knows, with persons marked. Text alone is read; nothing is decided yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from outskirts.detect.places.cues import PlaceCues
from outskirts.detect.places.names import NameIndex
from outskirts.vocabulary import Relation, Sentence

_UPPER = "".join(chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(c).isupper())
_PARTICLES = r"of the|of|de la|de los|de|del|du|la|el|al|bin|ibn|e"
PARTICLES = frozenset(["of", "the", "de", "del", "du", "la", "los", "el", "al", "bin", "ibn", "e"])
MAX_WORDS = 5
LONGEST_TITLE = 180
# Words of a text so long are at most 45, so that one in eight of them is at most these.
MOST_SMALL = LONGEST_TITLE // 4 // 8
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = re.compile(r"(?<![\w’'-])[^\W\d_A-Z][\w’'-]{2,}")


@dataclass(slots=True)
class Token:
    """A word of a run, with offsets into the sentence."""

    text: str
    low: str
    start: int
    end: int


@dataclass(slots=True)
class Spot:
    """A stretch that may name a place: tokens ``first`` to ``last`` (exclusive) of ``run``. ``start`` and ``end`` are
    offsets into the sentence; ``known`` where the index has the name; ``person`` where it is part of a person's
    name."""

    sentence: Sentence
    start: int
    end: int
    name: str
    query: str
    run: list[Token]
    first: int
    last: int
    known: bool = True
    person: bool = False
    titled: bool = False
    fixed_kind: str = ""
    left: list[str] = field(default_factory=list)
    right: str = ""


def _pattern(cues: PlaceCues) -> re.Pattern[str]:
    found = _COMPILED.get(id(cues.after_comma))
    if found is None:
        listed = (*cues.after_comma, *cues.anywhere, *cues.countries, *cues.dotted)
        dotted = frozenset(name for name in listed if name.endswith("."))
        capital = frozenset(word.capitalize() for word in cues.possessive)
        found = _COMPILED[id(cues.after_comma)] = _runs(dotted | capital)
    return found


_COMPILED: dict[int, re.Pattern[str]] = {}


@lru_cache(maxsize=4)
def _runs(whole: frozenset[str]) -> re.Pattern[str]:
    """Runs of capitalised words, joined by spaces and by small words such as "of". ``whole`` are words that no full
    stop or apostrophe ends."""
    listed = "|".join(re.escape(a) for a in sorted(whole, key=len, reverse=True))
    upper = f"[{_UPPER}]"
    article = rf"(?:(?:al|el|an|ar|as|ash|at|ath|az|ad|ed|en|er|es|et|ez|ul|ur)[-‑]|[’'ʿ‘](?={upper}))?"
    plain = rf"{article}{upper}\w*(?:[-‑’'ʼ‘`](?!(?:s|d|m|t|ll|ve|re)\b)\w+)*"
    word = rf"(?:(?:{listed})(?!\w)|(?:{upper}\.)+(?:{upper}\b)?|{plain})"
    # What it may begin with comes first, so that most places in the text are passed at a glance
    begins = f"(?=[{_UPPER}aeu'’ʿ‘])"
    return re.compile(rf"{begins}(?<!\w){word}(?:[  ](?:(?:{_PARTICLES})[  ])*{word})*")


def tokens(text: str, start: int) -> list[Token]:
    """The words of a run, which begins at ``start`` of the sentence."""
    found = []
    for word in text.replace("\xa0", " ").split(" "):
        end = start + len(word)
        if word:
            found.append(Token(word, word.lower(), start, end))
        start = end + 1
    return found


def spots(sentence: Sentence, names: NameIndex, cues: PlaceCues, surnames: set[str]) -> list[Spot]:
    """Every stretch of the sentence that may name a place, in order: known names, and what is left over of each run.
    Adds to ``surnames`` the last names of the persons that it comes upon."""
    text = sentence.span.text
    titled = sentence.heading or _title_case(text, cues)
    found: list[Spot] = []
    for match in _pattern(cues).finditer(text):
        run = tokens(match.group(), match.start())
        if len(run) == 1 and run[0].low in cues.stop and run[0].text not in cues.countries:
            continue
        persons = _persons(text, run, names, cues, titled)
        found += _cut(sentence, run, persons, names, cues, titled)
        surnames.update(
            word.text
            for word, person, then in zip(run, persons, [*persons[1:], False], strict=True)
            if person and not then
        )
    for spot in found:
        spot.left = before(text, spot.start)
        spot.right = text[spot.end : spot.end + 60]
    return found


_BEFORE = re.compile(r"[^\s,;:()\[\]“”\"…]+|[,;:()\[\]“”\"…]")


def before(text: str, start: int) -> list[str]:
    """The words and marks before ``start``, lower case, nearest first."""
    return _BEFORE.findall(text[max(0, start - 90) : start].lower())[::-1]


def _title_case(text: str, cues: PlaceCues) -> bool:
    """Whether every word but the little ones begins with a capital, one in eight excepted."""
    if len(text) > LONGEST_TITLE:
        return False
    small = 0
    for word in _SMALL.findall(text):
        if word not in cues.little:
            small += 1
            if small > MOST_SMALL:
                return False
    words = sum(len(word) > 2 for word in _WORD.findall(text))
    return words >= 4 and small <= words // 8


def _cut(
    sentence: Sentence, run: list[Token], persons: list[bool], names: NameIndex, cues: PlaceCues, titled: bool
) -> list[Spot]:
    text = sentence.span.text
    found: list[Spot] = []
    loose: int | None = None
    i = 0
    while i < len(run):
        taken = _longest(text, run, i, persons, names, cues)
        if taken:
            if loose is not None:
                found.append(_spot(sentence, run, loose, i, persons, titled, known=False))
                loose = None
            spot = _spot(sentence, run, i, i + taken, persons, titled, known=True)
            found += _named(spot, cues) if taken > 1 or "-" not in spot.name else _hyphened(spot, names, cues)
            i += taken
            continue
        free = not persons[i] and run[i].low not in cues.stop and run[i].low.strip(".") not in cues.titles
        free = free and not _of_a_people(run[i].low, cues) and len(run[i].text) > 1
        if free and loose is None and run[i].low not in PARTICLES:
            loose = i
        elif not free and loose is not None:
            found.append(_spot(sentence, run, loose, i, persons, titled, known=False))
            loose = None
        i += 1
    if loose is not None:
        found.append(_spot(sentence, run, loose, len(run), persons, titled, known=False))
    return [piece for spot in found for piece in (_hyphened(spot, names, cues) if not spot.known else [spot])]


def _of_a_people(low: str, cues: PlaceCues) -> bool:
    """ "Russian", "Russian-occupied"."""
    return low in cues.demonyms or ("-" in low and low.partition("-")[0] in cues.demonyms)


def _longest(text: str, run: list[Token], i: int, persons: list[bool], names: NameIndex, cues: PlaceCues) -> int:
    """How many tokens from ``i`` on make the longest known name; 0 for none."""
    if run[i].low in PARTICLES and run[i].text.islower():
        return 0
    heads = run[i].low.partition("-")[0] in cues.phrase_heads
    for size in range(min(MAX_WORDS, len(run) - i), 0, -1):
        last = run[i + size - 1]
        if last.text.islower():
            continue
        if size == 1 and not _may_stand_alone(run[i], cues):
            return 0
        phrase = text[run[i].start : last.end]
        if heads and (phrase.lower() in cues.stop_phrases or phrase.lower().replace(" ", "-") in cues.demonyms):
            return 0
        if size > 1 and any(persons[i : i + size]) and not all(persons[i : i + size]):
            continue
        if phrase in cues.countries or phrase in cues.anywhere or names.knows(phrase):
            return size
        if phrase in cues.after_comma or phrase in cues.postal:
            return size if text[: run[i].start].rstrip(" (").endswith(",") else 0
    return 0


def _may_stand_alone(token: Token, cues: PlaceCues) -> bool:
    if token.text in cues.countries:
        return True
    low = token.low
    if low in cues.stop or low.strip(".") in cues.titles or low in cues.demonyms:
        return False
    if low in cues.kinds or low in cues.plurals or low in cues.streets or _of_a_body(low, cues):
        return False
    return len(token.text) > 2 or token.text in cues.postal or (len(token.text) == 2 and not token.text.isupper())


def _of_a_body(low: str, cues: PlaceCues) -> bool:
    return low in cues.org_local or low in cues.org_whole or low in cues.org_of


def _spot(
    sentence: Sentence, run: list[Token], first: int, last: int, persons: list[bool], titled: bool, *, known: bool
) -> Spot:
    while last - 1 > first and run[last - 1].text.islower():
        last -= 1
    start, end = run[first].start, run[last - 1].end
    name = sentence.span.text[start:end]
    person = all(persons[first:last])
    return Spot(sentence, start, end, name, name, run, first, last, known, person, titled)


def _named(spot: Spot, cues: PlaceCues) -> list[Spot]:
    """Give an abbreviation the name that it stands for."""
    for table, kind in ((cues.countries, "country"), (cues.anywhere, "region"), (cues.after_comma, "region")):
        if spot.name in table:
            spot.query, spot.fixed_kind = table[spot.name], kind
            return [spot]
    if spot.name in cues.postal and spot.sentence.span.text[: spot.start].rstrip().endswith(","):
        spot.query, spot.fixed_kind = cues.postal[spot.name], "region"
    return [spot]


def _hyphened(spot: Spot, names: NameIndex, cues: PlaceCues) -> list[Spot]:
    """ "Toretsk-Kostyantynivka" is two names where the index does not know it as one; both ends of a road are names
    even where neither is known."""
    if "-" not in spot.name or " " in spot.name or spot.person:
        return [spot]
    if spot.known and names.knows(spot.name):
        return _named(spot, cues)
    parts = spot.name.split("-")
    follows = _WORD.search(spot.sentence.span.text, spot.end)
    road = follows is not None and cues.after.get(follows.group()) is Relation.BETWEEN
    road = road and all(part[:1].isupper() for part in parts)
    pieces: list[Spot] = []
    start = spot.start
    for part in parts:
        known = names.knows(part)
        if road or (known and part[:1].isupper() and len(part) > 2 and part.lower() not in cues.demonyms):
            end = start + len(part)
            pieces.append(replace(spot, start=start, end=end, name=part, query=part, known=known))
        start += len(part) + 1
    return pieces or [spot]


_AGE = re.compile(r",? (?:aged |\()?\d{1,2}(?:,|\)|\.$| and )")


def _persons(text: str, run: list[Token], names: NameIndex, cues: PlaceCues, titled: bool) -> list[bool]:
    """Which tokens of a run belong to the name of a person: after a title, after a role, after a given name."""
    marks = [False] * len(run)
    i = 0
    role = text[max(0, run[0].start - 20) : run[0].start].rsplit(" ", 2)[-2:]
    if len(role) == 2 and not role[1] and role[0] in cues.roles and not titled:
        i = _mark(run, 0, marks, cues, titled)
    while i < len(run) - 1:
        low = run[i].low.strip(".")
        if low in cues.titles and not run[i].text.islower():
            j = i + 1
            while j < len(run) and run[j].low.strip(".") in cues.titles:
                j += 1
            if j < len(run) and run[j].text[0].isupper() and not _known_from(text, run, i, names):
                i = max(j, _mark(run, j, marks, cues, titled))
                continue
        elif low in cues.given_names and _surname(run[i + 1], cues) and not _known_from(text, run, i, names):
            i = max(i + 1, _mark(run, i, marks, cues, titled))
            continue
        i += 1
    if len(run) > 1 and not titled and _AGE.match(text, run[-1].end) and run[-1].low not in cues.stop:
        for k in range(max(0, len(run) - 3), len(run)):
            marks[k] = marks[k] or run[k].low not in cues.stop
    return marks


def _surname(token: Token, cues: PlaceCues) -> bool:
    low = token.low
    if low in cues.stop or low in cues.kinds or low in cues.org_local or low in cues.org_whole or low in cues.streets:
        return False
    return token.text[0].isupper() or low in ("bin", "ibn", "de", "al", "el", "la", "del")


def _known_from(text: str, run: list[Token], i: int, names: NameIndex) -> bool:
    """Whether a name of two words or three begins at ``i`` ("King County", "Virginia Beach")."""
    return any(
        names.knows(text[run[i].start : run[i + size].end])
        for size in (2, 1)
        if i + size < len(run) and not run[i + size].text.islower()
    )


def _mark(run: list[Token], i: int, marks: list[bool], cues: PlaceCues, titled: bool) -> int:
    """Mark the name that begins at ``i``; the index after it."""
    size = 0
    while i < len(run) and _surname(run[i], cues) and not (titled and size >= 2):
        marks[i] = True
        size += len(run[i].text.strip(".")) > 1
        i += 1
    return i

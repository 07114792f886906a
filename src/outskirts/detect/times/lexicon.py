"""Which part can a word play in the name of a time, and what is its value? Read from ``knowledge/times.toml``.

Every token gets one class, written as one character, so that the patterns of ``grammar`` run over a string with one
character a token instead of over the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from outskirts import knowledge
from outskirts.errors import KnowledgeError

FILE = "times.toml"
# Tables of words with a value: table, class, type of the value, whether the word needs a capital.
VALUED: tuple[tuple[str, str, type, bool], ...] = (
    ("months", "month", int, True),
    ("months_short", "month_short", int, True),
    ("months_ambiguous", "month_ambiguous", int, True),
    ("weekdays", "weekday", int, True),
    ("weekdays_plural", "weekdays", int, True),
    ("weekdays_short", "weekday_short", int, True),
    ("seasons", "season", str, False),
    ("units", "unit", str, False),
    ("units_plural", "units", str, False),
    ("parts_of_day", "part_of_day", str, False),
    ("points_of_day", "point_of_day", str, False),
    ("deictic", "deictic", int, False),
    ("references", "reference", str, False),
    ("references_adjective", "reference_adjective", str, False),
    ("recurring", "recurring", str, False),
    ("numbers", "number", int, False),
    ("ordinals", "ordinal", int, False),
    ("decades", "decade_word", int, False),
)
# Classes of tokens that are told by their form.
FORMS = (
    "n12", "n31", "n99", "figure", "year", "hhmm", "clock", "iso", "slashed", "decade", "nth",
    "comma", "hyphen", "dot", "apostrophe", "possessive", "slash", "stop", "opening", "closing",
)  # fmt: skip
PUNCTUATION = {
    ",": "comma", "-": "hyphen", "–": "hyphen", "‑": "hyphen", "—": "stop", ".": "dot", "!": "stop", "?": "stop",
    ";": "stop", "'": "apostrophe", "’": "apostrophe", "'s": "possessive", "’s": "possessive", "/": "slash",
    "(": "opening", ")": "closing",
}  # fmt: skip
OTHER = "·"
# Class characters are letters from here on, so that none means anything in a regular expression.
FIRST_CODE = 0x100
NUMERIC = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?)|(?P<slashed>\d\d?[/.]\d\d?[/.]\d{2}(?:\d\d)?)|(?P<clock>\d\d?:\d\d(?::\d\d)?)"
    r"|(?P<decade>\d{3}0s|\d0s)|(?P<nth>\d\d?(?:st|nd|rd|th))|(?P<int>\d{1,4})"
)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """``classes`` gives the class character of a word as printed, ``values`` the value of a lower-cased word."""

    classes: Mapping[str, str]
    values: Mapping[str, Any]
    holidays: Mapping[str, str]
    shapes: Mapping[str, str]
    future: frozenset[str]
    past: frozenset[str]
    not_past: frozenset[str]
    occupations: frozenset[str]
    counted: frozenset[str]
    after_noun: frozenset[str]
    season_verbs: frozenset[str]
    long_parts: frozenset[str]
    names: re.Pattern[str]
    bulletins: re.Pattern[str]
    codes: Mapping[str, str]

    def code(self, word: str) -> str:
        """The class character of a token."""
        found = self.classes.get(word)
        if found is not None:
            return found
        return self.codes[numeric_class(word)] if word[0].isdecimal() else OTHER


def numeric_class(word: str) -> str:
    """The class of a token that begins with a digit."""
    found = NUMERIC.fullmatch(word)
    if not found:
        return "figure"
    form = found.lastgroup or "figure"
    if form != "int":
        return form
    number = int(word)
    if len(word) == 4:
        return "year" if 1500 <= number < 2100 else "hhmm"
    if word[0] == "0" and len(word) == 1:
        return "n99"
    return "n12" if 1 <= number <= 12 else "n31" if 13 <= number <= 31 else "n99"


def section(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = table.get(key)
    if not isinstance(found, dict):
        raise KnowledgeError(f"{FILE}: no table [{key}]", f"add [{key}]")
    return found


def word_list(table: Mapping[str, Any], key: str, name: str) -> list[str]:
    found = section(table, key).get(name)
    if not isinstance(found, list) or not all(isinstance(word, str) and word for word in found):
        raise KnowledgeError(f"{FILE}: [{key}] {name} is not a list of words", "write it as a list of strings")
    return found


def any_of(phrases: list[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words, in any case."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


def build(table: Mapping[str, Any]) -> Lexicon:
    """Validate the table and turn it into look-ups. Raises KnowledgeError with file and key."""
    names = [*FORMS, *(cls for _, cls, _, _ in VALUED), "holiday", *section(table, "words")]
    codes = {name: chr(FIRST_CODE + i) for i, name in enumerate(dict.fromkeys(names))}
    classes = {mark: codes[cls] for mark, cls in PUNCTUATION.items()}
    values: dict[str, Any] = {}
    for cls in section(table, "words"):
        for word in word_list(table, "words", cls):
            classes.update(dict.fromkeys((word, word.capitalize(), word.upper()), codes[cls]))
    for key, cls, kind, capital in VALUED:
        for word, value in section(table, key).items():
            if not isinstance(value, kind) or isinstance(value, bool):
                raise KnowledgeError(f"{FILE}: [{key}] {word} = {value!r} is not {kind.__name__}", "mend the value")
            values[word] = value
            forms = (word.capitalize(),) if cls == "month_ambiguous" else (word.capitalize(), word.upper())
            classes.update(dict.fromkeys(forms if capital else (word, *forms), codes[cls]))
    shapes = {phrase: shape for shape in section(table, "shapes") for phrase in word_list(table, "shapes", shape)}
    holidays = section(table, "holidays")
    for phrase, on in holidays.items():
        if not re.fullmatch(r"\d\d-\d\d", str(on)):
            raise KnowledgeError(f"{FILE}: [holidays] {phrase} = {on!r} is not MM-DD", "mend the value")
        first = re.split(r"[^\w]", phrase)[0].capitalize()
        classes.setdefault(first, codes["holiday"])
    return Lexicon(
        classes=classes,
        values=values,
        holidays=holidays,
        shapes=shapes,
        future=frozenset(word_list(table, "outlook", "future")),
        past=frozenset(word_list(table, "outlook", "past")),
        not_past=frozenset(word_list(table, "outlook", "not_past")),
        occupations=frozenset(word_list(table, "outlook", "occupations")),
        counted=frozenset(word_list(table, "counted", "nouns")),
        after_noun=frozenset(word_list(table, "doubtful", "after_noun")),
        season_verbs=frozenset(word_list(table, "doubtful", "season_verbs")),
        long_parts=frozenset(word_list(table, "doubtful", "long_parts")),
        names=any_of(word_list(table, "names", "phrases")),
        bulletins=any_of(word_list(table, "bulletins", "phrases")),
        codes=codes,
    )


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The package's lexicon, read once."""
    return build(knowledge.load(FILE))

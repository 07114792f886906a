"""Which language is a report written in? As far as it decides whether claims can be read in it.

By its letters where these are not Latin, else by its commonest little words. English wins wherever there is doubt,
since an English text full of foreign names has to be read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from outskirts import knowledge
from outskirts.errors import KnowledgeError
from outskirts.vocabulary import Problem, Report

READ = frozenset({"en"})
FILE = "languages.toml"
# So much of a text is looked at; this share of its letters must be of another script; another language must have this
# share of its words, this many of them, and this many times those of English.
SAMPLE = 4000
FOREIGN = 0.5
SHARE, LEAST, LEAD = 0.12, 3, 1.5
# No other language has so many words that are English too.
PLAINLY = 0.25
WORD = re.compile(r"[^\W\d_]+")
NOT_LATIN = re.compile(r"[^\W\d_A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
# Addresses, tags and what follows an apostrophe are of no language.
NOISE = re.compile(r"https?://\S+|[@#]\w+|&#?\w+;(?:s\b)?|<[^>]{1,200}>|['’]\w{1,2}\b")


@dataclass(frozen=True, slots=True)
class Languages:
    """The data file. ``words`` and ``letters`` by language; ``scripts`` by the first word of the Unicode names of their
    letters: the language, and those that have letters of their own."""

    words: Mapping[str, frozenset[str]]
    letters: Mapping[str, frozenset[str]]
    scripts: Mapping[str, tuple[str, Mapping[str, frozenset[str]]]]


@lru_cache(maxsize=1)
def languages() -> Languages:
    """Loaded once. Raises KnowledgeError."""
    table = knowledge.load(FILE)
    words = {code: frozenset(text(entry, f"words.{code}.words").split()) for code, entry in table["words"].items()}
    letters = {code: frozenset(entry.get("letters", "")) for code, entry in table["words"].items()}
    if "en" not in words:
        raise KnowledgeError(f"{FILE}: no words.en", "add the commonest words of English")
    scripts = {}
    for name, entry in table["scripts"].items():
        own = {code: frozenset(marks) for code, marks in entry.get("languages", {}).items()}
        scripts[text(entry, f"scripts.{name}.first")] = (text(entry, f"scripts.{name}.default"), own)
    return Languages(words, letters, scripts)


def text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key.rsplit(".", 1)[1])
    if not isinstance(value, str) or not value:
        raise KnowledgeError(f"{FILE}: {key} is missing or no text", "write it in quotes")
    return value


def language(text: str) -> str:
    """The ISO 639 code of the language that most of the beginning of the text is in; "en" in doubt."""
    sample = NOISE.sub(" ", text[: 2 * SAMPLE])[:SAMPLE]
    foreign = [] if sample.isascii() else NOT_LATIN.findall(sample)
    if foreign and len(foreign) > FOREIGN * sum(map(len, WORD.findall(sample))):
        return by_letters(foreign)
    return by_words([word.lower() for word in WORD.findall(sample)])


def by_letters(foreign: Iterable[str]) -> str:
    known = languages().scripts
    counted = Counter(letter.lower() for letter in foreign)
    scripts: Counter[str] = Counter()
    for letter, number in counted.items():
        scripts[unicodedata.name(letter, "").split(" ", 1)[0]] += number
    # A Japanese text has more Chinese characters than kana, but no Chinese text has kana.
    script = next(
        (s for s in ("HIRAGANA", "KATAKANA") if scripts[s] > 0.1 * scripts.total()), scripts.most_common(1)[0][0]
    )
    default, own = known.get(script, ("und", {}))
    marks = {code: sum(counted[letter] for letter in letters) for code, letters in own.items()}
    best = max(marks, key=lambda code: marks[code], default="")
    return best if best and marks[best] else default


def by_words(found: list[str]) -> str:
    known = languages()
    counted = Counter(found)
    if sum(counted[word] for word in counted.keys() & known.words["en"]) > PLAINLY * len(found):
        return "en"
    scores = {}
    for code, words in known.words.items():
        little = sum(counted[word] for word in counted.keys() & words)
        letters = known.letters[code]
        marked = sum(number for word, number in counted.items() if letters and not letters.isdisjoint(word))
        scores[code] = little + 0.5 * marked
    best = max(scores, key=lambda code: scores[code])
    enough = scores[best] >= max(LEAST, SHARE * len(found)) and scores[best] > LEAD * scores["en"]
    return best if enough else "en"


def marked(report: Report) -> tuple[Report, tuple[Problem, ...]]:
    """The report with its language, and the problem that no claims can be read in it, where they cannot."""
    code = language(report.text)
    if code in READ:
        return (report if report.language == code else replace(report, language=code)), ()
    what = f"written in another language ({code}); kept, but no claims are read in it"
    return replace(report, language=code), (Problem(what, report.id, "give a translation"),)

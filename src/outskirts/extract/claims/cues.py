"""Which words name which kind of happening, and on what conditions: the cue lists, parsed and indexed by form."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from outskirts.errors import KnowledgeError
from outskirts.extract.claims.words import words as word_list
from outskirts.extract.inflect import noun_forms, verb_forms
from outskirts.knowledge import load
from outskirts.vocabulary import Kind

FILE = "kinds.toml"


@dataclass(frozen=True, slots=True)
class Sense:
    """One way to use a cue word. ``kind`` is None where it then names no happening. ``words`` are the words that must
    stand there besides the one indexed (particles after a verb, words before a noun). A class set is None where there
    is no condition; ``optional`` sets also hold where the object, subject or modifier is lacking."""

    kind: Kind | None
    words: tuple[str, ...]
    objects: frozenset[str] | None = None
    object_optional: bool = False
    subjects: frozenset[str] | None = None
    subject_optional: bool = False
    modifiers: frozenset[str] | None = None
    modifier_optional: bool = False
    near: frozenset[str] = frozenset()
    not_near: frozenset[str] = frozenset()
    form: str = ""
    infinitive: bool = False

    @property
    def weight(self) -> int:
        """How specific: conditions that must hold count two, optional ones one."""
        return (
            2 * len(self.words)
            + 2 * bool(self.near)
            + 2 * bool(self.form)
            + 2 * self.infinitive
            + (3 - self.object_optional if self.objects is not None else 0)
            + (2 - self.subject_optional if self.subjects is not None else 0)
            + (2 - self.modifier_optional if self.modifiers is not None else 0)
        )


@dataclass(frozen=True, slots=True)
class Cues:
    """Senses by printed form (lower case), most specific first."""

    verbs: dict[str, tuple[Sense, ...]]
    nouns: dict[str, tuple[Sense, ...]]
    classes: dict[str, frozenset[str]]


@cache
def cues() -> Cues:
    """The package's cue lists. Raises KnowledgeError that names the entry."""
    classes = noun_classes()
    verbs: dict[str, list[Sense]] = defaultdict(list)
    nouns: dict[str, list[Sense]] = defaultdict(list)
    for section, table in load(FILE).items():
        if section == "about":
            continue
        kind = kind_of(section)
        for entry in table.get("verbs", ()):
            words, sense = parse(entry, kind, classes)
            for form in verb_forms(words[0]):
                verbs[form].append(sense)
        for entry in table.get("nouns", ()):
            words, sense = parse(entry, kind, classes, noun=True)
            for form in noun_forms(words[-1]):
                nouns[form].append(sense)
    return Cues(ranked(verbs), ranked(nouns), classes)


def ranked(index: dict[str, list[Sense]]) -> dict[str, tuple[Sense, ...]]:
    return {form: tuple(sorted(senses, key=lambda s: -s.weight)) for form, senses in index.items()}


def kind_of(section: str) -> Kind | None:
    if section == "none":
        return None
    try:
        return Kind(section)
    except ValueError as error:
        raise KnowledgeError(
            f"{FILE}: no kind is called {section!r}", f"use one of {', '.join(Kind)} or none"
        ) from error


def noun_classes() -> dict[str, frozenset[str]]:
    """Class name to its nouns, singular and plural, lower case."""
    return {
        name: frozenset(form for word in words for form in noun_forms(word.lower()))
        for name, words in load("nouns.toml")["classes"].items()
    }


def parse(
    entry: str, kind: Kind | None, classes: dict[str, frozenset[str]], noun: bool = False
) -> tuple[tuple[str, ...], Sense]:
    """One entry of the list: its words, and the sense. The grammar is told at the head of the file."""
    words: list[str] = []
    found: dict[str, frozenset[str]] = {}
    optional: dict[str, bool] = {}
    for part in entry.split():
        if part[0] in "><+":
            names = part[1:].split("|")
            optional[part[0]] = "?" in names
            wanted = frozenset(n for n in names if n != "?")
            if unknown := wanted - classes.keys():
                raise KnowledgeError(f"{FILE}: {entry!r} names no known class: {', '.join(sorted(unknown))}",
                                     "classes are listed in nouns.toml")  # fmt: skip
            found[part[0]] = wanted
        elif part[0] in "@!=~":
            found[part[0]] = frozenset(part[1:].split(","))
        else:
            words.append(part)
    if not words:
        raise KnowledgeError(f"{FILE}: {entry!r} has no word", "begin the entry with the cue word")
    sense = Sense(
        kind,
        tuple(words[:-1] if noun else words[1:]),
        found.get(">"), optional.get(">", False),
        found.get("<"), optional.get("<", False),
        found.get("+"), optional.get("+", False),
        found.get("@", frozenset()), found.get("!", frozenset()),
        next(iter(found.get("=", ())), ""), "~" in found,
    )  # fmt: skip
    return tuple(words), sense


@cache
def ordinary_words() -> frozenset[str]:
    """Printed forms, in lower case, of words that are no names: cues, what they act on, function words."""
    known = cues()
    nouns = frozenset(word for words in known.classes.values() for word in words)
    return frozenset(known.verbs.keys() | known.nouns.keys() | nouns | word_list("function")) - word_list(
        "names_as_well"
    )

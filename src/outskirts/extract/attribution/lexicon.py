"""Which words hand content to a source, and where do they put it? The table ``speech.toml`` as frozen look-ups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from outskirts.errors import KnowledgeError
from outskirts.knowledge import load
from outskirts.vocabulary import Stance

FILE = "speech.toml"
FRAMES = frozenset({"clause", "quote", "object", "infinitive", "ing", "object_to", "predicate", "passive_to"})
CITING = frozenset({"citing", "quoting", "according"})
ROLES = frozenset(
    {"official", "military", "outlet", "analyst", "blogger", "witness", "resident", "organisation", "person", "unknown"}
)
SOURCE_LISTS = ("people", "women", "men", "bodies", "texts", "evidence", "hearers", "outlets", "labels", "topics")


@dataclass(frozen=True, slots=True)
class Frame:
    """One complement of a cue: whether its content is the source's own word, and how it is put."""

    voice: bool
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or noun with its complements. Keys of ``frames`` are those of FRAMES, a preposition with "of" for its
    phrase and "+of" for object and phrase; ``particles`` are the phrasal verbs built on it, ``idle`` the objects that
    are no content, ``only`` where there are any those that alone are."""

    lemma: str
    frames: Mapping[str, Frame] = field(default_factory=dict)
    particles: Mapping[str, Cue] = field(default_factory=dict)
    idle: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """``verbs`` and ``nouns`` are keyed by every inflected form in lower case; ``forms`` are all words on which a
    statement can rest. ``roles`` and ``linked`` tell the kind of source by its noun, in ``linked`` where nothing else
    does."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adverbs: frozenset[str]
    people: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    bodies: frozenset[str]
    texts: frozenset[str]
    evidence: frozenset[str]
    hearers: frozenset[str]
    outlets: frozenset[str]
    labels: frozenset[str]
    topics: frozenset[str]
    roles: Mapping[str, str] = field(default_factory=dict)
    linked: Mapping[str, str] = field(default_factory=dict)
    speaking: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()


def plural(noun: str) -> str:
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith("man") and noun != "german":
        return noun[:-3] + "men"
    return noun + "s"


def inflect(verb: str) -> tuple[str, ...]:
    """The regular forms of an English verb besides its base: -s, -ed, -ing."""
    if verb.endswith("e"):
        return (verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    return (plural(verb), verb + "ed", verb + "ing")


def stance(name: str | None, key: str) -> Stance | None:
    try:
        return Stance(name) if name else None
    except ValueError:
        raise KnowledgeError(f"{FILE}: {key}: no stance {name!r}", f"use one of {', '.join(Stance)}") from None


def group_frames(group: Mapping[str, Any], key: str) -> dict[str, Frame]:
    """The complements that a group of verbs shares."""
    names = [*group.get("takes", ()), *group.get("preps", ()), *("+" + p for p in group.get("after_object", ()))]
    if unknown := set(group.get("takes", ())) - FRAMES:
        raise KnowledgeError(f"{FILE}: {key}.takes: unknown {sorted(unknown)}", f"use {', '.join(sorted(FRAMES))}")
    voiced = group.get("voice", False)
    single = group.get("stances", {})
    common = group.get("stance")
    found = {}
    for name in names:
        voice = voiced if isinstance(voiced, bool) else name in voiced
        found[name] = Frame(voice, stance(single.get(name, common), f"{key}.stance"))
    return found


def words_of(group: Mapping[str, Any], key: str) -> list[str]:
    words = group.get("words")
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise KnowledgeError(f"{FILE}: {key}.words: a list of words is needed", 'write words = ["say", …]')
    return words


def read_verbs(table: Mapping[str, Any]) -> dict[str, Cue]:
    """Every form of every verb to its cue; where a verb stands in several groups the first says how a complement is."""
    frames: dict[str, dict[str, Frame]] = {}
    for number, group in enumerate(table.get("verbs", ()), 1):
        key = f"verbs {number} ({group.get('class', '?')})"
        shared = group_frames(group, key)
        for word in words_of(group, key):
            known = frames.setdefault(word, {})
            for name, frame in shared.items():
                known.setdefault(name, frame)
    irregular: Mapping[str, list[str]] = table.get("forms", {})
    idle: Mapping[str, list[str]] = table.get("idle", {})
    only: Mapping[str, list[str]] = table.get("only", {})
    phrasal: dict[str, dict[str, Cue]] = {}
    for word, known in frames.items():
        base, _, particle = word.partition(" ")
        if particle:
            phrasal.setdefault(base, {})[particle] = Cue(word, known)
    forms: dict[str, Cue] = {}
    for base in dict.fromkeys(word.partition(" ")[0] for word in frames):
        told = (frozenset(idle.get(base, ())), frozenset(only.get(base, ())))
        cue = Cue(base, frames.get(base, {}), phrasal.get(base, {}), *told)
        for form in (base, *irregular.get(base, inflect(base))):
            forms.setdefault(form, cue)
    return forms


def read_nouns(table: Mapping[str, Any]) -> dict[str, Cue]:
    forms: dict[str, Cue] = {}
    for number, group in enumerate(table.get("nouns", ()), 1):
        key = f"nouns {number}"
        put = stance(group.get("stance"), f"{key}.stance")
        frames = {link: Frame(bool(group.get("voice", False)), put) for link in group.get("takes", ())}
        for word in words_of(group, key):
            cue = Cue(word, frames)
            forms.setdefault(word, cue)
            forms.setdefault(plural(word), cue)
    return forms


def read(table: Mapping[str, Any]) -> Lexicon:
    """The lexicon of a parsed table. Raises KnowledgeError that names file and key."""
    verbs = read_verbs(table)
    lists = table.get("sources", {})
    for name in SOURCE_LISTS:
        if not isinstance(lists.get(name), list):
            raise KnowledgeError(f"{FILE}: sources.{name}: a list of words is needed", "restore the list")
    sets = {name: with_plurals(lists[name]) for name in SOURCE_LISTS}
    speaking = frozenset(
        form for form, cue in verbs.items() if any("quote" in c.frames for c in (cue, *cue.particles.values()))
    )
    roles, linked = read_roles(table.get("roles", {}), "roles"), read_roles(table.get("linked", {}), "linked")
    nouns, adverbs = read_nouns(table), frozenset(table.get("cues", {}).get("adverbs", ()))
    forms = CITING | verbs.keys() | nouns.keys() | adverbs
    return Lexicon(verbs, nouns, adverbs, roles=roles, linked=linked, speaking=speaking, forms=forms, **sets)


def read_roles(table: Mapping[str, list[str]], key: str) -> dict[str, str]:
    """Every word, singular and plural, to its kind of source."""
    if unknown := table.keys() - ROLES:
        raise KnowledgeError(f"{FILE}: {key}: unknown {sorted(unknown)}", f"use {', '.join(sorted(ROLES))}")
    return {word: role for role, listed in table.items() for word in with_plurals(listed)}


def with_plurals(words: Iterable[str]) -> frozenset[str]:
    listed = list(words)
    return frozenset(listed) | frozenset(plural(word) for word in listed if word.isalpha() and not word.endswith("s"))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The package's lexicon, read once."""
    return read(load(FILE))

"""What kind of source is a speaker: official, military, outlet, analyst, blogger, witness, resident, organisation?

Told by the noun of the phrase that names the speaker, by the title or description beside a name, and by the names that
the conflict files and the list of outlets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from outskirts.detect.parties.grammar import load_grammar
from outskirts.detect.parties.outlets import outlet_of
from outskirts.extract.attribution.lexicon import Lexicon
from outskirts.extract.attribution.walks import FINITE, PHRASE_TAGS
from outskirts.extract.tree import Tree
from outskirts.vocabulary import Side

# Roles of the kinds of outlets and bodies that publish.
PUBLISHING = {"ministry": "official", "monitor": "analyst", "analyst": "analyst", "blogger": "blogger"}
NEUTRAL = {"states": "official", "seats": "official", "officials": "official", "bodies": "organisation"}
WORD = re.compile(r"[^\W_][\w.]*(?:-\w+)*")
LINKS = frozenset({"of", "for", "in", "from", "at", "with", "on", "near", "within", "by"})
BELONGING = frozenset({"of", "for", "from", "in", "at", "with"})
# Most words of a description beside a name.
LONGEST = 12


def names(sides: Iterable[Side]) -> dict[str, str]:
    """Roles of the names of parties, in lower case: a state and its seat speak as officials, an armed party and its
    forces as military, a body of many states as an organisation."""
    found = {
        text.lower(): NEUTRAL[e.field] for text, e in load_grammar().listed if e.code is None and e.field in NEUTRAL
    }
    for side in load_grammar().parties:
        found |= of_side(side, "official" if side.seats else "organisation")
    for side in sides:
        found |= of_side(side, "official" if side.state else "military" if side.belligerent else "organisation")
    return found


def of_side(side: Side, own: str) -> dict[str, str]:
    """As :func:`names`, of one side; ``own`` is the role of its name."""
    civil = own == "organisation"
    lists = (
        (side.forces, "organisation" if civil else "military"),
        (side.names, own),
        (side.seats, "official"),
        (side.officials, "organisation" if civil else "official"),
        (side.outlets, "outlet"),
    )
    return {name.lower(): role for listed, role in lists for name in listed}


@lru_cache(maxsize=8192)
def published(name: str) -> str | None:
    """The role of an outlet or body on the list of those that publish."""
    outlet = outlet_of(name)
    return None if outlet is None else PUBLISHING.get(outlet.kind, "outlet")


@lru_cache(maxsize=8192)
def of_phrase(phrase: str, lexicon: Lexicon) -> str | None:
    """The role that the words of a phrase tell: "spokesman for the 24th Brigade" is military."""
    return of_words(tuple(word.lower().removesuffix("'s") for word in WORD.findall(phrase)), lexicon)


def of_words(words: Sequence[str], lexicon: Lexicon) -> str | None:
    """As :func:`of_phrase`, of words in lower case."""
    told = plainly(words, lexicon)
    return told or lexicon.linked.get(words[cut(words) - 1]) if words else None


def plainly(words: Sequence[str], lexicon: Lexicon) -> str | None:
    """The role where a word tells it: the head, or for a head that takes its kind from others what stands before it or
    behind its preposition."""
    end = cut(words)
    base, behind = words[:end], words[end:]
    head = base[-1] if base else ""
    told = lexicon.roles.get(" ".join(base[-2:])) or lexicon.roles.get(head)
    if told is not None or head not in lexicon.linked:
        return told
    for k in range(len(base) - 2, -1, -1):
        told = lexicon.roles.get(" ".join(base[k : k + 2])) or lexicon.roles.get(base[k])
        # "local" before a noun makes nobody a resident, "press" no outlet.
        if told is not None and told not in ("resident", "outlet"):
            return told
    if behind and behind[0] in BELONGING:
        return plainly([word for word in behind[1:] if word not in ("the", "a", "an", "its")], lexicon)
    return None


def cut(words: Sequence[str]) -> int:
    """The number of words before the first preposition."""
    return next((k for k, word in enumerate(words) if k and word in LINKS), len(words))


def described(tree: Tree, first: int, last: int, lexicon: Lexicon) -> str | None:
    """The role told by the words beside a name: "army chief NAME", "NAME, a spokesman for the brigade, …"."""
    return next((role for words in beside_name(tree, first, last) if (role := of_words(words, lexicon))), None)


def beside_name(tree: Tree, first: int, last: int) -> Iterator[list[str]]:
    """The descriptions behind and before a name, without their articles."""
    if last + 3 < tree.n and tree.lower[last + 1] == ",":
        end = last + 2
        while end < min(tree.n, last + 2 + LONGEST) and tree.lower[end] != "," and tree.tag[end] not in FINITE:
            end += 1
        yield plain(tree, last + 2, end)
    start = first
    if start > 1 and tree.lower[start - 1] == "," and tree.dep[last] == "appos" and tree.head[last] < start:
        yield plain(tree, tree.edges(tree.head[last])[0], start - 1)
        return
    while start > 0 and (tree.tag[start - 1] in PHRASE_TAGS or tree.lower[start - 1] in ("of", "for")):
        start -= 1
    yield plain(tree, start, first)


def plain(tree: Tree, start: int, end: int) -> list[str]:
    return [word for word in tree.lower[start:end] if word[0].isalnum() and word not in ("the", "a", "an")]


def of_name(name: str, known: Mapping[str, str], lexicon: Lexicon) -> str | None:
    """The role of a name in the list of outlets or the conflict files; where its noun tells one, that goes before the
    state's whose name it is ("the Syrian army")."""
    found = published(name) or known.get(name.lower())
    return of_phrase(name, lexicon) or found if found in (None, "official", "organisation") else found

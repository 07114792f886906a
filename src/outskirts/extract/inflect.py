"""Which forms a cue word takes in print, so that cues are found by form and no lemma of the parser is needed."""

from __future__ import annotations

from functools import cache

from outskirts.knowledge import load

VOWELS = frozenset("aeiou")


@cache
def irregular() -> dict[str, tuple[str, ...]]:
    """Base form to its past and participle forms, from ``irregular.toml``."""
    return {base: tuple(forms) for base, forms in load("irregular.toml")["verbs"].items()}


@cache
def doubling() -> frozenset[str]:
    """Verbs of more than one syllable that double their last consonant."""
    return frozenset(load("irregular.toml")["doubling"])


def verb_forms(base: str) -> tuple[str, ...]:
    """Base, third person, past, participles of a verb, British and American: ``shell`` gives shell, shells, shelled,
    ..."""
    forms = [base, third_person(base), participle(base)]
    forms += irregular().get(base) or (past(base),)
    if base.endswith("l") and doubled(base):
        forms += [base + "ed", base + "ing"]
    return tuple(dict.fromkeys(forms))


def noun_forms(base: str) -> tuple[str, ...]:
    """Singular and plural; the last word of several is inflected."""
    return (base, third_person(base))


def third_person(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if doubled(base) else "") + "ed"


def participle(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + (base[-1] if doubled(base) else "") + "ing"


def doubled(base: str) -> bool:
    """Whether the last consonant doubles before -ed and -ing."""
    if base in doubling():
        return True
    if len(base) < 3 or base[-1] in VOWELS or base[-1] in "wxyh" or base[-2] not in VOWELS or base[-3] in VOWELS:
        return False
    return sum(letter in VOWELS for letter in base) == 1

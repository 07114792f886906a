"""How many people or things a claim speaks of."""

from __future__ import annotations

import re
from functools import cache

from outskirts.extract.tree import Tree
from outskirts.knowledge import load
from outskirts.vocabulary import Quantity

DIGITS = re.compile(r"^\d[\d,]*(?:\.\d+)?$")


@cache
def _words() -> tuple[dict[str, int], dict[str, int], frozenset[str], frozenset[str]]:
    table = load("numbers.toml")
    return table["units"], table["scales"], frozenset(table["bounds"]["low"]), frozenset(table["bounds"]["high"])


def quantity(t: Tree, heads: tuple[int, ...]) -> Quantity | None:
    """The number that counts the first of the nouns that has one, with its bound."""
    for head in heads:
        numbers = [j for j in t.children[head] if t.dep[j] == "nummod"]
        if t.pos[head] == "NUM" or t.lower[head] in _words()[0]:
            numbers.append(head)
        for j in numbers:
            value = amount(t, j)
            if value is not None:
                return bounded(t, j, value)
    return None


def amount(t: Tree, j: int) -> int | None:
    """The value of a number word with its multipliers: "10.7 million", "twenty three", "9,000"."""
    units, scales, _, _ = _words()
    total = 0.0
    seen = False
    for k in sorted([*(m for m in t.children[j] if t.dep[m] in ("compound", "nummod")), j]):
        word = t.lower[k]
        if DIGITS.match(word):
            total, seen = total + float(word.replace(",", "")), True
        elif word in units:
            total, seen = total + units[word], True
        elif word in scales:
            total, seen = (total or 1) * scales[word], True
        elif "-" in word and all(part in units for part in word.split("-")):
            total, seen = total + sum(units[part] for part in word.split("-")), True
    return round(total) if seen and total < 1e12 else None


def bounded(t: Tree, j: int, value: int) -> Quantity:
    """ "more than 100" has no upper bound, "up to 60" no lower one."""
    _, _, low, high = _words()
    words = {t.lower[k] for k in range(max(0, j - 4), j)}
    if words & high and not words & {"no"}:
        return Quantity(None, value)
    if words & low:
        return Quantity(value, None)
    return Quantity(value, value)

"""How is a Cyrillic name written in Latin letters? Ukrainian by the national table of 2010, Russian as newsrooms do."""

from __future__ import annotations

import re

_COMMON = {
    "а": "a", "б": "b", "в": "v", "д": "d", "ж": "zh", "з": "z", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ь": "", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
_UKRAINIAN = _COMMON | {
    "г": "h", "ґ": "g", "е": "e", "є": "ie", "и": "y", "і": "i", "ї": "i", "й": "i", "ю": "iu", "я": "ia", "ё": "io",
    "э": "e", "ы": "y", "ъ": "",
}  # fmt: skip
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN = _COMMON | {
    "г": "g", "е": "e", "ё": "yo", "и": "i", "й": "y", "ъ": "", "ы": "y", "э": "e", "ю": "yu", "я": "ya", "і": "i",
    "ї": "yi", "є": "ye", "ґ": "g",
}  # fmt: skip
_VOWELS = frozenset("аеёиоуыэюяьъ")
_CYRILLIC = re.compile(r"[Ѐ-ԯ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


def is_cyrillic(name: str) -> bool:
    return _CYRILLIC.search(name) is not None


def romanised(name: str) -> tuple[str, ...]:
    """In Latin letters by the language that the letters are of; by both where they could be of either."""
    letters = set(name.lower())
    if letters & set("іїєґ'’ʼ"):
        return (ukrainian(name),)
    if letters & set("ыэъё"):
        return (russian(name),)
    return tuple(dict.fromkeys((ukrainian(name), russian(name))))


def ukrainian(name: str) -> str:
    """By the table of the Cabinet of Ministers of 27 January 2010, No. 55: ``Костянтинівка`` -> ``Kostiantynivka``."""
    return _WORD.sub(lambda match: _cased(match[0], _ukrainian_word(match[0].lower())), name)


def _ukrainian_word(word: str) -> str:
    word = word.replace("зг", "zgh")
    head = _UKRAINIAN_FIRST.get(word[0], _UKRAINIAN.get(word[0], word[0]))
    return head + "".join(_UKRAINIAN.get(char, char) for char in word[1:])


def russian(name: str) -> str:
    """As English-language media write it: ``Константиновка`` -> ``Konstantinovka``, ``Авдеевка`` -> ``Avdeyevka``."""
    return _WORD.sub(lambda match: _cased(match[0], _russian_word(match[0].lower())), name)


def _russian_word(word: str) -> str:
    if word.endswith(("ый", "ий")):
        word = word[:-2] + "ы"
    parts = []
    for index, char in enumerate(word):
        before = word[index - 1] if index else "ь"
        parts.append("ye" if char == "е" and before in _VOWELS else _RUSSIAN.get(char, char))
    return "".join(parts)


def _cased(original: str, latin: str) -> str:
    if original.isupper() and len(original) > 1:
        return latin.upper()
    return latin[:1].upper() + latin[1:] if original[:1].isupper() else latin

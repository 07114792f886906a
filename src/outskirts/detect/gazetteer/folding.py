"""Which written forms are the same name? Folding: case, accents, apostrophes, hyphens, full stops, "Saint" and
"St."."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from hashlib import blake2b

_DROPPED = ".'’‘ʼ`´ʻʿʾʹ′ˈ\"“”«»"
_SPACES = "-‐‑–—−/,;()[]_·"
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h", "ŋ": "n",
    "ё": "е", "ґ": "г", "й": "й", "ї": "ї", "ў": "ў",
}  # fmt: skip
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "and": "&"}


class _Table(dict[int, str | None]):
    """Folds one character of a casefolded text, and remembers it."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        if char in _DROPPED or unicodedata.combining(char):
            folded = None
        elif char in _SPACES:
            folded = " "
        elif char in _LETTERS:
            folded = _LETTERS[char]
        else:
            folded = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)).lower()
            folded = folded.translate(_MARKS)
        self[code] = folded
        return folded


# For what a compatibility form unfolds into: "（" is a parenthesis.
_MARKS = str.maketrans(dict.fromkeys(_SPACES, " ") | dict.fromkeys(_DROPPED, ""))
_TABLE = _Table()


@lru_cache(maxsize=32768)
def fold(name: str) -> str:
    """The key under which spellings of one name collide: lower case, no accents, no apostrophes, single spaces.

    Cyrillic stays Cyrillic (``ї`` and ``й`` are letters of their own). ``fold("Deir ez-Zor") == "deir ez zor"``.
    """
    if not name.isascii() and not unicodedata.is_normalized("NFC", name):
        name = unicodedata.normalize("NFC", name)
    words = name.casefold().translate(_TABLE).split()
    text = " ".join(words)
    if "saint" in text or "mount" in text or "fort" in text or "and" in text:
        return " ".join([_SHORT.get(word, word) for word in words])
    return text


def key(folded: str) -> int:
    """A signed 64-bit hash of a folded name, the same in every process (``hash`` is salted)."""
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "big", signed=True)


def is_indexed(name: str) -> bool:
    """Whether a form is in a script that the gazetteer indexes, Latin or Cyrillic, and begins with a capital or a digit
    (GeoNames' lower-case forms are machine romanisations such as "toretsuiku")."""
    head = name[:1]
    if not (head.isupper() or head.isdigit() or head in "'’ʻ"):
        return False
    return name.isascii() or not name.translate(_FOREIGN)


class _Foreign(dict[int, int | None]):
    """Deletes the characters of the indexed scripts; what is left over is of another."""

    def __missing__(self, code: int) -> int | None:
        known = (
            code < 0x0250 or 0x02B0 <= code < 0x0370 or 0x0400 <= code < 0x0530 or 0x1E00 <= code < 0x1F00
            or 0x2010 <= code < 0x2040
        )  # fmt: skip
        self[code] = None if known else code
        return self[code]


_FOREIGN = _Foreign()

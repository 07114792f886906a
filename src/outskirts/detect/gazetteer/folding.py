"""Which written forms are the same name? Folding: case, accents, apostrophes, hyphens, full stops and "Saint"/"St."."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

# Letters that have no canonical decomposition, or whose decomposition would merge different Cyrillic letters.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h",
        "ё": "е", "ґ": "г", "—": " ", "–": " ", "-": " ", "‐": " ", "‑": " ", "/": " ", ",": " ", ".": "",
        "'": "", "’": "", "‘": "", "ʼ": "", "`": "", "´": "", "ʻ": "", "ʿ": "", "ʾ": "", "ʹ": "", "′": "", '"': "",
        "“": "", "”": "", "«": "", "»": "", "(": " ", ")": " ",
    }
)  # fmt: skip
_ABBREVIATED = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "and": "&"}
_ABBREVIABLE = re.compile(r"\b(?:saint|sainte|mount|fort|and)\b")
_KEEP = frozenset("йїЙЇ")


@lru_cache(maxsize=32768)
def fold(name: str) -> str:
    """The key under which spellings of one name collide: lower case, no accents, no apostrophes, single spaces.

    Cyrillic stays Cyrillic (``ї`` and ``й`` are letters of their own). ``fold("Deir ez-Zor") == "deir ez zor"``.
    """
    text = name.casefold().translate(_LETTERS)
    if not text.isascii():
        text = _strip_marks(text)
    text = " ".join(text.split())
    if _ABBREVIABLE.search(text):
        text = " ".join(_ABBREVIATED.get(word, word) for word in text.split())
    return text


def _strip_marks(text: str) -> str:
    if any("Ѐ" <= char <= "ԯ" for char in text):
        text = unicodedata.normalize("NFC", text)
        return "".join(
            char
            if char in _KEEP
            else unicodedata.normalize("NFD", char)[0]
            if unicodedata.decomposition(char)
            else char
            for char in text
            if not unicodedata.combining(char)
        ).translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_LETTERS)


def key(folded: str) -> int:
    """A signed 64-bit hash of a folded name, the same in every process (``hash`` is salted)."""
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "big", signed=True)


def is_indexed(name: str) -> bool:
    """Whether a form is in a script that the gazetteer indexes: Latin or Cyrillic, beginning with a capital or digit
    (GeoNames' lower-case forms are machine romanisations such as "toretsuiku")."""
    return (
        bool(name) and (name[0].isupper() or name[0].isdigit() or name[0] in "'’") and name[:40].translate(_PLAIN) == ""
    )


class _Plain(dict[int, None]):
    """Deletes every character of the indexed scripts; what is left over is of another."""

    def __missing__(self, code: int) -> int | None:
        known = code < 0x0250 or 0x0300 <= code < 0x0370 or 0x0400 <= code < 0x0530 or 0x1E00 <= code < 0x1F00
        return None if known or 0x2010 <= code < 0x2020 or 0x02B0 <= code < 0x02D0 else code


_PLAIN = _Plain()

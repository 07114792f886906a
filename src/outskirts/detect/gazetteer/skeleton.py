"""Which names sound alike across languages and romanisations? A consonant skeleton.

Konstantinovka, Kostyantynivka and Костянтинівка have one; so have Zhari and Zharay, Ugledar and Vuhledar.
"""

from __future__ import annotations

import re
from functools import lru_cache

from outskirts.detect.gazetteer.folding import fold
from outskirts.detect.gazetteer.romanise import is_cyrillic, russian

# Stems that Ukrainian and Russian do not share letter for letter, brought to one of the two; then letter groups that
# romanisations confuse. In this order; capitals stand for one consonant.
_GROUPS = (
    ("konst", "kost"), ("mykol", "nikol"), ("mykyt", "nikit"), ("mikit", "nikit"), ("yukhym", "efim"),
    ("iukhym", "efim"), ("pylyp", "filip"), ("osyp", "iosif"), ("hann", "ann"), ("vuhl", "uhl"),
    ("vugl", "uhl"), ("vohn", "ohn"),
    ("vulyan", "ulyan"), ("volk", "vovk"), ("volch", "vovch"), ("tolst", "tovst"), ("dolg", "dovh"), ("dolzh", "dovzh"),
    ("zholt", "zhovt"), ("zhelt", "zhovt"), ("stolb", "stovp"), ("molch", "movch"),
)  # fmt: skip
_WITH_H = (
    ("shch", "S"), ("sch", "S"), ("tch", "C"), ("ch", "C"), ("sh", "S"), ("dzh", "J"), ("zh", "Z"), ("kh", "h"),
    ("gh", "h"), ("ph", "f"), ("th", "t"), ("dh", "d"),
)  # fmt: skip
_WITHOUT_H = (("dj", "J"), ("ck", "k"), ("tz", "ts"), ("x", "ks"))
_ANY = re.compile("|".join(re.escape(old) for old, _ in _GROUPS))
_CLASSES = str.maketrans("gwjcq", "hvJkk", "aeiouy ")
_ARTICLE = re.compile(r"(?:^|(?<= ))(?:al|el|ad|ar|as|ash|at|az|an|ath|adh|ez|es|er|ed|et|en|ul|ur) (?=.{3})")
_FINAL_H = re.compile(r"(?<=[aeiou])h(?= |$)")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """The name folded, in Latin letters."""
    return fold(russian(name) if is_cyrillic(name) else name)


def skeleton(name: str) -> str:
    """Consonants of the name, in classes that romanisations confuse (g = h = kh, sh = shch, q = k, w = v), with a mark
    for a vowel at the beginning and at the end. Empty where too little is left to tell names apart."""
    return of_plain(plain(name))


def of_plain(text: str) -> str:
    """The same for a name already folded, in Latin letters."""
    if " " in text:
        text = _ARTICLE.sub("", text)
    if _ANY.search(text):
        for old, new in _GROUPS:
            text = text.replace(old, new)
    if "h" in text:
        for old, new in _WITH_H:
            if old in text:
                text = text.replace(old, new)
        if "h" in text:
            text = _FINAL_H.sub("", text)
    for old, new in _WITHOUT_H:
        if old in text:
            text = text.replace(old, new)
    bones = text.translate(_CLASSES)
    if len(bones) < 2:
        return ""
    if _DOUBLE.search(bones):
        bones = _DOUBLE.sub(r"\1", bones)
    return ("a" if text[0] in "aeiouy" else "") + bones + ("a" if text[-1] in "aeiouy" else "")

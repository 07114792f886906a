"""Which names sound alike across languages and romanisations? A consonant skeleton: Konstantinovka, Kostyantynivka and
Костянтинівка have one; so have Zhari and Zharay, Ugledar and Vuhledar."""

from __future__ import annotations

import re
from functools import lru_cache

from outskirts.detect.gazetteer.folding import fold
from outskirts.detect.gazetteer.romanise import is_cyrillic, russian

# Stems that Ukrainian and Russian do not share letter for letter, brought to one of the two.
_STEMS = (
    ("konst", "kost"), ("mykol", "nikol"), ("mykyt", "nikit"), ("mikit", "nikit"), ("yukhym", "efim"), ("iukhym", "efim"),
    ("yefim", "efim"), ("pylyp", "filip"), ("osyp", "iosif"), ("hann", "ann"), ("vuhl", "uhl"), ("vuhl", "ugl"),
    ("vulyan", "ulyan"), ("vohn", "ohn"), ("alex", "aleks"), ("zherebt", "zhrebts"),
)  # fmt: skip
_STEM = re.compile("|".join(sorted({old for old, _ in _STEMS}, key=len, reverse=True)))
_STEM_TO = dict(reversed(_STEMS))
_ARTICLE = re.compile(r"(?:^|(?<= ))(?:al|el|ad|ar|as|ash|at|az|an|ath|adh|ez|es|er|ed|et|en|ul|ur) (?=.{3})")
_L_TO_V = re.compile(r"(?<=o)l(?=[bcdfghkmnpqrstvxz])")
_DIGRAPHS = (
    ("shch", "S"), ("sch", "S"), ("tch", "C"), ("ch", "C"), ("sh", "S"), ("dzh", "J"), ("dj", "J"), ("zh", "Z"),
    ("kh", "h"), ("gh", "h"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("tz", "ts"), ("x", "ks"), ("q", "k"),
    ("g", "h"), ("w", "v"), ("j", "J"), ("c", "k"),
)  # fmt: skip
_TO = dict(_DIGRAPHS)
_DIGRAPH = re.compile("|".join(old for old, _ in _DIGRAPHS))
_FINAL_H = re.compile(r"(?<=[aeiou])h(?= |$)")
_VOWELS = re.compile(r"[aeiouy ]+")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=32768)
def skeleton(name: str) -> str:
    """Consonants of the name, in classes that romanisations confuse (g = h = kh, ch, sh = shch, q = k, w = v), with a
    mark for a vowel at the beginning and at the end. Empty where too little is left to tell names apart."""
    text = fold(russian(name) if is_cyrillic(name) else name)
    text = _ARTICLE.sub("", text)
    text = _STEM.sub(lambda match: _STEM_TO[match[0]], text)
    text = _FINAL_H.sub("", text)
    text = _L_TO_V.sub("v", text)
    text = _DIGRAPH.sub(lambda match: _TO[match[0]], text)
    head = "a" if text[:1] in "aeiouy" else ""
    tail = "a" if text[-1:] in "aeiouy" else ""
    bones = _DOUBLE.sub(r"\1", _VOWELS.sub("", text))
    return head + bones + tail if len(bones) >= 2 else ""

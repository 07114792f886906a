"""What is a place called in another language, as far as the forms of its name tell? They do not say their language, so
that only those are taken that can be told by their letters."""

from __future__ import annotations

from outskirts.detect.gazetteer.lookup import Gazetteer
from outskirts.detect.gazetteer.romanise import is_cyrillic, ukrainian
from outskirts.vocabulary import Place

LANGUAGES = ("uk", "ar")
ARABIC = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي ")
# Countries whose official language is Arabic: elsewhere the same letters may write another one.
ARABIC_IN = frozenset(
    ("AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE")
)
ONLY_RUSSIAN, SURELY_UKRAINIAN = frozenset("ыэёъ"), frozenset("іїєґь'’ʼ")


def spelled(gazetteer: Gazetteer | None, place: Place, language: str) -> str:
    """The name in present use, "" where none is known or the language is none of LANGUAGES."""
    if gazetteer is None:
        return ""
    if language == "uk" and place.country == "UA":
        return in_ukrainian(gazetteer, place)
    if language == "ar" and place.country in ARABIC_IN:
        forms = (one.form for one in gazetteer.names(place) if not one.old)
        return next((form for form in forms if form and ARABIC.issuperset(form)), "")
    return ""


def in_ukrainian(gazetteer: Gazetteer, place: Place) -> str:
    """The Cyrillic form that the national table turns into the name in Latin letters; of several that with most of the
    letters that Russian would not have there (Торецьк, not Торецк). Where there is none, one with such letters that is
    another of the place's names in Latin letters (Костянтинівка, where the name is Kostyantynivka)."""
    forms = [one.form for one in gazetteer.names(place) if not one.old]
    latin = {bare(form) for form in forms if not is_cyrillic(form)}
    written = [form for form in forms if is_cyrillic(form) and not ONLY_RUSSIAN & set(form.lower())]
    fit = [form for form in written if bare(ukrainian(form)) == bare(place.name)]
    fit = fit or [form for form in written if sure(form) and bare(ukrainian(form)) in latin]
    return max(fit, key=sure, default="")


def sure(form: str) -> int:
    """How many letters Russian would not have there."""
    return sum(char in SURELY_UKRAINIAN for char in form.lower())


def bare(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalpha())

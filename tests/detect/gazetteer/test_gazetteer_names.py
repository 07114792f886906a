"""Folding, romanisation, skeletons, unit words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outskirts.detect.gazetteer.folding import fold, is_indexed, key
from outskirts.detect.gazetteer.romanise import romanised, russian, ukrainian
from outskirts.detect.gazetteer.skeleton import skeleton
from outskirts.detect.gazetteer.unit_words import core_name, split_unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "DEIR EZ ZOR"),
        ("Sana'a", "Sanaa"),
        ("Ḩalab", "Halab"),
        ("Łódź", "Lodz"),
        ("Saint Louis", "St. Louis"),
        ("Мар’їнка", "Мар'їнка"),
        ("Артёмовск", "АРТЕМОВСК"),
        ("Йосипівка", "Йосипівка"),
    ],
)
def test_spellings_of_one_name_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Їжаки", "Іжаки"), ("Май", "Маи"), ("Toretsk", "Toretske")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert key(fold(name)) == key(fold(fold(name)))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz -'", max_size=30))
def test_case_and_apostrophes_make_no_other_skeleton(name: str) -> None:
    assert skeleton(name) == skeleton(name.upper()) == skeleton(name.replace("'", "’"))


def test_machine_romanisations_and_other_scripts_are_left_out() -> None:
    kept = [
        form for form in ("Toretsk", "Торецьк", "toretsuiku", "トレツィク", "تورتسك", "'Ayn Dara") if is_indexed(form)
    ]
    assert kept == ["Toretsk", "Торецьк", "'Ayn Dara"]


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Костянтинівка", "Kostiantynivka"),
        ("Згурівка", "Zghurivka"),
        ("Ямпіль", "Yampil"),
        ("Знам'янка", "Znamianka"),
        ("Велика Новосілка", "Velyka Novosilka"),
        ("Щастя", "Shchastia"),
    ],
)
def test_ukrainian_by_the_national_table(cyrillic: str, latin: str) -> None:
    assert ukrainian(cyrillic) == latin


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Константиновка", "Konstantinovka"),
        ("Авдеевка", "Avdeyevka"),
        ("Красный Лиман", "Krasny Liman"),
        ("Угледар", "Ugledar"),
    ],
)
def test_russian_as_newsrooms_write_it(cyrillic: str, latin: str) -> None:
    assert russian(cyrillic) == latin


def test_letters_tell_the_language() -> None:
    assert romanised("Київ") == ("Kyiv",)
    assert romanised("Артёмовск") == ("Artyomovsk",)
    assert romanised("Бахмут") == ("Bakhmut",)


@pytest.mark.parametrize(
    "family",
    [
        ("Konstantinovka", "Kostiantynivka", "Kostyantynivka", "Костянтинівка", "Константиновка"),
        ("Ugledar", "Vuhledar", "Вугледар"),
        ("Krasny Liman", "Krasnyi Lyman"),
        ("Avdeyevka", "Avdiivka"),
        ("Velikaya Novosyolka", "Velyka Novosilka"),
        ("Volchansk", "Vovchansk"),
        ("Nikolaev", "Mykolaiv"),
        ("Aleksandrovka", "Oleksandrivka"),
        ("Zhari", "Zharay", "Zhaṟêy"),
        ("Sar-e Pul", "Sarpul", "Sar-i-Pul"),
        ("Qandahar", "Kandahar"),
        ("El Fasher", "Al-Fashir"),
    ],
)
def test_one_name_across_languages_has_one_skeleton(family: tuple[str, ...]) -> None:
    assert len({skeleton(name) for name in family}) == 1


def test_different_names_have_different_skeletons() -> None:
    names = ("Pokrovsk", "Pokrovske", "Toretsk", "Bakhmut", "Kherson", "Kharkiv", "Sumy", "Izium", "Lyman", "Siversk")
    assert len({skeleton(name) for name in names}) == len(names)


def test_a_name_of_one_consonant_has_no_skeleton() -> None:
    assert skeleton("Ii") == skeleton("Ur") == ""


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Helmand province", "helmand"),
        ("Kharkiv Oblast", "kharkiv"),
        ("Rapides Parish", "rapides"),
        ("Province of Quebec", "quebec"),
        ("Kandahar city", "kandahar"),
        ("Bak District Center", "bak"),
        ("Province", ""),
        ("Toretsk", ""),
    ],
)
def test_unit_words_come_off(name: str, core: str) -> None:
    assert split_unit(fold(name))[0] == core


def test_the_core_keeps_its_spelling() -> None:
    assert core_name("Kharkiv Oblast") == "Kharkiv"
    assert core_name("Republic of Tatarstan") == "Tatarstan"
    assert core_name("Toretsk") == ""

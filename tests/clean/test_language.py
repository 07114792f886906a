"""Texts with their language: what is not English is kept and said; English full of foreign names is English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outskirts.clean.language import language, marked
from outskirts.vocabulary import Report


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Shells fell on Kup’iansk."),
        ("en", "Łódź, Żytomierz, Częstochowa"),
        ("en", "Zelenskyy’s peace formula rejected: Lavrov"),
        ("en", "A company in São Paulo sold rifles to Côte d’Ivoire, the ministry in Bogotá said."),
        ("en", "Бахмут fell, said the Генеральный штаб of the army on Monday, and the road is cut."),
        ("en", ""),
        ("en", "12:30 — 2024"),
        ("fr", "Les forces armées ont repris la ville après deux jours de combats, selon le ministère de la défense."),
        ("es", "El ejército recuperó el control de la ciudad tras varios días de combates, según el ministerio."),
        ("de", "Die Armee hat nach eigenen Angaben die Stadt am Montag zurückerobert, und der Gegner zog ab."),
        ("pl", "Wojska zajęły miasto w poniedziałek, jak podał sztab, ale walki na obrzeżach trwają."),
        ("pt", "O exército retomou a cidade após dois dias de combates, segundo o ministério da defesa."),
        ("tr", "Ordu şehri iki gün sonra geri aldı ve çatışmalar devam ediyor, bakanlık bir açıklama ile bildirdi."),
        ("uk", "Наші війська відбили атаку біля Вовчанська, повідомив Генеральний штаб."),
        ("ru", "Войска взяли под контроль посёлок, сообщило министерство обороны."),
        ("ar", "دخلت القوات المدينة يوم الاثنين وقال الجيش إنه صد الهجوم"),
        ("fa", "نیروها روز دوشنبه وارد شهر شدند و ارتش گفت که حمله را پس زده است"),
        ("he", "הכוחות נכנסו לעיר ביום שני"),
        ("zh", "部队周一进入该市。"),
        ("ja", "部隊は月曜日に市内に入った。"),
        ("my", "တပ်ဖွဲ့များ မြို့ထဲသို့ ဝင်ရောက်ခဲ့သည်"),
        ("am", "ወታደሮች ሰኞ ዕለት ወደ ከተማዋ ገቡ"),
    ],
)
def test_the_language_of_a_text(code: str, text: str) -> None:
    assert language(text) == code


def test_a_report_in_another_language_is_kept_and_said() -> None:
    report = Report("r1", "Наші війська відбили атаку біля Вовчанська, повідомив Генеральний штаб.")
    kept, [problem] = marked(report)
    assert (kept.id, kept.text, kept.language) == (report.id, report.text, "uk")
    assert (problem.where, "(uk)" in problem.what) == ("r1", True)


def test_an_english_report_is_left_alone() -> None:
    report = Report("r1", "The army left.")
    assert marked(report) == (report, ())


@given(st.text())
def test_every_text_has_one(text: str) -> None:
    assert language(text)

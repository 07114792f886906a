"""Phrases with the side they are on, war by war."""

from __future__ import annotations

from datetime import date

import pytest

from outskirts.detect.parties import PartyFinder, load_conflicts, side_in_report

FINDER = PartyFinder(load_conflicts())

PHRASES = {
    "russia-ukraine": """
        RU  Elements of the Russian 27th Motorized Rifle Brigade
        RU  Moscow's forces
        RU  occupation forces
        RU  the Governor of Saratov Oblast Roman Busargin
        RU  the Belgorod governor
        RU  Russian-backed officials
        RU  officials in Russian-occupied Kherson
        RU  the Moscow-installed head of the Kherson region
        RU  pro-Russian separatists
        RU  a former Russian soldier
        RU  Iranian-made Shahed drones
        RU  Wagner
        RU  three Russian milbloggers
        RU  Russian troops and Wagner
        UA  the Ukrainian Air Force
        UA  Kyiv
        UA  President Volodymyr Zelenskyy
        UA  Zelensky’s office
        UA  the city's mayor
        UA  the defenders
        UA  Ukrainian drone operators
        UA  Russian-occupied Donetsk's Ukrainian defenders
        UA  anti-Russian partisans
        UA  the governor of Ukraine's Kharkiv region
        UA  a spokesperson for the Luhansk group
        UA  the 24th Mechanized Brigade
        UA  the prime ministers of Lithuania, Poland and Ukraine
        RU  Mr. Putin
        RU  President Vladimir V. Putin
        US  Lt. Gen. Ben Hodges
        RU  units of the Vostok group of forces
        UA  the Khortytsia group of forces
        UA  the General Staff
        RU  the Russian general staff
        CIV Ukrainian children
        CIV residents of Russian-held Mariupol
        US  Washington
        US  the former head of US Army Europe
        NATO US and NATO officials
        NATO Nato
        UN  the Security Council
        UN  Turkey and the UN
        -   Britain’s Ministry of Defence
        -   the Belarusian military
        -   the Institute for the Study of War
        -   the Red Cross
        -   Iranian officials
        """,
    "syria": """
        SYR Syria's army
        SYR government forces
        SYR pro-government militias
        SYR Assad's troops
        HTS Syrian rebels
        HTS the rebel commander
        HTS anti-government fighters
        HTS insurgents led by Hayat Tahrir al-Sham
        SNA Turkish-backed rebels
        SDF the Kurdish-led Syrian Democratic Forces
        RU  Russian warplanes
        IS  Islamic State militants
        -   Turkish troops
        -   a monitor based in Britain
        """,
    "sudan": """
        SAF the army
        SAF an army spokesman
        SAF the army and its allies
        SAF fighters loyal to the army
        SAF warplanes
        RSF the militia and residents
        -   activists
        SAF an alliance of former rebel movements
        RSF the paramilitary Rapid Support Forces
        RSF the paramilitaries
        RSF RSF artillery
        CIV residents of El Fasher
        """,
    "dr-congo-m23": """
        M23 the rebels
        M23 Rwanda-backed rebels
        M23 Congolese rebels
        DRC the Congolese army
        DRC pro-government Wazalendo fighters
        RWA Rwandan troops
        SADC South African soldiers
        UN  UN peacekeepers
        """,
    "israel-hamas-hezbollah": """
        ISR an Israeli airstrike
        HAMAS Gaza's health ministry
        HAMAS the Hamas-run health ministry
        HAMAS health officials in Gaza
        HEZBOLLAH Iran-backed Hezbollah
        LBN the Lebanese army
        HOUTHI Yemen's Houthi rebels
        """,
    "myanmar": """
        JUNTA the junta
        JUNTA Myanmar's military
        MNDAA an ethnic armed group
        AA  the Arakan Army
        PDF resistance fighters
        """,
    "afghanistan": """
        NATO a combined Afghan and coalition security force
        NATO Afghan and coalition forces
        AFG Afghan police
        INS several insurgents
        TALIBAN a Haqqani network facilitator
        US  US Marines
        """,
    "iraq-islamic-state": """
        IRQ the Iraqi army
        IS  jihadists
        PESHMERGA Kurdish peshmerga fighters
        US  the US-led coalition
        """,
    "yemen": """
        HOUTHI the rebels
        COALITION the Saudi-led coalition
        STC southern separatists
        """,
    "nagorno-karabakh": """
        AZE Azerbaijani forces
        ARTSAKH separatists
        ARM Yerevan
        """,
}
CASES = [
    (war, *line.strip().split(None, 1)) for war, block in PHRASES.items() for line in block.strip().splitlines() if line
]


@pytest.mark.parametrize(("war", "side", "phrase"), CASES, ids=[f"{war}: {phrase}" for war, _, phrase in CASES])
def test_side_of_a_phrase(war: str, side: str, phrase: str) -> None:
    assert FINDER.side_of(phrase, date(2024, 5, 5), (war,)) == (None if side == "-" else side)


def test_wagner_is_a_side_only_while_it_mutinied() -> None:
    war = ("russia-ukraine",)
    assert FINDER.side_of("Wagner", date(2023, 6, 24), war) == "WAGNER"
    assert FINDER.side_of("Wagner", date(2023, 6, 27), war) == "RU"
    assert FINDER.side_of("Wagner", None, war) == "RU"


def test_bare_words_say_that_the_text_before_may_tell() -> None:
    assert FINDER.judge("its troops", None, ("russia-ukraine",)).bare
    assert not FINDER.judge("Turkey", None, ("russia-ukraine",)).bare


@pytest.mark.parametrize(
    ("war", "text"),
    [
        ("russia-ukraine", "Russian forces attacked near Pokrovsk, the General Staff said."),
        ("syria", "Rebels led by HTS entered Aleppo while Russian warplanes struck Idlib, Syria's army said."),
        ("sudan", "The RSF shelled El Fasher, the army said."),
        ("dr-congo-m23", "M23 rebels took Goma and Kinshasa accused Rwanda."),
        ("israel-hamas-hezbollah", "Israel struck Khan Younis; Hamas said that its fighters resisted."),
        ("afghanistan", "ISAF said that a Taliban leader was detained by Afghan and coalition forces."),
    ],
)
def test_the_war_of_a_report_comes_first(war: str, text: str) -> None:
    assert FINDER.conflict_of(text)[0] == war


@pytest.mark.parametrize("text", ["The orchestra played in the park.", "French farmers blocked roads near Paris."])
def test_a_report_without_the_sides_of_a_war_is_of_none(text: str) -> None:
    assert FINDER.conflict_of(text) == ()


def test_a_war_that_is_over_gives_way_to_one_that_goes_on() -> None:
    text = "Kabul condemned it; the Taliban, the Houthis and Yemen's government did not answer."
    assert set(FINDER.conflict_of(text, date(2018, 6, 1))) == {"afghanistan", "yemen"}
    assert FINDER.conflict_of(text, date(2024, 6, 1)) == ("yemen",)


def test_parties_named_in_a_sentence_keep_their_offsets() -> None:
    text = "The M23, which Rwanda backs, fought Congo's army."
    found = FINDER.find(text, 100, ("dr-congo-m23",))
    assert [(p.name, p.side) for p in found] == [("M23", "M23"), ("Rwanda", "RWA"), ("Congo", "DRC"), ("army", "DRC")]
    assert all(text[p.span.start - 100 : p.span.end - 100] == p.name == p.span.text for p in found)


@pytest.mark.parametrize(
    ("phrase", "side", "text"),
    [
        ("Salim Haddad", "HTS", "The advance was easy, Salim Haddad, a rebel commander, told the agency."),
        ("Haddad", "SYR", "Army spokesman Salim Haddad spoke on television. The losses were light, Haddad said."),
        ("leader", "HTS", "Government forces waited while the HTS leader spoke. The leader named a date."),
        ("fighters", "HTS", "HTS entered the town. At dusk its fighters held the bridge."),
        ("troops", "SYR", "HTS entered the town. Syria's troops left; nobody followed the troops."),
    ],
)
def test_the_report_tells_what_the_phrase_does_not(phrase: str, side: str, text: str) -> None:
    assert side_in_report(FINDER, phrase, text, text.rindex(phrase), None, ("syria",)).side == side


@pytest.mark.parametrize(
    ("phrase", "side", "text"),
    [
        ("enemy", "RU", "The enemy shelled the town."),
        ("Enemy aircraft", "RU", "Enemy aircraft dropped bombs."),
        ("units", "UA", "Our units hold the eastern streets."),
        ("Our defenders", "UA", "Our defenders hold it."),
        ("Russian troops", "RU", "Our men stopped Russian troops."),
    ],
)
def test_the_speaker_has_enemies_and_men_of_his_own(phrase: str, side: str, text: str) -> None:
    found = side_in_report(FINDER, phrase, text, text.index(phrase), None, ("russia-ukraine",), voice="UA")
    assert found.side == side


def test_bare_armed_men_are_the_states_or_its_opponents_in_a_war_inside_one_state() -> None:
    assert FINDER.fallback("soldiers", ("sudan",)) == "SAF"
    assert FINDER.fallback("fighters", ("sudan",)) == "RSF"
    assert FINDER.fallback("soldiers", ("russia-ukraine",)) is None
    assert FINDER.fallback("soldiers") is None


def test_a_surname_that_two_sides_share_means_neither() -> None:
    assert FINDER.side_of("Fedorov", None, ("russia-ukraine",)) in ("UA", None)
    assert FINDER.side_of("Mustafa Karim", None, ("israel-hamas-hezbollah",)) is None

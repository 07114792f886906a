"""Sentences with their boundaries marked: | ends a sentence, and stands where white space (or nothing) may be."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outskirts.clean.sentences import LONGEST, sentences

MARKED = [
    "Shells fell on Avdiivka overnight.| Two people died.",
    "Did the bridge stand?| Nobody knows!| The army would not say.",
    # titles, initials, ranks
    "Mr. Ivanov met Gen. Oleksandr Syrskyi and Lt. Col. J. P. Brown.| They spoke of Vuhledar.",
    "Col. Gen. A. Zorin resigned.| Maj. Petrov took over.",
    "She quoted V. I. Petrenko, S. Bandera St. No. 5.| Nothing followed.",
    # dates, numbers, hours
    "It began on Feb. 24, 2022.| On Sept. 6 Kyiv struck back.",
    "The talks opened on Oct. 3.| Four villages fell in 2022.| Ten more fell in 2023.",
    "At 5 a.m. local time a blast was heard.| At 6 p.m. sharp another followed.",
    "The curfew ends at 5 a.m.| The mayor said so.",
    "Losses came to 3.5 percent, or $2.4 million.| No. 7 brigade left.",
    "It was resolution No. 1701 of the council.| Art. 5 was not invoked.",
    # dotted abbreviations
    "The U.S. Army sent aid to the U.N. mission in Goma.| Officials in Washington, D.C., agreed.",
    "He flew back to the U.S.| The visit had lasted a day.",
    "Convoys (e.g. from Adre, i.e. from Chad) crossed.| Farms, wells, etc. burned.",
    "Northrop Corp. won the contract.| Boeing Co. lost.",
    "Fighters of the R.S.F. entered Wad Madani.| The S.A.F. withdrew.",
    "ST. PETERSBURG, JAN. 5 — Nothing moved.| GEN. IVANOV WAS THERE.| HE LEFT.",
    # quotations
    "“We left Lyman.| We had to,” he said.| “It was lost.”| The ministry was silent.",
    'He said: "We hold the town."| "They do not," she replied.',
    "``We hold on,'' he said.| ``They ran.''| Nobody saw it.",
    "(The army denied this.)| Kyiv agreed.",
    "“Is the road open?” asked the driver.| “No!” was the answer.",
    # ellipses
    "They waited... and waited.| Then the shelling began…| The cellar shook.",
    # joined without a space
    "He promised more support|The ministry welcomed that.",
    "Live updates|Ukraine’s president spoke in Kyiv.",
    "Eight died today.|At least two are missing.",
    "All is calm, he said.|Moscow-backed officials disagreed.",
    "“It is our land.”|The envoy left.",
    "See our coverage of Ukraine|The latest from the front.",
    "An alliance was born|A war goes on.",
    "What we know on day 30 |• The convoy has stopped",
    # not joined
    "The iPhone of Mr. McDonald showed a WhatsApp call from the RuAF, DeepState and LinkedIn reported on YouTube.",
    "Write to desk@wire.example.Com or see www.wire.example.Org or https://wire.example/a.Html for more.",
    "Troops of the 1st Guards Tank Army [GTA] hold Kreminna.| Gen.Smith and St.Petersburg stay whole.",
    # unfinished
    "no capital, no stop",
    "Kyiv said so.| (More follows)",
    "كتب المراسل.| وصلت القوات؟| نعم.",
    "部队进入城市。|居民离开了。",
]


def plain(marked: str) -> tuple[str, list[str]]:
    pieces = [piece.strip() for piece in marked.split("|")]
    return marked.replace("|", ""), pieces


@pytest.mark.parametrize("marked", MARKED)
def test_marked(marked: str) -> None:
    text, pieces = plain(marked)
    assert [s.span.text for s in sentences(text)] == pieces


def test_lines_set_apart_are_paragraphs_and_headings() -> None:
    text = (
        "Army Says It Took Two Villages\n\nKHARTOUM, Sudan (Jan. 25, 2024)\nThe army took two villages. It lost one."
        "\n\nWHAT IS NEXT\n- talks in Jeddah\n- a truce\n1. Aid\n2) Trade\n\nNobody knows."
    )
    found = [(s.paragraph, s.heading, s.span.text) for s in sentences(text)]
    assert found == [
        (0, True, "Army Says It Took Two Villages"),
        (1, True, "KHARTOUM, Sudan (Jan. 25, 2024)"),
        (2, False, "The army took two villages."),
        (2, False, "It lost one."),
        (3, True, "WHAT IS NEXT"),
        (4, False, "- talks in Jeddah"),
        (5, False, "- a truce"),
        (6, False, "1. Aid"),
        (7, False, "2) Trade"),
        (8, False, "Nobody knows."),
    ]


def test_a_headline_may_end_in_a_full_stop() -> None:
    lead = "Government troops left the town on Monday after a week of fighting there, the governor and two nurses said."
    text = f"Troops leave the town.\n\n{lead}"
    assert [s.heading for s in sentences(text)] == [True, False]
    assert sentences(f"{lead} {lead}\n\n{lead}")[0].heading is False
    assert [s.heading for s in sentences(f"{lead}\n\nMore follows.", title=lead.rstrip("."))] == [True, False]
    assert [s.heading for s in sentences("Troops leave the town")] == [False]


def test_wrapped_lines_go_on() -> None:
    text = (
        "The head of the regional military administration in the north, who\n"
        "Reuters reached by telephone, said that eleven villages along the\n"
        "Seversky Donets had been without power since Sunday. Repair crews\n"
        "could not get there.\n"
    )
    assert len(sentences(text)) == 2
    assert len(sentences(text.replace("\n", "\r\n"))) == 2


def test_text_without_stops_is_cut_between_words() -> None:
    found = sentences("word " * 2000)
    assert max(s.span.end - s.span.start for s in found) <= LONGEST
    assert all(set(s.span.text.split()) == {"word"} for s in found)
    assert sum(len(s.span.text) for s in sentences("x" * 5000)) == 5000


PIECES = st.sampled_from(
    ["Mr.", "U.S.", "The", "a.m.", " ", "  ", "\n", "\n\n", "\r\n", "\u2028", ".", "!", "…", "”", "“", '"', "(", ")",
     "• ", "1. ", "supportThe", "é", "A", "i", "said.", "3.5", "...", "\xa0", "\x00", "。", "🙂", "-", "x" * 300]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_every_text_is_covered_once_and_in_order(text: str) -> None:
    found = sentences(text)
    assert [s.index for s in found] == list(range(len(found)))
    at = 0
    for s in found:
        assert at <= s.span.start < s.span.end
        assert not text[at : s.span.start].strip()
        assert s.span.text == text[s.span.start : s.span.end] == s.span.text.strip()
        at = s.span.end
    assert not text[at:].strip()
    assert [s.paragraph for s in found] == sorted(s.paragraph for s in found)


@pytest.mark.parametrize("unit", ["a", ".", "A.", "\n", " ", "aA", "Mr. ", "a\n", "1. ", "(", "Kyiv said so. "])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        start = time.process_time()
        sentences(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(200_000) < 40 * max(seconds(20_000), 0.002)


def test_abbreviations_are_data() -> None:
    from outskirts.clean.sentences import words

    known = words()
    assert {"Gen", "Lt"} <= known.titles
    assert not any(re.search(r"\.$", word) for word in known.titles | known.numbers | known.others)

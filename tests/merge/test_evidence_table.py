"""The evidence table and the priors: what fits which claim, and what is refused."""

from __future__ import annotations

import copy
from datetime import date

import numpy as np
import pytest
from saying import TORETSK, WAR, says

from outskirts import knowledge
from outskirts.errors import KnowledgeError
from outskirts.merge import evidence, voices
from outskirts.merge.columns import Columns, encode
from outskirts.merge.testimony import Testimony as Told
from outskirts.merge.voices import Interest


def encoded(*told: Told) -> Columns:
    return encode(told, WAR, evidence.load(), voices.load())


@pytest.mark.parametrize(
    ("who", "kind", "actor", "stance", "interest"),
    [
        ("RU military: ministry", "capture", "RU", "asserted", Interest.GAIN),
        ("UA military: staff", "capture", "RU", "asserted", Interest.LOSS),
        ("UA military: staff", "capture", "RU", "denied", Interest.GAIN),
        ("UA military: staff", "withdraw", "UA", "asserted", Interest.LOSS),
        ("RU military: ministry", "withdraw", "UA", "asserted", Interest.GAIN),
        ("analyst: ISW", "capture", "RU", "asserted", Interest.NEUTRAL),
        ("UA official: mayor", "shelling", "RU", "asserted", Interest.NEUTRAL),
    ],
)
def test_who_is_the_better_for_it(who: str, kind: str, actor: str, stance: str, interest: Interest) -> None:
    columns = encoded(says(who, kind, "2024-10-01", actor=actor, stance=stance))
    assert columns.interest.tolist() == [interest]


@pytest.mark.parametrize("kind", ["aid", "negotiate", "demand", "no_comment", "unverified"])
def test_what_says_nothing_of_control(kind: str) -> None:
    assert len(encoded(says("", kind, "2024-10-01"))) == 0


@pytest.mark.parametrize(
    ("word", "actor", "who", "meant"),
    [
        ("liberated", None, "", "UA"),
        ("liberated", "RU", "", "UA"),
        ("liberated", "RU", "RU military: ministry", "RU"),
        ("occupied", None, "", "RU"),
        ("occupied", "UA", "", "RU"),
        ("captured", "RU", "", "RU"),
    ],
)
def test_words_that_tell_whose_doing_it_is(word: str, actor: str | None, who: str, meant: str) -> None:
    columns = encoded(says(who, "capture", "2024-10-01", actor=actor, word=word))
    assert columns.sides[columns.actor[0]] == meant


def test_where_only_the_victim_is_named_the_other_side_did_it() -> None:
    columns = encoded(says("", "capture", "2024-10-01", actor=None, target="UA"))
    assert columns.sides[columns.actor[0]] == "RU"


def test_a_capture_without_any_side_says_nothing() -> None:
    assert len(encoded(says("", "capture", "2024-10-01", actor=None))) == 0


def test_history_before_the_record_is_left_out() -> None:
    old = says("", "capture", "2022-03-01", late=900)
    assert len(encoded(says("", "hold", "2024-10-01"), old)) == 1


def test_likelihoods_are_of_pairs_of_days() -> None:
    table = evidence.load()
    row = table.index["capture", "asserted", "in", True]
    pair = table.likelihoods(2)[row, 0]
    assert pair.shape == (3, 3)
    assert pair[1, 0] > pair[0, 0] > pair[0, 1]  # news of a change, then an old story, then what is false
    assert np.allclose(pair[:, 1], pair[0, 1])


def test_one_side_s_outlets_are_that_side_s_voice() -> None:
    columns = encoded(
        says("", "capture", "2024-10-01", outlet="tass.com"), says("", "hold", "2024-10-02", outlet="bbc.co.uk")
    )
    kinds = {voice.name: (voice.kind, voice.side) for voice in columns.voices}
    assert kinds == {"tass.com": ("agency", "RU"), "bbc.co.uk": ("outlet", None)}


def test_what_ten_outlets_quote_of_one_ministry_counts_once() -> None:
    from outskirts.merge.witnesses import weights

    told = [says("RU military: ministry", "capture", "2024-10-01", outlet=f"Outlet {n}") for n in range(10)]
    told += [
        says("RU official: spokesman", "capture", "2024-10-02"),
        says("RU military: ministry", "capture", "2024-10-20"),
    ]
    assert weights(encoded(*told), evidence.load()).sum() == 1


def test_outlets_that_say_the_same_in_their_own_voice_count_less_and_less() -> None:
    from outskirts.merge.witnesses import weights

    told = [says("", "capture", "2024-10-01", outlet=f"Outlet {n}") for n in range(5)]
    found = sorted(weights(encoded(*told), evidence.load()), reverse=True)
    assert found == pytest.approx([0.6**n for n in range(5)])


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"kind": "seize"}, r"row\[0\]\.kind"),
        ({"actor": 2.0}, r"row\[0\]\.actor"),
        ({"colour": "red"}, r"row\[0\]\.colour"),
        ({"gains": "both"}, r"row\[0\]\.gains"),
        ({"relation": ["at"]}, r"row\[0\]\.relation"),
    ],
)
def test_a_bad_row_is_refused_by_file_and_key(change: dict[str, object], named: str) -> None:
    table = copy.deepcopy(knowledge.load("evidence.toml"))
    table["row"][0] |= change
    with pytest.raises(KnowledgeError, match=rf"mine\.toml: {named}"):
        evidence.parse(table, "mine.toml")


def test_bad_priors_are_refused_by_file_and_key() -> None:
    table = copy.deepcopy(knowledge.load("reliability.toml"))
    table["kind"]["military"]["gain"] = 1.5
    with pytest.raises(KnowledgeError, match=r"mine\.toml: kind\.military"):
        voices.parse(table, "mine.toml")


def test_a_day_is_never_after_its_report() -> None:
    assert says("", "hold", "2024-10-01", late=-3).day == date(2024, 9, 28)
    assert says("", "hold", "2024-10-01", place=TORETSK).day == date(2024, 10, 1)

"""A dateline tells when a report was filed, not when anything happened; a bulletin sums up the time since the last."""

from __future__ import annotations

from datetime import date

import pytest

from outskirts.clean.sentences import sentences
from outskirts.detect.times import is_bulletin, times_in, undated

WEDNESDAY = date(2024, 10, 9)


def left(text: str) -> list[str]:
    """The words of the times that are not a dateline's."""
    return [m.span.text for m in undated(times_in(sentences(text), WEDNESDAY), text)]


@pytest.mark.parametrize(
    "text",
    [
        "KABUL, Afghanistan (Oct. 9, 2024) – Two men were caught on Monday.",
        "KABUL, Afghanistan (Oct. 9, 2024)\n\nTwo men were caught on Monday.",
        "For Immediate Release  KABUL, Afghanistan (Oct. 9, 2024) Two men were caught on Monday.",
        "Two men caught\n\nPORT SUDAN, October 9 (Example Wire) -- Two men were caught on Monday.",
        "KYIV, Oct 9 (Example Wire) - Two men were caught on Monday.",
        "BEIRUT (Example Wire), Oct. 9 — Two men were caught on Monday.",
    ],
)
def test_the_date_of_a_dateline_is_left_out(text: str) -> None:
    assert left(text) == ["Monday"]


@pytest.mark.parametrize(
    "text",
    [
        "The truce (Oct. 9, 2024) held.",
        "NATO said in Brussels, Oct. 9, that talks went on.",
        "In KABUL (Oct. 9) two men were caught.",
    ],
)
def test_a_date_within_a_sentence_stays(text: str) -> None:
    assert len(left(text)) == 1


@pytest.mark.parametrize(
    ("filed", "meant"),
    [
        ("Oct. 8, 2024", date(2024, 10, 8)),
        ("Oct. 7, 2024", date(2024, 10, 7)),
        # An old text printed again: the day of publication counts.
        ("Oct. 2, 2024", WEDNESDAY),
        ("Oct. 10, 2024", WEDNESDAY),
    ],
)
def test_today_is_the_day_of_filing_when_that_is_shortly_before(filed: str, meant: date) -> None:
    text = f"Two men caught\n\nKABUL, Afghanistan ({filed}) – Two men were caught today."
    (today,) = undated(times_in(sentences(text), WEDNESDAY), text)
    assert today.days is not None
    assert today.days.start == today.days.end == meant


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Morning operational update, Oct. 9\nTwo men were caught.", True),
        ("Situation report no. 12\n\nTwo men were caught.", True),
        ("Two men caught\nThe command's morning update came late.", False),
        ("Two men were caught.", False),
    ],
)
def test_a_bulletin_is_told_by_its_heading(text: str, told: bool) -> None:
    assert is_bulletin(text) is told

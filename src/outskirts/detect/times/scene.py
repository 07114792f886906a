"""What does a resolver know of the words it resolves: their tokens, the day of publication, the story so far?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from outskirts.detect.times import outlook, periods
from outskirts.detect.times.lexicon import Lexicon
from outskirts.detect.times.periods import Period
from outskirts.detect.times.tokens import Line

# So many tokens after a time, words like "a week after" still count from it.
NEAR = 12
Interval = tuple[date | None, date | None]
UNKNOWN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX", "season": "XXXX-XX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
GRAINS = {
    "D": "day", "W": "week", "F": "week", "M": "month", "Y": "year", "E": "decade", "C": "century",
    "TM": "day", "TH": "day", "TS": "day",
}  # fmt: skip


@dataclass(slots=True)
class Anchor:
    """The last day, and the last period of any grain, that the story has named."""

    day: Period | None = None
    last: Period | None = None
    quarter: Period | None = None
    token: int = -NEAR

    def note(self, period: Period, token: int = -NEAR, compared: bool = False) -> None:
        """Move on to a time just named; one that is only compared with ("a year earlier") leaves the quarter alone."""
        self.last, self.token = period, token
        if period.grain == "day":
            self.day = period
        elif period.grain in ("quarter", "half") and not compared:
            self.quarter = period


@dataclass(frozen=True, slots=True)
class Found:
    """A time by token indices (half-open); without a type it is none. ``interval`` is narrower or wider than the period
    where the words say so; ``compared`` marks a time that the story only looks back at; ``sign`` is 1 for a length
    "after" and -1 for one "before" something; ``borrowed`` marks a time of day whose day the story gave."""

    first: int
    last: int
    type: str
    value: str
    period: Period | None = None
    interval: Interval | None = None
    shape: str = ""
    compared: bool = False
    sign: int = 0
    borrowed: bool = False


@dataclass
class Match:
    """A run of tokens that a pattern matched, [first, last), with what is needed to resolve it."""

    line: Line
    first: int
    last: int
    lexicon: Lexicon
    published: date | None
    anchor: Anchor
    codes: str = field(init=False)

    def __post_init__(self) -> None:
        self.codes = self.line.classes[self.first : self.last]

    def find(self, *classes: str) -> int | None:
        """The first token of one of the classes."""
        wanted = {self.lexicon.codes[name] for name in classes}
        return next((self.first + i for i, code in enumerate(self.codes) if code in wanted), None)

    def every(self, *classes: str) -> list[int]:
        wanted = {self.lexicon.codes[name] for name in classes}
        return [self.first + i for i, code in enumerate(self.codes) if code in wanted]

    def has(self, *classes: str) -> bool:
        return self.find(*classes) is not None

    def is_at(self, index: int, *classes: str) -> bool:
        """Whether the token at an index, also outside the match, has one of the classes."""
        within = 0 <= index < len(self.line.classes)
        return within and self.line.classes[index] in {self.lexicon.codes[name] for name in classes}

    def word(self, index: int) -> str:
        """The lower-cased token, also outside the match; empty beyond the text."""
        return self.line.words[index].lower() if 0 <= index < len(self.line.words) else ""

    def value(self, index: int) -> Any:
        return self.lexicon.values[self.word(index)]

    @cached_property
    def outlook(self) -> int:
        """1 where the sentence looks ahead, -1 where it looks back, 0 where nothing tells."""
        return outlook.outlook(self.line, self.first, self.last, self.lexicon)

    @property
    def story_day(self) -> date | None:
        """The last day named, else the day of publication."""
        return self.anchor.day.start if self.anchor.day else self.published

    @property
    def anchored(self) -> bool:
        """Whether a time was named only a few words before."""
        return self.anchor.day is not None and self.first - self.anchor.token <= NEAR

    def grain(self) -> str:
        """The grain of the unit that the match holds."""
        if (unit := self.find("unit", "units")) is not None:
            return GRAINS[self.value(unit)]
        for cls, grain in (("quarter", "quarter"), ("quarters", "quarter"), ("weekend", "weekend"),
                           ("weekends", "weekend"), ("season", "season"), ("period", "quarter")):  # fmt: skip
            if self.has(cls):
                return grain
        return "day"

    def date(self, period: Period, interval: Interval | None = None) -> Found:
        """The whole match as a date; with a part of the day named in it, a time."""
        part = self.find("part_of_day")
        if part is None or period.grain != "day":
            return Found(self.first, self.last, "DATE", period.value, period, interval)
        return Found(self.first, self.last, "TIME", f"{period.value}T{self.value(part)}", period, interval)

    def unknown(self, grain: str) -> Found:
        """A date that cannot be placed without a day of publication."""
        return Found(self.first, self.last, "DATE", UNKNOWN[grain])

    def other(self, kind: str, value: str, interval: Interval | None = None, shape: str = "") -> Found:
        return Found(self.first, self.last, kind, value, None, interval, shape)

    def part(self) -> str:
        """early, mid, late, beginning, middle or end, where the match says so; else empty."""
        names = ("early", "mid", "late", "beginning", "middle", "end")
        return next((name for name in names if self.has(name)), "")

    def placed(self, period: Period) -> Found:
        """The match as a date, narrowed by "early", "end of", "earlier", "later"."""
        today = self.published
        if (name := self.part()) and period.grain not in ("day", "weekend"):
            return self.date(period, periods.portion(period, name))
        if today and period.start <= today <= period.end:
            if self.has("earlier"):
                return self.date(period, (period.start, today))
            if self.has("later"):
                return self.date(period, (today, period.end))
        return self.date(period)

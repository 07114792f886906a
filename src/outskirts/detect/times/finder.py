"""Which words of a text name times, and which days are they, seen from the day of publication?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from outskirts.detect.times import absolute, clocks, datelines, lengths, periods, relative, shapes, weekdays
from outskirts.detect.times.grammar import CORE, PATTERNS, compiled
from outskirts.detect.times.lexicon import OTHER, Lexicon, lexicon
from outskirts.detect.times.scene import NEAR, Anchor, Found, Match
from outskirts.detect.times.tokens import Line, split
from outskirts.vocabulary import Days, Sentence, TimeMention

Resolver = Callable[[Match], Sequence[Found]]
NAME_MARGIN = 24
# The dateline stands in one of the first sentences; headline and by-line may come before.
OPENING = 6
UNNAMED = frozenset({"on", "at", "in", "by", "before", "after", "until", "since", "of", "for", "-", "–"})


@dataclass(frozen=True, slots=True)
class Patterns:
    """A token that every time has one of; all patterns in one, to find where a time begins; each with its resolver."""

    core: re.Pattern[str]
    anywhere: re.Pattern[str]
    each: tuple[tuple[re.Pattern[str], Resolver], ...]


def resolver(name: str) -> Resolver:
    """The function that resolves the patterns of that name."""
    for module in (absolute, clocks, lengths, relative, weekdays):
        if (found := getattr(module, name, None)) is not None:
            return found  # type: ignore[no-any-return]
    raise AttributeError(f"no resolver for the pattern {name}")


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    words = lexicon()
    each = [(compiled(pattern, words), resolver(name)) for name, pattern in PATTERNS]
    return Patterns(
        re.compile("[" + "".join(words.codes[name] for name in CORE) + "]"),
        re.compile("|".join(f"({pattern})" for pattern, _ in each)),
        tuple((re.compile(pattern), resolve) for pattern, resolve in each),
    )


def find_times(
    text: str, published: datetime | date | None = None, *, base: int = 0, before: Iterable[TimeMention] = ()
) -> tuple[TimeMention, ...]:
    """The times that a text names, in order, never overlapping.

    ``published`` is the day from which "today" and bare weekdays count; without it such times keep a value with X for
    what is not known, and no days. ``base`` is added to all offsets, for a sentence within a report; ``before`` holds
    the times named earlier in the report, from the last of which "two days later" counts.
    """
    anchor = Anchor()
    for mention in before:
        if (period := periods.of_value(mention.value)) is not None:
            anchor.note(period)
    return tuple(scanned(text, day_of(published), base, anchor))


def times_in(sentences: Iterable[Sentence], published: datetime | date | None = None) -> tuple[TimeMention, ...]:
    """The times of a report, sentence by sentence, with offsets into the report's text. "Today" is the day of the
    dateline, where there is one from shortly before the publication."""
    anchor, today = Anchor(), day_of(published)
    found: list[TimeMention] = []
    for number, sentence in enumerate(sentences):
        text, start = sentence.span.text, sentence.span.start
        here = scanned(text, today, start, anchor)
        if number < OPENING and today and here and (day := datelines.filed(sentence, here, today)):
            today = day
            here = scanned(text, today, start, anchor)
        found += here
    return tuple(found)


def named_days(mention: TimeMention) -> Days | None:
    """The calendar days that the words themselves name, whatever their shape: 9 November for "since 9 November". None
    where they name none (lengths, references, gaps)."""
    period = periods.of_value(mention.value)
    return Days(period.start, period.end, mention.span.text) if period else None


def day_of(published: datetime | date | None) -> date | None:
    return published.date() if isinstance(published, datetime) else published


def scanned(text: str, today: date | None, base: int, anchor: Anchor) -> list[TimeMention]:
    """The times of one stretch of text; ``anchor`` moves along with the story."""
    words = lexicon()
    line = split(text, words)
    found = list(scan(line, words, today, anchor))
    return shapes.settled(line, found, words, today, base) if found else []


def scan(line: Line, words: Lexicon, today: date | None, anchor: Anchor) -> Iterator[Found]:
    """The times of a line from left to right, the first pattern that resolves at a token winning."""
    search, core, classes = patterns().anywhere.search, patterns().core.search, line.classes
    position = end = 0
    anchor.token = -NEAR
    while (kernel := core(classes, position)) is not None:
        # The run of tokens with a class around the kernel; a time never holds any other word.
        if kernel.start() >= end:
            position = max(position, classes.rfind(OTHER, position, kernel.start()) + 1)
            end = classes.find(OTHER, kernel.start())
            end = len(classes) if end < 0 else end
        hit = search(classes, position, end)
        if hit is None:
            position = end
            continue
        position = hit.start()
        results = resolved(line, hit, words, today, anchor)
        for item in (trimmed(line, result) for result in results):
            if item.period is not None:
                anchor.note(item.period, item.last, item.compared)
            if item.type:
                yield item
        position = results[-1].last if results else position + 1


def resolved(line: Line, hit: re.Match[str], words: Lexicon, today: date | None, anchor: Anchor) -> Sequence[Found]:
    """What the first pattern that can make sense of the tokens from the hit on makes of them."""
    position, each = hit.start(), patterns().each
    # Every pattern is one group of the joint expression: those before the one that hit do not match here.
    for number in range((hit.lastindex or 1) - 1, len(each)):
        pattern, resolve = each[number]
        match = pattern.match(line.classes, position)
        if match is None or match.end() == position:
            continue
        try:
            results = resolve(Match(line, position, match.end(), words, today, anchor))
        except (ValueError, OverflowError):
            # A day or year that no calendar has ("February 30", "9000 years ago").
            continue
        if results and not is_name(line, results[0], words):
            return results
    return ()


def trimmed(line: Line, item: Found) -> Found:
    """The time without a preposition before it or a comma after it."""
    first, last = item.first, item.last
    while first < last - 1 and line.words[first].lower() in UNNAMED:
        first += 1
    while last > first + 1 and line.words[last - 1] == ",":
        last -= 1
    return item if (first, last) == (item.first, item.last) else replace(item, first=first, last=last)


def is_name(line: Line, item: Found, words: Lexicon) -> bool:
    """Whether the words belong to a name ("Saturday Night Live")."""
    start, end = line.starts[item.first], line.end(item.last - 1)
    left = max(0, start - NAME_MARGIN)
    return any(
        found.start() + left < end and start < found.end() + left
        for found in words.names.finditer(line.text[left : end + NAME_MARGIN])
    )

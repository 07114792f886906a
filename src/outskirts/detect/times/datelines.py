"""Is a date that of the dateline, "KABUL, Afghanistan (Jan. 5, 2011) –", which says when the report was filed?

No happening took place then because of it. But "today" and "Monday" count from there, where the report came out a day
or two later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from outskirts.detect.times.lexicon import lexicon
from outskirts.vocabulary import Sentence, TimeMention

# A place in capitals, perhaps its country and the agency, right up to the date.
PLACE = re.compile(
    r"(?:^|[\n\t]|\s\s)\s*(?P<place>[A-Z][A-Z’'. -]{2,}[A-Z])(?:, [A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}){0,2},?\s*"
    r"(?:\([^()\n]{2,40}\),?\s*)?(?P<bracket>\(\s*)?(?:[A-Z][a-z]+day,? )?$"
)
# After a date without a bracket of its own the dash must come, perhaps after the agency.
DASH = re.compile(r"(?:,? \d{4})?,?\s*(?:\([^()\n]{2,40}\)\s*)?(?:[-–—]|$)")
LONGEST = 120
# The title and what runs on behind it.
HEADING = 160
# So far before the publication a report may have been filed.
LATEST = 2


def dateline(text: str, start: int, end: int) -> bool:
    """Whether the date at these offsets of a report, or of one of its sentences, is that of a dateline."""
    found = PLACE.search(text[max(0, start - LONGEST) : start])
    if found is None:
        return False
    return bool(found["bracket"] or DASH.match(text, end))


def filed(sentence: Sentence, mentions: Sequence[TimeMention], published: date) -> date | None:
    """The day of the dateline in a sentence, if it is another than that of publication and not far before it."""
    base = sentence.span.start
    for mention in mentions:
        day = mention.days.start if mention.type == "DATE" and mention.days else None
        first, last = mention.span.start - base, mention.span.end - base
        if day and 0 < (published - day).days <= LATEST and dateline(sentence.span.text, first, last):
            return day
    return None


def is_bulletin(text: str) -> bool:
    """Whether a report's heading says that it sums up what came in since the last one: "Morning operational
    update"."""
    return lexicon().bulletins.search(text[:HEADING].strip().partition("\n")[0]) is not None


def undated(mentions: Sequence[TimeMention], text: str) -> tuple[TimeMention, ...]:
    """The mentions without those of datelines."""
    return tuple(m for m in mentions if m.type not in ("DATE", "TIME") or not dateline(text, m.span.start, m.span.end))

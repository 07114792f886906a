"""Which runs of words name a time? Patterns over token classes, tried in order at every token.

A pattern is a regular expression whose letters are the classes of ``lexicon`` and the parts below; spaces mean nothing.
The name of a pattern is that of the function which resolves it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from outskirts.detect.times.lexicon import Lexicon

PARTS = {
    "dom": "(n12|n31|nth|ordinal)",  # day of the month
    "month_name": "(month|month_short dot?|month_ambiguous)",
    "day_name": "(weekday|weekday_short dot?)",
    "link": "(and|or|to|hyphen|through|until|slash)",
    "int": "(n12|n31|n99|figure|hhmm)",
    "spelled": "(number|nth|ordinal)",
    "count": "(int|number (hyphen? number)*|a few|few|some|a couple of?|couple of?|a|half a)",
    "any_unit": "(unit|units|quarter|quarters|weekend|weekends|season)",
    "part": "(early|mid|late|(the? (beginning|middle|end|early|mid|late) of))",
    "portion": "(the? part hyphen? (on|in)?)",
    "sooner": "(earlier|later)",
    "which": "(this past|this coming|this|last|past|previous|next|coming|following|that same|the same|same|that)",
    "clock_time": "((n12|clock) ampm|clock|point_of_day|(hhmm|year) (?=zone|local)|n12 (in the part_of_day))",
    "in_zone": "(zone|local time)",
}

PATTERNS: tuple[tuple[str, str], ...] = (
    # times of day, alone or with their day
    ("clock", "(at? clock_time) in_zone? comma? on? (the? (following|next|same|previous) unit|deictic|"
     "which? day_name comma? (month_name dom (comma? year)?)?|month_name dom (comma? year)?|dom month_name year?)?"),
    ("clock", "(deictic|day_name) at clock_time in_zone?"),
    # dates in full
    ("iso_date", "iso"),
    ("slashed_date", "slashed"),
    ("dates", "portion? (day_name comma?)? part_of_day? of? the? month_name dom (comma dom (?=comma|and))* "
     "(comma? link dom (?!hyphen? units?|number|hyphen? month_name|ampm))? (comma? year)?"),
    ("dates_day_first", "portion? (day_name comma?)? (the? dom (comma dom)* comma? link)? the? dom of? month_name (comma? year)?"),
    ("week_of", "the? unit (of|beginning|end) month_name dom (comma? year)?"),
    ("month_of_year", "portion? (which)? month_name (comma? of? (year|this unit|last unit|next unit|that unit))"),
    ("season_of_year", "portion? the? season (comma? of? (year|this unit|last unit|next unit|number number (hyphen number)?))"),
    ("quarter_of_year", "the? (which unit apostrophe?|fiscal|year)? hyphen? (ordinal|second|nth) hyphen? (quarter|half) "
     "((of|in)? the? (fiscal? year|which unit))?"),
    ("month_only", "portion? which? month"),
    ("month_only", "portion? which? month_short dot?"),
    ("month_only", "(portion which?|which) month_ambiguous"),
    ("month_only", "(?<=in|since|until|by|before|after|from|between|for|through) month_ambiguous"),
    # weekdays
    ("recurring_day", "each (weekday|month|part_of_day|weekend|season)"),
    ("recurring_day", "weekdays part_of_day?"),
    ("weekday_day", "(early|late|mid|sooner)? hyphen? on? the? (part_of_day of)? which? weekday (hyphen? part_of_day)?"),
    ("weekday_day", "(part_of_day of)? (weekday_short dot?) part_of_day"),
    # counted from publication or from the story
    ("day_beyond", "the? unit (before|after) (deictic|which? weekday)"),
    ("near_day", "(early|late|mid|sooner)? hyphen? on? (mid? hyphen? part_of_day)? deictic (part_of_day)?"),
    ("tonight_word", "(early|late|sooner)? tonight"),
    ("overnight_word", "overnight"),
    ("ago", "the? (count (and a half)? (to|or|hyphen)? count?|) hyphen? more? any_unit (or number)? ago"),
    ("beside", "the? count more? any_unit (sooner|before|after)"),
    ("year_before", "the? (unit hyphen (ago|sooner)) (unit|quarter|period|ordinal quarter|second quarter)?"),
    ("beside", "the (unit|part_of_day) (before|after)"),
    ("following_one", "(sooner)? (the|that|this|on)? (the)? (same|following|next|previous) (same)? (unit|part_of_day|weekend|quarter|season|weekday)"),
    ("that_one", "(sooner on?|portion)? that (same)? (unit|weekend|quarter|season|part_of_day|weekday)"),
    ("stretch", "the? (which|recent|latest|ordinal|full) (few|couple of?|some|ordinal)? (count|number hyphen? number) (to|or) count (units|quarters|unit)"),
    ("stretch", "the? ordinal? (last|past|previous|next|coming|following|recent|latest|this past|ordinal) full? (count) more? (units|quarters|unit|weekends|quarter)"),
    ("vague_stretch", "the? (recent|coming|past|latest|last|next|reference_adjective) (units|quarters|unit (?=of)) (and units)?"),
    ("this_one", "(sooner|portion|sooner in)? the? (this|last|past|next|coming|this past|this coming|reference_adjective|latest) fiscal? "
     "(unit|weekend|quarter|season|part_of_day|period)"),
    ("portion_of_one", "the? part the (unit|season|quarter)"),
    ("year_end", "(unit apostrophe? hyphen? end)"),
    # durations and recurring times
    ("recurring_unit", "each (n12|number|ordinal|second)? (unit|units|quarter)"),
    ("recurring_word", "recurring"),
    ("age", "(int|number (hyphen number)*) hyphen? (unit|units) hyphen? old"),
    ("duration", "the? (ordinal|full)? (int|number (hyphen? number)*) (to|or|hyphen) (int|number (hyphen number)*) hyphen? (units|unit|quarters)"),
    ("duration", "the? (count) (and a half)? hyphen? more? (unit|units|quarters|weekends) (and a half)?"),
    ("duration", "(unit|units) hyphen? long"),
    ("vague_duration", "(units|units or units)"),
    # years and longer
    ("spelled_year", "(portion? (the unit)? (number number (hyphen number)?))"),
    ("decade_name", "portion? the? (apostrophe)? (decade|decade_word)"),
    ("century_name", "portion? the? (nth|ordinal) hyphen? unit"),
    ("year_name", "portion? fiscal? (the unit)? year"),
    ("bare_unit", "the full? fiscal? (unit|quarter|weekend|season)"),
    ("season_only", "portion? season"),
    ("part_of_today", "(in|by|before|after|until|since|at) the? (part_of_day|point_of_day)"),
    ("day_number", "unit figure|unit n12|unit n31|unit n99"),
    ("holiday_name", "which? holiday"),
    # no calendar at all
    ("reference_word", "reference"),
    ("reference_word", "as? soon"),
    ("future_word", "the foreseeable? reference_adjective"),
    ("past_word", "the past (?!units?)"),
    ("these_days", "these units"),
)

WORD = re.compile(r"[a-z_][a-z_0-9]*")


def compiled(pattern: str, lexicon: Lexicon, capture: str = "") -> str:
    """The pattern over class characters."""

    def replace(found: re.Match[str]) -> str:
        name = found.group()
        if name in PARTS:
            return f"(?:{compiled(PARTS[name], lexicon)})"
        return lexicon.codes[name]

    bare = re.sub(r"\((?!\?)", "(?:", WORD.sub(replace, pattern))
    return bare.replace(" ", "")

"""Which runs of words name a time? Patterns over token classes, tried in order at every token.

A pattern is a regular expression whose words are the classes of ``lexicon`` and the PARTS below; white space means
nothing. The name of a pattern is that of the function which resolves it, or refuses it, and then the next is tried.
"""

from __future__ import annotations

import re

from outskirts.detect.times.lexicon import Lexicon

PARTS = {
    # Numbers. "dom" is a day of the month.
    "dom": "(n12|n31|nth|ordinal)",
    "int": "(n12|n31|n99|figure|hhmm)",
    "spelled": "number ((hyphen|and)? number){0,5}",
    "number_of": "(int|spelled)",
    "count": "(int n12 slash n12|int|spelled|a few|few|some|a couple of?|couple of?|a|half a)",
    "spelled_year": "number number (hyphen? number)?",
    # Names of the calendar.
    "month_name": "(month|month_short dot?|month_ambiguous)",
    "day_name": "(weekday|weekday_short dot?)",
    "date": "(month_name dom|dom of? month_name) (comma? year)?",
    "year_named": "(year|(this|last|next|that) unit|spelled_year)",
    "any_units": "(unit|units|quarter|quarters|weekend|weekends)",
    "span_name": "(unit|weekend|quarter|season|part_of_day)",
    # What stands before and between them.
    "link": "(and|or|to|hyphen|through|until|slash)",
    "sooner": "(earlier|later)",
    "lead": "(in|since|until|by|before|after|from|between|for|through)",
    "part": "(early|mid|late|the? (beginning|middle|end|early|mid|late) of)",
    "portion": "the? part hyphen? (on|in)?",
    "which": "(this past|this coming|this|last|past|previous|next|coming|following|that same|the same|same|that)",
    "clock_time": """((n12|clock|figure) ampm|(n12|clock) in the part_of_day|
                      clock|point_of_day|(hhmm|year) (?=zone|local))""",
    "zoned": "(zone|local time)? (opening (hhmm|year|clock) zone closing)?",
}

PATTERNS: tuple[tuple[str, str], ...] = (
    # Times of day, alone or with their day.
    ("clock", """at? clock_time zoned comma? on?
                 (the? (following|next|same|previous) unit|deictic|which? day_name comma? date?|date)?"""),
    ("clock", "(deictic|day_name) at clock_time zoned"),
    # Dates.
    ("iso_date", "iso"),
    ("slashed_date", "slashed"),
    ("dates", """on? portion? which? (day_name comma?)? (the? part_of_day of? the?)? month_name
                 dom (comma dom (?=comma|and)){0,9}
                 (comma? link dom (?!hyphen? (unit|units|month_name)|number|month_name|ampm))?
                 (comma? year)?"""),
    ("dates_day_first", """on? portion? (day_name comma?)? (the? part_of_day of? the?)?
                           (the? dom (comma dom){0,9} comma? link)? the? dom of? month_name (comma? year)?"""),
    ("part_of_month", "the? (ordinal|second|last) (unit|units|weekend|half) of month_name year?"),
    ("week_of", "the? unit of date"),
    ("month_of_year", "portion? which? month_name comma? of? year_named"),
    ("season_of_year", "portion? the? season comma? of? year_named"),
    ("quarter_of_year", """the? (which unit possessive?|fiscal|year)? hyphen?
                           (ordinal|second|nth) hyphen? (quarter|half) ((of|in)? the? (fiscal? year|which unit))?"""),
    ("month_only", "portion? which? month"),
    ("month_only", "(portion which?|which) (month_short dot?|month_ambiguous)|month_short dot"),
    ("month_only", "(?<=in|since|until|by|before|after|from|between|for|through) (month_short|month_ambiguous)"),
    # Weekdays.
    ("recurring_day", "each (weekday|month|part_of_day|weekend|season)"),
    ("recurring_day", "weekdays part_of_day?"),
    ("weekday_day", """((early|late|mid|sooner) hyphen?)? (on|lead? at? the? part_of_day (of|on|comma)?)?
                       the? which? weekday (hyphen? part_of_day)?"""),
    ("weekday_day", "(part_of_day of)? weekday_short dot? part_of_day"),
    # Ages are taken out before they are read as lengths.
    ("age", "the? number_of hyphen? (unit|units) hyphen? old|units hyphen old"),
    # Counted from the report or from the story.
    ("day_beyond", "the? unit (before|after) (deictic|which? weekday)"),
    ("near_day", "((early|late|mid|sooner) hyphen?)? on? (mid? hyphen? part_of_day)? deictic part_of_day?"),
    ("tonight_word", "(early|late|sooner)? tonight"),
    ("overnight_word", "overnight|late hyphen part_of_day"),
    ("year_before", "(the|a)? unit hyphen (ago|sooner) (unit|quarter|period|(ordinal|second) quarter)?"),
    ("ago", """the? (count (and a half)? ((to|or|hyphen) count)?)? hyphen? more?
               (any_units|season) (or (number|so))? ago"""),
    ("beside", "the? count more? (any_units|season) (sooner|before|after)"),
    ("beside", "the (unit|part_of_day) (before|after)"),
    ("following_one", "sooner? (the|that|this|on)? the? (same|following|next|previous) same? (span_name|weekday)"),
    ("that_one", "(sooner on?|portion)? that same? (span_name|weekday)"),
    ("stretch", """the? ordinal? (which|recent|latest) ordinal? full?
                   count ((to|or|hyphen) count)? hyphen? more? any_units"""),
    ("stretch", "the? (ordinal|full) count more? any_units"),
    ("day_running", "for? (a|the) (ordinal|nth|second) more? (unit|part_of_day) (running)?"),
    ("vague_stretch", """the? (recent|coming|past|latest|last|next|reference_adjective)
                         (units|quarters|unit (?=of)) (and units)?"""),
    ("this_one", """(sooner|portion|sooner in)? the?
                    (this|last|past|next|coming|this past|this coming|reference_adjective|latest) fiscal?
                    (span_name|period)"""),
    ("portion_of_one", "the? part the (unit|season|quarter)"),
    ("year_end", "unit possessive? hyphen? end"),
    # Lengths and what comes again.
    ("recurring_unit", "each (n12|number|ordinal|second)? (unit|units|quarter)"),
    ("recurring_word", "recurring"),
    ("duration", "the? number_of (to|or|hyphen) number_of hyphen? (units|unit|quarters)"),
    ("duration", "the? count (and a half)? hyphen? more? any_units (and a half)?"),
    ("vague_duration", "(unit|units) hyphen? long"),
    ("vague_duration", "units (or units)?"),
    # Years and longer.
    ("spelled_out_year", "portion? (the unit)? spelled_year"),
    ("decade_name", "portion? the? apostrophe? (decade|decade_word)"),
    ("century_name", "portion? the? (nth|ordinal) hyphen? unit"),
    ("year_name", "portion? fiscal? (the unit)? year"),
    ("bare_unit", "the full? fiscal? (unit|quarter|weekend|season units?)"),
    ("season_only", "portion? season units?"),
    ("season_only", "(?<=in|since|until|by|before) the? season"),
    ("part_of_today", "(in|by|before|after|until|since|at) the? (part_of_day|point_of_day)"),
    ("day_of_war", "unit int"),
    ("holiday_name", "which? holiday"),
    # References.
    ("reference_word", "reference|soon"),
    ("future_word", "the foreseeable? reference_adjective"),
    ("past_word", "the past (?!units|unit)"),
    ("these_days", "these units"),
)  # fmt: skip

# Every time has a token of one of these classes; only the tokens around one are looked at.
CORE = (
    "unit", "units", "month", "month_short", "month_ambiguous", "weekday", "weekdays", "weekday_short", "part_of_day",
    "point_of_day", "deictic", "reference", "reference_adjective", "recurring", "year", "clock", "iso", "slashed",
    "decade", "decade_word", "season", "quarter", "quarters", "weekend", "weekends", "ampm", "zone", "holiday",
    "tonight", "overnight", "soon", "number", "past", "half", "period",
)  # fmt: skip

# A month or date that takes its year from the one it is joined to: "between May and August 2022".
YEAR_AHEAD = "link the? (month_name dom?|dom of? month_name) comma? year"

WORD = re.compile(r"[a-z_][a-z_0-9]*")


def compiled(pattern: str, lexicon: Lexicon) -> str:
    """The pattern as a regular expression over class characters. Raises KeyError for a word that is no class."""

    def replace(found: re.Match[str]) -> str:
        name = found.group()
        return f"(?:{compiled(PARTS[name], lexicon)})" if name in PARTS else lexicon.codes[name]

    return re.sub(r"\s+", "", re.sub(r"\((?!\?)", "(?:", WORD.sub(replace, pattern)))

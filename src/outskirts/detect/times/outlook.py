"""Does the sentence around a bare weekday, date or month look ahead or back?

A cheap reading of tense: the nearest telling word to the left in the same sentence decides, else the nearest to the right.
"""

from __future__ import annotations

from outskirts.detect.times.lexicon import Lexicon
from outskirts.detect.times.tokens import Line

LEFT, RIGHT = 14, 10
STOPS = frozenset(".!?;")


def outlook(line: Line, first: int, last: int, lexicon: Lexicon) -> int:
    """1 ahead, -1 back, 0 not told, for the tokens [first, last)."""
    words = line.words
    for index in range(first - 1, max(-1, first - 1 - LEFT), -1):
        word = words[index]
        if word in STOPS:
            break
        if told := tense(word.lower(), lexicon):
            return told
    for index in range(last, min(len(words), last + RIGHT)):
        word = words[index]
        if word in STOPS:
            break
        if told := tense(word.lower(), lexicon):
            return told
    return 0


def tense(word: str, lexicon: Lexicon) -> int:
    if word in lexicon.future:
        return 1
    if word in lexicon.past or (len(word) > 4 and word.endswith("ed")):
        return -1
    return 0

"""Does the sentence around a bare weekday, date or month look ahead or back?

A cheap reading of tense: the nearest telling word to the left in the same sentence decides, else the nearest to the
right.
"""

from __future__ import annotations

from outskirts.detect.times.lexicon import Lexicon
from outskirts.detect.times.tokens import Line

LEFT, RIGHT = 14, 10
STOPS = frozenset(".!?;")
# Before words that say what somebody does: "responsible for planning attacks", "a leader who plans attacks".
DOING = frozenset({"for", "of", "who"})
# "is to meet on Monday", "as soon as Tuesday".
AHEAD = frozenset({("to", "is"), ("to", "are"), ("to", "set"), ("soon", "as"), ("early", "as"), ("late", "as")})


def outlook(line: Line, first: int, last: int, lexicon: Lexicon) -> int:
    """1 ahead, -1 back, 0 not told, for the tokens [first, last)."""
    words = line.words
    for index in range(first - 1, max(-1, first - 1 - LEFT), -1):
        word = words[index]
        if word in STOPS:
            break
        if told := tense(word, words[index - 1] if index else "", lexicon):
            # "had been due to expire on Friday" is over.
            return -1 if told > 0 and "had" in words[max(0, index - 5) : index] else told
    for index in range(last, min(len(words), last + RIGHT)):
        word = words[index]
        if word in STOPS:
            break
        if told := tense(word, words[index - 1], lexicon):
            return told
    return 0


def tense(word: str, before: str, lexicon: Lexicon) -> int:
    """What one word with the word before it tells."""
    lower = word.lower()
    if before in DOING and lower in lexicon.occupations:
        return 0
    if lower in lexicon.future or (lower, before) in AHEAD:
        return 1
    if before in ("be", "being"):
        # "to be completed by Dec. 15": the participle tells nothing of the time.
        return 0
    if lower in lexicon.past or (
        len(word) > 4 and word.endswith("ed") and word.islower() and word not in lexicon.not_past
    ):
        return -1
    return 0

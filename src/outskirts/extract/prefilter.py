"""Which sentences need a parse at all? A test of their words that lets through all that can hold a claim.

It asks less than reading does (the words that a cue needs, wherever in the sentence they stand), so that what it holds
back would have told nothing; and it lets through whatever reading such a sentence may look at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from outskirts.extract.attribution.lexicon import lexicon
from outskirts.extract.claims.cues import Sense, cues
from outskirts.extract.claims.silence import SAYING, silence_words
from outskirts.extract.claims.triggers import BEING, EVIDENCE, MOVING, SEEN, STATES
from outskirts.vocabulary import Sentence

WORD = re.compile(r"[^\W\d_]+")
COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
QUOTE = re.compile(r"[\"“”„«»]|''|``|(?:^|\s)['‘]|['’](?:\s|$)")
# A speaker's name before or behind what is said, in headlines and transcripts.
LABEL = re.compile(r":|\s[-–—]")
INSIDE = frozenset(("in", "inside", "within"))
NOT = frozenset(
    [
        "not",
        "t",
        "no",
        "never",
        "neither",
        "nobody",
        "none",
        "nor",
        "without",
        "unable",
        "cannot",
        "nothing",
        "impossible",
    ],
)


@dataclass(frozen=True, slots=True)
class Signs:
    """Printed forms, in lower case. ``sure`` are cues that need no other word; ``perhaps`` those with what they need;
    ``silent`` tell something where the sentence has a negation; ``speech`` hand words to a source."""

    sure: frozenset[str]
    perhaps: dict[str, tuple[Sense, ...]]
    silent: frozenset[str]
    speech: frozenset[str]


@cache
def signs() -> Signs:
    """From the word lists of claims and attributions: a word added there is known here. Raises KnowledgeError."""
    found = cues()
    senses: dict[str, list[Sense]] = {}
    for index in (found.verbs, found.nouns):
        for form, several in index.items():
            senses.setdefault(form, []).extend(s for s in several if s.kind is not None and form.endswith(s.form))
    sure = {form for form, several in senses.items() if any(map(unconditional, several))}
    sure |= senses.keys() & (STATES.keys() | MOVING.keys())
    quiet, speech = silence_words(), lexicon()
    sure |= quiet.denial_verbs | quiet.denial_adjectives
    silent = quiet.comment_verbs | quiet.comment_nouns | quiet.check_verbs | quiet.check_nouns | SAYING | {"true"}
    return Signs(
        frozenset(sure),
        {form: tuple(several) for form, several in senses.items() if several and form not in sure},
        silent,
        frozenset((*speech.verbs, *speech.nouns, *speech.adverbs, "according", "citing", "quoting")),
    )


def unconditional(sense: Sense) -> bool:
    return not (sense.words or sense.near or sense.infinitive)


def possible(sense: Sense, words: frozenset[str]) -> bool:
    """Whether a sentence of these words has those that the sense needs."""
    return (
        words.issuperset(sense.words)
        and not (sense.near and sense.near.isdisjoint(words))
        and not (sense.infinitive and "to" not in words)
    )


def words_of(text: str) -> frozenset[str]:
    lower = text.lower()
    found = WORD.findall(lower)
    return frozenset(found + COMPOUND.findall(lower) if "-" in lower else found)


def may_tell(words: frozenset[str]) -> bool:
    """Whether a sentence of these words may hold a claim, or deny one."""
    known = signs()
    if not known.sure.isdisjoint(words):
        return True
    if any(possible(sense, words) for form in words & known.perhaps.keys() for sense in known.perhaps[form]):
        return True
    if not known.silent.isdisjoint(words) and not (
        NOT.isdisjoint(words) and silence_words().refusals.isdisjoint(words)
    ):
        return True
    return not (BEING | SEEN).isdisjoint(words) and not (INSIDE.isdisjoint(words) and EVIDENCE.isdisjoint(words))


def may_be_there(words: frozenset[str]) -> bool:
    """Whether a headline of these words may say without a verb that forces are in a place."""
    return not INSIDE.isdisjoint(words) and not cues().classes["force"].isdisjoint(words)


def may_attribute(text: str, words: frozenset[str]) -> bool:
    """Whether a sentence may hand words to a source, or hold words that another sentence hands to one."""
    return not signs().speech.isdisjoint(words) or QUOTE.search(text) is not None or LABEL.search(text) is not None


def for_claims(sentences: Sequence[Sentence]) -> list[bool]:
    """Which sentences of a report to parse where only its claims are wanted.

    None, where none may tell anything. Else all up to the last that may, since each may take its place, its day and
    its parties from those before; and of those behind it the ones that may tell whose words they were.
    """
    words = [words_of(sentence.span.text) for sentence in sentences]
    last = max(
        (
            n
            for n, some in enumerate(words)
            if may_tell(some) or ((n == 0 or sentences[n].heading) and may_be_there(some))
        ),
        default=-1,
    )
    return [
        n <= last or (last >= 0 and may_attribute(sentence.span.text, words[n])) for n, sentence in enumerate(sentences)
    ]

"""How is a spaCy pipeline made to run as fast as it can, with the same answers?

Three things cost a parse most and need not. The matrix products: the library that numpy brings is several times as fast
as the one that spaCy uses by default, if it keeps to one thread. And the rules that give parts of speech, morphology
and lemmas: they look at one word, its tag and its arc, so that their answer is the same wherever these are, and is
asked for once only; most look at tag and arc alone, so that a word that no rule speaks of has the answer of any other.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from outskirts.clean.embedding import remember

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    Component = Callable[[Doc], Doc]

# Word, tag and arc; part of speech, morphology and lemma: their numbers in the string store.
Key = tuple[int, int, int]
Values = tuple[int, ...]

RULES = ("attribute_ruler", "lemmatizer")
# More words than this are not kept: names and numbers have no end.
MOST = 100_000
APART = "\u2020"


def load(pipeline: str, exclude: Sequence[str]) -> tuple[Language, Rules | None]:
    """The pipeline, and its rules where they have been taken out of it, to be applied to what it returns."""
    import spacy
    from thinc.api import NumpyOps, get_current_ops, use_ops

    if type(get_current_ops()) is NumpyOps:
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(pipeline, exclude=list(exclude))
        remember(nlp)
    else:
        nlp = spacy.load(pipeline, exclude=list(exclude))
    return nlp, Rules.of(nlp)


def one_thread() -> Callable[[], AbstractContextManager[object]]:
    """A context in which matrix products keep to one thread: on sentences, threads wait for each other."""
    from threadpoolctl import ThreadpoolController

    controller = ThreadpoolController()

    def limited() -> AbstractContextManager[object]:
        made: AbstractContextManager[object] = controller.limit(limits=1, user_api="blas")
        return made

    return limited


@dataclass(frozen=True, slots=True)
class Asked:
    """Words and arcs of which one has to stand there, by their numbers in the string store; None where any may."""

    words: frozenset[int] | None
    arcs: frozenset[int] | None

    def fits(self, word: int, arc: int) -> bool:
        return (self.words is None or word in self.words) and (self.arcs is None or arc in self.arcs)


class Rules:
    """Attribute rules and lemmatizer of a pipeline, each word's answer remembered.

    A key is a word, its tag, and its arc where it is one that rules ask for. ``pairs`` are rules that look at a word
    together with the next: a sentence with such a pair is given to the components themselves.
    """

    def __init__(self, nlp: Language, components: tuple[Component, Component], conditions: Conditions) -> None:
        from spacy.attrs import DEP, LEMMA, LOWER, MORPH, ORTH, POS, TAG

        self.vocab = nlp.vocab
        self.ruler, self.lemmatizer = components
        self.arcs, self.pairs, self.words = conditions
        self.other = nlp.vocab.strings.add("any other arc")
        self.apart = nlp.vocab.strings.add(APART)
        self.ruled: dict[Key, Values | None] = {}
        self.known: dict[Key, Values | None] = {}
        self.given, self.made, self.kept = [ORTH, TAG, DEP, LOWER], [POS, MORPH, LEMMA], [TAG, DEP]

    @classmethod
    def of(cls, nlp: Language) -> Rules | None:
        """The rules of a pipeline that ends in them; it does without them from then on. None where they are of another
        kind, or look at more than one word in a way that is not understood here."""
        from spacy.lang.en.lemmatizer import EnglishLemmatizer
        from spacy.pipeline import AttributeRuler

        if tuple(nlp.pipe_names[-2:]) != RULES:
            return None
        ruler, lemmatizer = nlp.get_pipe(RULES[0]), nlp.get_pipe(RULES[1])
        if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer or lemmatizer.overwrite:
            return None
        read = conditions(ruler.patterns, nlp.vocab.strings.add)
        if read is None:
            return None
        nlp.select_pipes(disable=list(RULES))
        # The lists of base forms are searched from end to end for every word that is new.
        index = lemmatizer.lookups.get_table("lemma_index", {})
        for part, forms in list(index.items()):
            index[part] = frozenset(forms)
        return cls(nlp, (ruler, lemmatizer), read)

    def apply(self, docs: Sequence[Doc]) -> list[Doc]:
        """Set parts of speech, morphology and lemmas of parsed documents in place."""
        rows = [doc.to_array(self.given).tolist() for doc in docs]
        keys = [[(orth, tag, arc if arc in self.arcs else self.other) for orth, tag, arc, _ in row] for row in rows]
        if len(self.known) > MOST:
            self.known.clear()
        if new := {key for row in keys for key in row} - self.known.keys():
            self.learn(sorted(new))
        return [
            self.set(doc, row, [self.known[key] for key in found])
            for doc, row, found in zip(docs, rows, keys, strict=True)
        ]

    def set(self, doc: Doc, rows: list[list[int]], values: list[Values | None]) -> Doc:
        import numpy as np

        if not values:
            return doc
        if None in values or self.paired([(lower, arc) for _, _, arc, lower in rows]):
            return self.plainly(doc)
        array: Any = np.array(values, dtype=np.uint64)
        return doc.from_array(self.made, array)

    def plainly(self, doc: Doc) -> Doc:
        return self.lemmatizer(self.ruler(doc))

    def learn(self, keys: Sequence[Key]) -> None:
        """Ask the components about words. None is kept where they would change the tag or the arc too."""
        import numpy as np
        from spacy.tokens import Doc as New

        strings = self.vocab.strings
        like = {word: word if self.words.tell(strings[word]) else self.apart for word in {key[0] for key in keys}}
        asked = [(like[word], tag, arc) for word, tag, arc in keys]
        if new := set(asked) - self.ruled.keys():
            self.ask(sorted(new))
        self.known.update((key, None) for key in keys)
        told = [(key, values) for key, one in zip(keys, asked, strict=True) if (values := self.ruled[one]) is not None]
        if told:
            words = New(self.vocab, words=[strings[key[0]] for key, _ in told])
            before: Any = np.array([values for _, values in told], dtype=np.uint64)
            made = self.lemmatizer(words.from_array(self.made, before)).to_array(self.made).tolist()
            self.known.update((key, tuple(values)) for (key, _), values in zip(told, made, strict=True))

    def ask(self, keys: Sequence[Key]) -> None:
        """Ask the attribute rules about words, with one that no rule knows between each two of them."""
        import numpy as np
        from spacy.tokens import Doc as New

        words = New(self.vocab, words=[word for key in keys for word in (self.vocab.strings[key[0]], APART)])
        before: Any = np.array([row for key in keys for row in (key[1:], (key[1], self.other))], dtype=np.uint64)
        self.ruler(words.from_array(self.kept, before))
        same = (words.to_array(self.kept) == before).all(axis=1).tolist()
        made = words.to_array(self.made).tolist()
        self.ruled.update((key, tuple(made[2 * n]) if same[2 * n] else None) for n, key in enumerate(keys))

    def paired(self, rows: list[tuple[int, int]]) -> bool:
        """Whether two words that follow each other, each with its arc, are such as a rule looks at together."""
        words, arcs = {row[0] for row in rows}, {row[1] for row in rows}
        for pair in self.pairs:
            near = all(
                (one.words is None or not one.words.isdisjoint(words))
                and (one.arcs is None or not one.arcs.isdisjoint(arcs))
                for one in pair
            )
            if near and any(pair[0].fits(*a) and pair[1].fits(*b) for a, b in itertools.pairwise(rows)):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words that rules speak of, in lower case, and patterns of them; ``every`` where that cannot be told."""

    words: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    every: bool = False

    def tell(self, word: str) -> bool:
        """Whether a rule may tell the word from others of its tag and arc."""
        low = word.lower()
        return self.every or low in self.words or word.isspace() or any(p.search(low) for p in self.patterns)


Conditions = tuple[frozenset[int], tuple[tuple[Asked, Asked], ...], Spoken]


def conditions(rules: Sequence[dict[str, Any]], number: Callable[[str], int]) -> Conditions | None:
    """The arcs, the pairs of words and the words that attribute rules ask for; None where one asks for more than that.
    ``number`` gives a string's number in the store."""

    def numbers(listed: frozenset[str] | None) -> frozenset[int] | None:
        return None if listed is None else frozenset(map(number, listed))

    arcs: set[str] = set()
    pairs = []
    for pattern in (pattern for rule in rules for pattern in rule["patterns"]):
        named = [named_values(token["DEP"], ("IN", "NOT_IN")) for token in pattern if "DEP" in token]
        if len(pattern) > 2 or None in named or not all(token.keys() <= DECIDED for token in pattern):
            return None
        arcs.update(arc for values in named if values for arc in values)
        if len(pattern) == 2:
            first, second = (
                Asked(numbers(named_values(token.get("LOWER"))), numbers(named_values(token.get("DEP"))))
                for token in pattern
            )
            if first == second == Asked(None, None):
                return None
            pairs.append((first, second))
    asked = [t[name] for rule in rules for pattern in rule["patterns"] for t in pattern for name in FORMS & t.keys()]
    return frozenset(map(number, arcs)), tuple(pairs), spoken(asked)


def spoken(asked: Sequence[object]) -> Spoken:
    """What conditions on the printed form speak of."""
    words: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for condition in asked:
        if (values := named_values(condition, ("IN", "NOT_IN"))) is not None:
            words.update(value.lower() for value in values)
        elif isinstance(condition, dict) and condition.keys() == {"REGEX"}:
            patterns.append(re.compile(condition["REGEX"], re.IGNORECASE))
        else:
            return Spoken(frozenset(), (), every=True)
    return Spoken(frozenset(words), tuple(patterns))


# What a rule may ask of a word that the word, its tag and its arc decide.
FORMS = frozenset(("LOWER", "ORTH", "TEXT"))
DECIDED = FORMS | {"TAG", "DEP", "IS_SPACE"}


def named_values(condition: object, kinds: Sequence[str] = ("IN",)) -> frozenset[str] | None:
    """The values that a condition names one by one; None for a condition of another kind, or none."""
    if isinstance(condition, str):
        return frozenset((condition,))
    if isinstance(condition, dict) and len(condition) == 1 and (kind := next(iter(condition))) in kinds:
        return frozenset(condition[kind])
    return None

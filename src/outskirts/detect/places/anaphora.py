"""Which words point back to a place named before: "the town", "there", "its eastern outskirts", "both villages"?"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from outskirts.detect.places.actor import acts
from outskirts.detect.places.cues import PlaceCues, Words, load
from outskirts.detect.places.names import NOWHERE, PlaceContext
from outskirts.detect.places.relate import Reading, readings
from outskirts.detect.places.spot import before
from outskirts.vocabulary import Bearing, PlaceMention, Relation, Sentence, Span

_ITS = frozenset(("its", "their", "his", "her"))
_DETERMINERS = frozenset(("the", "this", "that", "its", "their", "his", "her", "both", "these", "those"))
_MANY = frozenset(("both", "two", "these", "those"))
_EXISTS = re.compile(
    r" (?:is|are|was|were|has|have|had|will|would|may|might|can|could|should|must|seems?|remains?|appears?|be)\b"
)
_UNITS = frozenset(("country", "region"))
_AIMED = frozenset((Relation.TOWARDS, Relation.BETWEEN))
_SETTLED = frozenset(("settlement", "municipality", "quarter"))
# Log-odds of an antecedent: lost by sentence of distance, by place in its sentence, where it only frames another; won
# by each doubling of its mentions, and where the report called it by the very word ("Lashio, the biggest town in …").
FARTHER, LATER, FRAMED, AGAIN, CALLED = 0.8, 0.15, 1.5, 0.5, 2.5
# Lost by a place of the wrong size for the word ("the city" for a hamlet), by a name that acts as a government; won by
# lying on the ground of the conflict.
MISSIZED, ACTING, OURS = 2.0, 2.5, 1.2
# Lost by the end of a road or of a movement; by a bridge, a river, a region ("the Hantoub bridge") for a word of
# another kind; won by a place that the headline or the first sentence names.
AIMED, OTHER_KIND, TOPIC = 1.5, 2.5, 0.8
# "its outskirts" looks to its own sentence; "the country" is the same all along.
ITS_OWN, UNIT_FARTHER = 3.0, 0.3
# Lost where only a namesake is of the kind: "the region" for what was named as the town of Kherson.
NAMESAKE = 1.0
# Sentences that one may look back over.
REACH = 8


@dataclass(frozen=True, slots=True)
class Pointer:
    """Pointing words, as offsets into the sentence. ``kinds`` are the gazetteer kinds that they can mean, empty for
    any."""

    start: int
    end: int
    noun: str
    kinds: Words
    many: bool = False
    part: str = ""
    bearing: Bearing | None = None
    country: str = ""
    apposed: bool = False
    its: bool = False


def point_back(
    sentences: Sequence[Sentence], mentions: Sequence[PlaceMention], context: PlaceContext = NOWHERE
) -> tuple[PlaceMention, ...]:
    """Mentions with ``anaphoric`` set for words that point to places among ``mentions``, which are those that
    ``find_places`` gave for the same sentences. ``span`` is that of the pointing words, ``name`` that of the
    antecedent."""
    named = [mention for mention in mentions if not mention.anaphoric]
    if not named:
        return ()
    cues = load()
    antecedents = _Antecedents(sentences, named, context, cues)
    found: list[PlaceMention] = []
    for sentence in sentences:
        for pointer in pointers(sentence.span.text, cues):
            base = sentence.span.start
            span = Span(base + pointer.start, base + pointer.end, sentence.span.text[pointer.start : pointer.end])
            before_it = antecedents.just_before(span, found)
            if pointer.apposed or pointer.noun == "which":
                meant = [before_it] if before_it else []
            elif antecedents.free(span, sentence):
                meant = (
                    [before_it] if before_it and pointer.noun == "where" else antecedents.of(pointer, span, sentence)
                )
            else:
                continue
            antecedents.note(meant, sentence)
            for antecedent in meant:
                found += [
                    _mention(span, antecedent, r) for r in _readings(pointer, sentence.span.text, antecedent, cues)
                ]
    return tuple(found)


@lru_cache(maxsize=1)
def _noun_pattern(nouns: frozenset[str]) -> re.Pattern[str]:
    listed = "|".join(sorted(nouns, key=len, reverse=True))
    return re.compile(rf"\b(?:(?P<noun>{listed})(?P<plural>s)?|(?P<adverb>there|where|which))\b(?! of\b)(?!-)")


_OTHER = frozenset(("direction",))


def pointers(text: str, cues: PlaceCues) -> Iterator[Pointer]:
    """The pointing words of a sentence, in order."""
    for match in _noun_pattern(frozenset(cues.back) | cues.back_parts | _OTHER).finditer(text):
        adverb = match["adverb"]
        if adverb:
            if adverb != "there" or not _EXISTS.match(text, match.end()):
                yield Pointer(match.start(), match.end(), adverb, frozenset())
            continue
        pointer = _phrase(text, match, cues)
        if pointer:
            yield pointer


def _phrase(text: str, match: re.Match[str], cues: PlaceCues) -> Pointer | None:
    noun, plural = match["noun"], bool(match["plural"])
    words = list(re.finditer(r"[\w’'-]+", text[max(0, match.start() - 50) : match.start()]))[::-1]
    offset = max(0, match.start() - 50)
    bearing: Bearing | None = None
    country = ""
    for k, word in enumerate(words[:5]):
        low = word.group().lower()
        start = offset + word.start()
        if low.endswith(("'s", "’s")) and low[:-2] in cues.back:
            return Pointer(start, match.end(), noun, cues.back.get(noun, frozenset()))
        if low in ("a", "an") and k < 4 and text[:start].endswith(", "):
            return Pointer(start, match.end(), noun, cues.back.get(noun, frozenset()), apposed=True)
        if low in _DETERMINERS:
            many = plural and (low in _MANY or any(w.group() in _MANY for w in words[:k]))
            if (plural and not many) or _goes_on(text, match.end(), cues):
                return None
            if noun in cues.back_parts:
                part = text[start : match.end()]
                return Pointer(start, match.end(), noun, _SETTLED, False, part, bearing, its=low in _ITS)
            return Pointer(start, match.end(), noun, cues.back.get(noun, frozenset()), many, "", None, country)
        if low in cues.demonyms and word.group()[0].isupper():
            country = cues.demonyms[low]
            if noun == "capital" and (k + 1 >= len(words) or words[k + 1].group().lower() not in _DETERMINERS):
                return Pointer(start, match.end(), noun, cues.back[noun], country=country)
        elif low in cues.bearings:
            bearing = cues.bearings[low]
        elif not (
            low in cues.back_adjectives
            or low in _MANY
            or "-" in low
            or low.endswith(cues.back_adjective_ends)
            or low == "key"
        ):
            return None
    return None


_NEXT = re.compile(r" (?P<word>[\w-]+)")


def _goes_on(text: str, end: int, cues: PlaceCues) -> bool:
    """Whether the noun is the first half of another ("the city council", "the town Hrekivka")."""
    match = _NEXT.match(text, end)
    if match is None:
        return False
    word = match["word"]
    return (
        word in cues.org_local
        or word in ("hall", "head", "chief")
        or (word[0].isupper() and word.lower() not in cues.stop)
    )


class _Antecedents:
    """The named places of a report, by sentence, with how often each is named and what it is called."""

    def __init__(
        self, sentences: Sequence[Sentence], named: Sequence[PlaceMention], context: PlaceContext, cues: PlaceCues
    ) -> None:
        self.cues = cues
        self.countries = {code for area in context.areas for code in area.countries}
        self.named = list({mention.span: mention for mention in reversed(named)}.values())[::-1]
        self.sentence_of = {}
        self.rank = {}
        at = 0
        for sentence in sentences:
            rank = 0
            while at < len(self.named) and self.named[at].span.start < sentence.span.end:
                self.sentence_of[at], self.rank[at] = sentence.index, rank
                at, rank = at + 1, rank + 1
        self.count: dict[str, int] = {}
        for mention in self.named:
            self.count[_key(mention)] = self.count.get(_key(mention), 0) + 1
        first = sentences[0].span.end if sentences else 0
        self.topics = {_key(mention) for mention in self.named if mention.span.start < first and not mention.frame}
        self.text = {sentence.index: sentence.span for sentence in sentences}
        # The sentence in which words last pointed to a place.
        self.meant: dict[str, int] = {}

    def note(self, meant: Sequence[PlaceMention], sentence: Sentence) -> None:
        """What words have pointed to is near for the next ones, as if it had been named there."""
        for mention in meant:
            key = _key(mention)
            self.meant[key] = sentence.index
            self.count[key] = self.count.get(key, 0) + 1

    def free(self, span: Span, sentence: Sentence) -> bool:
        """Whether the words are part of no name, no apposition behind one and none before one."""
        for mention in self.named:
            if mention.span.start >= span.end:
                return mention.span.start - span.end > 2
            beside = mention.span.start >= sentence.span.start and mention.span.end + 2 >= span.start
            if mention.span.overlaps(span) or (beside and span.text != "where"):
                return False
        return True

    def just_before(self, span: Span, found: Sequence[PlaceMention]) -> PlaceMention | None:
        """The place whose words end right before ("Lyman, a town", "A (east of B), which"), past a gloss."""
        near = [m for m in (*self.named, *found[-2:]) if 0 < span.start - m.span.end <= 3]
        if near:
            last = near[-1]
            if last.frame:
                hosts = [m for m in self.named if m.span.end < last.span.start and not m.frame]
                return hosts[-1] if hosts and last.span.start - hosts[-1].span.end < 40 else last
            return last
        return None

    def of(self, pointer: Pointer, span: Span, sentence: Sentence) -> list[PlaceMention]:
        """The place meant, or two where the words say so; none where no place of that kind was named."""
        scored: dict[str, tuple[float, PlaceMention]] = {}
        for at, mention in enumerate(self.named):
            if mention.span.start >= span.start:
                break
            if at in self.sentence_of and self._fits(mention, pointer):
                score = self._score(at, pointer, sentence)
                key = _key(mention)
                if score > -FARTHER * REACH and (key not in scored or score > scored[key][0]):
                    scored[key] = (score, mention)
        ranked = sorted(scored.values(), key=lambda pair: (-pair[0], pair[1].span.start))
        if not ranked and sentence.index == 0:
            ahead = [m for m in self.named if m.span.start > span.start and not m.frame and self._fits(m, pointer)]
            return ahead[:1]
        if pointer.noun == "where" and ranked:
            return [max((m for _, m in ranked), key=lambda m: m.span.start)]
        return [_as_kind(mention, pointer.kinds) for _, mention in ranked[: 2 if pointer.many else 1]]

    def _fits(self, mention: PlaceMention, pointer: Pointer) -> bool:
        place = mention.place
        if place is None:
            return not pointer.kinds or bool(pointer.kinds & _SETTLED)
        if pointer.country and place.country != pointer.country:
            return False
        if not pointer.kinds:
            return place.kind != "country" or pointer.noun in ("where", "there")
        if pointer.kinds & {"area"} and place.kind in ("area", "region"):
            return True
        if place.kind in pointer.kinds:
            return True
        return not pointer.kinds & _SETTLED and any(c.place.kind in pointer.kinds for c in mention.candidates)

    def _score(self, at: int, pointer: Pointer, sentence: Sentence) -> float:
        mention = self.named[at]
        span = self.text[self.sentence_of[at]]
        unit = bool(pointer.kinds & _UNITS)
        last = max(self.sentence_of[at], self.meant.get(_key(mention), 0) if not unit else 0)
        score = -(UNIT_FARTHER if unit else FARTHER) * (sentence.index - last)
        score -= FRAMED * (mention.frame and not unit)
        if sentence.index == self.sentence_of[at]:
            score += ITS_OWN + self.rank[at] if pointer.its else self.rank[at] * LATER
        else:
            score -= self.rank[at] * LATER
        score -= ACTING * acts(mention, span, self.cues) + MISSIZED * self._missized(mention, pointer.noun)
        score += OURS * (mention.place is None or mention.place.country in self.countries)
        if mention.place and pointer.kinds and mention.place.kind not in pointer.kinds:
            score -= NAMESAKE
        score -= AIMED * ((mention.relation in _AIMED or _source(mention, span)) and not unit)
        score -= OTHER_KIND * self._other_kind(mention, pointer)
        score += TOPIC * (_key(mention) in self.topics)
        score += AGAIN * math.log2(self.count[_key(mention)])
        nearby = span.text[mention.span.end - span.start : mention.span.end - span.start + 60]
        if re.match(rf",? (?:is |was )?(?:a|an|the) [^,.;]*\b{pointer.noun}\b", nearby):
            score += CALLED
        at_once = span.text[: mention.span.start - span.start], span.text[mention.span.end - span.start :]
        if at_once[0].endswith(f"{pointer.noun} of ") or at_once[1].startswith(f" {pointer.noun}"):
            # "the town of Kiwanja", "Kofa village"
            score += CALLED
        if pointer.noun == "capital" and mention.place is not None:
            score += 0.5 * math.log10(mention.place.population + 1)
        return score

    def _other_kind(self, mention: PlaceMention, pointer: Pointer) -> bool:
        """Whether the name says by its last word that it is of another kind than the pointing words mean."""
        word = mention.span.text.rpartition(" ")[2].lower()
        return bool(pointer.kinds) and word in self.cues.joined and not pointer.kinds & self.cues.kinds[word]

    def _missized(self, mention: PlaceMention, noun: str) -> bool:
        least, most = self.cues.sizes.get(noun, (0, 10**9))
        place = mention.place
        return place is not None and place.kind == "settlement" and not least <= place.population <= most


def _source(mention: PlaceMention, sentence: Span) -> bool:
    """Whether something comes from there ("bringing reserves from X"), and nobody leaves it."""
    at = mention.span.start - sentence.start
    return mention.relation is Relation.FROM and sentence.text[max(0, at - 5) : at].lower() == "from "


def _key(mention: PlaceMention) -> str:
    return mention.place.id if mention.place else mention.name.lower()


def _as_kind(mention: PlaceMention, kinds: Words) -> PlaceMention:
    """The mention with its namesakes of the kind in front."""
    if not kinds or mention.place is None or mention.place.kind in kinds:
        return mention
    fits = [c for c in mention.candidates if c.place.kind in kinds]
    rest = [c for c in mention.candidates if c.place.kind not in kinds]
    return replace(mention, candidates=(*fits, *rest)) if fits else mention


def _readings(pointer: Pointer, text: str, antecedent: PlaceMention, cues: PlaceCues) -> tuple[Reading, ...]:
    if pointer.part:
        relation = cues.nouns.get(pointer.noun) or cues.after.get(pointer.noun) or Relation.PART
        relation = Relation.OUTSKIRTS if relation is Relation.OUTSKIRTS else Relation.PART
        return (Reading(relation, pointer.bearing, pointer.part, True),)
    if pointer.noun == "direction":
        return (Reading(Relation.TOWARDS, own=True),)
    if pointer.noun == "where":
        there = Relation.IN if antecedent.relation in (Relation.TOWARDS, Relation.FROM) else antecedent.relation
        return (Reading(there, antecedent.bearing, antecedent.part),)
    if pointer.noun in ("there", "which") or pointer.apposed:
        return (Reading(),)
    found = readings(before(text, pointer.start), text[pointer.end : pointer.end + 60], cues)
    unit = antecedent.name.rpartition(" ")[2].lower() in ("district", "province", "county", "township", "oblast")
    if pointer.noun == "area" and not unit and antecedent.place is not None and antecedent.place.kind in _SETTLED:
        return (Reading(Relation.NEAR, own=True),)
    return found


def _mention(span: Span, antecedent: PlaceMention, reading: Reading) -> PlaceMention:
    return PlaceMention(
        span, antecedent.name, antecedent.candidates, reading.relation, reading.bearing, reading.part, anaphoric=True
    )

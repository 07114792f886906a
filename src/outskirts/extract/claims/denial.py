"""What does a bare denial deny? "Kyiv denied it" makes a second claim of what another side claimed before, denied."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence

from outskirts.extract.claims.cast import Cast
from outskirts.extract.claims.silence import SilenceWords, denials
from outskirts.extract.claims.triggers import Trigger
from outskirts.extract.tree import Tree
from outskirts.vocabulary import Claim, Kind, Speaker, Stance, content_id

# What a bare "denied it" may speak of, weightiest first.
DENIABLE = (Kind.CAPTURE, Kind.HOLD, Kind.ENTER, Kind.WITHDRAW, Kind.REPEL, Kind.ADVANCE, Kind.SURROUND)


def denied(
    t: Tree, found: Sequence[Trigger], before: Sequence[Claim], words: SilenceWords, cast: Cast,
    voices_at: Callable[[int], tuple[Speaker, ...]],
) -> Iterator[Claim]:  # fmt: skip
    """The claims that a sentence's bare denials make, of those told ``before``."""
    for denial in denials(t, words, frozenset(x.i for x in found)):
        voices = denier(t, denial, cast, voices_at(t.starts[denial.i]))
        span = t.span(denial.first, denial.last)
        for claim in meant(before, voices[0].side if voices else None):
            place = claim.place.name if claim.place else ""
            yield dataclasses.replace(
                claim,
                id=content_id("c", claim.report_id, span.start, claim.kind, place),
                trigger=span, stance=Stance.DENIED, speakers=voices, sentence=t.parsed.sentence.span, said=None,
            )  # fmt: skip


def denier(t: Tree, denial: Trigger, cast: Cast, voices: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """Who denies: the subject of the denying verb, or whoever speaks there."""
    for j in denial.doers:
        party = cast.party(t, j, None)
        if party is not None:
            return (Speaker(party.span, party.name, party.side), *voices)
    return voices


def meant(before: Sequence[Claim], side: str | None) -> list[Claim]:
    """The claims that a denial speaks of: of what the last other side claimed the one that weighs most."""
    told = [
        c
        for c in before
        if c.kind in DENIABLE and c.stance is not Stance.DENIED and c.place is not None and c.speakers
        and (side is None or c.speakers[0].side != side)
    ]  # fmt: skip
    if not told:
        return []
    other = told[-1].speakers[0].side
    by_them = [c for c in told if c.speakers[0].side == other]
    weightiest = min(DENIABLE.index(c.kind) for c in by_them)
    last = [c for c in by_them if DENIABLE.index(c.kind) == weightiest][-1]
    return [c for c in by_them if c.trigger == last.trigger]

"""Which place does a name on the command line mean? One that the ledger speaks of, else one of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from outskirts.cli.state import State
from outskirts.errors import NotKnown
from outskirts.ledger.values import PlaceCount
from outskirts.vocabulary import Place

SUGGESTED = 5


@dataclass(frozen=True, slots=True)
class Named:
    """``others`` are further places of that name that the ledger speaks of."""

    place: Place
    others: tuple[Place, ...] = ()


def find(state: State, name: str, spoken: Iterable[PlaceCount]) -> Named:
    """The place meant: of the ledger's places with that name or id the one most spoken of. Raises NotKnown with
    suggestions."""
    from outskirts.detect.gazetteer.folding import fold

    counted = list(spoken)
    wanted = fold(name)
    same = [c.place for c in counted if name == c.place.id or fold(c.place.name) == wanted]
    if same:
        return Named(same[0], tuple(same[1:]))
    return listed(state, name, counted)


def listed(state: State, name: str, counted: list[PlaceCount]) -> Named:
    """By the gazetteer's other names and ids; one that the ledger speaks of goes before others."""
    gazetteer = state.gazetteer
    by_id = gazetteer.get(name)
    matches = [by_id] if by_id else [match.place for match in gazetteer.folded(name)]
    spoken = {c.place.id for c in counted}
    known = [place for place in matches if not spoken.isdisjoint(gazetteer.ids(place))]
    if known:
        ids = set(gazetteer.ids(known[0]))
        return Named(next(c.place for c in counted if c.place.id in ids))
    if matches:
        return Named(matches[0])
    near = suggestions(state, name, counted)
    remedy = f"did you mean {', '.join(near)}?" if near else "search for it: outskirts gazetteer find NAME"
    raise NotKnown(f"no place named {name!r} is known", remedy)


def suggestions(state: State, name: str, counted: list[PlaceCount]) -> list[str]:
    """Names that look or sound alike, those of the ledger first."""
    from rapidfuzz import fuzz, process

    names = [c.place.name for c in counted]
    near = [found for found, _, _ in process.extract(name, names, scorer=fuzz.WRatio, limit=SUGGESTED, score_cutoff=72)]
    near += [match.place.name for match in state.gazetteer.fuzzy(name, SUGGESTED)]
    return list(dict.fromkeys(near))[:SUGGESTED]

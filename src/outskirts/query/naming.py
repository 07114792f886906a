"""Which place does a name on the command line mean? One that the ledger speaks of, else one of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass

from outskirts.errors import NotKnown
from outskirts.query.sources import Sources
from outskirts.vocabulary import Place

SUGGESTED = 5


@dataclass(frozen=True, slots=True)
class Named:
    """``others`` are further places of that name that the ledger speaks of."""

    place: Place
    others: tuple[Place, ...] = ()


def find(sources: Sources, name: str) -> Named:
    """The place meant: of the ledger's places with that name or id the one most spoken of, else what the gazetteer has
    under it, also as another or an older name. Raises NotKnown with suggestions."""
    from outskirts.detect.gazetteer.folding import fold
    from outskirts.ledger.values import Query

    gazetteer = sources.gazetteer
    by_id = gazetteer.get(name)
    matches = [by_id] if by_id else [match.place for match in gazetteer.folded(name)]
    ids = {id_: place for place in reversed(matches) for id_ in sources.ids_of(place)}
    asked = (*sources.ledger.place_ids(name), *ids)
    counted = sources.ledger.places(Query(place_ids=tuple(dict.fromkeys(asked)))) if asked else []
    wanted = fold(name)
    same = [c.place for c in counted if name == c.place.id or fold(c.place.name) == wanted]
    if same:
        return Named(same[0], tuple(same[1:]))
    spoken = {c.place.id: c.place for c in counted}
    for place in matches:
        known = next((spoken[id_] for id_ in sources.ids_of(place) if id_ in spoken), None)
        if known is not None:
            return Named(known)
    if matches:
        return Named(matches[0])
    near = suggestions(sources, name)
    remedy = f"did you mean {', '.join(near)}?" if near else "search for it: outskirts gazetteer find NAME"
    raise NotKnown(f"no place named {name!r} is known", remedy)


def suggestions(sources: Sources, name: str) -> list[str]:
    """Names that look or sound alike, those of the ledger first."""
    from rapidfuzz import fuzz, process

    names = [c.place.name for c in sources.ledger.places()]
    near = [found for found, _, _ in process.extract(name, names, scorer=fuzz.WRatio, limit=SUGGESTED, score_cutoff=72)]
    near += [match.place.name for match in sources.gazetteer.fuzzy(name, SUGGESTED)]
    return list(dict.fromkeys(near))[:SUGGESTED]

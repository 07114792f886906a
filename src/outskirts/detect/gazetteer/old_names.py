"""What were places called before, and until when? ``places/old_names.toml`` -> dated names on the gathered places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from outskirts import knowledge
from outskirts.detect.gazetteer.gather import Gathering
from outskirts.detect.gazetteer.record import Name
from outskirts.errors import KnowledgeError

FILE = "places/old_names.toml"


@dataclass(frozen=True, slots=True)
class Renaming:
    """``ids`` of the places meant; ``names`` that they bore."""

    ids: tuple[str, ...]
    names: tuple[Name, ...]


def renamings() -> Iterator[Renaming]:
    """Every entry of the file, checked. Raises KnowledgeError naming the entry."""
    for entry in knowledge.load(FILE).get("renamed", []):
        label = entry.get("now", "entry without now")
        ids = entry.get("ids")
        if not isinstance(ids, list) or not ids:
            raise KnowledgeError(f"{FILE}: {label}: no ids", 'give ids = ["geonames:…"] or ["katottg:…"]')
        was = tuple(_name(label, item) for item in entry.get("was", []))
        also = tuple(Name(form) for form in entry.get("also", []))
        if not was and not also:
            raise KnowledgeError(f"{FILE}: {label}: no names", "give was = [{ names = […], until = YYYY-MM-DD }]")
        names = tuple(Name(form, True, since, until) for forms, since, until in was for form in forms)
        yield Renaming(tuple(ids), names + also)


def _name(label: str, item: Any) -> tuple[list[str], date | None, date | None]:
    forms, since, until = item.get("names"), item.get("since"), item.get("until")
    if not isinstance(forms, list) or not forms or not all(isinstance(form, str) and form for form in forms):
        raise KnowledgeError(f"{FILE}: {label}: was without names", 'give names = ["…"]')
    for bound in (since, until):
        if bound is not None and type(bound) is not date:
            raise KnowledgeError(f"{FILE}: {label}: {bound!r} is no day", "write YYYY-MM-DD without quotes")
    if since and until and since >= until:
        raise KnowledgeError(f"{FILE}: {label}: since is not before until", "mend the dates")
    return forms, since, until


def apply(gathering: Gathering) -> list[str]:
    """Add the names; returns the ids that no gathered place has."""
    missing = []
    for renaming in renamings():
        for place_id in renaming.ids:
            draft = gathering.get(place_id)
            if draft is None:
                missing.append(place_id)
            else:
                draft.call(*renaming.names)
    return missing

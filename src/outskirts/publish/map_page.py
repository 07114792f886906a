"""The map as a file: a page with the picture and, under it, every place with its sentences; or the picture alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from outskirts.publish import render, wording
from outskirts.publish.cite import Cited
from outskirts.publish.entry import anchor, anchor_of, entry, headline
from outskirts.publish.mapping.sheet import Subject, compose
from outskirts.vocabulary import Status


def html(subject: Subject, cited: Mapping[str, Cited]) -> str:
    """A page that stands alone: no script, no request. Raises ValueError where no place has a point."""
    ordered = sorted(subject.statuses, key=lambda s: (s.place.name, s.place.id))
    entries = tuple(entry(status, subject.sides, cited) for status in ordered)
    return render.page("map.html.j2", {**common(subject), "entries": entries})


def svg(subject: Subject) -> str:
    """The picture alone."""
    return render.page("map.svg.j2", common(subject))


def common(subject: Subject) -> dict[str, Any]:
    def tooltip(status: Status) -> str:
        return f"{status.place.name}: {headline(status, dict(subject.sides))}"

    return {
        "sheet": compose(subject),
        "on": subject.on,
        "known_at": subject.known_at,
        "anchor": anchor,
        "anchor_of": anchor_of,
        "tooltip": tooltip,
        "day": wording.day,
        "moment": wording.moment,
    }

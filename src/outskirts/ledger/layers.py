"""How the layers under the claims (attributions, places, times, problems) are kept as JSON and come back the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from outskirts.ledger import codec
from outskirts.vocabulary import (
    Attribution,
    Bearing,
    Candidate,
    Days,
    Origin,
    Place,
    PlaceMention,
    Problem,
    Reading,
    Relation,
    Span,
    Stance,
    TimeMention,
)

Json = list[Any]


def row(reading: Reading) -> codec.Row:
    """The columns of ``layers`` for one reading."""
    return {
        "attributions": codec.compact([attribution(a) for a in reading.attributions]),
        "places": codec.compact([mention(p) for p in reading.places]),
        "times": codec.compact([time(t) for t in reading.times]),
        "problems": codec.compact([[p.what, p.where, p.remedy] for p in reading.problems]),
        "origin": origin(reading.report.origin),
    }


def origin(o: Origin | None) -> str:
    """JSON, or nothing where nothing is known."""
    if o is None:
        return ""
    return codec.compact([o.source, o.digest, o.via, o.retrieved.isoformat() if o.retrieved else None])


def to_origin(raw: str) -> Origin | None:
    if not raw:
        return None
    source, digest, via, retrieved = json.loads(raw)
    return Origin(source, digest, via, datetime.fromisoformat(retrieved) if retrieved else None)


def span(s: Span | None) -> Json | None:
    return [s.start, s.end, s.text] if s else None


def days(d: Days | None) -> Json | None:
    if d is None:
        return None
    return [d.start.isoformat() if d.start else None, d.end.isoformat() if d.end else None, d.text]


def attribution(a: Attribution) -> Json:
    return [
        [span(s) for s in a.sources],
        span(a.cue),
        [span(s) for s in a.contents],
        [codec.speaker(s) for s in a.speakers],
        str(a.stance) if a.stance else None,
        days(a.said),
    ]


def mention(p: PlaceMention) -> Json:
    return [
        span(p.span),
        p.name,
        [codec.candidate(c) for c in p.candidates],
        str(p.relation),
        str(p.bearing) if p.bearing else None,
        p.part,
        int(p.anaphoric),
    ]


def time(t: TimeMention) -> Json:
    return [span(t.span), t.type, t.value, days(t.days), t.shape]


def entry_keys(places: str) -> Iterator[int]:
    """The keys of the gazetteer entries that a ``places`` column names."""
    for _, _, candidates, *_ in json.loads(places):
        for key, _ in candidates:
            yield key


def to_span(raw: Json) -> Span:
    start, end, text = raw
    return Span(start, end, text)


def to_days(raw: Json | None) -> Days | None:
    if raw is None:
        return None
    start, end, text = raw
    return Days(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None, text)


def to_attributions(raw: str) -> tuple[Attribution, ...]:
    return tuple(
        Attribution(
            tuple(map(to_span, sources)),
            to_span(cue) if cue else None,
            tuple(map(to_span, contents)),
            tuple(map(codec.to_speaker, speakers)),
            Stance(stance) if stance else None,
            to_days(said),
        )
        for sources, cue, contents, speakers, stance, said in json.loads(raw)
    )


def to_mentions(raw: str, entries: Mapping[int, Place]) -> tuple[PlaceMention, ...]:
    return tuple(
        PlaceMention(
            to_span(where),
            name,
            tuple(Candidate(entries[key], score) for key, score in candidates),
            Relation(relation),
            Bearing(bearing) if bearing else None,
            part,
            bool(anaphoric),
        )
        for where, name, candidates, relation, bearing, part, anaphoric in json.loads(raw)
    )


def to_times(raw: str) -> tuple[TimeMention, ...]:
    return tuple(
        TimeMention(to_span(where), type_, value, to_days(covered), shape)
        for where, type_, value, covered, shape in json.loads(raw)
    )


def to_problems(raw: str) -> tuple[Problem, ...]:
    return tuple(Problem(*fields) for fields in json.loads(raw))

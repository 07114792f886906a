"""What is a brief of some days asked of? The claims, stretches and statuses of these days, from a record."""

from __future__ import annotations

from datetime import UTC, date, timedelta

from outskirts.publish.brief.values import Period
from outskirts.publish.cite import Cited
from outskirts.query.record import Record


def period(record: Record, since: date, until: date) -> Period:
    claims = tuple(one for one in record.cited.values() if within(one, since, until))
    stretches = record.timeline(since - timedelta(days=1), until)
    spoken = {one.claim.place.place.id for one in claims if one.claim.place and one.claim.place.place}
    moved = {s.place.id for s in stretches if s.start >= since}
    wanted = sorted(id_ for id_ in record.places if id_ in spoken | moved)
    statuses = tuple(record.status(record.places[id_], until) for id_ in wanted)
    shown = tuple(s for s in stretches if s.place.id in spoken | moved)
    return Period(record.conflict, since, until, claims, shown, statuses, record.cited, record.known_at)


def within(one: Cited, since: date, until: date) -> bool:
    """Published within the days, or of a happening within them."""
    printed = one.published.astimezone(UTC).date() if one.published else None
    return any(day is not None and since <= day <= until for day in (printed, one.day))

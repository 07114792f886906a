"""Which disputes does a record hold, and which of them were open within some days?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from outskirts.merge import status
from outskirts.merge.disputes import disputes
from outskirts.query.record import Record
from outskirts.vocabulary import Dispute


def disputed(record: Record) -> Sequence[Dispute]:
    """All disputes of a record."""
    prepared = status.ready(record.testimonies, record.model, record.last_day, record.known_at)
    return disputes(prepared, record.timeline(record.first_day, record.last_day))


def fits(one: Dispute, since: date | None, until: date | None) -> bool:
    """Whether it was open within the days."""
    ended = one.settled_on is not None and since is not None and one.settled_on < since
    return not ended and (until is None or one.since <= until)

"""What did the record say of a day then, what does it say now, and which claims changed that?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outskirts.query.record import Record
from outskirts.vocabulary import UNKNOWN, Place, Stretch

MOST = 4  # claims named for one place


@dataclass(frozen=True, slots=True)
class Change:
    """A place of which the record says another thing: what it said ``then`` (None: nothing of the place yet) and
    says ``now``, and the ids of the claims that have come between, weightiest first."""

    place: Place
    then: Stretch | None
    now: Stretch
    claims: tuple[str, ...]


def changes(then: Record, now: Record, on: date) -> list[Change]:
    """The places whose holder on the day is another one, by name."""
    before = {s.place.id: s for s in then.timeline(on, on)}
    known = {one.claim.id for one in then.stored}
    found = []
    for stretch in now.timeline(on, on):
        old = before.get(stretch.place.id)
        if stretch.holder != (old.holder if old else UNKNOWN):
            reasons = now.status(stretch.place, on).reasons
            ids = [
                r.claim_id for r in sorted(reasons, key=lambda r: -r.weight) if r.claim_id and r.claim_id not in known
            ]
            later = [t.claim.id for t in now.by_place.get(stretch.place.id, ()) if t.claim.id not in known]
            found.append(Change(stretch.place, old, stretch, tuple(dict.fromkeys((*ids, *later)))[:MOST]))
    return sorted(found, key=lambda change: (change.place.name, change.place.id))

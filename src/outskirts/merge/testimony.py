"""What comes into the estimate: a claim with what is known of where it was printed and when it could be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from outskirts.vocabulary import Claim, Place


@dataclass(frozen=True, slots=True)
class Testimony:
    """A claim as it stands in the record.

    ``published`` is when the world could know it, ``outlet`` where it was printed (with the claim's own speakers it
    says whose word it is). ``copy_of`` names the wire story that the report is a near-copy of (see
    :mod:`outskirts.group.copies`), empty where it is none. ``credibility`` is a person's grade of this one claim, 1
    (confirmed) to 5 (improbable). ``retracted`` is when it was taken back. ``place`` overrides the best candidate of
    the claim's own mention. ``same_as`` names the word that this one is, as a person said, printed again; ``apart`` are
    the claims whose word it is not (see :mod:`outskirts.group.bonds`).
    """

    claim: Claim
    published: datetime
    outlet: str = ""
    copy_of: str = ""
    credibility: int | None = None
    retracted: datetime | None = None
    place: Place | None = None
    same_as: str = ""
    apart: frozenset[str] = frozenset()

    @property
    def at(self) -> Place | None:
        """The place that it speaks of."""
        if self.place is not None:
            return self.place
        return self.claim.place.place if self.claim.place is not None else None

    @property
    def day(self) -> date:
        """The day that it speaks of: the last of the claim's days, or when it was said, never after it was
        published."""
        claim, printed = self.claim, self.published.astimezone(UTC).date()
        spoken = claim.when.end or claim.when.start or claim.said or printed
        return min(spoken, printed)

    def known(self, at: datetime | None) -> bool:
        """Whether it stood in the record at that moment (None: now)."""
        if at is None:
            return self.retracted is None
        return self.published <= at and (self.retracted is None or self.retracted > at)

"""An answer on one place: the status, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from outskirts.notebook import pages
from outskirts.notebook.rows import Rows
from outskirts.publish import wording
from outskirts.publish.cite import Cited
from outskirts.publish.exports.fields import CLAIM_FIELDS
from outskirts.publish.exports.material import under
from outskirts.vocabulary import Basis, Place, Presence, Reason, Side, Status

CLAIMS_SHOWN = ("published", "outlet", "speaker", "stance", "kind", "actor_side", "place", "end", "sentence")


@dataclass(frozen=True, repr=False)
class StatusView:
    """``value`` is the status; ``claims`` those that it rests on, weightiest first."""

    value: Status
    sides: Mapping[str, Side]
    cited: Mapping[str, Cited]

    @property
    def place(self) -> Place:
        return self.value.place

    @property
    def on(self) -> date:
        return self.value.on

    @property
    def holder(self) -> str:
        """The code of a side, CONTESTED or UNKNOWN."""
        return self.value.holder

    @property
    def since(self) -> date | None:
        return self.value.since

    @property
    def control(self) -> Mapping[str, float]:
        """Probabilities by side and CONTESTED; they sum to 1."""
        return self.value.control

    @property
    def basis(self) -> Basis:
        return self.value.basis

    @property
    def presence(self) -> tuple[Presence, ...]:
        return self.value.presence

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return self.value.reasons

    @property
    def claims(self) -> Rows[Cited]:
        ids = [id_ for id_ in under(self.value) if id_ in self.cited]
        return Rows([self.cited[id_] for id_ in ids], CLAIM_FIELDS, CLAIMS_SHOWN, "claims")

    def __repr__(self) -> str:
        held = wording.holder(self.holder, dict(self.sides))
        shares = ", ".join(f"{code} {p:.2f}" for code, p in sorted(self.control.items(), key=lambda pair: -pair[1]))
        return f"{self.place.name} on {self.on}: {held} ({shares}; {self.basis})"

    def _repr_html_(self) -> str:
        return pages.status(self.value, self.sides, self.cited)

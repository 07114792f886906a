"""How a run of readings goes into the ledger: in batches, with progress, and so that it may be cut off at any point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import monotonic

from outskirts.ledger.ledger import BATCH, Ledger
from outskirts.ledger.values import Added, Outcome
from outskirts.vocabulary import Problem, Reading

# A batch is written when it is full or this old, so that a cut costs little work and progress is seen.
SECONDS = 2.0


@dataclass(slots=True)
class Tally:
    """What a run has done so far. ``whole`` is unset where a problem stood in place of a reading;
    ``interrupted`` is set where the user cut it off; all that is counted here is safe in the ledger, and the same run,
    begun again, does the rest."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    claims: int = 0
    problems: list[Problem] = field(default_factory=list)
    interrupted: bool = False
    whole: bool = True

    @property
    def reports(self) -> int:
        return sum(self.outcomes.values())

    @property
    def stored(self) -> int:
        """Reports that were not there before in this version."""
        return self.reports - self.outcomes[Outcome.KNOWN]

    def count(self, added: Added) -> None:
        self.outcomes[added.outcome] += 1
        self.claims += added.claims


def ingest(
    ledger: Ledger,
    readings: Iterable[Reading | Problem],
    *,
    progress: Callable[[Tally], None] | None = None,
    batch: int = BATCH,
    again: bool = False,
) -> Tally:
    """Write all readings; collect the problems that come between them and those of the readings themselves.

    ``progress`` is called after every batch. On Ctrl-C what has been read so far is written and the tally says that
    the run was cut off. Any other error passes through after what was read before it has been written."""
    tally = Tally()
    held: list[Reading] = []

    def flush() -> None:
        for added in ledger.write(held, again=again):
            tally.count(added)
        held.clear()
        if progress is not None:
            progress(tally)

    since = monotonic()
    try:
        for item in readings:
            if isinstance(item, Problem):
                tally.problems.append(item)
                tally.whole = False
                continue
            tally.problems.extend(item.problems)
            held.append(item)
            if len(held) >= batch or monotonic() - since > SECONDS:
                flush()
                since = monotonic()
    except KeyboardInterrupt:
        tally.interrupted = True
    finally:
        if held:
            flush()
    return tally

"""What goes into the ledger's questions and what comes out: frozen values, no database.

Which part of the record a question sees is said by two clocks. ``published``: when the world could know (the moment a
report, or a later version of it, appeared). ``recorded``: when this ledger was told. :class:`AsOf` cuts on either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from outskirts.group.bonds import Sense
from outskirts.vocabulary import Attribution, Claim, Kind, Place, PlaceMention, Problem, Report, Stance, TimeMention


class Outcome(StrEnum):
    """What became of a report that was offered: ``KNOWN`` was there already and changed nothing; ``CHANGED`` is another
    version of one that was there; ``AGAIN`` a new reading of the same version by another reader."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"
    AGAIN = "again"


class Action(StrEnum):
    """What a person decided. ``CONFIRM``, ``DOUBT`` and ``REJECT`` are verdicts and hide nothing; ``CORRECT`` puts
    another claim in the place of one; ``RETRACT`` takes a claim or a whole report out of all answers; ``MERGE`` and
    ``APART`` say that claims are one, or are not; ``UNDO`` ends an earlier decision."""

    CONFIRM = "confirm"
    DOUBT = "doubt"
    REJECT = "reject"
    CORRECT = "correct"
    RETRACT = "retract"
    MERGE = "merge"
    APART = "apart"
    UNDO = "undo"


VERDICTS = (Action.CONFIRM, Action.DOUBT, Action.REJECT)
JUDGEMENTS = (*VERDICTS, Action.CORRECT, Action.RETRACT)


@dataclass(frozen=True, slots=True)
class AsOf:
    """Which state of the record is asked for; None does not cut.

    ``published``: only reports (and versions of reports) that had appeared by then; a report without a date of
    publication counts as known from when it was recorded. ``recorded``: only what this ledger had been told by then.
    ``decided``: only decisions made by then; where it is None the earlier of the other two cuts, so that a question
    "as known on" a past day is not answered with later hindsight. ``AsOf(published=t, decided=LATEST)`` asks for the
    reports of then with the corrections of now.
    """

    published: datetime | None = None
    recorded: datetime | None = None
    decided: datetime | None = None

    @property
    def decisions(self) -> datetime | None:
        cuts = [cut for cut in (self.published, self.recorded) if cut is not None]
        return self.decided or (min(cuts) if cuts else None)


# What was read, before anything was decided.
AS_READ = AsOf(decided=datetime(1970, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Near:
    """Within ``km`` kilometres of a point, WGS84 degrees."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True)
class Query:
    """Which claims are wanted; an empty tuple or None asks for all. ``sides`` are those of the actor,
    ``speaker_sides`` those of the first speaker. ``published_from`` (inclusive) and ``published_to`` (exclusive) leave
    out reports without a date. ``days_from`` and ``days_to`` (inclusive) keep claims whose happening may lie on one of
    these days; ``after`` those written after that many (see :class:`Mark`). Answers come in order of publication,
    latest first where ``newest_first``."""

    place_ids: tuple[str, ...] = ()
    near: Near | None = None
    kinds: tuple[Kind, ...] = ()
    stances: tuple[Stance, ...] = ()
    sides: tuple[str, ...] = ()
    speaker_sides: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    report_ids: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = ()
    placed: bool | None = None
    published_from: datetime | None = None
    published_to: datetime | None = None
    days_from: date | None = None
    days_to: date | None = None
    as_of: AsOf = AsOf()
    newest_first: bool = False
    limit: int | None = None
    after: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the ledger had got: ``claims`` and ``decisions`` number the last of each (0: none), ``claim_id`` is the
    id of that claim, by which another ledger of the same name is told apart."""

    claims: int
    decisions: int
    claim_id: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one reading. ``version`` is the id of the stored version, ``claims`` how many were stored now."""

    report_id: str
    version: str
    outcome: Outcome
    claims: int = 0


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A version of a report as the ledger keeps it. ``known_from`` is when the world could know this version."""

    report: Report
    version: str
    recorded: datetime
    known_from: datetime
    reader: str = ""


@dataclass(frozen=True, slots=True)
class StoredReading:
    """A stored report with the layers that were read in it (its claims are asked for separately)."""

    stored: StoredReport
    attributions: tuple[Attribution, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim with what its report says of its origin. ``verdict`` is the latest verdict of a reviewer, ``corrected``
    true where a reviewer's claim stands in for the one that was read."""

    claim: Claim
    published: datetime | None
    recorded: datetime
    outlet: str
    title: str
    url: str
    version: str
    verdict: Action | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision about a claim (or, with an empty ``claim_id``, about a report). ``undoes`` is the id of the
    decision that an ``UNDO`` ends; ``others`` are the claims that a ``MERGE`` or ``APART`` names besides, in a
    ``sense``. A judgement ``aside`` is kept to compare reviewers and changes no answer."""

    id: str
    action: Action
    report_id: str
    claim_id: str
    by: str
    why: str
    at: datetime
    undoes: str = ""
    others: tuple[str, ...] = ()
    sense: Sense | None = None
    aside: bool = False

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """All claims that it is about; none for one about a report."""
        return (self.claim_id, *self.others) if self.claim_id else ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person judged of a claim; ``claim`` is the corrected one, None where nothing was corrected."""

    decision: Decision
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """How reliable a person holds a voice to be: A to E, or F, which leaves it to what is learned."""

    voice: str
    grade: str
    by: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of a claim: ``what`` is "read", "read again", "superseded" or the value of an
    :class:`Action`; ``claim`` is the claim as it stood from then on, None where it no longer stands or did not
    change. ``decision`` is the id of the decision, ``others`` the other claims that it names, ``aside`` as there."""

    at: datetime
    what: str
    by: str
    why: str
    version: str
    claim: Claim | None = None
    decision: str = ""
    others: tuple[str, ...] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place with how many claims name it, and when the first and the last of them could be known."""

    place: Place
    claims: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class OutletCount:
    """An outlet with its reports (current versions) and their claims."""

    outlet: str
    reports: int
    claims: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class VoiceCount:
    """A speaker named first in claims; an empty ``name`` is the reports' own voice."""

    name: str
    side: str | None
    claims: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A report found by its words, best first, with an excerpt in which the words found stand between « and »."""

    stored: StoredReport
    excerpt: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the ledger holds. ``versions`` counts every stored version, ``reports`` the reports they are of."""

    reports: int
    versions: int
    claims: int
    places: int
    decisions: int

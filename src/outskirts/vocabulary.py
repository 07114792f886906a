"""The nouns that every module speaks: frozen values, no input or output, no behaviour beyond themselves.

Conventions: times are aware UTC; coordinates WGS84 degrees; distances metres; probabilities lie in [0, 1]; offsets are
half-open code points into the stored ``text`` of one report; ids hash content and origin, so that the same material has
the same id wherever it is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What happened; the closed list of the claim format."""

    CAPTURE = "capture"
    WITHDRAW = "withdraw"
    ENTER = "enter"
    ADVANCE = "advance"
    REPEL = "repel"
    HOLD = "hold"
    SURROUND = "surround"
    CLASH = "clash"
    STRIKE = "strike"
    SHELLING = "shelling"
    BLAST = "blast"
    CASUALTIES = "casualties"
    DAMAGE = "damage"
    DETAIN = "detain"
    DISPLACE = "displace"
    ROUTE = "route"
    AID = "aid"
    DEPLOY = "deploy"
    NEGOTIATE = "negotiate"
    ORDER = "order"
    DEMAND = "demand"
    NO_COMMENT = "no_comment"
    UNVERIFIED = "unverified"


class Stance(StrEnum):
    """How the voice puts it."""

    ASSERTED = "asserted"
    DENIED = "denied"
    POSSIBLE = "possible"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    FAILED = "failed"


class Relation(StrEnum):
    """How the happening lies to the named place."""

    IN = "in"
    OUTSKIRTS = "outskirts"
    NEAR = "near"
    TOWARDS = "towards"
    PART = "part"
    BETWEEN = "between"
    ALONG = "along"
    FROM = "from"


class Bearing(StrEnum):
    """Eight-point compass."""

    N = "N"
    NE = "NE"
    E = "E"
    SE = "SE"
    S = "S"
    SW = "SW"
    W = "W"
    NW = "NW"


class Basis(StrEnum):
    """On whose word a status rests."""

    ADMITTED = "admitted"
    THIRD_PARTY = "third party"
    BOTH_SIDES = "both sides"
    CLAIMED = "claimed"
    DENIED = "denied"
    NEARBY = "nearby"
    INITIAL = "initial"
    NONE = "none"


CONTESTED = "CONTESTED"
UNKNOWN = "UNKNOWN"


def content_id(prefix: str, *parts: object) -> str:
    """A short stable id, ``prefix-`` and 16 hex digits of the SHA-256 of the parts."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code-point offsets into a report's text, with the words that stand there."""

    start: int
    end: int
    text: str = field(default="", compare=False)

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the material (not with the program): what, where, and what to do about it."""

    what: str
    where: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} ({self.remedy})" if self.remedy else head


@dataclass(frozen=True, slots=True)
class Report:
    """One version of one published text. ``text`` begins with the title where the source had one."""

    id: str
    text: str
    published: datetime | None = None
    outlet: str = ""
    title: str = ""
    url: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or headline) of a report; ``span.text`` is the report's text between its offsets."""

    span: Span
    index: int
    paragraph: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. ``lat`` and ``lon`` are None where nobody gave any; ``located_by`` names the parent unit whose
    point stands in, or is empty where the point is the place's own. ``kind`` is one of country, region, district,
    municipality, settlement, quarter, river, lake, sea, mountain, road, site, area."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    kind: str = "settlement"
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    located_by: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A gazetteer entry that a mention may mean, with its share of the belief (the shares of one mention sum to 1)."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place, or point back to one named before.

    ``name`` is the name meant (that of the antecedent where ``span`` is "the town"); ``candidates`` are ranked, best
    first, and empty where the gazetteer knows no such name. ``relation``, ``bearing`` and ``part`` say how the words
    around put it ("the eastern outskirts of X"); ``part`` holds the describing words. ``other`` is the far end of
    "between A and B" or of a road named by its ends. ``frame`` marks a name that only says where another lies ("east of
    X near Y", "Y (east of X)", "Y, X region").
    """

    span: Span
    name: str
    candidates: tuple[Candidate, ...] = ()
    relation: Relation = Relation.IN
    bearing: Bearing | None = None
    part: str = ""
    anaphoric: bool = False
    frame: bool = False

    @property
    def place(self) -> Place | None:
        return self.candidates[0].place if self.candidates else None


@dataclass(frozen=True, slots=True)
class Days:
    """Inclusive calendar days; an open end is None."""

    start: date | None
    end: date | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words that name a time. ``type`` is DATE, TIME, DURATION or SET; ``value`` the TIMEX3 / ISO 8601 value, empty
    where
    it has none; ``days`` the days it covers as seen from the day of publication, None for a bare duration or set.
    ``shape`` tells how a happening lies to it: "during", "since", "until", "by", "before", "after"."""

    span: Span
    type: str
    value: str
    days: Days | None = None
    shape: str = "during"


@dataclass(frozen=True, slots=True)
class Party:
    """Who does it, or to whom. ``name`` is the resolved name where ``span`` holds a pronoun; ``side`` a short code of a
    belligerent (RU, UA, RSF, ...), None where it is on none or none can be told."""

    span: Span
    name: str
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who vouches for content, or passes it on. Fields as for :class:`Party`; ``role`` is one of official, military,
    outlet, analyst, blogger, witness, resident, organisation, person, unknown."""

    span: Span
    name: str
    side: str | None = None
    role: str = "unknown"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody vouches for words: ``sources`` and ``contents`` as they stand in the text, the ``cue`` that joins them
    (None for a bare quotation), and ``speakers`` resolved, nearest to the content first, then through whom it was
    passed on. ``stance`` is set where the cue itself bears on truth ("denied", "warned", "plans"); ``said`` covers the
    day of saying where the text names one ("said on Monday")."""

    sources: tuple[Span, ...]
    cue: Span | None
    contents: tuple[Span, ...]
    speakers: tuple[Speaker, ...] = ()
    stance: Stance | None = None
    said: Days | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people or things; an open end is None."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that one voice says of one kind of happening at one place (or at none)."""

    id: str
    report_id: str
    trigger: Span
    kind: Kind
    stance: Stance
    actor: Party | None = None
    target: Party | None = None
    place: PlaceMention | None = None
    when: Days = Days(None, None)
    speakers: tuple[Speaker, ...] = ()
    quantity: Quantity | None = None
    sentence: Span = Span(0, 0)
    said: date | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one report: the claims and the layers under them."""

    report: Report
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """Ground named in a conflict file: any of countries (ISO 3166 alpha-2), regions (admin1 names), places (names),
    and a
    polygon as (lat, lon) vertices."""

    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    polygon: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A belligerent. Word lists are as printed, matched without regard to case where they are lower case.

    ``home`` marks the recognised authority of the conflict's ground, to which "police" or "the mayor" belong unless
    something else is said; ``state`` a side that is (or speaks for) a state, whose adjective means the side.
    ``regions`` are places whose officials are the side's; ``generic`` words that mean the side in this war only
    ("rebels"); ``since`` and ``until`` the days between which the side's words mean it (None: throughout).
    """

    code: str
    name: str
    colour: str = "#777777"
    belligerent: bool = True
    home: bool = False
    state: bool = False
    since: date | None = None
    until: date | None = None
    allies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """Who held an area from a day on, as the conflict file states it; later rows override earlier ones."""

    side: str
    area: Area
    since: date


@dataclass(frozen=True, slots=True)
class Conflict:
    """One war: its sides, its ground, who held what at the start."""

    id: str
    name: str
    start: date
    area: Area
    sides: tuple[Side, ...]
    holdings: tuple[Holding, ...] = ()
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a status is as it is: one claim's weight for one holder, in plain words. ``weight`` is the log-likelihood
    ratio
    that it moved the estimate by, positive for ``holder``."""

    text: str
    holder: str
    weight: float
    claim_id: str | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """A side whose forces are reported inside a place, in which part, since when, on which claims."""

    side: str
    since: date | None
    relation: Relation = Relation.IN
    bearing: Bearing | None = None
    part: str = ""
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """Three things, never mixed: control (probabilities of every side, CONTESTED; they sum to 1), presence, basis.

    ``holder`` is the side or CONTESTED that is most likely, or UNKNOWN where none reaches the threshold of the method.
    ``since`` is the first day of the stretch over which it has been so; ``would_change`` says in words what would.
    """

    place: Place
    on: date
    holder: str
    control: Mapping[str, float]
    presence: tuple[Presence, ...] = ()
    basis: Basis = Basis.NONE
    reasons: tuple[Reason, ...] = ()
    known_at: datetime | None = None
    since: date | None = None
    would_change: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days over which one place had one holder: ``start`` inclusive, ``end`` exclusive (None: goes on); ``p`` the mean
    probability of the holder over them (of the likeliest state where the holder is UNKNOWN); ``claim_ids`` the claims
    that speak for it, earliest first."""

    place: Place
    start: date
    end: date | None
    holder: str
    p: float
    basis: Basis = Basis.NONE
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contradiction: ``claimed_by`` says that ``holder`` holds the place, ``denied_by`` that it does not.
    ``since`` is the
    day on which both had been said; ``settled`` says in words how and when it ended, empty while it is open."""

    place: Place
    holder: str
    claimed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    since: date
    claim_ids: tuple[str, ...]
    settled: str = ""
    settled_on: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Claims, across reports and days, that speak of one happening."""

    id: str
    kind: Kind
    place: Place | None
    days: Days
    claim_ids: tuple[str, ...]
    best: int | None = None
    low: int | None = None
    high: int | None = None

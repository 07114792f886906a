"""Closed vocabularies: kinds of happening, stance, relation, bearing, basis."""

from __future__ import annotations

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

"""The database: reports, claims, and the trail of edits; append-only, so that any past state can be asked for."""

from outskirts.ledger.codec import version_id
from outskirts.ledger.ledger import Ledger
from outskirts.ledger.values import (
    Action,
    Added,
    AsOf,
    Counts,
    Decision,
    Grade,
    Hit,
    Judgement,
    Mark,
    Near,
    Outcome,
    OutletCount,
    PlaceCount,
    Query,
    Step,
    StoredClaim,
    StoredReading,
    StoredReport,
    VoiceCount,
)

__all__ = [
    "Action",
    "Added",
    "AsOf",
    "Counts",
    "Decision",
    "Grade",
    "Hit",
    "Judgement",
    "Ledger",
    "Mark",
    "Near",
    "Outcome",
    "OutletCount",
    "PlaceCount",
    "Query",
    "Step",
    "StoredClaim",
    "StoredReading",
    "StoredReport",
    "VoiceCount",
    "version_id",
]

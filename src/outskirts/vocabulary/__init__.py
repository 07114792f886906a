"""The nouns that every module speaks: frozen values, no input or output, no behaviour beyond themselves.

Conventions: times are aware UTC; coordinates WGS84 degrees; distances metres; probabilities lie in [0, 1]; offsets are
half-open code points into the stored ``text`` of one report; ids hash content and origin, so that the same material has
the same id wherever it is read.
"""

from outskirts.vocabulary.claims import Attribution, Claim, Party, Quantity, Reading, Speaker
from outskirts.vocabulary.conflicts import Area, Conflict, Holding, Route, Side
from outskirts.vocabulary.mentions import Candidate, Days, Place, PlaceMention, TimeMention
from outskirts.vocabulary.statuses import Dispute, Event, Presence, Reason, Status, Stretch
from outskirts.vocabulary.terms import CONTESTED, UNKNOWN, Basis, Bearing, Kind, Relation, Stance
from outskirts.vocabulary.texts import Origin, Problem, Report, Sentence, Span, content_id

__all__ = [
    "CONTESTED",
    "UNKNOWN",
    "Area",
    "Attribution",
    "Basis",
    "Bearing",
    "Candidate",
    "Claim",
    "Conflict",
    "Days",
    "Dispute",
    "Event",
    "Holding",
    "Kind",
    "Origin",
    "Party",
    "Place",
    "PlaceMention",
    "Presence",
    "Problem",
    "Quantity",
    "Reading",
    "Reason",
    "Relation",
    "Report",
    "Route",
    "Sentence",
    "Side",
    "Span",
    "Speaker",
    "Stance",
    "Status",
    "Stretch",
    "TimeMention",
    "content_id",
]

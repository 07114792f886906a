"""Place detection: the places that a report names, which of their namesakes they are, how a happening lies to them."""

from outskirts.detect.places.anaphora import point_back
from outskirts.detect.places.find import find_places
from outskirts.detect.places.names import NOWHERE, NameIndex, NameMatch, PlaceContext

__all__ = ["NOWHERE", "NameIndex", "NameMatch", "PlaceContext", "find_places", "point_back"]

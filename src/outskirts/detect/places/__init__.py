"""Place detection: names of places in a report, which of their namesakes they mean, and how a happening lies to them."""

from outskirts.detect.places.find import find_places
from outskirts.detect.places.names import NameIndex, NameMatch, PlaceContext

__all__ = ["NameIndex", "NameMatch", "PlaceContext", "find_places"]

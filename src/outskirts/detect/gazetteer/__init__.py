"""The gazetteer: places of the world, their names past and present, where they lie."""

from outskirts.detect.gazetteer.keep import ensure
from outskirts.detect.gazetteer.lookup import Gazetteer, Match

__all__ = ["Gazetteer", "Match", "ensure"]

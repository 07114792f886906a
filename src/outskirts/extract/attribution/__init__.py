"""Who vouches for which words? Attributions of a parsed report, and an index of the voices in it."""

from __future__ import annotations

from outskirts.extract.attribution.reading import Heard, find_attributions, hear
from outskirts.extract.attribution.voices import Voices

__all__ = ["Heard", "Voices", "find_attributions", "hear"]

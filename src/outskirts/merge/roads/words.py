"""Which words of a report speak of a road, and what do they say of it? ``knowledge/route_words.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from outskirts import knowledge
from outskirts.errors import KnowledgeError
from outskirts.vocabulary import Stance

FILE = "route_words.toml"
STATES = ("open", "used", "threatened", "cut")
# What is planned, hedged or failed: a cut that may come threatens, an opening that may come is nothing.
HALF = {"cut": "threatened", "threatened": "threatened"}
OPPOSITE = {"cut": "open", "threatened": "open", "open": "cut", "used": "cut"}


@dataclass(frozen=True, slots=True)
class Words:
    """``things`` matches a word for a road; ``states`` are pairs of how a word begins and what it says."""

    things: re.Pattern[str]
    states: tuple[tuple[str, str], ...]

    def state_of(self, trigger: str, stance: Stance) -> str:
        """What a claim says of a road: one of STATES, empty for nothing."""
        word = trigger.lower()
        said = next((state for begin, state in self.states if word.startswith(begin)), "")
        if stance is Stance.ASSERTED or not said:
            return said
        return OPPOSITE[said] if stance is Stance.DENIED else HALF.get(said, "")


@lru_cache(maxsize=1)
def words() -> Words:
    """Raises KnowledgeError."""
    table = knowledge.load(FILE)
    things, states = table.get("road", {}).get("things"), table.get("states")
    if not isinstance(things, list) or not things or not isinstance(states, dict):
        raise KnowledgeError(f"{FILE}: needs [road] things and [states]", "take the file as the package has it")
    for state in states:
        if state not in STATES:
            raise KnowledgeError(f"{FILE}: states.{state}: no such state", f"known are {', '.join(STATES)}")
    listed = "|".join(re.escape(thing) for thing in sorted(things, key=len, reverse=True))
    begins = tuple((begin, state) for state, values in states.items() for begin in values)
    return Words(re.compile(rf"\b(?:{listed})\b", re.I), begins)

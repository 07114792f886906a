"""Parties: the conflicts that are known, the names of their sides in a text, the side that a noun phrase is on."""

from outskirts.detect.parties.conflicts import load_conflicts, read_conflict
from outskirts.detect.parties.context import side_in_report
from outskirts.detect.parties.sides import PartyFinder, Verdict
from outskirts.detect.parties.wars import tells_of_fighting

__all__ = ["PartyFinder", "Verdict", "load_conflicts", "read_conflict", "side_in_report", "tells_of_fighting"]

"""Bytes from files, folders, pages and streams into reports; what is wrong with them into problems."""

from outskirts.acquire.kinds import FORMATS
from outskirts.acquire.source import read_fetched, read_reports

__all__ = ["FORMATS", "read_fetched", "read_reports"]

"""Bytes from files, folders, pages and streams into reports; what is wrong with them into problems."""

from outskirts.acquire.source import FORMATS, read_reports

__all__ = ["FORMATS", "read_reports"]

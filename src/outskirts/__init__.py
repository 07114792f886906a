"""Outskirts: who says that what happened where and when, and who therefore holds each place."""

__version__ = "0.1.0"

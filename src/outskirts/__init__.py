"""Outskirts: who says that what happened where and when, and who therefore holds each place.

In a notebook: ``import outskirts as o; ledger = o.open("ledger.sqlite"); ledger.status("Toretsk", on="2024-10-08")``.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Looked up only when asked for: `import outskirts` is to cost nothing. By name, since what every stage belongs to
    # must not import a late stage.
    if name == "open":
        return import_module("outskirts.notebook").open
    raise AttributeError(f"module 'outskirts' has no attribute {name!r}")

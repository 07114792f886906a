"""The ledger in a notebook: questions in one line, answers that show themselves, tables for pandas and polars.

asking     a ledger that is open for questions        rows     answers of many rows
frames     pandas, polars, Arrow                       views    an answer on one place
pages      how answers show themselves as HTML         moments  days and times as people write them
"""

from outskirts.notebook.asking import OpenLedger, open
from outskirts.notebook.rows import Rows
from outskirts.notebook.views import StatusView

__all__ = ["OpenLedger", "Rows", "StatusView", "open"]

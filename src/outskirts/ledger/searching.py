"""Which reports hold these words. FTS5 in SQLite, ``tsvector`` in PostgreSQL; the user's words are never syntax."""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa

from outskirts.ledger.questions import Edits, standing_reports
from outskirts.ledger.schema import reports
from outskirts.ledger.values import AsOf

TERM = re.compile(r'"([^"]+)"|(\S+)')
WORD = re.compile(r"\w")
# As in the index that the first migration makes; text beyond is kept but not found.
INDEXED = 250_000
BEFORE, AFTER, WORDS_SHOWN = "«", "»", 24


def terms(text: str) -> list[tuple[str, bool]]:
    """The words and "quoted phrases" of a search, each with whether it ends in * (words that begin so)."""
    found = []
    for phrase, word in TERM.findall(text):
        term = phrase or word.replace('"', "")
        if WORD.search(term):
            found.append((term.rstrip("*"), term.endswith("*")))
    return found


def match_fts5(text: str) -> str:
    """A search as an FTS5 expression: every term quoted, all of them required."""
    return " AND ".join(f'"{term}"{" *" if prefix else ""}' for term, prefix in terms(text))


def search_sqlite(text: str, as_of: AsOf, edits: Edits, limit: int) -> sa.Select[Any]:
    words = sa.table("words", sa.column("rowid"), sa.column("text"))
    # FTS5 takes the table's own name as the column to match and to excerpt.
    whole: sa.ColumnElement[str] = sa.literal_column("words")
    excerpt = sa.func.snippet(whole, 0, BEFORE, AFTER, "…", WORDS_SHOWN)
    return (
        sa.select(reports, excerpt.label("excerpt"))
        .join(words, words.c.rowid == reports.c.seq)
        .where(whole.op("MATCH")(match_fts5(text)), *standing_reports(as_of, edits))
        .order_by(sa.literal_column("words.rank"), reports.c.seq)
        .limit(limit)
    )


def search_postgresql(text: str, as_of: AsOf, edits: Edits, limit: int) -> sa.Select[Any]:
    simple: sa.ColumnElement[str] = sa.literal_column("'simple'")
    vector = sa.func.to_tsvector(simple, sa.func.left(reports.c.text, sa.literal_column(str(INDEXED))))
    wanted: sa.ColumnElement[Any] = sa.func.to_tsquery(simple, "")
    parts = [
        sa.func.to_tsquery(simple, sa.func.quote_literal(term) + ":*")
        if prefix
        else sa.func.phraseto_tsquery(simple, term)
        for term, prefix in terms(text)
    ]
    wanted = parts[0]
    for part in parts[1:]:
        wanted = wanted.op("&&")(part)
    options = f'StartSel="{BEFORE}", StopSel="{AFTER}", MaxFragments=1, MaxWords={WORDS_SHOWN}'
    excerpt = sa.func.ts_headline(simple, reports.c.text, wanted, options)
    return (
        sa.select(reports, excerpt.label("excerpt"))
        .where(vector.op("@@")(wanted), *standing_reports(as_of, edits))
        .order_by(sa.func.ts_rank(vector, wanted).desc(), reports.c.seq)
        .limit(limit)
    )


def search(dialect: str, text: str, as_of: AsOf, edits: Edits, limit: int) -> sa.Select[Any] | None:
    """The statement that finds and excerpts reports; None where the search holds no word."""
    if not terms(text):
        return None
    build = search_postgresql if dialect == "postgresql" else search_sqlite
    return build(text, as_of, edits, limit)

"""How a person's decision about a claim or a report is written down, and what the life of a claim was.

A decision is about one reading of one version of a report: where a later version supersedes it, what was decided about
the old text does not bind the new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outskirts.errors import LedgerError, NotKnown
from outskirts.ledger import codec, questions
from outskirts.ledger.schema import claims, decisions, grades, reports, supersessions
from outskirts.ledger.values import Action, AsOf, Decision, Grade
from outskirts.ledger.writing import insert_claims, insert_entries
from outskirts.vocabulary import Claim, content_id

GRADES = ("A", "B", "C", "D", "E", "F")


def row_of_claim(connection: sa.Connection, claim_id: str) -> Any:
    """The row of the claim as it stands now. Raises NotKnown."""
    select = (
        sa.select(claims)
        .where(claims.c.id == claim_id, *questions.standing(claims, AsOf(), questions.Edits()))
        .order_by(claims.c.seq.desc())
    )
    row = connection.execute(select).first()
    if row is None:
        ever = connection.execute(sa.select(claims.c.seq).where(claims.c.id == claim_id)).first()
        if ever is None:
            raise NotKnown(
                f"no claim {claim_id!r} in the ledger", "list claims with `outskirts status PLACE` or `export`"
            )
        raise NotKnown(f"claim {claim_id!r} no longer stands", "see its trail; undo the decision that ended it")
    return row


def row_of_report(connection: sa.Connection, report_id: str) -> Any:
    """The row of the version of the report that stands now. Raises NotKnown."""
    select = (
        sa.select(reports)
        .where(reports.c.id == report_id, *questions.standing_reports(AsOf(), questions.Edits()))
        .order_by(reports.c.known_from.desc(), reports.c.seq.desc())
    )
    row = connection.execute(select).first()
    if row is None:
        raise NotKnown(f"no report {report_id!r} stands in the ledger", "search for it by its words")
    return row


def decide(
    connection: sa.Connection, action: Action, report: Any, claim_id: str, by: str, why: str, at: datetime
) -> Decision:
    """Write a decision about a claim, or with an empty ``claim_id`` about the report; ``report`` is its row."""
    return insert(connection, report.seq, report.id, Decision("", action, report.id, claim_id, by, why, at), None)


def insert(connection: sa.Connection, report: int, report_id: str, decision: Decision, undoes: int | None) -> Decision:
    if not decision.by.strip():
        raise LedgerError("a decision needs a name", "say who decides")
    moment = codec.to_moment(decision.at)
    number = connection.execute(sa.select(sa.func.count()).select_from(decisions)).scalar_one()
    parts = (report_id, decision.claim_id, decision.action, decision.by, decision.why, moment, number)
    named = replace(decision, id=content_id("dec", *parts))
    row = {
        "id": named.id, "action": str(named.action), "report": report, "claim": named.claim_id, "by": named.by,
        "why": named.why, "recorded": moment, "undoes": undoes,
    }  # fmt: skip
    connection.execute(sa.insert(decisions), row)
    return named


def correct(connection: sa.Connection, corrected: Claim, by: str, why: str, at: datetime) -> Decision:
    """Put a reviewer's claim in the place of the one of the same id, as it stands now."""
    row = row_of_claim(connection, corrected.id)
    if corrected.report_id != row.report_id:
        raise LedgerError(f"claim {corrected.id!r} is of report {row.report_id!r}", "keep the id of its report")
    report = connection.execute(sa.select(reports).where(reports.c.seq == row.report)).one()
    decision = decide(connection, Action.CORRECT, report, corrected.id, by, why, at)
    number = connection.execute(sa.select(decisions.c.seq).where(decisions.c.id == decision.id)).scalar_one()
    mention = corrected.place
    insert_entries(connection, {codec.entry_key(c.place): c.place for c in mention.candidates} if mention else {})
    origin = (row.report, number, row.published, row.known_from, codec.to_moment(at))
    insert_claims(connection, [(*origin, *codec.claim_values(corrected))])
    return decision


def undo(connection: sa.Connection, decision_id: str, by: str, why: str, at: datetime) -> Decision:
    """End an earlier decision. Raises NotKnown, and LedgerError where it has been ended or is an undoing itself."""
    row = connection.execute(sa.select(decisions).where(decisions.c.id == decision_id)).first()
    if row is None:
        raise NotKnown(f"no decision {decision_id!r} in the ledger", "see the trail of the claim for its decisions")
    ended = connection.execute(sa.select(decisions.c.seq).where(decisions.c.undoes == row.seq)).first()
    if ended is not None or row.action == Action.UNDO:
        raise LedgerError(f"decision {decision_id!r} cannot be undone again", "decide anew instead")
    report_id = connection.execute(sa.select(reports.c.id).where(reports.c.seq == row.report)).scalar_one()
    decision = Decision("", Action.UNDO, report_id, row.claim, by, why, at, undoes=decision_id)
    return insert(connection, row.report, report_id, decision, row.seq)


def decisions_made(
    connection: sa.Connection, numbers: Sequence[int] = (), claim_id: str | None = None
) -> list[Decision]:
    """Decisions in order of time: all, or those about these rows of ``reports`` that concern the claim."""
    undone = decisions.alias()
    select = (
        sa.select(decisions, reports.c.id.label("report_id"), undone.c.id.label("undone"))
        .join(reports, reports.c.seq == decisions.c.report)
        .join(undone, undone.c.seq == decisions.c.undoes, isouter=True)
        .order_by(decisions.c.seq)
    )
    if claim_id is not None:
        select = select.where(decisions.c.report.in_(numbers), decisions.c.claim.in_(("", claim_id)))
    return [
        Decision(
            row.id, Action(row.action), row.report_id, row.claim, row.by, row.why, codec.from_moment(row.recorded),
            row.undone or "",
        )
        for row in connection.execute(select)
    ]  # fmt: skip


def life_of(connection: sa.Connection, claim_id: str) -> tuple[list[Any], list[Any]]:
    """The rows of ``claims`` of that id with version and reader of their reports, and what superseded these reports."""
    rows = connection.execute(
        sa.select(claims, reports.c.version, reports.c.reader, reports.c.reading)
        .join(reports, reports.c.seq == claims.c.report)
        .where(claims.c.id == claim_id)
        .order_by(claims.c.seq)
    ).all()
    if not rows:
        raise NotKnown(f"no claim {claim_id!r} in the ledger", "list claims with `outskirts status PLACE` or `export`")
    links = connection.execute(
        sa.select(supersessions, reports.c.version)
        .join(reports, reports.c.seq == supersessions.c.new)
        .where(supersessions.c.old.in_([row.report for row in rows]))
    ).all()
    return list(rows), list(links)


def set_grade(connection: sa.Connection, grade: Grade) -> Grade:
    """Write down how reliable a person holds a voice to be."""
    if not grade.by.strip():
        raise LedgerError("a grade needs a name", "say who gives it")
    if grade.grade not in GRADES:
        raise LedgerError(f"{grade.grade!r} is no grade", f"give one of {', '.join(GRADES)}")
    row = {"voice": grade.voice, "grade": grade.grade, "by": grade.by, "why": grade.why}
    connection.execute(sa.insert(grades), {**row, "recorded": codec.to_moment(grade.at)})
    return grade


def grades_given(connection: sa.Connection, at: datetime | None) -> list[Grade]:
    """Every grade given by then (None: ever), oldest first."""
    select = sa.select(grades).order_by(grades.c.seq)
    if at is not None:
        select = select.where(grades.c.recorded <= codec.to_moment(at))
    return [Grade(row.voice, row.grade, row.by, row.why, codec.from_moment(row.recorded))
            for row in connection.execute(select)]  # fmt: skip

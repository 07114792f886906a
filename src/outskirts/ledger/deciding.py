"""How a person's decision about a claim or a report is written down, and what the life of a claim was.

A decision is about one reading of one version of a report: where a later version supersedes it, what was decided about
the old text does not bind the new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outskirts.errors import LedgerError, NotKnown
from outskirts.group.bonds import Said, Sense
from outskirts.ledger import codec, questions
from outskirts.ledger.schema import claims, decisions, grades, links, reports, supersessions
from outskirts.ledger.values import AS_READ, Action, AsOf, Decision, Grade
from outskirts.ledger.writing import insert_claims, insert_entries
from outskirts.vocabulary import Claim, content_id

NOW = AsOf()
GRADES = ("A", "B", "C", "D", "E", "F")


def row_of_claim(connection: sa.Connection, claim_id: str, as_of: AsOf = NOW) -> Any:
    """The row of the claim as it stands now, or as it stood. Raises NotKnown."""
    select = (
        sa.select(claims)
        .where(claims.c.id == claim_id, *questions.standing(claims, as_of, questions.Edits()))
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
    connection: sa.Connection,
    action: Action,
    report: Any,
    claim_id: str,
    by: str,
    why: str,
    at: datetime,
    aside: bool = False,
) -> Decision:
    """Write a decision about a claim, or with an empty ``claim_id`` about the report; ``report`` is its row."""
    decision = Decision("", action, report.id, claim_id, by, why, at, aside=aside)
    return insert(connection, report.seq, report.id, decision, None)


def report_of(connection: sa.Connection, claim: Any) -> Any:
    """The row of the report of a row of ``claims``."""
    return connection.execute(sa.select(reports).where(reports.c.seq == claim.report)).one()


def insert(connection: sa.Connection, report: int, report_id: str, decision: Decision, undoes: int | None) -> Decision:
    if not decision.by.strip():
        raise LedgerError("a decision needs a name", "say who decides")
    moment = codec.to_moment(decision.at)
    number = connection.execute(sa.select(sa.func.count()).select_from(decisions)).scalar_one()
    parts = (report_id, decision.claim_id, decision.action, decision.by, decision.why, moment, number)
    named = replace(decision, id=content_id("dec", *parts))
    row = {
        "id": named.id, "action": str(named.action), "report": report, "claim": named.claim_id, "by": named.by,
        "why": named.why, "recorded": moment, "undoes": undoes, "aside": int(named.aside),
    }  # fmt: skip
    connection.execute(sa.insert(decisions), row)
    return named


def correct(
    connection: sa.Connection, corrected: Claim, by: str, why: str, at: datetime, aside: bool = False
) -> Decision:
    """Put a reviewer's claim in the place of the one of the same id, as it stands now, or beside it."""
    row = row_of_claim(connection, corrected.id, AS_READ if aside else NOW)
    if corrected.report_id != row.report_id:
        raise LedgerError(f"claim {corrected.id!r} is of report {row.report_id!r}", "keep the id of its report")
    decision = decide(connection, Action.CORRECT, report_of(connection, row), corrected.id, by, why, at, aside)
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
    decision = Decision("", Action.UNDO, report_id, row.claim, by, why, at, decision_id, aside=bool(row.aside))
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
        own = sa.and_(decisions.c.report.in_(numbers), decisions.c.claim.in_(("", claim_id)))
        naming = sa.select(links.c.decision).where(links.c.claim == claim_id)
        select = select.where(sa.or_(own, decisions.c.seq.in_(naming), decisions.c.undoes.in_(naming)))
    linked: dict[int, list[Any]] = {}
    for link in connection.execute(sa.select(links).order_by(links.c.seq)):
        linked.setdefault(link.decision, []).append(link)
    return [decision_of(row, linked.get(row.seq, ())) for row in connection.execute(select)]


def decision_of(row: Any, linked: Sequence[Any]) -> Decision:
    return Decision(
        row.id, Action(row.action), row.report_id, row.claim, row.by, row.why, codec.from_moment(row.recorded),
        row.undone or "", tuple(link.claim for link in linked), Sense(linked[0].sense) if linked else None,
        bool(row.aside),
    )  # fmt: skip


def link(
    connection: sa.Connection, action: Action, claim_ids: Iterable[str], sense: Sense, by: str, why: str, at: datetime
) -> Decision:
    """Write down that claims are one, or apart. Raises NotKnown, and LedgerError for fewer than two claims."""
    first, *others = [row_of_claim(connection, id_) for id_ in dict.fromkeys(claim_ids)] or [None]
    if not others:
        raise LedgerError(f"there is nothing to {action} a claim with", "name two claims or more")
    decision = decide(connection, action, report_of(connection, first), first.id, by, why, at)
    number = connection.execute(sa.select(decisions.c.seq).where(decisions.c.id == decision.id)).scalar_one()
    rows = [{"decision": number, "report": r.report, "claim": r.id, "sense": str(sense)} for r in others]
    connection.execute(sa.insert(links), rows)
    return replace(decision, others=tuple(row.id for row in others), sense=sense)


def said(connection: sa.Connection, as_of: AsOf) -> list[Said]:
    """Which claims were said by then to be one, or apart, oldest first; those of superseded readings are left out."""
    stands = (decisions.c.action.in_((str(Action.MERGE), str(Action.APART))), questions.active(decisions, as_of))
    of_first = sa.select(decisions.c.seq, decisions.c.action, decisions.c.claim, sa.null().label("sense")).where(
        *stands, ~questions.superseded(decisions.c.report, as_of)
    )
    of_others = (
        sa.select(decisions.c.seq, decisions.c.action, links.c.claim, links.c.sense)
        .join(links, links.c.decision == decisions.c.seq)
        .where(*stands, ~questions.superseded(links.c.report, as_of))
    )
    found: dict[int, tuple[str, list[str], list[str]]] = {}
    for row in (*connection.execute(of_first), *connection.execute(of_others)):
        _, ids, senses = found.setdefault(row.seq, (row.action, [], []))
        ids.append(row.claim)
        senses += [row.sense] if row.sense else []
    told = [(action == Action.MERGE, ids, senses) for _, (action, ids, senses) in sorted(found.items())]
    return [Said(one, Sense(senses[0]), tuple(ids)) for one, ids, senses in told if len(ids) > 1 and senses]


def corrections(connection: sa.Connection) -> dict[str, Any]:
    """The row of ``claims`` that each correction put in, by the id of the decision."""
    select = sa.select(claims, decisions.c.id.label("decided")).join(decisions, decisions.c.seq == claims.c.decision)
    return {row.decided: row for row in connection.execute(select)}


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

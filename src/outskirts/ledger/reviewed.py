"""What persons decide of claims, reports and voices, as far as the ledger is told and asked of it."""

from __future__ import annotations

from collections.abc import Iterable

from outskirts.errors import LedgerError
from outskirts.group.bonds import Bonds, Sense, bonds
from outskirts.ledger import codec, deciding
from outskirts.ledger.store import Store
from outskirts.ledger.values import AS_READ, JUDGEMENTS, VERDICTS, Action, AsOf, Decision, Grade, Judgement, Step
from outskirts.vocabulary import Claim

NOW = AsOf()


class Reviewed(Store):
    """The trail of a ledger: decisions are rows of their own and end nothing but by being undone."""

    def correct(self, corrected: Claim, by: str, why: str = "", *, aside: bool = False) -> Decision:
        """Let a reviewer's claim stand for the one of the same id. ``aside`` here and below keeps the judgement to
        compare reviewers by: it is of the claim as it was read, whatever others made of it, and changes no answer.
        Raises NotKnown, LedgerError."""
        with self.writing() as connection:
            return deciding.correct(connection, corrected, by, why, self.instant(connection), aside)

    def retract(self, claim_id: str, by: str, why: str = "", *, aside: bool = False) -> Decision:
        """Take a claim out of all answers from now on. Raises NotKnown."""
        return self.decide_claim(Action.RETRACT, claim_id, by, why, aside)

    def retract_report(self, report_id: str, by: str, why: str = "") -> Decision:
        """Take a report and all its claims out of all answers from now on. Raises NotKnown."""
        with self.writing() as connection:
            report = deciding.row_of_report(connection, report_id)
            return deciding.decide(connection, Action.RETRACT, report, "", by, why, self.instant(connection))

    def verdict(self, claim_id: str, verdict: Action, by: str, why: str = "", *, aside: bool = False) -> Decision:
        """Record whether a reviewer confirms, doubts or rejects a claim; it goes on to stand, marked so."""
        if verdict not in VERDICTS:
            raise LedgerError(f"{verdict} is no verdict", f"give one of {', '.join(VERDICTS)}")
        return self.decide_claim(verdict, claim_id, by, why, aside)

    def merge(self, claim_ids: Iterable[str], by: str, why: str = "", sense: Sense = Sense.WORD) -> Decision:
        """Say that claims are one: one word, which counts once and tells of one happening, or one happening of which
        each voice speaks for itself. Raises NotKnown, LedgerError."""
        with self.writing() as connection:
            return deciding.link(connection, Action.MERGE, claim_ids, sense, by, why, self.instant(connection))

    def keep_apart(self, claim_ids: Iterable[str], by: str, why: str = "", sense: Sense = Sense.HAPPENING) -> Decision:
        """Say that claims are of as many happenings, and count each; or, as words, that each is the word of a witness
        of its own. Raises NotKnown, LedgerError."""
        with self.writing() as connection:
            return deciding.link(connection, Action.APART, claim_ids, sense, by, why, self.instant(connection))

    def undo(self, decision_id: str, by: str, why: str = "") -> Decision:
        """End an earlier decision from now on. Raises NotKnown, LedgerError."""
        with self.writing() as connection:
            return deciding.undo(connection, decision_id, by, why, self.instant(connection))

    def grade(self, voice: str, grade: str, by: str, why: str = "") -> Grade:
        """Record how reliable a person holds a voice to be: see :class:`Grade`. Raises LedgerError."""
        with self.writing() as connection:
            return deciding.set_grade(connection, Grade(voice, grade, by, why, self.instant(connection)))

    def decide_claim(self, action: Action, claim_id: str, by: str, why: str, aside: bool = False) -> Decision:
        with self.writing() as connection:
            row = deciding.row_of_claim(connection, claim_id, AS_READ if aside else NOW)
            report = deciding.report_of(connection, row)
            return deciding.decide(connection, action, report, claim_id, by, why, self.instant(connection), aside)

    def decisions(self) -> list[Decision]:
        """Every decision made, oldest first."""
        with self.reading() as connection:
            return deciding.decisions_made(connection)

    def bonds(self, as_of: AsOf = NOW) -> Bonds:
        """Which claims persons say are one, and which apart."""
        with self.reading() as connection:
            return bonds(deciding.said(connection, as_of))

    def judgements(self) -> list[Judgement]:
        """What persons judged of single claims, also aside, and did not take back; oldest first. Of several by one
        person on one claim the last is meant."""
        with self.reading() as connection:
            made = deciding.decisions_made(connection)
            put = deciding.corrections(connection)
            claims = dict(zip(put, self.decode_claims(connection, list(put.values())), strict=True))
        ended = {one.undoes for one in made}
        return [
            Judgement(one, claims.get(one.id))
            for one in made
            if one.action in JUDGEMENTS and one.claim_id and one.id not in ended
        ]

    def grades(self, as_of: AsOf = NOW) -> list[Grade]:
        """Every grade given to a voice, oldest first; the last of each voice holds."""
        with self.reading() as connection:
            return deciding.grades_given(connection, as_of.decisions)

    def trail(self, claim_id: str) -> list[Step]:
        """What became of a claim, oldest first. Raises NotKnown."""
        with self.reading() as connection:
            rows, links = deciding.life_of(connection, claim_id)
            made = deciding.decisions_made(connection, sorted({row.report for row in rows}), claim_id)
            numbers = {row.seq: id_ for id_, row in deciding.corrections(connection).items()}
            decoded = list(zip(rows, self.decode_claims(connection, rows), strict=True))
        corrected = {numbers[row.seq]: (row.version, claim) for row, claim in decoded if row.decision}
        steps = [
            Step(codec.from_moment(row.recorded), "read" if row.reading == 1 else "read again", row.reader, "",
                 row.version, claim)
            for row, claim in decoded if not row.decision
        ]  # fmt: skip
        steps += [Step(codec.from_moment(k.recorded), "superseded", "", k.why, k.version) for k in links]
        for decision in made:
            version, claim = corrected.get(decision.id, ("", None))
            others = tuple(id_ for id_ in decision.claim_ids if id_ != claim_id) if decision.others else ()
            steps.append(
                Step(decision.at, str(decision.action), decision.by, decision.why, version, claim, decision.id, others,
                     decision.aside)
            )  # fmt: skip
        return sorted(steps, key=lambda step: step.at)

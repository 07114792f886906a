"""Reports, listed and whole, and the lineage of a claim, as answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from outskirts.ledger.values import Action, Decision, Step, StoredClaim, StoredReading
from outskirts.publish.cite import web_address
from outskirts.query.lineage import Lineage
from outskirts.serve.answers.claims import attribution, claim
from outskirts.serve.schemas.claims import ClaimDetail, ReportLine, ReportOut, StepOut
from outskirts.serve.schemas.review import DecisionOut
from outskirts.serve.shelf import Line


def listed(value: Line, excerpt: str | None = None) -> ReportLine:
    return ReportLine(
        id=value.id,
        version=value.version,
        title=value.title,
        outlet=value.outlet,
        url=web_address(value.url) or None,
        published=value.published,
        claims=value.claims,
        copy_of=value.copy_of or None,
        excerpt=value.beginning if excerpt is None else excerpt,
    )


def report(
    value: StoredReading, claims: Sequence[StoredClaim], home: Mapping[str, str], copies: Mapping[str, str]
) -> ReportOut:
    held, one = value.stored, value.stored.report
    return ReportOut(
        id=one.id,
        version=held.version,
        title=one.title,
        outlet=one.outlet,
        url=web_address(one.url) or None,
        published=one.published,
        known_from=held.known_from,
        recorded=held.recorded,
        language=one.language,
        reader=held.reader,
        copy_of=copies.get(one.id),
        text=one.text,
        claims=[claim(c, home.get(c.claim.id)) for c in sorted(claims, key=lambda c: c.claim.trigger.start)],
        attributions=[attribution(a) for a in value.attributions],
        problems=[str(p) for p in value.problems],
    )


def lineage(value: Lineage, made: Sequence[Decision], home: Mapping[str, str]) -> ClaimDetail:
    """``made`` are all decisions about the claim or its report, in order of time."""
    one, war = value.stored, home.get(value.stored.claim.id)
    ended = {d.undoes for d in made if d.undoes}
    return ClaimDetail(
        claim=claim(one, war),
        stands=value.stands,
        steps=[life(s, one, war, ended) for s in value.steps],
        copies=[claim(c, home.get(c.claim.id)) for c in value.copies],
        repeats=[claim(c, home.get(c.claim.id)) for c in value.repeats],
    )


def life(value: Step, one: StoredClaim, war: str | None, ended: set[str]) -> StepOut:
    """One step, with the claim as it stood from then on where it changed."""
    then = None
    if value.claim is not None:
        origin = (one.published, value.at, one.outlet, one.title, one.url, value.version)
        then = claim(StoredClaim(value.claim, *origin, corrected=value.what == Action.CORRECT), war)
    return StepOut(
        at=value.at,
        what=value.what,
        by=value.by,
        why=value.why,
        version=value.version,
        decision=value.decision or None,
        undone=value.decision in ended,
        others=list(value.others),
        aside=value.aside,
        claim=then,
    )


def decision(value: Decision, undone_by: str | None) -> DecisionOut:
    return DecisionOut(
        id=value.id,
        action=str(value.action),
        report_id=value.report_id,
        claim_id=value.claim_id or None,
        by=value.by,
        why=value.why,
        at=value.at,
        undoes=value.undoes or None,
        undone_by=undone_by,
        others=list(value.others),
        sense=value.sense,
        aside=value.aside,
    )

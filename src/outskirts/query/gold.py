"""Which reports were reviewed whole? Those with their claims as people left them, to train on and to measure by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from outskirts.ledger import Action, Ledger, Query, StoredClaim
from outskirts.ledger.values import Decision
from outskirts.publish import wire
from outskirts.vocabulary import Claim, Party, PlaceMention, Report, Span, Speaker

# Verdicts after which a claim is known to be as it stands.
SURE = (Action.CONFIRM,)


def reviewed(ledger: Ledger, partial: bool = False) -> Iterator[wire.Json]:
    """One report each, in the claim format: those in which every claim was confirmed, corrected, rejected or retracted.
    What was rejected or retracted is left out, what was corrected is as corrected. ``partial`` adds reports in which
    some were; claims that nobody judged (or that were doubted) are in them, each marked ``"reviewed": false``."""
    touched = by_report(ledger.decisions())
    for held in ledger.reports():
        made = touched.get(held.report.id)
        if made is None:
            continue
        claims = [one for one in ledger.claims(Query(report_ids=(held.report.id,))) if one.version == held.version]
        open_ = {one.claim.id for one in claims if not settled(one)}
        if not open_ or (partial and len(open_) < len(claims)):
            kept = [one.claim for one in claims if one.verdict is not Action.REJECT]
            yield row(held.report, kept, open_, sorted({one.by for one in made}))


def by_report(decisions: list[Decision]) -> dict[str, list[Decision]]:
    """The judgements of claims that hold, by report."""
    ended = {one.undoes for one in decisions if one.undoes}
    found: dict[str, list[Decision]] = {}
    for one in decisions:
        of_claim = one.claim_id and one.action not in (Action.UNDO, Action.MERGE, Action.APART)
        if of_claim and one.id not in ended and not one.aside:
            found.setdefault(one.report_id, []).append(one)
    return found


def settled(one: StoredClaim) -> bool:
    """Whether it is known what the report says: the last verdict goes before an earlier correction."""
    return one.verdict in (*SURE, Action.REJECT) or (one.corrected and one.verdict is None)


def row(report: Report, claims: list[Claim], open_: set[str], by: list[str]) -> wire.Json:
    told = sorted(
        (placed(claim, report.text) for claim in claims), key=lambda c: (c.trigger.start, c.trigger.end, c.id)
    )
    return {
        "id": report.id,
        "outlet": report.outlet,
        "published": wire.moment(report.published),
        "title": report.title,
        "url": report.url,
        "text": report.text,
        "reviewed": {"complete": not open_, "by": by},
        "claims": [{**wire.claim(claim), "reviewed": claim.id not in open_} for claim in told],
    }


def placed(claim: Claim, text: str) -> Claim:
    """The claim with words of the text for every part. What a person put in stands nowhere yet: its name is looked for
    in the sentence, then in the report; else it is pointed to by the trigger, as by a pronoun."""

    def find(span: Span, name: str) -> Span:
        if 0 <= span.start < span.end <= len(text):
            return Span(span.start, span.end, text[span.start : span.end])
        sentence = claim.sentence
        at = text.find(name, sentence.start, sentence.end) if name else -1
        at = text.find(name) if name and at < 0 else at
        return Span(at, at + len(name), name) if at >= 0 else claim.trigger

    def party(one: Party | None) -> Party | None:
        return replace(one, span=find(one.span, one.name)) if one else None

    def mention(one: PlaceMention | None) -> PlaceMention | None:
        return replace(one, span=find(one.span, one.name)) if one else None

    def speaker(one: Speaker) -> Speaker:
        return replace(one, span=find(one.span, one.name))

    trigger = replace(claim.trigger, text=text[claim.trigger.start : claim.trigger.end])
    claim = replace(claim, trigger=trigger)
    return replace(
        claim, actor=party(claim.actor), target=party(claim.target), place=mention(claim.place),
        speakers=tuple(map(speaker, claim.speakers)),
    )  # fmt: skip

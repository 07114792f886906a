"""Which sentence does a statement rest on? A claim with what its report says of its origin, ready to be quoted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from outskirts.publish import wording
from outskirts.vocabulary import Claim, Reading, Report, Span

if TYPE_CHECKING:
    from outskirts.ledger.values import StoredClaim

SHORT = 8  # digits


class Quote(NamedTuple):
    """A sentence around its trigger: ``before + trigger + after`` is the sentence as printed."""

    before: str
    trigger: str
    after: str

    @property
    def text(self) -> str:
        return "".join(self)


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim and where it stands. ``url`` is empty unless it is a web address, so that it can be linked safely."""

    claim: Claim
    outlet: str = ""
    title: str = ""
    url: str = ""
    published: datetime | None = None
    verdict: str = ""

    @property
    def voice(self) -> str:
        return wording.voice(self.claim, self.outlet)

    @property
    def voice_side(self) -> str | None:
        return self.claim.speakers[0].side if self.claim.speakers else None

    @property
    def day(self) -> date | None:
        """The last day that the claim speaks of, else the day of saying or publication."""
        published = self.published.astimezone(UTC).date() if self.published else None
        return self.claim.when.end or self.claim.when.start or self.claim.said or published

    @property
    def quote(self) -> Quote:
        """The sentence that makes the claim, cut at its trigger; the trigger alone where the sentence is not kept."""
        return quote(self.claim.sentence, self.claim.trigger)

    @property
    def origin(self) -> str:
        """``Ukrinform, 8 Oct 2024``."""
        when = wording.day(self.published.astimezone(UTC).date()) if self.published else ""
        return ", ".join(part for part in (self.outlet or "no outlet named", when) if part)


def quote(sentence: Span, trigger: Span) -> Quote:
    text = sentence.text
    first, last = trigger.start - sentence.start, trigger.end - sentence.start
    if not text or not 0 <= first < last <= len(text):
        return Quote(clean(text), "", "") if text else Quote("", clean(trigger.text), "")
    return Quote(clean(text[:first]), clean(text[first:last]), clean(text[last:]))


def clean(text: str) -> str:
    """Runs of white space (line ends within a sentence) as one space; nothing else is touched."""
    body = " ".join(text.split())
    if not body:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{body}{' ' if text[-1].isspace() else ''}"


def web_address(url: str) -> str:
    """The URL where it is http or https with a host, else nothing: other schemes are never linked."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else ""


def from_report(report: Report, claim: Claim) -> Cited:
    sentence = claim.sentence
    if not sentence.text and sentence.end > sentence.start:
        text = report.text[sentence.start : sentence.end]
        claim = replace(claim, sentence=Span(sentence.start, sentence.end, text))
    return Cited(claim, report.outlet, report.title, web_address(report.url), report.published)


def from_reading(reading: Reading) -> tuple[Cited, ...]:
    return tuple(from_report(reading.report, claim) for claim in reading.claims)


def from_stored(stored: StoredClaim) -> Cited:
    verdict = stored.verdict.value if stored.verdict else ""
    address = web_address(stored.url)
    return Cited(stored.claim, stored.outlet, stored.title, address, stored.published, verdict)


def short(claim_id: str) -> str:
    """The beginning of a claim's id, enough to ask for it: ``c-3f2a9c10``."""
    kind, dash, digits = claim_id.partition("-")
    return kind + dash + digits[:SHORT]


def by_id(cited: Iterable[Cited]) -> dict[str, Cited]:
    return {one.claim.id: one for one in cited}

"""How a value of the vocabulary becomes a row of the ledger and comes back the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from outskirts.ledger.schema import claims as claims_table
from outskirts.ledger.values import StoredReport
from outskirts.vocabulary import (
    Bearing,
    Candidate,
    Claim,
    Days,
    Kind,
    Party,
    Place,
    PlaceMention,
    Quantity,
    Relation,
    Report,
    Span,
    Speaker,
    Stance,
    content_id,
)

Row = dict[str, Any]
KINDS = {str(kind): kind for kind in Kind}
STANCES = {str(stance): stance for stance in Stance}
RELATIONS = {str(relation): relation for relation in Relation}
BEARINGS = {str(bearing): bearing for bearing in Bearing}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# A signed 64-bit column takes 63 bits of a hash.
KEY_BITS = 63
CLAIM_COLUMNS = len(claims_table.columns)
# The columns of ``claims`` that say where a row comes from, and those that hold the claim itself.
OF_ORIGIN = ("report", "decision", "published", "known_from", "recorded")
OF_CLAIM = tuple(c.name for c in claims_table.columns if c.name != "seq" and c.name not in OF_ORIGIN)
# json.dumps would make an encoder at every call.
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_moment(moment: datetime) -> int:
    """Microseconds since 1970 of an aware time; one without a zone is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - EPOCH) // MICROSECOND


def from_moment(value: int) -> datetime:
    return EPOCH + timedelta(microseconds=value)


def perhaps_moment(value: int | None) -> datetime | None:
    return None if value is None else from_moment(value)


@lru_cache(maxsize=4096)
def to_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def version_id(report: Report) -> str:
    """The id of one version of a report: a hash of its id, outlet, address, moment of publication and text."""
    moment = None if report.published is None else to_moment(report.published)
    return content_id("ver", report.id, report.outlet, report.url, moment, report.text)


@lru_cache(maxsize=65536)
def entry_key(place: Place) -> int:
    """The key under which a gazetteer entry, as it is now, is kept."""
    digest = hashlib.sha256(repr(tuple(entry_row(place).values())).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - KEY_BITS)


def entry_row(place: Place) -> Row:
    """The columns of a gazetteer entry but its key."""
    return {
        "id": place.id, "name": place.name, "lat": place.lat, "lon": place.lon,
        "kind": place.kind, "country": place.country, "admin1": place.admin1, "admin2": place.admin2,
        "population": place.population, "located_by": place.located_by, "source": place.source,
    }  # fmt: skip


def report_row(report: Report) -> Row:
    """The columns of a report that come from the report itself."""
    return {
        "version": version_id(report), "id": report.id, "outlet": report.outlet, "url": report.url,
        "title": report.title, "language": report.language, "text": report.text,
        "digest": hashlib.sha256(report.text.encode()).hexdigest(),
        "published": None if report.published is None else to_moment(report.published),
    }  # fmt: skip


NOBODY = (None,) * 5
NOWHERE = (None,) * 10


def party_values(party: Party | None) -> tuple[Any, ...]:
    if party is None:
        return NOBODY
    span = party.span
    return party.name, party.side, span.text, span.start, span.end


def mention_values(mention: PlaceMention | None) -> tuple[Any, ...]:
    if mention is None:
        return NOWHERE
    span, place, bearing = mention.span, mention.place, mention.bearing
    candidates = ",".join([f"[{entry_key(c.place)},{float(c.score)!r}]" for c in mention.candidates])
    return (
        place.id if place else None, mention.name, span.text, span.start, span.end, mention.relation.value,
        bearing.value if bearing else None, mention.part, int(mention.anaphoric), f"[{candidates}]",
    )  # fmt: skip


def claim_values(claim: Claim) -> tuple[Any, ...]:
    """The columns :data:`OF_CLAIM` of a claim, in their order."""
    first = claim.speakers[0] if claim.speakers else None
    quantity, when, sentence, trigger = claim.quantity, claim.when, claim.sentence, claim.trigger
    return (
        claim.id, claim.report_id, claim.kind.value, claim.stance.value, trigger.text, trigger.start, trigger.end,
        *party_values(claim.actor), *party_values(claim.target), *mention_values(claim.place),
        when.start.isoformat() if when.start else None, when.end.isoformat() if when.end else None, when.text,
        claim.said.isoformat() if claim.said else None,
        first.name if first else None, first.side if first else None,
        compact([speaker(s) for s in claim.speakers]) if first else None,
        1 if quantity else None, quantity.low if quantity else None, quantity.high if quantity else None,
        sentence.text, sentence.start, sentence.end, float(claim.score),
    )  # fmt: skip


def compact(value: object) -> str:
    return ENCODER.encode(value)


def candidate(c: Candidate) -> list[Any]:
    return [entry_key(c.place), c.score]


def speaker(s: Speaker) -> list[Any]:
    return [s.name, s.side, s.role, s.span.start, s.span.end, s.span.text]


def to_speaker(raw: list[Any]) -> Speaker:
    name, side, role, start, end, text = raw
    return Speaker(Span(start, end, text), name, side, role)


def to_entry(row: Any) -> Place:
    return Place(
        row.id, row.name, row.lat, row.lon, row.kind, row.country, row.admin1, row.admin2, row.population,
        row.located_by, row.source,
    )  # fmt: skip


def to_report(row: Any) -> Report:
    return Report(row.id, row.text, perhaps_moment(row.published), row.outlet, row.title, row.url, row.language)


def to_candidates(raw: str | None, entries: Mapping[int, Place]) -> tuple[Candidate, ...]:
    return tuple([Candidate(entries[key], score) for key, score in json.loads(raw)]) if raw else ()


def to_party(name: str | None, side: str | None, text: str, start: int, end: int) -> Party | None:
    return None if name is None else Party(Span(start, end, text), name, side)


def to_claim(row: Sequence[Any], entries: Mapping[int, Place]) -> Claim:
    """A row that begins with the columns of ``claims`` as a claim; ``entries`` holds the gazetteer entries that its
    candidates name. Unpacked by position, which is several times faster than by name."""
    (
        _seq, _report, _decision, id_, report_id, _published, _known_from, _recorded, kind, stance,
        trigger, trigger_start, trigger_end,
        actor, actor_side, actor_text, actor_start, actor_end,
        target, target_side, target_text, target_start, target_end,
        _place_id, place_name, place_text, place_start, place_end, relation, bearing, part, anaphoric, candidates,
        when_start, when_end, when_text, said, _speaker, _speaker_side, speakers,
        quantity, low, high, sentence, sentence_start, sentence_end, score,
    ) = row[:CLAIM_COLUMNS]  # fmt: skip
    mention = None
    if place_name is not None:
        mention = PlaceMention(
            Span(place_start, place_end, place_text),
            place_name,
            to_candidates(candidates, entries),
            RELATIONS[relation],
            BEARINGS[bearing] if bearing else None,
            part,
            bool(anaphoric),
        )
    return Claim(
        id_,
        report_id,
        Span(trigger_start, trigger_end, trigger),
        KINDS[kind],
        STANCES[stance],
        to_party(actor, actor_side, actor_text, actor_start, actor_end),
        to_party(target, target_side, target_text, target_start, target_end),
        mention,
        Days(to_day(when_start), to_day(when_end), when_text),
        tuple(map(to_speaker, json.loads(speakers))) if speakers else (),
        Quantity(low, high) if quantity else None,
        Span(sentence_start, sentence_end, sentence),
        to_day(said),
        score,
    )


@lru_cache(maxsize=16384)
def candidate_keys(raw: str | None) -> tuple[int, ...]:
    """The keys of the gazetteer entries that a ``candidates`` column names, best first."""
    return tuple(key for key, _ in json.loads(raw)) if raw else ()


def stored_report(row: Any) -> StoredReport:
    recorded, known_from = from_moment(row.recorded), from_moment(row.known_from)
    return StoredReport(to_report(row), row.version, recorded, known_from, row.reader)

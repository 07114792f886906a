"""What does the ledger say of one place? A record of that place's claims alone, with what the whole record teaches."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from outskirts.errors import NotKnown
from outskirts.group.bonds import UNBOUND
from outskirts.group.copies import stories
from outskirts.ledger.values import AsOf, Mark, Near, Query, StoredClaim
from outskirts.merge.columns import FIGHTS, encode
from outskirts.merge.front import front
from outskirts.merge.initial import covers
from outskirts.merge.status import Model
from outskirts.merge.testimony import Testimony
from outskirts.merge.witnesses import weights
from outskirts.query import learned, teaching
from outskirts.query.learned import Learned
from outskirts.query.record import Record, codes_of, graded, ground, testimony
from outskirts.query.sources import Sources
from outskirts.vocabulary import Conflict, Kind, Place

if TYPE_CHECKING:
    from outskirts.ledger import Ledger

# How many of the newest claims are looked through for the last day of a war, a page at a time.
PAGES = (20, 200, 2000)
BESIDE = timedelta(days=14)  # new reports are compared with those of so long before


def of_place(
    sources: Sources, place: Place, wanted: str | None, known_at: datetime | None, decided: datetime | None = None
) -> Record:
    """The record of one place, in the war asked for or that on whose ground it lies; ``decided`` leaves out later
    decisions. Raises NotKnown."""
    ledger = sources.ledger
    as_of = AsOf(published=known_at, decided=decided)
    mine = tuple(ledger.claims(Query(place_ids=sources.ids_of(place), as_of=as_of)))
    conflict = war(sources, place, mine, wanted)
    taught, copies = teach(sources, conflict, known_at, place, mine)
    model = up_to_date(ledger, taught, place, as_of)
    model = replace(model, reliability=replace(model.reliability, grades=graded(ledger, as_of)))
    last = last_day(ledger, conflict, as_of)
    bonds = ledger.bonds(as_of)
    told = tuple(placed(testimony(one, copies.get(one.claim.report_id, ""), bonds), place) for one in mine)
    record = Record(conflict, mine, (), known_at, copies, model, bonds=bonds)
    record.testimonies = told
    record.first_day = min((taught.first_day, *(t.day for t in told)))
    if last is not None:
        record.last_day = last
    return record


def placed(one: Testimony, place: Place) -> Testimony:
    """The testimony, of the place as it is asked for where it was read under another id of it."""
    return one if one.at is not None and one.at.id == place.id else replace(one, place=place)


def war(sources: Sources, place: Place, mine: tuple[StoredClaim, ...], wanted: str | None) -> Conflict:
    """The war asked for, else that on whose ground the place lies. Raises NotKnown."""
    if wanted is None:
        codes = Counter(code for one in mine for code in codes_of(one.claim))
        there = ground(place, codes, sources.conflicts)
        if there is None:
            within = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
            remedy = (
                "name the war with --conflict ID, or another place of that name by its id: outskirts gazetteer find"
            )
            raise NotKnown(f"{within} lies on the ground of no war that is known", remedy)
        return there
    found = next((c for c in sources.conflicts if c.id == wanted), None)
    if found is None:
        raise NotKnown(f"no conflict {wanted!r}", f"known are: {', '.join(c.id for c in sources.conflicts)}")
    return found


def teach(
    sources: Sources, conflict: Conflict, known_at: datetime | None, place: Place, mine: tuple[StoredClaim, ...]
) -> tuple[Learned, dict[str, str]]:
    """What the whole record teaches, from the file beside the home's gazetteer where it is fresh, else learned now and
    kept; and which reports on the place are copies."""
    ledger = sources.ledger
    path = learned.path_of(sources.config.home, ledger.name, conflict.id, known_at)
    kept = learned.load(path, conflict, place)
    reports = {one.claim.report_id for one in mine}
    if kept and teaching.stands(ledger, kept):
        copies = learned.copies_of(path, reports)
        if ledger.mark().claims > kept.mark.claims:
            copies = newly_copied(ledger, kept.mark, sources.ids_of(place), known_at) | copies
        return kept, copies
    with sources.progress() as told:
        found, every = teaching.teach(sources, conflict, known_at, told)
    return found, {id_: every[id_] for id_ in reports if id_ in every}


def newly_copied(ledger: Ledger, mark: Mark, ids: tuple[str, ...], known_at: datetime | None) -> dict[str, str]:
    """Which reports on the place that came since are copies, of one another or of some days before."""
    as_of = AsOf(published=known_at)
    new = [held.report for held in ledger.reports(as_of, claiming=Query(place_ids=ids, after=mark.claims))]
    if not new:
        return {}
    since = min((report.published for report in new if report.published), default=None)
    beside = Query(place_ids=ids, published_from=since - BESIDE if since else None)
    return dict(stories(held.report for held in ledger.reports(as_of, claiming=beside)))


def up_to_date(ledger: Ledger, taught: Learned, place: Place, as_of: AsOf) -> Model:
    """The model, with the fighting around the place that was told of since."""
    model = taught.model
    if place.lat is None or place.lon is None or model.near is None:
        return model
    around = Near(place.lat, place.lon, 3 * model.evidence.method.rates.reach_km)
    kinds = tuple(Kind(kind) for kind in sorted(FIGHTS))
    query = Query(near=around, kinds=kinds, after=taught.mark.claims, as_of=as_of)
    if ledger.mark().claims <= taught.mark.claims:
        return model
    told = (testimony(one, "", UNBOUND) for one in ledger.claims(query))
    columns = encode(told, model.conflict, model.evidence, model.priors, as_of.published)
    late = front(columns, weights(columns, model.evidence), model.evidence)
    return replace(model, near=learned.joined(model.near, late))


def last_day(ledger: Ledger, conflict: Conflict, as_of: AsOf) -> date | None:
    """The day of the newest claim on the ground of a war; None where none of the newest claims is."""
    for limit in PAGES:
        found = ledger.claims(Query(placed=True, newest_first=True, limit=limit, as_of=as_of))
        for one in found:
            place = one.claim.place.place if one.claim.place else None
            if place is not None and covers(conflict.area, place):
                return (one.published or one.recorded).astimezone(UTC).date()
    return None

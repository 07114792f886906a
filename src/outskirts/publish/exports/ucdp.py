"""Happenings with people killed, in the columns of UCDP's Georeferenced Event Dataset, with our own after them.

What only UCDP gives out (ids of conflicts, dyads and actors, numbers of Gleditsch and Ward) is empty. Deaths are not
split by whom they befell: reports seldom say, so all are in ``deaths_unknown``.
"""

from __future__ import annotations

from math import floor
from typing import TextIO

from outskirts.publish.cite import Cited
from outskirts.publish.exports import tables
from outskirts.publish.exports.acled import CIVILIANS, nation
from outskirts.publish.exports.coding import Coded, coded, ucdp_place, ucdp_time
from outskirts.publish.exports.material import Material
from outskirts.publish.exports.tables import Column
from outskirts.publish.wire import day, moment
from outskirts.vocabulary import Kind, Place, Stance

CELLS = 720  # of half a degree, around the globe


def write(material: Material, to: TextIO) -> None:
    tables.write(events(material), COLUMNS, to)


def events(material: Material) -> list[Coded]:
    """Happenings of which somebody says that people were killed."""
    return [row for row in map(coded, material.happenings()) if (row.event.high or 0) > 0]


def violence(row: Coded) -> int:
    """1 where a state fights, 2 where others fight, 3 where one side kills people without arms."""
    if row.event.kind == Kind.CASUALTIES and (row.target_side is None or row.target_side.code == "CIV"):
        return 3
    sides = [side for side in (row.actor_side, row.target_side) if side]
    return 2 if sides and not any(side.state for side in sides) else 1


def second(row: Coded) -> str:
    if violence(row) == 3:
        return CIVILIANS
    return row.target_side.name if row.target_side else ""


def dyad(row: Coded) -> str:
    """Empty where either is not known."""
    return f"{row.actor_side.name} - {second(row)}" if row.actor_side and second(row) else ""


def cell(place: Place | None) -> int | None:
    """The number of the cell in PRIO-GRID."""
    if place is None or place.lat is None or place.lon is None:
        return None
    row, column = min(359, floor((place.lat + 90) * 2)), min(CELLS - 1, floor((place.lon + 180) * 2))
    return row * CELLS + column + 1


def point(place: Place | None) -> str:
    return f"POINT ({place.lon} {place.lat})" if place and place.lat is not None and place.lon is not None else ""


def articles(row: Coded) -> str:
    return "; ".join(dict.fromkeys(article(one) for one in row.claims))


def article(one: Cited) -> str:
    """UCDP's way of naming a source: outlet, day, headline."""
    return ",".join(f'"{part}"' for part in (one.outlet, printed(one), one.title))


def printed(one: Cited) -> str:
    """The day of publication, UTC."""
    return (moment(one.published) or "")[:10]


def doubtful(row: Coded) -> int:
    """1 where somebody says it plainly and for a day, 2 where it is only said to be possible or lies within a span."""
    return 1 if row.days == 1 and any(one.claim.stance == Stance.ASSERTED for one in row.claims) else 2


def nothing(row: Coded) -> str:
    return ""


COLUMNS: tuple[Column[Coded], ...] = (
    Column("id", lambda r: r.event.id),
    Column("relid", lambda r: r.event.id),
    Column("year", lambda r: r.event.days.start.year if r.event.days.start else None),
    Column("active_year", nothing),
    Column("code_status", lambda r: "Unreviewed"),
    Column("type_of_violence", violence),
    Column("conflict_dset_id", lambda r: r.conflict.id if r.conflict else ""),
    Column("conflict_new_id", nothing),
    Column("conflict_name", lambda r: r.conflict.name if r.conflict else ""),
    Column("dyad_dset_id", nothing),
    Column("dyad_new_id", nothing),
    Column("dyad_name", dyad),
    Column("side_a_dset_id", lambda r: r.actor_side.code if r.actor_side else ""),
    Column("side_a_new_id", nothing),
    Column("side_a", lambda r: r.actor_side.name if r.actor_side else ""),
    Column("side_b_dset_id", lambda r: r.target_side.code if r.target_side else ""),
    Column("side_b_new_id", nothing),
    Column("side_b", second),
    Column("number_of_sources", lambda r: len(r.origins.outlets)),
    Column("source_article", articles),
    Column("source_office", lambda r: "; ".join(r.origins.outlets)),
    Column("source_date", lambda r: "; ".join(dict.fromkeys(printed(c) for c in r.claims if c.published))),
    Column("source_headline", lambda r: "; ".join(dict.fromkeys(c.title for c in r.claims if c.title))),
    Column("source_original", lambda r: "; ".join(dict.fromkeys(c.voice for c in r.claims if c.claim.speakers))),
    Column("where_prec", ucdp_place),
    Column("where_coordinates", lambda r: r.place_name),
    Column("where_description", lambda r: r.place_name),
    Column("adm_1", lambda r: r.place.admin1 if r.place else ""),
    Column("adm_2", lambda r: r.place.admin2 if r.place else ""),
    Column("latitude", lambda r: r.place.lat if r.place else None),
    Column("longitude", lambda r: r.place.lon if r.place else None),
    Column("geom_wkt", lambda r: point(r.place)),
    Column("priogrid_gid", lambda r: cell(r.place)),
    Column("country", nation),
    Column("country_id", nothing),
    Column("region", nothing),
    Column("event_clarity", doubtful),
    Column("date_prec", lambda r: ucdp_time(r.days)),
    Column("date_start", lambda r: day(r.event.days.start)),
    Column("date_end", lambda r: day(r.event.days.end)),
    Column("deaths_a", lambda r: 0),
    Column("deaths_b", lambda r: 0),
    Column("deaths_civilians", lambda r: 0),
    Column("deaths_unknown", lambda r: r.event.best),
    Column("best", lambda r: r.event.best),
    Column("high", lambda r: r.event.high),
    Column("low", lambda r: r.event.low),
    Column("gwnoa", nothing),
    Column("gwnob", nothing),
    Column("kind", lambda r: str(r.event.kind)),
    Column("side_a_words", lambda r: r.actor),
    Column("side_b_words", lambda r: r.target),
    Column("located_by", lambda r: r.place.located_by if r.place else ""),
    Column("claims", lambda r: " ".join(r.origins.claims)),
    Column("outlets", lambda r: "; ".join(r.origins.outlets)),
    Column("urls", lambda r: " ".join(r.origins.urls)),
)  # fmt: skip

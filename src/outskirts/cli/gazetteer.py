"""``outskirts gazetteer``: build the list of places, search it, add to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from outskirts.cli.state import State, pass_state
from outskirts.errors import NotKnown

if TYPE_CHECKING:
    from rich.table import Table

    from outskirts.detect.gazetteer.files import Contents
    from outskirts.detect.gazetteer.lookup import Match
    from outskirts.vocabulary import Place

SHOWN_PROBLEMS = 20
KINDS = (
    "country", "region", "district", "municipality", "settlement", "quarter", "river", "lake", "sea", "mountain",
    "road", "site", "area",
)  # fmt: skip


@click.group("gazetteer", context_settings={"max_content_width": 100})
def command() -> None:
    """The places that are known: build, search, add.

    The list is built by itself when it is first needed, in about a minute, from data that the installed packages carry:
    nothing is downloaded.

    \b
    Examples:
      outskirts gazetteer find Dzerzhinsk                 every place that bears or bore the name
      outskirts gazetteer find "New York" --country UA    in Ukraine only
      outskirts gazetteer near 48.4 37.85 --km 15         what lies around a point
      outskirts gazetteer add settlements.csv             more places, or more names and points
    """


gazetteer = command


@command.command()
@pass_state
def build(state: State) -> None:
    """Build the list anew; what you added is kept."""
    from outskirts.detect.gazetteer.build import build as build_file
    from outskirts.detect.gazetteer.keep import added

    with state.progress() as progress:
        build_file(state.config.gazetteer, progress, added(state.config.gazetteer))
    click.echo(f"built {state.config.gazetteer}", err=True)


@command.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for machines.")
@pass_state
def info(state: State, as_json: bool) -> None:
    """Where the list lies, what it was built from, what is in it."""
    counts = state.gazetteer.counts()
    if as_json:
        click.echo(json.dumps({"path": str(state.config.gazetteer), **counts}, ensure_ascii=False))
        return
    click.echo(f"{'file':<34}{state.config.gazetteer}")
    for what, count in counts.items():
        click.echo(f"{what:<34}{count:,}" if isinstance(count, int) else f"{what:<34}{count}")


@command.command()
@click.argument("name")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Rows at most.")
@click.option(
    "--country", "countries", multiple=True, metavar="CC", help="Only in this country (ISO alpha-2); repeatable."
)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only places of this kind; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="One JSON array, for machines.")
@pass_state
def find(
    state: State, name: str, limit: int, countries: tuple[str, ...], kinds: tuple[str, ...], as_json: bool
) -> None:
    """Every place that bears a NAME, bore it, or sounds like it; the likeliest first.

    \b
    Examples:
      outskirts gazetteer find Artemivsk             an older name of Bakhmut, and until when it held
      outskirts gazetteer find Торецьк --json         Cyrillic too; for machines
      outskirts gazetteer find "Kharkiv province"    units by whatever word stands with them
    """
    from outskirts.detect.gazetteer.lookup import likelihood

    wanted = {code.upper() for code in countries}
    matches = state.gazetteer.ranked(name)
    if not matches:
        matches = tuple(sorted(state.gazetteer.fuzzy(name, 200), key=likelihood, reverse=True))
    kept = [m for m in matches if (not wanted or m.place.country in wanted) and (not kinds or m.place.kind in kinds)]
    if as_json:
        click.echo(json.dumps([_match_json(match) for match in kept[:limit]], ensure_ascii=False))
    elif kept:
        state.out.print(_match_table(kept[:limit]))
        if len(kept) > limit:
            click.echo(f"and {len(kept) - limit} more: --limit {len(kept)}", err=True)
    if not kept:
        raise NotKnown(f"no place called {name!r}", "check the spelling, or add a list: outskirts gazetteer add FILE")


@command.command(context_settings={"ignore_unknown_options": True})
@click.argument("lat", type=click.FloatRange(-90, 90))
@click.argument("lon", type=click.FloatRange(-180, 180))
@click.option("--km", type=click.FloatRange(0, 20000, min_open=True), default=10.0, show_default=True, help="How far.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only places of this kind; repeatable.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Rows at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON array, for machines.")
@pass_state
def near(state: State, lat: float, lon: float, km: float, kinds: tuple[str, ...], limit: int, as_json: bool) -> None:
    """What lies around a point, nearest first. LAT and LON in degrees: near 48.4 37.85"""
    found = state.gazetteer.near(lat, lon, km, kinds, limit)
    if as_json:
        rows = [{**_place_json(place), "km": round(far, 2)} for place, far in found]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    table = _table("km", "name", "kind", "within", "lat", "lon", "people")
    for place, far in found:
        table.add_row(f"{far:.1f}", place.name, place.kind, _within(place), *_numbers(place))
    state.out.print(table)


@command.command()
@click.argument(
    "paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--map", "mapping", multiple=True, metavar="ROLE=COLUMN", help="Which column holds what; repeatable.")
@click.option("--country", default="", metavar="CC", help="Country (ISO alpha-2) of rows that name none.")
@click.option(
    "--kind", default="", type=click.Choice(("", *KINDS)), metavar="KIND", help="Kind of rows that name none."
)
@click.option("--json", "as_json", is_flag=True, help="A summary as one JSON object.")
@pass_state
def add(
    state: State, paths: tuple[Path, ...], mapping: tuple[str, ...], country: str, kind: str, as_json: bool
) -> None:
    """Add places, names, points or boundaries from FILEs: GeoNames dumps, CSV (comma, semicolon, tab, bar), GeoJSON;
    also zipped.

    Columns are found by their headers (name, lat, lon, other_names, old_names, population, admin1, ...; see
    knowledge/places/columns.toml); --map overrides. Rows with an id that is known already (katottg, geonameid,
    iso3166-2)
    add to that place; so do rows of the same name within 3 km. A file of the same name replaces the one added before.
    Adding builds the list anew, in about a minute.

    \b
    Examples:
      outskirts gazetteer add UA.zip                                    GeoNames' dump of a country
      outskirts gazetteer add villages.csv --map name=VILLAGE --map lat=Y --map lon=X --country SD
      outskirts gazetteer add districts.geojson --kind district         with boundaries for the map
    """
    from outskirts.detect.gazetteer.files import read
    from outskirts.detect.gazetteer.keep import extend

    given = _mapping(mapping)
    defaults = {role: value for role, value in (("country", country.upper()), ("kind", kind)) if value}
    with state.progress() as progress:
        contents = [read(path, given, defaults, progress) for path in paths]
        changed = extend(state.config, [(c.label, c.digest, c.records) for c in contents], progress)
    for content in contents:
        for problem in content.problems[:SHOWN_PROBLEMS]:
            state.report(problem)
        if len(content.problems) > SHOWN_PROBLEMS:
            rest = content.problems[SHOWN_PROBLEMS:]
            state.problems.extend(rest)
            click.echo(f"and {len(rest)} more in {content.label}", err=True)
    _summary(contents, changed, as_json)
    raise SystemExit(state.exit_code())


def _mapping(items: Iterable[str]) -> dict[str, str]:
    mapping = {}
    for item in items:
        role, equals, column = item.partition("=")
        if not equals or not role or not column:
            raise click.BadParameter(f"{item!r} is not ROLE=COLUMN, such as name=VILLAGE", param_hint="--map")
        mapping[role.strip()] = column.strip()
    return mapping


def _summary(contents: Sequence[Contents], changed: bool, as_json: bool) -> None:
    rows = [
        {
            "file": content.label,
            "format": content.format,
            "places": len(content.records),
            "without_point": sum(record.lat is None for record in content.records),
            "boundaries": sum(bool(record.boundary) for record in content.records),
            "problems": len(content.problems),
        }
        for content in contents
    ]
    if as_json:
        click.echo(json.dumps({"changed": changed, "files": rows}, ensure_ascii=False))
        return
    for row in rows:
        click.echo(
            f"{row['file']} ({row['format']}): {row['places']:,} places, "
            f"{row['without_point']:,} without a point of their own, "
            f"{row['boundaries']:,} boundaries, "
            f"{row['problems']:,} rows left out"
        )
    click.echo("added" if changed else "nothing new: the same was added before")


def _table(*titles: str) -> Table:
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for title in titles:
        numeric = title in ("lat", "lon", "people", "km")
        table.add_column(
            title, justify="right" if numeric else "left", overflow="fold", no_wrap=numeric or title == "in use"
        )
    return table


def _match_table(matches: Iterable[Match]) -> Table:
    table = _table("name", "kind", "within", "lat", "lon", "people", "matched", "in use")
    for match in matches:
        place = match.place
        form = "" if match.main else f" {match.form}"
        table.add_row(place.name, place.kind, _within(place), *_numbers(place), match.how + form, _in_use(match))
    return table


def _within(place: Place) -> str:
    parts = (place.admin2, place.admin1, place.country)
    within = ", ".join(part for part in dict.fromkeys(parts) if part and part != place.name)
    return f"{within} (point of {place.located_by})" if place.located_by else within


def _numbers(place: Place) -> tuple[str, str, str]:
    lat = "" if place.lat is None else f"{place.lat:.3f}"
    lon = "" if place.lon is None else f"{place.lon:.3f}"
    return lat, lon, f"{place.population:,}" if place.population else ""


def _in_use(match: Match) -> str:
    since = f"from {match.valid_from}" if match.valid_from else ""
    until = f"until {match.valid_to}" if match.valid_to else ""
    return " ".join(part for part in (since, until) if part)


def _place_json(place: Place) -> dict[str, Any]:
    return {field: getattr(place, field) for field in place.__slots__}


def _match_json(match: Match) -> dict[str, Any]:
    return {
        **_place_json(match.place),
        "how": match.how,
        "score": match.score,
        "form": match.form,
        "valid_from": match.valid_from and match.valid_from.isoformat(),
        "valid_to": match.valid_to and match.valid_to.isoformat(),
    }

"""``outskirts review agreement`` and ``export``: how far reviewers agree, and reviewed reports as annotations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state

if TYPE_CHECKING:
    from outskirts.query.agreement import Agreed, Differing


@click.command("agreement")
@click.option("--differing", is_flag=True, help="The claims on which reviewers differ, with what each made of them.")
@options.as_json
@pass_state
def agreement(state: State, differing: bool, as_json: bool) -> int:
    """How far those agree who judged the same claims (`outskirts review --blind`), field by field: the share of pairs
    that agree, Krippendorff's alpha over all reviewers, Cohen's kappa for each two. A claim that is confirmed is as it
    was read in all fields, a corrected one as corrected; one that is doubted or rejected says nothing of its fields."""
    from outskirts.query import agreement as comparing

    found = comparing.judged(state.ledger)
    told, apart = comparing.agreement(found), comparing.differing(found)
    if as_json:
        from outskirts.cli.showing import json_text

        click.echo(json_text({"fields": [as_row(one) for one in told], "differing": [as_apart(one) for one in apart]}))
    elif differing:
        for claim in apart:
            click.echo(claim.claim_id)
            for field, by in claim.fields.items():
                click.echo(f"  {field:<8} " + "; ".join(f"{who}: {value or '–'}" for who, value in by.items()))
    elif found:
        show(state, told, len(apart))
    if not found and not as_json:
        click.echo("no claim was judged by two reviewers; let a second one judge: outskirts review --blind --by NAME")
    return state.exit_code()


def show(state: State, told: list[Agreed], apart: int) -> None:
    from rich.table import Table

    table = Table("Field", "Reviewers", "Claims", "Agree", "Alpha", "Kappa", box=None)
    for one in told:
        table.add_row(one.field, "all", str(one.claims), percent(one.share), number(one.alpha), "")
        for (first, second), (claims, share, kappa) in one.pairs.items():
            table.add_row("", f"{first}, {second}", str(claims), percent(share), "", number(kappa))
    state.out.print(table)
    click.echo(f"claims on which reviewers differ: {apart} (--differing lists them)")


def percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def as_row(one: Agreed) -> dict[str, Any]:
    pairs = [{"reviewers": list(who), "claims": n, "agree": share, "kappa": kappa}
             for who, (n, share, kappa) in one.pairs.items()]  # fmt: skip
    return {"field": one.field, "claims": one.claims, "agree": one.share, "alpha": one.alpha, "pairs": pairs}


def as_apart(one: Differing) -> dict[str, Any]:
    return {"claim": one.claim_id, "fields": {field: dict(by) for field, by in one.fields.items()}}


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--partial", is_flag=True, help="Also reports of which some claims were judged, marked so.")
@pass_state
def export(state: State, file: Path | None, partial: bool) -> int:
    """What was reviewed as annotated reports, one a line, to train on or to measure reading by: the reports in which
    every claim was confirmed, corrected, rejected or retracted. Corrected claims are as corrected, rejected and
    retracted ones are left out. A claim that reading missed is not in it, since nobody was shown it."""
    import json

    from outskirts.query.gold import reviewed

    reports = claims = 0
    with options.writing(file) as out:
        for row in reviewed(state.ledger, partial):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            reports, claims = reports + 1, claims + len(row["claims"])
    click.echo(f"{reports} reports, {claims} claims", err=True)
    return state.exit_code()

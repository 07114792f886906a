"""``outskirts add``: read reports and keep them in the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

import click

from outskirts.cli import options
from outskirts.cli.reading import Wanted, inputs, reports, said
from outskirts.cli.state import State, pass_state
from outskirts.vocabulary import Report

BATCH = 50


@click.command("add")
@inputs
@click.option("--again", is_flag=True, help="Read reports that are there already anew; the old reading is kept, below.")
@options.as_json
@pass_state
def command(
    state: State,
    sources: tuple[str, ...],
    form: str | None,
    published: datetime | None,
    outlet: str,
    again: bool,
    as_json: bool,
) -> int:
    """Read reports and keep them, with their claims, in the ledger.

    A report that is there already changes nothing and is not read again, so that a long run that was stopped goes on
    where it was. Nothing is ever overwritten: a changed text is a later version of its report.

    \b
    Examples:
      outskirts add report.txt --published 2024-10-08 --outlet "Example Wire"
      outskirts add --input jsonl reports.jsonl
      outskirts --ledger sudan.sqlite add folder/
    """
    found = reports(state, Wanted(sources, form, published, outlet))
    outcomes: Counter[str] = Counter()
    claims = 0
    with state.progress() as progress:
        for outcome, count in keep(state, found, again):
            outcomes[outcome] += 1
            claims += count
            progress(f"{outcomes.total():,} reports, {claims:,} claims", 0.0)
    summary(state, outcomes, claims, as_json)
    return state.exit_code()


def keep(state: State, found: Iterator[Report], again: bool) -> Iterator[tuple[str, int]]:
    """What became of each report, and how many claims were stored of it; some are read and written at a time."""
    from outskirts.ledger import version_id
    from outskirts.pipeline import read

    while some := list(islice(found, BATCH)):
        known = set() if again else state.own_ledger.known([version_id(report) for report in some])
        new = [report for report in some if version_id(report) not in known]
        yield from (("known", 0) for _ in range(len(some) - len(new)))
        readings = (said(state, reading) for reading in read(new, state.tools)) if new else ()
        for added in state.own_ledger.add(readings, batch=BATCH, again=again):
            yield str(added.outcome), added.claims


def summary(state: State, outcomes: Counter[str], claims: int, as_json: bool) -> None:
    if as_json:
        from outskirts.cli.showing import json_text

        click.echo(json_text({"ledger": state.ledger_url, "reports": dict(outcomes), "claims": claims}))
        return
    names = {"new": "new", "changed": "changed since", "again": "read anew", "known": "known already"}
    parts = ", ".join(f"{outcomes[key]:,} {name}" for key, name in names.items() if outcomes[key])
    click.echo(f"{outcomes.total():,} reports ({parts}), {claims:,} claims added to {state.ledger_url}")

"""``outskirts brief``: a situation report with a source for every sentence."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state

if TYPE_CHECKING:
    from outskirts.query.record import Record

WEEK = timedelta(days=6)


@click.command("brief")
@click.option("--since", type=options.DAY, metavar="DAY", help="First day; six days before the last without it.")
@click.option("--until", type=options.DAY, metavar="DAY", help="Last day; that of the last report without it.")
@options.known_at
@options.conflict
@click.option("--format", "form", type=click.Choice(["md", "html"]), help="By the name of the file, else Markdown.")
@options.output
@pass_state
def command(
    state: State,
    since: date | None,
    until: date | None,
    known_at: datetime | None,
    conflict: str | None,
    form: str | None,
    output: Path | None,
) -> int:
    """What changed, place by place; what each side says; what is denied, not answered, not known.

    Every statement has a note with the sentence that it rests on. The page stands alone: no script, no request.

    \b
    Examples:
      outskirts brief --since 2024-10-01 --until 2024-10-08 -o brief.html
      outskirts brief --conflict sudan > brief.md
      outskirts brief --until 2024-10-08 --known-at 2024-10-08     as it would have read then
    """
    from outskirts.query.record import choose, opened

    held = opened(state.ledger, state.conflicts, known_at)
    record = choose(held, conflict, state.conflicts)
    last = until or record.last_day
    first = since or last - WEEK
    if first > last:
        raise click.UsageError(f"--since {first} lies after --until {last}")
    write(record, first, last, form, output)
    return state.exit_code()


def write(record: Record, since: date, until: date, form: str | None, output: Path | None) -> None:
    """The brief of a record, as ``form`` or as the name of the file says."""
    from outskirts.publish.brief import pages
    from outskirts.publish.brief.compose import compose
    from outskirts.query.period import period

    brief = compose(period(record, since, until))
    form = form or ("html" if output and output.suffix in (".html", ".htm") else "md")
    with options.writing(output) as file:
        file.write(pages.html(brief) if form == "html" else pages.markdown(brief))

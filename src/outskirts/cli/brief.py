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
FORMS = ("md", "html", "pdf", "docx")


@click.command("brief")
@click.option("--since", type=options.DAY, metavar="DAY", help="First day; six days before the last without it.")
@click.option("--until", type=options.DAY, metavar="DAY", help="Last day; that of the last report without it.")
@options.on_for_span
@options.known_at
@options.conflict
@click.option(
    "--format", "form", type=click.Choice(["md", "html", "pdf", "docx"]), help="By the file's name, else Markdown."
)
@options.output
@pass_state
def command(
    state: State,
    since: date | None,
    until: date | None,
    on: date | None,
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
      outskirts brief --since 2024-10-01 -o brief.pdf               or brief.docx, for an editor
      outskirts brief --on 2024-10-08                               that day alone
      outskirts brief --until 2024-10-08 --known-at 2024-10-08     as it would have read then
    """
    from outskirts.query.record import choose, opened

    since, until = options.span(since, until, on)
    held = opened(state.ledger, state.conflicts, known_at)
    record = choose(held, conflict, state.conflicts)
    last = until or record.last_day
    first = since or last - WEEK
    options.in_order(first, last)
    write(state, record, first, last, form, output)
    return state.exit_code()


def write(state: State, record: Record, since: date, until: date, form: str | None, output: Path | None) -> None:
    """The brief of a record, as ``form`` or as the name of the file says."""
    from outskirts.query.briefing import brief_of, form_of, written

    form = form or form_of(output)
    options.write_bytes(output, written(brief_of(state, record, since, until), form))

"""The command line: one group, whose verbs are loaded only when they are called, so that ``--help`` answers at once."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from outskirts.errors import FULL, MAKE_ROOM, InputError, OutskirtsError

# verb: what it does, in one line of the help. Each is ``command`` of the module of its name.
VERBS = {
    "demo": "A guided tour on bundled reports.",
    "read": "Reports to claims: who says that what happened, where and when.",
    "add": "Read reports and keep them in the ledger.",
    "watch": "Ask feeds again and again, and give word of what changes.",
    "status": "Who holds a place on a day, how surely, and on whose word.",
    "timeline": "How the status of a place (or of all) changed.",
    "events": "What happened, with the numbers killed and codes of event data sets.",
    "trail": "A claim with its lineage: who repeats it, what was decided on it.",
    "review": "Confirm, correct, retract what was read; grade a voice.",
    "disputes": "Who contradicts whom about who holds what, and how it ended.",
    "diff": "What the record said of a day then, and says now.",
    "brief": "A situation report with a source for every sentence.",
    "map": "A picture of who holds what, as one file that works offline.",
    "serve": "A web app and an HTTP API on the ledger, on this machine.",
    "routes": "How roads stand, and what hangs by a place on them.",
    "areas": "Whose ground it is, lines of contact, shares of regions.",
    "export": "Claims, statuses, events and changes as open data, in many formats.",
    "publish": "A snapshot as a folder of pages and data, for any web host.",
    "ledger": "What the ledger holds; copy it to a file or a server.",
    "gazetteer": "The places that are known: build, search, add.",
    "conflicts": "The wars that are known: list, show, check, add.",
    "plugins": "Who reads, which inputs, which exports: ours and other packages'.",
}

EXAMPLES = """
\b
Examples:
  outskirts demo                                        a guided tour
  outskirts read report.txt --published 2024-10-08      claims of one report, as a table
  cat report.txt | outskirts read - --format jsonl      the same for machines
  outskirts add --input jsonl reports.jsonl             keep many reports
  outskirts status Toretsk --on 2024-10-08              who holds it, and why
  outskirts brief --since 2024-10-01 -o brief.html      what changed, with sources
  outskirts map --on 2024-10-08 -o map.html             a map to print or to share

\b
Exit codes:
  0  done                       4  the gazetteer is missing or damaged
  1  done, with problems        5  a data file (conflict, words) is not valid
  2  wrong usage                6  the ledger cannot be opened or written
  3  nothing could be read      7  no such place, claim or conflict
  8  a library is not installed    9  a part of another package does not work
 10  a language model cannot be asked
"""


class Verbs(click.Group):
    """Looks a verb up by name and imports its module then."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command = import_module(f"outskirts.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], VERBS, 1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"No such verb: {args[0]}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        formatter.write(EXAMPLES.replace("\b\n", "").lstrip("\n"))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--ledger", metavar="PATH|URL", envvar="OUTSKIRTS_LEDGER", help="Database file, or URL of PostgreSQL.")
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="OUTSKIRTS_HOME",
    help="Folder of the gazetteer, your own conflict files and the ledger.",
)
@click.version_option(package_name="outskirts", message="outskirts %(version)s")
@click.pass_context
def group(ctx: click.Context, ledger: str | None, home: Path | None) -> None:
    """Reads news reports of armed conflict and keeps a ledger of who says that what happened where and when."""
    from outskirts.cli.state import State

    ctx.obj = State.start(ledger, home)


def main(args: list[str] | None = None) -> None:
    """The command; an error of the tree is printed with its remedy and ends with its exit code."""
    try:
        code = group.main(args=args, prog_name="outskirts", standalone_mode=False)
        sys.stdout.flush()
    except OutskirtsError as error:
        click.secho(f"outskirts: {error}", fg="red", err=True)
        if error.remedy:
            click.echo(f"  {error.remedy}", err=True)
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("outskirts: stopped", err=True)
        code = 130
    except BrokenPipeError:
        # Whoever reads the output has gone (`| head`): no message, and none from the interpreter's shutdown either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    except OSError as error:
        if error.errno not in FULL:
            raise
        click.echo(f"outskirts: what is written does not fit: {error.strerror}\n  {MAKE_ROOM}", err=True)
        # What is left in the buffer would be tried again, and complained of, when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = InputError.exit_code
    sys.exit(code if isinstance(code, int) else 0)

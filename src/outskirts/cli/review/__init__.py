"""``outskirts review``: what a person decides of claims, reports and voices, written down with who and why."""

from __future__ import annotations

import click

from outskirts.cli.review import comparing, deciding, queue


class Queueing(click.Group):
    """A group whose command is ``queue`` where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        helped = {"--help", "-h"} & set(args[:1])
        if not helped and (not args or args[0].startswith("-")):
            args = ["queue", *args]
        return super().parse_args(ctx, args)


@click.group("review", cls=Queueing)
def command() -> None:
    """Confirm, correct or take back what was read; say what is one; grade a voice. Nothing is deleted: a decision is a
    new row, and an answer as known before it does not see it. Without a command: the claims that most need a look, one
    after another.

    \b
    Examples:
      outskirts review --by "A. Editor"                        the queue, at the terminal
      outskirts review --conflict sudan --list                 the queue as a list
      outskirts trail Toretsk                                  claims on a place, with ids
      outskirts review confirm c-3f2a9c10 --by "A. Editor"
      outskirts review retract c-3f2a9c10 --by "A. Editor" --why "read wrongly"
      outskirts review correct c-3f2a9c10 --stance denied --by "A. Editor"
      outskirts review merge c-3f2a9c10 c-77aa01b2 --by "A. Editor" --why "one wire story, rewritten"
      outskirts review undo dec-0a1b2c3d4e5f6071 --by "A. Editor"
      outskirts review grade "Russian Defence Ministry" D --by "A. Editor"
      outskirts review agreement                               how far reviewers agree
      outskirts review export gold.jsonl                       what was reviewed, as annotated reports
      outskirts review log
    """


for one in (
    queue.command, deciding.confirm, deciding.doubt, deciding.reject, deciding.correct, deciding.retract,
    deciding.merge,
    deciding.apart, deciding.undo, deciding.grade, deciding.voices, deciding.log,
    comparing.agreement, comparing.export,
):  # fmt: skip
    command.add_command(one)

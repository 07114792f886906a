"""What a person decides of single claims, reports and voices, typed as a command each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state
from outskirts.vocabulary import Bearing, Kind, Relation, Stance

if TYPE_CHECKING:
    from outskirts.ledger import Decision
    from outskirts.vocabulary import Claim

Command = TypeVar("Command", bound=Callable[..., Any])
by = click.option("--by", metavar="NAME", required=True, help="Who decides; it is kept in the trail.")
why = click.option("--why", metavar="WORDS", default="", help="The reason; it is kept in the trail.")
LETTERS = ("A", "B", "C", "D", "E", "F")


def verdict(name: str, what: str) -> click.Command:
    """The command of a verdict."""

    @click.command(name, help=f"{what} It goes on to stand, marked so, and is weighed so.")
    @click.argument("claim_id")
    @by
    @why
    @pass_state
    def decide(state: State, claim_id: str, by: str, why: str) -> int:
        from outskirts.ledger import Action

        return said(state, state.ledger.verdict(whole(state, claim_id), Action(name), by, why))

    return decide


confirm = verdict("confirm", "The report does say this.")
doubt = verdict("doubt", "A claim may be read otherwise, or is doubtful.")
reject = verdict("reject", "The report does not say this.")


@click.command("retract")
@click.argument("claim_id", required=False)
@click.option("--report", "report_id", metavar="ID", help="A whole report with all its claims, instead of a claim.")
@by
@why
@pass_state
def retract(state: State, claim_id: str | None, report_id: str | None, by: str, why: str) -> int:
    """Take a claim, or a report with all its claims, out of all answers from now on."""
    if (claim_id is None) == (report_id is None):
        raise click.UsageError("name a CLAIM_ID, or a report with --report ID")
    if report_id is not None:
        return said(state, state.ledger.retract_report(report_id, by, why))
    return said(state, state.ledger.retract(whole(state, claim_id or ""), by, why))


@click.command("correct")
@click.argument("claim_id")
@click.option("--kind", type=click.Choice([str(one) for one in Kind]), metavar="KIND", help="What happened.")
@click.option("--stance", type=click.Choice([str(one) for one in Stance]), help="How the voice puts it.")
@click.option("--side", metavar="CODE", help="The side that did it; an empty one for none.")
@click.option("--place", metavar="NAME|ID", help="Where it happened.")
@click.option("--relation", type=click.Choice([str(one) for one in Relation]), help="How it lies to the place.")
@click.option("--bearing", type=click.Choice([str(one) for one in Bearing]), help="On which side of the place.")
@click.option("--day", type=options.DAY, metavar="DAY", help="The day on which it happened.")
@by
@why
@pass_state
def correct(state: State, /, claim_id: str, by: str, why: str, **changes: Any) -> int:
    """Let what you say stand for what was read; what you do not name stays as it is."""
    if all(value is None for value in changes.values()):
        raise click.UsageError("say what is to change: --kind, --stance, --side, --place, --relation, --bearing, --day")
    claim = state.ledger.claim(whole(state, claim_id)).claim
    return said(state, state.ledger.correct(corrected(state, claim, **changes), by, why))


def link(name: str, short: str, help: str, sense: str) -> click.Command:
    """The command that says that claims are one, or apart."""

    @click.command(name, short_help=short, help=help)
    @click.argument("claim_ids", nargs=-1, required=True, metavar="CLAIM_ID CLAIM_ID...")
    @click.option(
        "--as", "sense", type=click.Choice(["word", "happening"]), default=sense, show_default=True, help="As what."
    )
    @by
    @why
    @pass_state
    def decide(state: State, claim_ids: tuple[str, ...], sense: str, by: str, why: str) -> int:
        from outskirts.group.bonds import Sense

        ids = [whole(state, one) for one in claim_ids]
        act = state.ledger.merge if name == "merge" else state.ledger.keep_apart
        return said(state, act(ids, by, why, Sense(sense)))

    return decide


merge = link(
    "merge",
    "Say that claims are one word, or of one happening.",
    """Say that claims are one.

    As a word: the same word of the same witness, printed twice. It counts once, and tells of one happening. As a
    happening: they tell of one happening, and each counts as what it is.
    """,
    "word",
)
apart = link(
    "apart",
    "Say that claims are of several happenings, or witnesses.",
    """Keep claims apart.

    As happenings: each tells of its own. As words: each is the word of a witness of its own and counts in full,
    although it reads like a copy or a repetition.
    """,
    "happening",
)


@click.command("undo")
@click.argument("decision_id")
@by
@why
@pass_state
def undo(state: State, decision_id: str, by: str, why: str) -> int:
    """End an earlier decision, by its id (see `outskirts review log`)."""
    return said(state, state.ledger.undo(decision_id, by, why))


@click.command("grade")
@click.argument("voice")
@click.argument("letter", type=click.Choice(LETTERS, case_sensitive=False))
@by
@why
@pass_state
def grade(state: State, voice: str, letter: str, by: str, why: str) -> int:
    """How reliable VOICE is, as the Admiralty has it: A (completely) to E (not), F to leave it to what is learned.

    It goes before what the record teaches of the voice; `outskirts review voices` shows both.
    """
    from outskirts.query.voicing import keys_of

    for key in keys_of(state, voice):
        given = state.ledger.grade(key, letter.upper(), by, why)
        click.echo(f"{given.grade} for {given.voice}, by {given.by}")
    return state.exit_code()


@click.command("voices")
@options.conflict
@options.as_json
@pass_state
def voices(state: State, conflict: str | None, as_json: bool) -> int:
    """The voices of a war: how far each is believed where its side gains, is neutral or loses by its word, what grade
    that comes nearest to, and what grade a person set."""
    from outskirts.query.record import choose, opened
    from outskirts.query.voicing import heard

    rows = heard(choose(opened(state.ledger, state.conflicts, None), conflict, state.conflicts))
    if as_json:
        from outskirts.cli.showing import json_text

        names = ("gain", "neutral", "loss")
        click.echo(json_text([
            {"voice": one.voice.key, "name": one.voice.name, "side": one.voice.side, "kind": one.voice.kind,
             "words": round(sum(one.heard), 2), "believed": dict(zip(names, one.shares, strict=True)),
             "learned_grade": one.grade, "set_grade": one.set or None} for one in rows
        ]))  # fmt: skip
        return state.exit_code()
    from rich.table import Table

    table = Table("Voice", "Side", "Words", "Gain", "Neutral", "Loss", "Learned", "Set", box=None)
    for one in rows:
        shares = [f"{share:.2f}" for share in one.shares]
        table.add_row(
            one.voice.name, one.voice.side or "–", f"{sum(one.heard):.1f}", *shares, one.grade, one.set or "–"
        )
    state.out.print(table)
    return state.exit_code()


@click.command("log")
@options.as_json
@pass_state
def log(state: State, as_json: bool) -> int:
    """Every decision and grade, oldest first."""
    made: list[dict[str, Any]] = [
        {"at": one.at, "id": one.id, "what": str(one.action), "of": " ".join(one.claim_ids) or one.report_id,
         "aside": one.aside, "by": one.by,
         "why": one.why, "undoes": one.undoes or None} for one in state.ledger.decisions()
    ]  # fmt: skip
    made += [
        {"at": one.at, "id": "", "what": f"grade {one.grade}", "of": one.voice, "aside": False, "by": one.by,
         "why": one.why, "undoes": None} for one in state.ledger.grades()
    ]  # fmt: skip
    made.sort(key=lambda one: one["at"])
    if as_json:
        from outskirts.cli.showing import json_text

        click.echo(json_text([{**one, "at": one["at"].isoformat()} for one in made]))
        return state.exit_code()
    from outskirts.publish import wording

    for one in made:
        of = one["undoes"] or one["of"]
        reason = f": {one['why']}" if one["why"] else ""
        aside = " (aside)" if one["aside"] else ""
        click.echo(f"{wording.moment(one['at'])}  {one['id'] or '–'}  {one['what']}{aside} {of} by {one['by']}{reason}")
    return state.exit_code()


def whole(state: State, beginning: str) -> str:
    """The id of the claim that begins so. Raises NotKnown."""
    from outskirts.errors import NotKnown

    ids = state.ledger.claim_ids(beginning)
    if len(ids) > 1 and beginning not in ids:
        raise NotKnown(f"{beginning!r} begins the ids of {len(ids)} claims or more", f"give more of it: {ids[0]}")
    return beginning if beginning in ids or not ids else ids[0]


def said(state: State, decision: Decision) -> int:
    """Says what was written down."""
    of = decision.undoes or " ".join(decision.claim_ids) or decision.report_id
    click.echo(f"{decision.id}  {decision.action} {of} by {decision.by}")
    return state.exit_code()


def changes_of(typed: dict[str, str]) -> dict[str, Any]:
    """What :func:`corrected` takes, from words as they are typed; empty ones change nothing. Raises InputError."""
    from outskirts.errors import InputError

    found: dict[str, Any] = {name: words or None for name, words in typed.items()}
    if typed["side"] == "-":
        found["side"] = ""
    closed: dict[str, list[str]] = {
        "kind": [*Kind],
        "stance": [*Stance],
        "relation": [*Relation],
        "bearing": [*Bearing],
    }
    for name, values in closed.items():
        if found[name] is not None and found[name] not in values:
            raise InputError(f"no {name} {found[name]!r}", f"choose one of {', '.join(values)}")
    try:
        found["day"] = date.fromisoformat(typed["day"]) if typed["day"] else None
    except ValueError as error:
        raise InputError(f"{typed['day']!r} is not a day", "write it as 2024-10-08") from error
    return found


def corrected(
    state: State,
    claim: Claim,
    kind: str | None,
    stance: str | None,
    side: str | None,
    place: str | None,
    relation: str | None,
    bearing: str | None,
    day: date | None,
) -> Claim:
    """The claim with what a person changes. Raises NotKnown, InputError."""
    from outskirts.errors import InputError
    from outskirts.query.naming import find
    from outskirts.vocabulary import Candidate, Days, Party, PlaceMention, Span

    here = Span(claim.trigger.start, claim.trigger.start)
    made = replace(claim, kind=Kind(kind or claim.kind), stance=Stance(stance or claim.stance))
    if side is not None:
        if side and side not in state.sides:
            raise InputError(f"no side {side!r}", f"known are: {', '.join(sorted(state.sides))}")
        actor = claim.actor or (Party(here, state.sides[side].name, side) if side else None)
        made = replace(made, actor=replace(actor, side=side or None) if actor else None)
    if place is not None:
        found = find(state, place).place
        mention = claim.place or PlaceMention(here, found.name, ())
        made = replace(made, place=replace(mention, name=found.name, candidates=(Candidate(found, 1.0),)))
    if relation or bearing:
        if made.place is None:
            raise InputError("the claim has no place", "name one with --place")
        wanted: dict[str, Any] = {
            "relation": Relation(relation or made.place.relation),
            "bearing": Bearing(bearing) if bearing else None,
        }
        made = replace(made, place=replace(made.place, **wanted))
    return made if day is None else replace(made, when=Days(day, day, day.isoformat()))

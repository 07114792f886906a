"""``outskirts trail``: where does a claim come from, who repeats it, and what was decided on it?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state

if TYPE_CHECKING:
    from outskirts.ledger.values import StoredClaim
    from outskirts.query.lineage import Lineage

NEWEST = 20
CLAIM_ID = re.compile(r"[a-z]+-[0-9a-f]{3,}")


@click.command("trail")
@click.argument("subject", metavar="CLAIM_ID|PLACE")
@options.as_json
@pass_state
def command(state: State, subject: str, as_json: bool) -> int:
    """A claim with its lineage: whose word, passed on through whom, repeated by which reports, decided on by whom.

    CLAIM_ID is as status, read --ids and the exports give it; its beginning is enough. With a PLACE the newest claims
    on it are listed with their ids.

    \b
    Examples:
      outskirts trail Toretsk                 the newest claims on a place, with ids
      outskirts trail c-3f2a9c10            one of them, with its lineage
      outskirts trail c-3f2a9c10 --json
    """
    found = chosen(state, subject)
    if isinstance(found, str):
        from outskirts.query.lineage import lineage

        told = lineage(state.ledger, found)
        show(state, told) if not as_json else echo(as_data(told))
    elif as_json:
        echo([row(one) for one in found])
    else:
        for one in found:
            state.out.print(line(one))
    return state.exit_code()


def chosen(state: State, subject: str) -> str | list[StoredClaim]:
    """The id of the claim meant, or the newest claims on a place. Raises NotKnown."""
    from outskirts.errors import NotKnown

    is_id = CLAIM_ID.fullmatch(subject) is not None
    ids = state.ledger.claim_ids(subject) if is_id else ()
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise NotKnown(
            f"{subject!r} begins the ids of {len(ids)} claims or more", f"give more of it: {', '.join(ids[:3])}"
        )
    if is_id:
        raise NotKnown(f"no claim {subject!r} is in the ledger", "list those on a place: outskirts trail PLACE")
    from outskirts.ledger import Query
    from outskirts.query.naming import find

    place = find(state, subject).place
    found = list(state.ledger.claims(Query(place_ids=state.ids_of(place), newest_first=True, limit=NEWEST)))
    if not found:
        raise NotKnown(f"the ledger holds no claim on {place.name}", "add reports: outskirts add FILE")
    return found


def line(one: StoredClaim) -> Any:
    from rich.text import Text

    from outskirts.publish.cite import from_stored, short
    from outskirts.publish.status_text import source
    from outskirts.publish.terminal import plain

    return Text.assemble(
        (short(one.claim.id), "cyan"), "  ", plain(str(one.claim.kind), "bold"), "  ", source(from_stored(one))
    )


def show(state: State, told: Lineage) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from outskirts.publish import wording
    from outskirts.publish.cite import from_stored
    from outskirts.publish.status_text import sentence
    from outskirts.publish.terminal import plain

    print_ = state.out.print
    print_(line(told.stored))
    print_(Padding(sentence(from_stored(told.stored)), (0, 0, 0, 2)))
    if told.stored.url:
        print_(plain(f"  {told.stored.url}", "dim"))
    for part in origin(told):
        print_(plain(f"  {part}", "dim"))
    for title, some in (
        ("Repeated in copies of its text", told.copies),
        ("Said again by the same voice", told.repeats),
        ("Told again later, as background", told.retold),
    ):
        print_(Text(f"\n{title}: {len(some) or 'none found'}", style="bold"))
        for one in some:
            print_(Padding(line(one), (0, 0, 0, 2)))
    if told.original is not None:
        print_(Text("\nTells again, as one witness with it", style="bold"))
        print_(Padding(line(told.original), (0, 0, 0, 2)))
    print_(Text("\nWhat became of it", style="bold"))
    for step in told.steps:
        why = f": {step.why}" if step.why else ""
        print_(plain(f"  {wording.moment(step.at)}  {step.what}{f' by {step.by}' if step.by else ''}{why}"))


def origin(told: Lineage) -> list[str]:
    """From where the bytes of the report came, for whoever has to prove it."""
    from outskirts.publish import wording

    known = told.origin
    if known is None:
        return []
    fetched = f", fetched {wording.moment(known.retrieved)}" if known.retrieved else ""
    digest = f", {known.digest if ':' in known.digest else 'sha256:' + known.digest}" if known.digest else ""
    passed = [f"passed on from {known.via}"] if known.via else []
    return [*passed, f"read from {known.source}{digest}{fetched}"] if known.source else passed


def as_data(told: Lineage) -> dict[str, Any]:
    from outskirts.publish.wire import moment

    steps = [{"at": moment(s.at), "what": s.what, "by": s.by, "why": s.why, "version": s.version} for s in told.steps]
    known = told.origin
    return {
        **row(told.stored),
        "origin": {
            "source": known.source,
            "digest": known.digest,
            "via": known.via,
            "retrieved": moment(known.retrieved),
        }
        if known
        else None,
        "copies": [row(one) for one in told.copies],
        "repeats": [row(one) for one in told.repeats],
        "retold": [row(one) for one in told.retold],
        "tells_again": row(told.original) if told.original else None,
        "steps": steps,
    }


def row(one: StoredClaim) -> dict[str, Any]:
    from outskirts.publish.cite import from_stored
    from outskirts.publish.exports.geojson import claim

    return {"claim": one.claim.id, **claim(from_stored(one))["properties"]}


def echo(data: Any) -> None:
    from outskirts.cli.showing import json_text

    click.echo(json_text(data))

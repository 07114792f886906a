"""A sitting at the queue: one claim after another is shown, a key is a verdict, and each is kept at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from outskirts.errors import OutskirtsError
from outskirts.ledger import Action, Decision, Query
from outskirts.query.due import Due, Wanted, outlook

if TYPE_CHECKING:
    from outskirts.cli.state import State
    from outskirts.vocabulary import Claim

KEYS = {
    "c": "confirm: the report does say this", "d": "doubt: it may be read otherwise, or is doubtful",
    "r": "reject: the report does not say this", "e": "correct: another kind, stance, side, place or day",
    "t": "retract: it must no longer count", "m": "merge with another claim on the place",
    "s": "skip: it comes again next time", "u": "undo your last decision", "q": "quit", "?": "these words",
}  # fmt: skip
HINT = "c confirm  d doubt  r reject  e correct  t retract  m merge  s skip  u undo  q quit  ? help"
VERDICTS = {"c": Action.CONFIRM, "d": Action.DOUBT, "r": Action.REJECT}
FIELDS = ("kind", "stance", "side", "place", "relation", "bearing", "day")
BESIDE = timedelta(days=21)  # claims to merge with are looked for so long before and after
LISTED = 9


@dataclass
class Sitting:
    """``key`` waits for a key, ``ask`` for a line (its question given). ``made`` are the decisions of this sitting,
    each with the place in the queue at which it was made."""

    state: State
    wanted: Wanted
    queue: Sequence[Due]
    key: Callable[[], str]
    ask: Callable[[str], str]
    at: int = 0
    made: list[tuple[int, Decision]] = field(default_factory=list)

    def run(self) -> None:
        """Until the queue is through or the reviewer goes."""
        while self.at < len(self.queue):
            self.show(self.queue[self.at])
            while (pressed := self.key().lower()) in ("?", "h") or pressed not in KEYS:
                if pressed in ("?", "h"):
                    click.echo("\n".join(f"  {key}  {words}" for key, words in KEYS.items()))
            if pressed == "q":
                return
            try:
                self.obey(pressed, self.queue[self.at])
            except OutskirtsError as error:
                click.secho(f"  {error}. {error.remedy}", fg="red")

    def show(self, one: Due) -> None:
        from outskirts.cli.review.showing import screen

        record, told = outlook(self.state, one, self.wanted)
        self.state.out.rule(style="dim")
        self.state.out.print(screen(one, self.at + 1, len(self.queue), told, record.sides))
        click.secho(HINT, dim=True)

    def obey(self, pressed: str, one: Due) -> None:
        """Raises OutskirtsError where it cannot be."""
        if pressed == "s":
            self.at += 1
        elif pressed == "u":
            self.undo()
        elif (decision := self.decide(pressed, one)) is not None:
            self.made.append((self.at, decision))
            click.echo(f"  {decision.id}  {decision.action}")
            self.at += 1

    def undo(self) -> None:
        if not self.made:
            click.echo("  nothing was decided in this sitting; for earlier ones: outskirts review undo DECISION")
            return
        at, decision = self.made[-1]
        self.state.ledger.undo(decision.id, self.wanted.reviewer, "")
        self.made.pop()
        self.at = at
        click.echo(f"  {decision.action} undone")

    def decide(self, pressed: str, one: Due) -> Decision | None:
        """The decision as it was written down; None where the reviewer thought better of it."""
        ledger, by, aside, id_ = self.state.ledger, self.wanted.reviewer, self.wanted.blind, one.stored.claim.id
        if pressed == "c":
            return ledger.verdict(id_, Action.CONFIRM, by, aside=aside)
        if pressed == "m":
            return self.merge(one)
        changed = self.corrected(one.stored.claim) if pressed == "e" else None
        if pressed == "e" and changed is None:
            return None
        why = self.ask("why (Enter: no reason)")
        if changed is not None:
            return ledger.correct(changed, by, why, aside=aside)
        if pressed == "t":
            return ledger.retract(id_, by, why, aside=aside)
        return ledger.verdict(id_, VERDICTS[pressed], by, why, aside=aside)

    def corrected(self, claim: Claim) -> Claim | None:
        """The claim with what the reviewer types; None where that changes nothing. Raises OutskirtsError."""
        from outskirts.cli.review.deciding import changes_of, corrected

        click.echo("  Enter leaves a field as it is, - empties the side")
        typed = {name: self.ask(f"{name} [{now(claim, name)}]") for name in FIELDS}
        changes = changes_of(typed)
        return corrected(self.state, claim, **changes) if any(v is not None for v in changes.values()) else None

    def merge(self, one: Due) -> Decision | None:
        """Asks which claims it is one with, and as what."""
        from outskirts.cli.review.deciding import whole
        from outskirts.cli.review.showing import listed
        from outskirts.group.bonds import Sense

        if self.wanted.blind:
            click.echo("  what is one is not judged blind")
            return None
        beside = self.beside(one)
        for n, other in enumerate(beside, 1):
            self.state.out.print(f"  {n} ", listed(other), sep="", end="\n")
        typed = self.ask("one with (numbers or ids; Enter: none)").split()
        ids = [beside[int(w) - 1].stored.claim.id if w.isdecimal() and 0 < int(w) <= len(beside)
               else whole(self.state, w) for w in typed]  # fmt: skip
        if not ids:
            return None
        word = self.ask("w: one word printed twice, counts once; h: one happening, each voice counts [w]")
        sense = Sense.HAPPENING if word.lower().startswith("h") else Sense.WORD
        ids = [one.stored.claim.id, *ids]
        return self.state.ledger.merge(ids, self.wanted.reviewer, self.ask("why (Enter: no reason)"), sense)

    def beside(self, one: Due) -> list[Due]:
        """Other claims on the place around the same time, those of the same kind first."""
        claim, published = one.stored.claim, one.stored.published
        query = Query(
            place_ids=self.state.ids_of(one.place),
            published_from=published - BESIDE if published else None,
            published_to=published + BESIDE if published else None,
        )
        found = [other for other in self.state.ledger.claims(query) if other.claim.id != claim.id]
        found.sort(key=lambda other: other.claim.kind != claim.kind)
        return [Due(other, one.place, 0.0, one.on) for other in found[:LISTED]]


def now(claim: Claim, name: str) -> str:
    """A field of a claim as it stands, as it is typed."""
    place = claim.place
    values = {
        "kind": str(claim.kind), "stance": str(claim.stance), "side": (claim.actor.side if claim.actor else None) or "",
        "place": place.name if place else "", "relation": str(place.relation) if place else "",
        "bearing": str(place.bearing or "") if place else "",
        "day": claim.when.end.isoformat() if claim.when.end else "",
    }  # fmt: skip
    return values[name]

"""How do claims look on a terminal? A header for each report, a row for each claim.

Words of reports go in as plain text, never as markup, and without control characters, so that a report cannot repaint
the reader's screen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from outskirts.publish import wording
from outskirts.publish.cite import Cited, from_reading, short
from outskirts.vocabulary import CONTESTED, UNKNOWN, Claim, Reading, Report, Side, Stance, Stretch

# Control characters, and the marks that turn the direction of what follows.
UNPRINTABLE = {"Cc", "Cf", "Cs", "Co"}
KEPT = {"\u200c", "\u200d"}
SIDE_COLOURS = ("dark_orange", "deep_sky_blue1", "medium_purple1", "gold3", "spring_green3")


def printable(text: str) -> str:
    """The text without what could steer a terminal; white space becomes a space."""
    spaced = "".join(" " if ch.isspace() else ch for ch in text)
    return "".join(ch for ch in spaced if ch in KEPT or unicodedata.category(ch) not in UNPRINTABLE)


def plain(text: str, style: str = "") -> Text:
    return Text(printable(text), style=style)


def reading(value: Reading, sides: dict[str, Side], ids: bool = False) -> RenderableType:
    """A report with its claims, with their ids where wanted."""
    cited = from_reading(value)
    body: RenderableType = claims(cited, sides, ids) if cited else Text("  no claims", style="dim")
    return Group(header(value.report, len(cited)), body)


def header(report: Report, count: int) -> Text:
    published = wording.moment(report.published) or "date not known"
    head = Text.assemble(
        plain(report.outlet or "no outlet named", "bold"),
        (" · ", "dim"),
        published,
        (" · ", "dim"),
        f"{count} claim{'' if count == 1 else 's'}",
    )
    if report.title:
        head.append("\n").append(plain(report.title, "italic"))
    return head


def claims(cited: Iterable[Cited], sides: dict[str, Side], ids: bool = False) -> Table:
    """Who vouches, how it is put, what, who, where, when (and the claim's id): one row a claim."""
    table = Table(
        box=box.SIMPLE_HEAD, expand=True, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim"
    )
    table.add_column("Who says so", ratio=6, overflow="fold")
    table.add_column("How", width=11, no_wrap=True)
    table.add_column("What", ratio=5, overflow="fold")
    table.add_column("Who does it", ratio=5, overflow="fold")
    table.add_column("Where", ratio=6, overflow="fold")
    table.add_column("When", width=12)
    if ids:
        table.add_column("Id", no_wrap=True)
    for one in cited:
        claim = one.claim
        where = plain(wording.place(claim.place)) if claim.place else Text("–", style="dim")
        when = Text(wording.days(claim.when) or "–", style="" if wording.days(claim.when) else "dim")
        last = (Text(short(claim.id), style="cyan"),) if ids else ()
        table.add_row(who(one, sides), stance(claim.stance), what(claim), actor(claim, sides), where, when, *last)
    return table


def who(one: Cited, sides: dict[str, Side]) -> Text:
    if not one.claim.speakers:
        return Text("the report itself", style="dim italic")
    first, *rest = one.claim.speakers
    text = plain(first.name, side_style(first.side, sides))
    if first.side:
        text.append(f" [{first.side}]", style="dim")
    for speaker in rest:
        text.append(" via ", style="dim").append(plain(speaker.name))
    return text


def stance(value: Stance) -> Text:
    words = wording.wording().stances[value]
    return Text(f"{words.mark} {words.label}", style=words.colour)


def what(claim: Claim) -> Text:
    label = wording.wording().kinds[claim.kind].label
    text = Text(label, style="bold")
    trigger = printable(claim.trigger.text)
    if trigger and trigger.casefold() != label.casefold():
        text.append(f" “{trigger}”", style="not bold dim")
    if amount := wording.quantity(claim.quantity):
        text.append(f" {amount}", style="not bold")
    return text


def actor(claim: Claim, sides: dict[str, Side]) -> Text:
    party = claim.actor or claim.target
    if party is None:
        return Text("–", style="dim")
    text = Text("to ", style="dim") if claim.actor is None else Text()
    text.append(plain(party.name, side_style(party.side, sides)))
    return text.append(f" [{party.side}]", style="dim") if party.side else text


def side_style(code: str | None, sides: dict[str, Side]) -> str:
    """One colour a side, by its place in the list of sides; none where there is no side."""
    codes = [c for c, side in sides.items() if side.belligerent]
    return SIDE_COLOURS[codes.index(code) % len(SIDE_COLOURS)] if code in codes else ""


def timeline(stretches: Iterable[Stretch], sides: dict[str, Side]) -> Table:
    """A row a stretch; the name of a place stands once."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("Place", "From", "To", "Status", "Likelihood", "Basis", "Claims"):
        table.add_column(name, justify="right" if name == "Claims" else "left")
    before = ""
    for one in stretches:
        name = "" if one.place.id == before else one.place.name
        before = one.place.id
        table.add_row(
            plain(name, "bold"),
            wording.day(one.start),
            wording.day(one.end) or "goes on",
            Text(wording.holder(one.holder, sides), style=holder_style(one.holder, sides)),
            "" if one.holder == UNKNOWN else f"{wording.percent(one.p)} {wording.chance(one.p)}",
            wording.wording().bases[one.basis].label,
            str(len(one.claim_ids)) if one.claim_ids else "–",
        )
    return table


def holder_style(code: str, sides: dict[str, Side]) -> str:
    return {CONTESTED: "yellow", UNKNOWN: "dim"}.get(code) or side_style(code, sides)

"""How is a claim laid before a reviewer? Its sentence with its parts marked, whose word it is, and what a verdict
would make of the status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from outskirts.publish import wording
from outskirts.publish.cite import short
from outskirts.publish.status_text import source
from outskirts.publish.terminal import holder_style, plain
from outskirts.query.due import Due
from outskirts.vocabulary import Claim, Side, Status

STYLES = {
    "what": "bold reverse", "who": "bold orange3", "where": "bold deep_sky_blue1", "when": "bold green3",
    "by": "bold medium_purple1",
}  # fmt: skip
WORDS = {"confirm": "confirmed", "doubt": "doubted", "reject": "rejected", "retract": "retracted"}


def screen(one: Due, number: int, of: int, told: Mapping[str, Status], sides: dict[str, Side]) -> RenderableType:
    """Claim ``number`` of so many."""
    claim, cited = one.stored.claim, one.cited
    head = Text.assemble((f"{number} of {of}  ", "dim"), plain(one.place.name, "bold"), f"  {short(claim.id)}")
    quoted = Padding(marked(claim), (1, 2))
    said = Padding(source(cited), (0, 0, 0, 2))
    return Group(head, quoted, said, fields(claim), Text(), *statuses(one, told, sides))


def marked(claim: Claim) -> Text:
    """The sentence with the parts of the claim marked, each in its own way."""
    sentence = claim.sentence
    styled: list[str] = [""] * len(sentence.text)
    for name, (start, end) in parts(claim).items():
        for n in range(max(start - sentence.start, 0), min(end - sentence.start, len(styled))):
            styled[n] = STYLES[name]
    text, begin = Text(), 0
    for n in range(1, len(styled) + 1):
        if n == len(styled) or styled[n] != styled[begin]:
            text.append(plain(sentence.text[begin:n], styled[begin]))
            begin = n
    return text


def parts(claim: Claim) -> dict[str, tuple[int, int]]:
    """Where in the report the parts of a claim stand; the later ones lie over the earlier."""
    found: dict[str, tuple[int, int]] = {}
    at = claim.sentence.text.find(claim.when.text) if claim.when.text else -1
    if at >= 0:
        begin = claim.sentence.start + at
        found["when"] = (begin, begin + len(claim.when.text))
    spans = {
        "by": claim.speakers[0].span if claim.speakers else None,
        "where": claim.place.span if claim.place else None,
        "who": claim.actor.span if claim.actor else None,
        "what": claim.trigger,
    }
    return found | {name: (span.start, span.end) for name, span in spans.items() if span}


def fields(claim: Claim) -> Text:
    """The parts as they were read, in the colours of the sentence."""
    actor = f"{claim.actor.name} [{claim.actor.side or 'no side'}]" if claim.actor else "nobody named"
    where = wording.place(claim.place) if claim.place else "no place"
    rows = (
        ("what", f"{claim.kind}, {claim.stance}"), ("who", actor), ("where", where),
        ("when", wording.days(claim.when) or "no day"),
        ("by", claim.speakers[0].name if claim.speakers else "the report itself"),
    )  # fmt: skip
    text = Text("  ")
    for name, words in rows:
        text.append(Text.assemble((f"{name} ", "dim"), plain(words, STYLES[name].replace(" reverse", "")), "  "))
    return text


def statuses(one: Due, told: Mapping[str, Status], sides: dict[str, Side]) -> list[RenderableType]:
    """The status as it is, and as each verdict would make it."""
    now = told["now"]
    lines: list[RenderableType] = [Text.assemble((f"{wording.day(one.on)}  ", "dim"), f"{'now':<13}", line(now, sides))]
    indent = " " * (len(wording.day(one.on)) + 2)
    for verdict, words in WORDS.items():
        if verdict in told:
            style = "" if told[verdict].holder == now.holder else "bold"
            lines.append(Text.assemble(f"{indent}if {words:<10}", line(told[verdict], sides), style=style))
    return lines


def line(value: Status, sides: dict[str, Side]) -> Text:
    """Who holds it, and the likelihoods that are worth telling."""
    rows = sorted(value.control.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = ", ".join(f"{wording.side(code, sides)} {wording.percent(p)}" for code, p in rows if p >= 0.005)
    held = (wording.holder(value.holder, sides), holder_style(value.holder, sides))
    return Text.assemble(held, (f" ({shown})", "dim"))


def row(one: Due) -> dict[str, Any]:
    """For machines."""
    claim, cited = one.stored.claim, one.cited
    return {
        "claim": claim.id, "report": claim.report_id, "move": round(one.size, 4), "on": one.on.isoformat(),
        "place": one.place.name, "place_id": one.place.id, "kind": str(claim.kind), "stance": str(claim.stance),
        "actor": claim.actor.side if claim.actor else None, "speaker": cited.voice, "outlet": cited.outlet,
        "published": cited.published.isoformat() if cited.published else None, "sentence": claim.sentence.text,
    }  # fmt: skip


def listed(one: Due) -> Text:
    """One line, for the eye."""
    claim, cited = one.stored.claim, one.cited
    who = f"{claim.actor.side} " if claim.actor and claim.actor.side else ""
    what = f"{one.place.name}: {cited.voice} {claim.stance} {who}{claim.kind} “{claim.trigger.text}”"
    return Text.assemble((f"{one.size:4.0%}  ", "bold"), (f"{short(claim.id)}  ", "cyan"), plain(what),
                         plain(f"  {cited.origin}", "dim"))  # fmt: skip

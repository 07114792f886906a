"""How does a status look on a terminal? Who holds the place, how surely, on whose word, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from outskirts.publish import wording
from outskirts.publish.cite import Cited, short
from outskirts.publish.entry import ranked
from outskirts.publish.terminal import holder_style, plain, side_style, stance
from outskirts.vocabulary import Place, Presence, Reason, Side, Status

BAR = 24
SHOWN = 8
QUOTES = frozenset('"“”«»')


def status(value: Status, sides: dict[str, Side], cited: Mapping[str, Cited], shown: int = SHOWN) -> RenderableType:
    parts: list[RenderableType] = [headline(value, sides), Text(), *bars(value, sides), Text(), basis(value)]
    parts += [presence(p, value.place, sides) for p in value.presence]
    if value.reasons:
        parts += [Text(), Text("Why", style="bold")]
        parts += [reason(r, sides, cited) for r in ranked(value)[:shown]]
        if len(value.reasons) > shown:
            parts.append(Text(f"  … and {len(value.reasons) - shown} lighter reasons (--json has all)", style="dim"))
    if value.would_change:
        parts += [Text(), Text("What would change this", style="bold")]
        parts += [Padding(plain(f"– {line}"), (0, 0, 0, 2)) for line in value.would_change]
    return Group(*parts)


def headline(value: Status, sides: dict[str, Side]) -> Text:
    where = ", ".join(part for part in (value.place.admin1, value.place.country) if part)
    text = plain(value.place.name, "bold")
    if where:
        text.append(plain(f" ({where})", "dim"))
    text.append(f" on {wording.day(value.on)}: ")
    text.append(wording.holder(value.holder, sides), style="bold " + holder_style(value.holder, sides))
    if value.since:
        text.append(f" since {wording.day(value.since)}")
    if value.known_at:
        text.append(f", as known on {wording.moment(value.known_at)}", style="italic")
    return text


def bars(value: Status, sides: dict[str, Side]) -> list[Text]:
    """Every holder's probability as a bar, most likely first."""
    rows = sorted(value.control.items(), key=lambda pair: (-pair[1], pair[0]))
    width = max((len(wording.side(code, sides)) for code, _ in rows), default=0)
    return [bar(code, probability, width, sides) for code, probability in rows if probability >= 0.005]


def bar(code: str, probability: float, width: int, sides: dict[str, Side]) -> Text:
    filled = round(probability * BAR)
    style = holder_style(code, sides)
    return Text.assemble(
        f"  {wording.side(code, sides):<{width}} ",
        ("█" * filled, style),
        ("·" * (BAR - filled), "dim"),
        f" {wording.percent(probability):>5}  ",
        (wording.chance(probability), "dim"),
    )


def basis(value: Status) -> Text:
    words = wording.wording().bases[value.basis]
    return Text.assemble(("Basis  ", "dim"), words.long, ("  ·  Confidence  ", "dim"), words.confidence)


def presence(value: Presence, place: Place, sides: dict[str, Side]) -> Text:
    since = f", since {wording.day(value.since)}" if value.since else ""
    side = (wording.side(value.side, sides), side_style(value.side, sides))
    return Text.assemble(("Inside ", "dim"), side, f" in {wording.stretch_of(value, place)}{since}")


def reason(value: Reason, sides: dict[str, Side], cited: Mapping[str, Cited]) -> RenderableType:
    """What it says and for whom; then the sentence with its trigger marked and where it stands."""
    head = Text.assemble(("▲ ", holder_style(value.holder, sides)), plain(value.text))
    one = cited.get(value.claim_id or "")
    lines: list[RenderableType] = [head]
    if one is not None:
        lines += [
            Padding(sentence(one), (0, 0, 0, 2)),
            Padding(source(one).append(f"  {short(one.claim.id)}", style="cyan"), (0, 0, 0, 2)),
        ]
    return Padding(Group(*lines), (0, 0, 0, 2))


def sentence(one: Cited) -> Text:
    before, trigger, after = one.quote
    # A sentence that itself quotes is set off by its place alone.
    opening, closing = ("", "") if QUOTES & set(one.quote.text) else ("“", "”")
    return Text.assemble(opening, plain(before), plain(trigger, "bold reverse"), plain(after), closing)


def source(one: Cited) -> Text:
    claim = one.claim
    said = f", said {wording.day(claim.said)}" if claim.said else ""
    published = one.published.astimezone(UTC).date() if one.published else None
    printed = f", published {wording.day(published)}" if published else ""
    return Text.assemble(stance(claim.stance), ("  ", ""), plain(f"{one.voice}{said}; {one.outlet}{printed}", "dim"))

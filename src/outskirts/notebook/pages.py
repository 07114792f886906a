"""How does an answer show itself in a notebook? As HTML without script, in which every word of a report is escaped.

Colours are those of the page around (``currentColor``), so that light and dark notebooks both read well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from outskirts.publish import wording
from outskirts.publish.cite import Cited
from outskirts.publish.entry import Bar, Entry, Ground, entry
from outskirts.publish.exports.markup import escaped
from outskirts.vocabulary import Side, Status

MOST = 20  # rows shown
LONGEST = 160  # characters of a cell
CELL = "text-align:left;vertical-align:top;padding:2px 10px 2px 0"
SMALL = "opacity:.75;font-size:.9em"


def words(value: Any) -> str:
    """A value of a field for people: nothing for None, lists joined, shares as per cent."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def table(names: Sequence[str], cells: Sequence[Sequence[str]], total: int, title: str) -> str:
    head = "".join(f'<th scope="col" style="{CELL}">{escaped(name)}</th>' for name in names)
    body = "".join(
        "<tr>" + "".join(f'<td style="{CELL}">{escaped(cell)}</td>' for cell in row) + "</tr>" for row in cells
    )
    more = f'<p style="{SMALL}">and {total - len(cells)} more</p>' if total > len(cells) else ""
    caption = f'<caption style="text-align:left">{total} {escaped(title)}</caption>'
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def status(value: Status, sides: Mapping[str, Side], cited: Mapping[str, Cited]) -> str:
    told = entry(value, sides, cited)
    known = f", as known on {wording.moment(value.known_at)}" if value.known_at else ""
    within = f" ({escaped(told.within)})" if told.within else ""
    parts = [
        f"<h4>{escaped(told.name)}{within} on {wording.day(value.on)}{known}</h4>",
        f"<p><b>{escaped(told.headline)}</b></p>",
        "".join(bar(one) for one in told.bars),
        f"<p>{escaped(told.basis[:1].upper() + told.basis[1:])}. Confidence: {escaped(told.confidence)}.</p>",
        "".join(f"<p>{escaped(words_)}</p>" for words_ in told.presence),
        reasons(told),
    ]
    return f'<div style="max-width:46em">{"".join(parts)}</div>'


def bar(one: Bar) -> str:
    filled = f'<div style="background:{escaped(one.colour)};width:{one.width}%;height:.7em"></div>'
    frame = f'<div style="border:1px solid currentColor;width:14em;opacity:.9">{filled}</div>'
    name = f'<div style="width:9em">{escaped(one.name)}</div>'
    return (
        f'<div style="display:flex;gap:.8em;align-items:center">{name}{frame}'
        f"<div>{escaped(one.percent)} {escaped(one.chance)}</div></div>"
    )


def reasons(told: Entry) -> str:
    items = "".join(f"<li>{reason(one)}</li>" for one in told.reasons)
    more = f'<p style="{SMALL}">and {told.more} more</p>' if told.more else ""
    return f"<ul>{items}</ul>{more}" if items else ""


def reason(one: Ground) -> str:
    if one.quote is None:
        return escaped(one.head)
    before, trigger, after = map(escaped, one.quote)
    linked = escaped(one.origin)
    if one.url:
        linked = f'<a href="{escaped(one.url)}" rel="noopener nofollow" style="color:inherit">{linked}</a>'
    return f'{escaped(one.head)}<br><q>{before}<b>{trigger}</b>{after}</q> <span style="{SMALL}">{linked}</span>'

"""What stands beside the map? Title, legend, scale bar, graticule, and a locator of where in the world it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from outskirts.publish import wording
from outskirts.publish.mapping import labels, land, marks, projection
from outskirts.publish.mapping.areas import Underlay
from outskirts.publish.mapping.labels import Label, Rectangle, Wish
from outskirts.publish.mapping.land import Ground
from outskirts.publish.mapping.projection import Box, Frame
from outskirts.vocabulary import CONTESTED, UNKNOWN, Side, Status
from outskirts.vocabulary import Place as Entry

LEFT, TOP, WIDTH = 914.0, 34.0, 262.0
TITLE, TEXT, SMALL = 22.0, 14.0, 12.0
INSET = (LEFT, 590.0, WIDTH, 172.0)
INSET_SPAN = 13.0
BAR = 556.0
INDENT = 32.0
STRIP = 25.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text at a base line."""

    text: str
    y: float
    style: str
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the legend: a mark (or a sector), drawn ``shift`` units lower, and what it means."""

    text: str
    y: float
    path: str
    fill: str
    stroke: str
    opacity: float = 1.0
    dashed: bool = False
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of the legend for ground: ``kind`` is line or band."""

    kind: str
    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Panel:
    """``bar`` is the scale bar: its length and its label."""

    left: float
    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    bar: tuple[float, str]
    bar_y: float
    strips: tuple[Strip, ...] = ()


@dataclass(frozen=True, slots=True)
class Graticule:
    """Lines as (x1, y1, x2, y2); labels as (text, x, y)."""

    lines: tuple[tuple[float, float, float, float], ...]
    meridians: tuple[tuple[str, float, float], ...]
    parallels: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Locator:
    frame: Frame
    ground: Ground
    window: Rectangle
    labels: tuple[Label, ...]
    dots: tuple[tuple[float, float], ...]


def panel(
    title: str,
    on: date,
    known_at: datetime | None,
    statuses: Sequence[Status],
    sides: Mapping[str, Side],
    frame: Frame,
    under: Underlay | None = None,
) -> Panel:
    lines, y = heading(title, on, known_at)
    rows, more, y = legend(statuses, sides, y + 26)
    strips = swatches(under or Underlay(), y)
    y += STRIP * len(strips)
    words = ["Fainter: less likely to be so.", "Larger: more people live there."]
    if under is not None and under.tints:
        words.append("Tint and line: inferred, not surveyed.")
    notes = [Line(text, y + 4 + 16 * n, "small") for n, text in enumerate(words)]
    latest = changes(statuses, sides, y + 26 + 16 * len(words)) if y < 380 else ()
    bar = projection.scale_bar(frame, WIDTH - 110)
    return Panel(LEFT, (*lines, *more, *notes, *latest), rows, bar, BAR, strips)


def swatches(under: Underlay, y: float) -> tuple[Strip, ...]:
    """What the line and the belt mean, where there are some."""
    found = [("line", "Line of contact, inferred")] if under.line else []
    found += [("band", "Belt: neither side surely")] if under.band else []
    return tuple(Strip(kind, text, y + STRIP * n) for n, (kind, text) in enumerate(found))


def heading(title: str, on: date, known_at: datetime | None) -> tuple[list[Line], float]:
    y = TOP
    lines = []
    for text in wrapped(title, TITLE, WIDTH, bold=True):
        lines.append(Line(text, y, "title"))
        y += TITLE * 1.2
    y += 4
    lines.append(Line(f"Who held what on {wording.day(on)}", y, "text"))
    if known_at:
        y += TEXT * 1.4
        lines.append(Line(f"as known on {wording.moment(known_at)}", y, "text"))
    return lines, y


def wrapped(text: str, size: float, limit: float, bold: bool = False) -> list[str]:
    """Lines of at most ``limit`` units, broken between words."""
    rows: list[str] = []
    for word in text.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and labels.width(longer, size, bold) <= limit:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows


def legend(
    statuses: Sequence[Status], sides: Mapping[str, Side], y: float
) -> tuple[tuple[Row, ...], tuple[Line, ...], float]:
    """A row for each holder that the map shows, with how many places it has; what of its words needs further lines; and
    where the next thing may stand."""
    counts: dict[str, int] = {}
    for status in statuses:
        counts[status.holder] = counts.get(status.holder, 0) + 1
    order = [*sides, *(c for c in counts if c not in sides and c not in (CONTESTED, UNKNOWN)), CONTESTED, UNKNOWN]
    shown: dict[str, Status] = {}
    for status in statuses:
        shown.setdefault(status.holder, status)
    wide = [row(code, shown[code], counts[code], sides, y) for code in order if code in counts]
    wide += [sector_row(code, sides, y) for code in parts_shown(statuses)]
    rows: list[Row] = []
    more: list[Line] = []
    for one in wide:
        first, *rest = wrapped(one.text, TEXT, WIDTH - INDENT)
        rows.append(replace(one, text=first, shift=y - one.y, y=y))
        for text in rest:
            y += TEXT * 1.25
            more.append(Line(text, y, "text", INDENT))
        y += 27
    return tuple(rows), tuple(more), y


def changes(statuses: Sequence[Status], sides: Mapping[str, Side], y: float) -> tuple[Line, ...]:
    """The latest changes up to the day, newest first, as many as fit above the scale bar."""
    moved = [s for s in statuses if s.since is not None and s.holder != UNKNOWN]
    room = int((BAR - 40 - y) / 36)
    found = [Line("Latest changes", y, "strong")] if moved and room > 0 else []
    for status in sorted(moved, key=lambda s: (-(s.since or s.on).toordinal(), s.place.name))[: max(0, room)]:
        y += 21
        found.append(Line(f"{wording.day(status.since)}  {status.place.name}", y, "text"))
        y += 15
        found.append(Line(wording.holder(status.holder, dict(sides)), y, "small"))
    return tuple(found)


def row(code: str, example: Status, count: int, sides: Mapping[str, Side], y: float) -> Row:
    x, size = LEFT + 11, 8.5
    words = wording.holder(code, dict(sides))
    if code in (CONTESTED, UNKNOWN):
        drawn = marks.mark(example, x, y - 5, size, sides)
        return Row(f"{words[0].upper()}{words[1:]} ({count})", y, drawn.path, drawn.fill, drawn.stroke, 1.0, True)
    tone = marks.colour(code, sides)
    path = marks.outline(marks.shape(code, sides), x, y - 5, size)
    return Row(f"{words[0].upper()}{words[1:]} ({count})", y, path, tone, tone)


def parts_shown(statuses: Sequence[Status]) -> list[str]:
    return sorted({p.side for s in statuses for p in s.presence if p.side != s.holder and p.bearing})


def sector_row(code: str, sides: Mapping[str, Side], y: float) -> Row:
    tone = marks.colour(code, sides)
    path = marks.band(LEFT + 2, y - 5, 0, 9.0, 15.0)
    return Row(f"{wording.side(code, dict(sides))} inside, on that edge", y, path, tone, tone)


def graticule(frame: Frame) -> Graticule:
    box = frame.box
    across, up = projection.step(box.east - box.west), projection.step(box.north - box.south)
    right, bottom = frame.left + frame.width, frame.top + frame.height
    drawn, meridians, parallels = [], [], []
    for lon in projection.lines(box.west, box.east, across):
        x, _ = frame.xy(box.south, lon)
        drawn.append((x, frame.top, x, bottom))
        if frame.left + 40 < x < right - 40:
            meridians.append((projection.degrees(lon, "E", "W"), x, bottom - 7))
    for lat in projection.lines(box.south, box.north, up):
        _, y = frame.xy(lat, box.west)
        drawn.append((frame.left, y, right, y))
        if frame.top + 20 < y < bottom - 40:
            parallels.append((projection.degrees(lat, "N", "S"), frame.left + 7, y - 4))
    return Graticule(tuple(drawn), tuple(meridians), tuple(parallels))


def locator(frame: Frame, cities: Sequence[Entry]) -> Locator:
    """A small map of a much wider area, with the window of the large one on it."""
    box = frame.box
    lat, lon = (box.south + box.north) / 2, (box.west + box.east) / 2
    half = max(INSET_SPAN, (box.north - box.south) * 3) / 2
    wide = projection.fit(Box(max(-80.0, lat - half), lon - half, min(80.0, lat + half), lon + half), *INSET, margin=0)
    left, top = wide.xy(box.north, box.west)
    right, bottom = wide.xy(box.south, box.east)
    grow = max(0.0, 7 - (right - left)) / 2
    window = Rectangle(left - grow, top - grow, right + grow, bottom + grow)
    dots, names = city_names(wide, window, cities)
    return Locator(wide, land.ground(wide), window, names, dots)


def city_names(
    wide: Frame, window: Rectangle, cities: Sequence[Entry]
) -> tuple[tuple[tuple[float, float], ...], tuple[Label, ...]]:
    edge = Rectangle(wide.left + 3, wide.top + 3, wide.left + wide.width - 3, wide.top + wide.height - 3)
    largest = sorted(
        (c for c in cities if c.lat is not None and c.lon is not None), key=lambda c: (-c.population, c.id)
    )
    wishes, points = [], {}
    for n, city in enumerate(largest):
        assert city.lat is not None
        assert city.lon is not None
        if wide.shows(city.lat, city.lon, margin=6):
            x, y = wide.xy(city.lat, city.lon)
            points[city.id] = (x, y)
            wishes.append(Wish(city.id, city.name, x, y, 2, 10.5, -n))
    set_ = labels.place(wishes[:6], [window], edge)
    return tuple(points[label.key] for label in set_), set_

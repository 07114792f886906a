"""What does the period look like? How much was said a day and by whom; who held each place from when to when."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from outskirts.publish import wording
from outskirts.publish.brief.values import Period, Picture
from outskirts.publish.cite import Cited
from outskirts.publish.entry import tone
from outskirts.vocabulary import UNKNOWN, Stretch

WIDTH, HEIGHT, ROW = 620, 130, 22
MOST_PLACES = 25
THIRD = "third parties"
# A grey that can be read on white and on black, since the page may be either.
SOFT = "#7d828a"
FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"
CONFIG = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    # A browser's letters may be wider than those that were measured.
    "padding": {"left": 24, "right": 8, "top": 4, "bottom": 4},
    "axis": {
        "labelColor": SOFT, "titleColor": SOFT, "gridColor": SOFT, "gridOpacity": 0.25, "domainColor": SOFT,
        "tickColor": SOFT,
    },
    "legend": {"labelColor": SOFT, "titleColor": SOFT, "orient": "top"},
}  # fmt: skip


def pictures(period: Period) -> tuple[Picture, ...]:
    """The charts of a period that have something to show."""
    found = (said(period), held(period))
    return tuple(picture for picture in found if picture is not None)


def said(period: Period) -> Picture | None:
    """Claims a day, by the side of whoever vouches for them."""
    counts = Counter((day, who(one, period)) for one in period.claims if (day := printed(one, period)) is not None)
    if not counts:
        return None
    order = [*(s.name for s in period.conflict.sides if s.belligerent), THIRD]
    rows = [{"day": day.isoformat(), "voice": name, "claims": n} for (day, name), n in sorted(counts.items())]
    title = "Claims a day, by whose voice"
    return Picture(title, said_words(counts), bars(rows, order, colours(period), period))


def printed(one: Cited, period: Period) -> date | None:
    """The day of publication, where it lies in the period."""
    day = one.published.date() if one.published else None
    return day if day is not None and period.since <= day <= period.until else None


def who(one: Cited, period: Period) -> str:
    side = period.sides.get(one.voice_side or "")
    return side.name if side is not None and side.belligerent else THIRD


def said_words(counts: Counter[tuple[date, str]]) -> str:
    voices, days = Counter[str](), Counter[date]()
    for (day, name), n in counts.items():
        voices[name] += n
        days[day] += n
    most = max(days, key=lambda day: (days[day], -day.toordinal()))
    listed = ", ".join(f"{name} {n}" for name, n in sorted(voices.items(), key=lambda pair: (-pair[1], pair[0])))
    return f"Claims by whose voice: {listed}; most on {wording.day(most)} ({days[most]})."


def colours(period: Period) -> dict[str, str]:
    return {**{s.name: s.colour for s in period.conflict.sides if s.belligerent}, THIRD: tone(UNKNOWN, {})}


def held(period: Period) -> Picture | None:
    """Who held each place that claims of the period speak of, as strips over its days."""
    spoken = {c.claim.place.place.id for c in period.claims if c.claim.place and c.claim.place.place}
    shown = [s for s in period.stretches if s.place.id in spoken]
    names = Counter(s.place.name for s in shown if s.holder != UNKNOWN)
    wanted = [name for name, _ in names.most_common(MOST_PLACES)]
    rows = [strip(s, period) for s in shown if s.place.name in wanted and s.start <= period.until]
    if not rows:
        return None
    held_by = {row["holder"]: row["colour"] for row in rows}
    words = f"Who held {len(wanted)} places from {wording.day(period.since)} to {wording.day(period.until)}."
    return Picture("Who held what, day by day", words, strips(rows, held_by))


def strip(stretch: Stretch, period: Period) -> dict[str, str]:
    last = min(stretch.end or date.max, period.until + timedelta(days=1))
    return {
        "place": stretch.place.name,
        "from": max(stretch.start, period.since).isoformat(),
        "to": last.isoformat(),
        "holder": wording.holder(stretch.holder, period.sides),
        "colour": tone(stretch.holder, period.sides),
    }


def bars(rows: list[dict[str, Any]], order: list[str], tones: dict[str, str], period: Period) -> str:
    present = [name for name in order if any(row["voice"] == name for row in rows)]
    last = period.until + timedelta(days=1)
    return drawn(
        {
            "data": {"values": rows},
            "mark": {"type": "bar", "tooltip": None},
            "width": WIDTH,
            "height": HEIGHT,
            "encoding": {
                "x": {
                    "field": "day", "type": "temporal", "timeUnit": "utcyearmonthdate", "title": None,
                    "scale": {"domain": [period.since.isoformat(), last.isoformat()], "type": "utc"},
                    "axis": {"format": "%-d %b", "grid": False, "labelOverlap": True},
                },
                "y": {"field": "claims", "type": "quantitative", "aggregate": "sum", "title": "claims",
                      "axis": {"tickMinStep": 1}},
                "color": {"field": "voice", "type": "nominal", "title": None,
                          "scale": {"domain": present, "range": [tones[name] for name in present]}},
            },
        }
    )  # fmt: skip


def strips(rows: list[dict[str, str]], tones: dict[str, str]) -> str:
    return drawn(
        {
            "data": {"values": rows},
            "mark": {"type": "bar", "height": ROW - 8, "cornerRadius": 2},
            "width": WIDTH - 90,
            "height": {"step": ROW},
            "encoding": {
                "x": {"field": "from", "type": "temporal", "title": None, "scale": {"type": "utc"},
                      "axis": {"format": "%-d %b", "orient": "top", "labelOverlap": True}},
                "x2": {"field": "to"},
                "y": {"field": "place", "type": "nominal", "title": None, "sort": None},
                "color": {"field": "holder", "type": "nominal", "title": None,
                          "scale": {"domain": list(tones), "range": list(tones.values())}},
            },
        }
    )  # fmt: skip


def drawn(spec: dict[str, Any]) -> str:
    """SVG of a Vega-Lite specification, made here: no script in the page, nothing fetched."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg({**spec, "config": CONFIG}, allowed_base_urls=[])
    return svg

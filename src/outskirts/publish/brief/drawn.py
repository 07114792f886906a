"""How does a drawing get into a page, and into a document that knows no style sheets?"""

from __future__ import annotations

import re

ANCHOR = re.compile(r"</?a\b[^>]*>")
NAMED = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")
USED = re.compile(r"var\((--[\w-]+)\)")
# Drawn behind the letters in a browser, over them by programs that do not know the order of painting.
HALO = re.compile(r"paint-order:stroke;stroke:[^;}]*;stroke-width:[^;}]*;stroke-linejoin:round;?")
MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")


def inside(svg: str) -> str:
    """The drawing for inside a page: without the head of a file of its own, and without links, whose targets are on
    the map's page."""
    return ANCHOR.sub("", svg[svg.index("<svg") :])


def flat(svg: str) -> str:
    """The same for programs that draw SVG but know no CSS variables: each named colour as a value, that of the first
    rule; no halos, no rules for dark screens or print."""
    plain = HALO.sub("", MEDIA.sub("", inside(svg)))
    values: dict[str, str] = {}
    for name, value in NAMED.findall(plain):
        values.setdefault(name, value.strip())
    return USED.sub(lambda used: values.get(used.group(1), "none"), plain)

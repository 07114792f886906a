"""The brief as a file: a page that stands alone (no script, no request), or Markdown."""

from __future__ import annotations

import re

from markupsafe import Markup

from outskirts.publish import render, wording
from outskirts.publish.brief.drawn import flat, inside
from outskirts.publish.brief.values import Brief, Picture


def html(brief: Brief, plain: bool = False) -> str:
    """The page; ``plain`` with drawings for programs that know no CSS variables."""
    cited: set[int] = set()

    def first(number: int) -> bool:
        """Whether the note is cited here for the first time: that is where its back link leads."""
        new = number not in cited
        cited.add(number)
        return new

    def drawn(picture: Picture) -> Markup:
        return Markup(flat(picture.svg) if plain else inside(picture.svg))

    values = {"brief": brief, "first": first, "drawn": drawn, "day": wording.day, "moment": wording.moment}
    return render.page("brief.html.j2", values).lstrip()


def markdown(brief: Brief) -> str:
    page = render.text("brief.md.j2", {"brief": brief, "moment": wording.moment})
    return re.sub(r"\n{3,}", "\n\n", page).strip() + "\n"

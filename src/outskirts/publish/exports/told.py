"""How is a claim told in one line, and how are the claims under a row listed as HTML?"""

from __future__ import annotations

from collections.abc import Iterable

from outskirts.publish import wording
from outskirts.publish.cite import Cited
from outskirts.publish.exports.markup import escaped

SHOWN = 12


def line(one: Cited) -> str:
    """``spokesman for the army (says so): “…” Example Wire, 8 Oct 2024``."""
    stance = wording.wording().stances[one.claim.stance].label
    return f"{one.voice} ({stance}): “{one.quote.text}” {one.origin}"


def listed(claims: Iterable[Cited]) -> str:
    """An HTML list of claims with links to their reports; all words escaped."""
    every = list(claims)
    items = [item(one) for one in every[:SHOWN]]
    if len(every) > SHOWN:
        items.append(f"<li>and {len(every) - SHOWN} more</li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""


def item(one: Cited) -> str:
    stance = wording.wording().stances[one.claim.stance].label
    origin = escaped(one.origin)
    linked = f'<a href="{escaped(one.url)}" rel="noopener nofollow">{origin}</a>' if one.url else origin
    return f"<li>{escaped(one.voice)} ({escaped(stance)}): “{escaped(one.quote.text)}” {linked}</li>"

"""How do strangers' words get into XML and HTML without harm?"""

from __future__ import annotations

import html
import re

# What XML 1.0 cannot hold, not even escaped.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text with a replacement character for what XML cannot hold; the writer of the XML escapes the rest."""
    return NOT_XML.sub("\ufffd", text)


def escaped(text: str) -> str:
    """The text for HTML, in elements and in quoted attributes."""
    return html.escape(legal(text), quote=True)

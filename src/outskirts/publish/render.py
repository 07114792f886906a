"""How do values become pages? The templates of the package, with every word of a report escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Signs inside a line; those that count only at its beginning stand after other words here.
SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~^&!$]")


@cache
def environment() -> Environment:
    """For HTML and SVG: autoescaped, and a name that is not there is an error."""
    made = Environment(
        loader=PackageLoader("outskirts.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=without_controls,
    )
    made.filters["n"] = number
    return made


@cache
def plain_environment() -> Environment:
    """For Markdown: words of reports go through the filter ``md``."""
    made = environment().overlay(autoescape=False)
    made.filters.update(n=number, md=markdown, address=address)
    return made


def without_controls(value: object) -> object:
    """No control character of a report reaches a page, nor a mark that turns the direction of what follows."""
    return CONTROLS.sub("", value) if type(value) is str else value


def markdown(text: str) -> str:
    """The text with every character that Markdown or HTML would read as a sign made plain."""
    return SIGNS.sub(r"\\\g<0>", re.sub(r"\s+", " ", text))


def address(url: str) -> str:
    """A URL between angle brackets: nothing in it may end them."""
    return url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\\", "%5C")


def number(value: float) -> str:
    """A length in sheet units: one decimal is a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")


def page(template: str, values: Mapping[str, Any]) -> str:
    return environment().get_template(template).render(values)


def text(template: str, values: Mapping[str, Any]) -> str:
    return plain_environment().get_template(template).render(values)

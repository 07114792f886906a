"""How does what a file says of itself become a report? With its date, id and origin; what is lacking is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from outskirts.acquire import lines, moments
from outskirts.acquire.plain import Found
from outskirts.errors import InputError
from outskirts.vocabulary import Origin, Problem, Report, content_id

GIVE_DATE = "give --published DATE"


@dataclass(frozen=True, slots=True)
class Settings:
    """What stands in where the material says nothing: ``published``, ``outlet``, ``encoding``. ``columns`` names the
    columns of a table by field (``text`` to ``body``); ``now`` is the clock, for embargoes; ``keep`` the original's
    digest where it is known."""

    published: datetime | None = None
    outlet: str = ""
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    now: datetime | None = None


def report_of(
    found: Found, settings: Settings, name: str = "", origin: Origin | None = None
) -> Iterator[Report | Problem]:
    """The report of one text, after the problems with it; ``name`` is that of its file. Raises InputError where there
    is no text."""
    text = lines.storable(found.text)
    if not text.strip():
        raise InputError("holds no text", "give a page or file with words in it")
    if len(text) > lines.LONGEST:
        raise InputError(f"has {len(text):,} characters, more than {lines.LONGEST:,}", "split it")
    published = settings.published or moments.parse(found.date)
    if published is None:
        published = moments.in_name(name)
        if published is not None:
            yield Problem("the date of publication was taken from the file's name", "", GIVE_DATE)
        elif found.date:
            yield Problem(f"{found.date[:40]!r} is no date that can be read; {lines.NO_DATE}", "", GIVE_DATE)
        else:
            yield Problem(lines.NO_DATE, "", GIVE_DATE)
    outlet = lines.storable(settings.outlet or found.outlet)
    url = lines.storable(found.url)
    # A page is known by its address, so that a changed text of it is a later version of the same report.
    known = (url,) if url else (outlet, published, text)
    title = lines.storable(found.title)
    id_ = lines.storable(found.id) or content_id("rep", *known)
    if origin is not None and origin.via:
        origin = replace(origin, via=lines.storable(origin.via))
    yield Report(id_, text, published, outlet, title, url, origin=origin)


def item_of(found: Found, settings: Settings, where: str, origin: Origin | None = None) -> Iterator[Report | Problem]:
    """The same for one of many in a file: one without words is a problem, and the rest goes on."""
    try:
        for made in report_of(found, settings, "", origin):
            yield Problem(made.what, where, made.remedy) if isinstance(made, Problem) else made
    except InputError as error:
        yield Problem(str(error), where, error.remedy)


def titled(title: str, text: str) -> str:
    """The text with its title first, as every report has it."""
    title, text = title.strip(), text.strip()
    return text if not title or text.startswith(title) else f"{title}\n\n{text}".strip()

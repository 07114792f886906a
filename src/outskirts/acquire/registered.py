"""Which input formats are there? Those of this package, in one table, and those of others, by entry point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial

from outskirts import plugins
from outskirts.acquire.inputs import Input, Material, Reader
from outskirts.acquire.kinds import BY_SUFFIX, BY_TYPE, FORMATS
from outskirts.acquire.reading import READERS
from outskirts.errors import InputError, OutskirtsError, PluginError
from outskirts.plugins import Part
from outskirts.vocabulary import Problem, Report

WHAT: Mapping[str, str] = {
    "text": "plain text, in any encoding", "markdown": "Markdown", "html": "a web page, saved or at an address",
    "jsonl": "a report a line", "json": "a report, or a list of them", "feed": "RSS, Atom, RDF",
    "telegram": "result.json of Telegram Desktop", "ninjs": "ninjs 1 to 3 of agencies",
    "newsml": "NewsML-G2 of agencies", "gdelt": "a list of articles of GDELT's DOC interface",
    "gkg": "rows of GDELT's Global Knowledge Graph", "warc": "web archives", "wacz": "packed web archives",
    "eml": "an e-mail", "pdf": "PDF with a text layer", "docx": "a Word document", "csv": "a table, a report a row",
    "tsv": "the same with tabs", "parquet": "the same as Parquet",
}  # fmt: skip
BUILT_IN: Mapping[str, Input] = {
    name: Input(
        name, WHAT[name], READERS[name],
        tuple(suffix for suffix, kind in BY_SUFFIX.items() if kind == name),
        tuple(media for media, kind in BY_TYPE.items() if kind == name),
    )
    for name in FORMATS
}  # fmt: skip


def listed() -> tuple[Part, ...]:
    """Those of other packages, whether or not they can be loaded."""
    return plugins.guests(plugins.INPUTS, BUILT_IN)


def load(part: Part) -> Input:
    """Raises PluginError."""
    found: Input = part.load(Input)
    return replace(found, name=part.name, read=partial(guarded, found.read, part))


@lru_cache(maxsize=1)
def guests() -> tuple[Input, ...]:
    """Those that can be loaded; the others are said by `outskirts plugins`, and where they are asked for by name."""
    found = []
    for part in listed():
        try:
            found.append(load(part))
        except PluginError:
            continue
    return tuple(found)


def named(name: str) -> Input:
    """The format of that name. Raises InputError where there is none, PluginError where it does not work."""
    if name in BUILT_IN:
        return BUILT_IN[name]
    parts = listed()
    for part in parts:
        if part.name == name:
            return load(part)
    raise InputError(f"no format {name!r}", f"give one of {', '.join((*FORMATS, *(p.name for p in parts)))}")


def by_suffix(suffix: str) -> str | None:
    """The name of another package's format whose files end so."""
    return next((one.name for one in guests() if suffix and suffix in one.suffixes), None)


def by_type(media: str) -> str | None:
    return BY_TYPE.get(media) or next((one.name for one in guests() if media in one.types), None)


def by_content(head: bytes) -> str | None:
    """The name of another package's format that takes this for its own."""
    for one in guests():
        try:
            if one.fits is not None and one.fits(head):
                return one.name
        except Exception:  # a stranger's code, shown bytes that it was not written for: they are not its own
            continue
    return None


def guarded(read: Reader, part: Part, material: Material) -> Iterator[Report | Problem]:
    """What another package's reader gives, with whatever it raises or gives wrongly said as its own."""
    try:
        for item in read(material):
            if not isinstance(item, Report | Problem):
                raise TypeError(f"it gives {type(item).__name__}, neither a report nor a problem")
            yield item
    except OutskirtsError:
        raise
    except Exception as error:  # a stranger's code may raise whatever it likes
        told = part.error(f"{type(error).__name__}: {error}")
        raise InputError(f"cannot be read: {told}", f"tell whoever writes {part.package}") from error

"""NewsML-G2, the XML of news agencies (IPTC): one report an item, alone or in a package or message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from outskirts.acquire.formats.ninjs import barred
from outskirts.acquire.making import Settings, item_of, titled
from outskirts.acquire.markup import words_of
from outskirts.acquire.plain import Found
from outskirts.errors import InputError
from outskirts.vocabulary import Origin, Problem, Report, content_id


def read(data: bytes, settings: Settings, origin: Origin) -> Iterator[Report | Problem]:
    """Raises InputError where it is no XML or holds no item."""
    items = [element for element in tree(data).iter() if local(element) == "newsItem"]
    if not items:
        raise InputError("holds no newsItem", "give NewsML-G2 with text items")
    for number, item in enumerate(items, 1):
        where = item.get("guid") or f"item {number}"
        held = barred(attribute(item, "pubStatus", "qcode"), text(item, "embargoed"), settings)
        if held:
            yield Problem(held[0], where, held[1])
        else:
            yield from item_of(found_in(item), settings, where, origin)


def tree(data: bytes) -> Any:
    """Parsed without entities, so that none can swell, and without looking outside. Raises InputError."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"is no XML that can be read: {error}", "check the file") from error


def local(element: Any) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def found_in(item: Any) -> Found:
    title = text(item, "headline")
    body = next((body_of(e) for e in item.iter() if local(e) in ("inlineXML", "inlineData")), "")
    date = text(item, "firstCreated") or text(item, "versionCreated") or text(item, "contentCreated")
    outlet = next((words(e) for e in item.iter() if local(e) in ("copyrightHolder", "provider") and words(e)), "")
    guid = item.get("guid", "")
    return Found(titled(title, body), title, date, outlet, "", content_id("rep", guid) if guid else "")


def body_of(element: Any) -> str:
    """The paragraphs of the inline document: NITF and XHTML both call them p; else all of its words."""
    blocks = [words(e) for e in element.iter() if local(e) == "p"]
    if blocks:
        return "\n\n".join(block for block in blocks if block)
    whole = "".join(element.itertext())
    return words_of(whole) if "<" in whole else whole


def words(element: Any) -> str:
    """The words of an element; what stands in names below it where it has none itself."""
    return " ".join("".join(element.itertext()).split())


def text(item: Any, name: str) -> str:
    return next((words(e) for e in item.iter() if local(e) == name and words(e)), "")


def attribute(item: Any, name: str, key: str) -> str:
    return next((e.get(key, "") for e in item.iter() if local(e) == name), "")

"""E-mail (.eml): the words of the message. The sender is the outlet, as with press releases and newsletters."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import Any, cast

from outskirts.acquire.making import Settings, report_of, titled
from outskirts.acquire.markup import words_of
from outskirts.acquire.plain import Found
from outskirts.errors import InputError
from outskirts.vocabulary import Origin, Problem, Report, content_id

# What the email package raises for messages that are not as they should be.
BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
LONGEST = 2_000


class Bounded(EmailPolicy):
    """Of a header only the beginning is taken apart: that takes time with the square of its length."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:LONGEST])


def read(data: bytes, settings: Settings, origin: Origin, name: str) -> Iterator[Report | Problem]:
    """Raises InputError where the message has no words."""
    try:
        message = cast("EmailMessage", message_from_bytes(data, policy=Bounded()))
        title = header(message, "subject")
        sender, address = parseaddr(header(message, "from"))
        known = header(message, "message-id")
        body, attached = body_of(message), attachments(message)
    except BROKEN as error:
        raise InputError(f"is no message that can be read: {error}", "save its text, and read that") from error
    if not body.strip():
        raise InputError("is a message without words", "save what is attached to it, and read that")
    found = Found(
        titled(title, body), title, header(message, "date"), sender or address, "",
        content_id("rep", known) if known else "",
    )  # fmt: skip
    if attached:
        yield Problem(f"attachments are not read: {', '.join(attached)[:200]}", "", "save them, and read them by name")
    yield from report_of(found, settings, name, origin)


def attachments(message: EmailMessage) -> list[str]:
    return [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]


def header(message: EmailMessage, name: str) -> str:
    """As far as it can be decoded: headers of real mail are often broken."""
    try:
        return str(message.get(name, ""))
    except BROKEN:
        return ""


def body_of(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        text = str(part.get_content())
    except (LookupError, ValueError, KeyError):
        # A charset that nobody knows: its bytes are mostly readable all the same.
        raw = part.get_payload(decode=True)
        text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
    return words_of(text) if part.get_content_subtype() == "html" else text.replace("\r\n", "\n")

"""E-mail (.eml): the words of the message. The sender is the outlet, as with press releases and newsletters."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from outskirts.acquire.making import Settings, report_of, titled
from outskirts.acquire.pages import words_of
from outskirts.acquire.plain import Found
from outskirts.errors import InputError
from outskirts.vocabulary import Origin, Problem, Report, content_id


def read(data: bytes, settings: Settings, origin: Origin, name: str) -> Iterator[Report | Problem]:
    """Raises InputError where the message has no words."""
    message = message_from_bytes(data, policy=policy.default)
    title = header(message, "subject")
    sender, address = parseaddr(header(message, "from"))
    known = header(message, "message-id")
    body = body_of(message)
    if not body.strip():
        raise InputError("is a message without words", "save what is attached to it, and read that")
    found = Found(
        titled(title, body), title, header(message, "date"), sender or address, "",
        content_id("rep", known) if known else "",
    )  # fmt: skip
    attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    if attached:
        yield Problem(f"attachments are not read: {', '.join(attached)[:200]}", "", "save them, and read them by name")
    yield from report_of(found, settings, name, origin)


def header(message: EmailMessage, name: str) -> str:
    """As far as it can be decoded: headers of real mail are often broken."""
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, AttributeError):
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

"""The ``result.json`` that Telegram Desktop writes when a chat or channel is exported: one report a message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from outskirts.acquire.making import Settings, item_of
from outskirts.acquire.plain import Found
from outskirts.vocabulary import Origin, Problem, Report


def fits(value: object) -> bool:
    """Whether a decoded JSON document is such an export, of one chat or of all."""
    if not isinstance(value, dict):
        return False
    chats = value.get("chats")
    return is_chat(value) or (isinstance(chats, dict) and isinstance(chats.get("list"), list))


def is_chat(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("messages"), list) and "type" in value


def read(value: dict[str, Any], settings: Settings, origin: Origin) -> Iterator[Report | Problem]:
    """The messages with words in them, chat by chat."""
    chats = [value] if is_chat(value) else value["chats"]["list"]
    for number, chat in enumerate(chats, 1):
        if is_chat(chat):
            yield from messages(chat, settings, origin)
        else:
            yield Problem("no chat: it has no messages", f"chat {number}", "export it again as machine-readable JSON")


def messages(chat: dict[str, Any], settings: Settings, origin: Origin) -> Iterator[Report | Problem]:
    outlet, edited, silent = str(chat.get("name") or ""), 0, 0
    for number, message in enumerate(chat["messages"], 1):
        where = f"{outlet or 'chat'}, message {number}"
        if not isinstance(message, dict):
            yield Problem("no message but another value", where, "export the chat again")
            continue
        text = words(message.get("text", ""))
        if message.get("type", "message") != "message" or not text.strip():
            silent += 1
            continue
        edited += "edited" in message
        found = Found(text, "", moment(message), outlet, "", named(chat, message))
        via = str(message.get("forwarded_from") or message.get("saved_from") or "")
        yield from item_of(found, settings, where, replace(origin, via=via))
    if edited:
        told = f"{edited} messages were edited after they appeared; their texts are the edited ones"
        yield Problem(told, outlet, "compare with an earlier export where it matters")
    if silent:
        yield Problem(f"{silent} messages have no words (pictures, joins, pins); passed over", outlet)


def words(text: object) -> str:
    """The text of a message: a string, or a list of strings and of pieces with a style."""
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        pieces = (part.get("text", "") if isinstance(part, dict) else part for part in text)
        return "".join(piece for piece in pieces if isinstance(piece, str))
    return ""


def moment(message: dict[str, Any]) -> str:
    """Seconds since 1970 where the export has them: the other field is in the exporter's own time zone, unnamed."""
    return str(message.get("date_unixtime") or message.get("date") or "")


def named(chat: dict[str, Any], message: dict[str, Any]) -> str:
    """An id that a later export of the same chat gives the same message."""
    return f"telegram:{chat.get('id', chat.get('name', ''))}:{message.get('id', '')}" if "id" in message else ""

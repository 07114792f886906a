"""What is to be watched, how often, and who is to be told: ``feeds.toml``, checked on load."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from outskirts import knowledge
from outskirts.acquire.registered import named
from outskirts.errors import KnowledgeError, OutskirtsError

SPAN = re.compile(r"(\d+)\s*([smhd])$")
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
LEAST_EVERY = timedelta(minutes=1)
AlertKind = Literal["status", "first", "denial", "retraction"]
KINDS: tuple[AlertKind, ...] = ("status", "first", "denial", "retraction")


def span(value: object) -> timedelta:
    found = SPAN.match(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError('write a number and s, m, h or d, as "15m"')
    return timedelta(**{UNITS[found[2]]: int(found[1])})


def address(value: object) -> str:
    parts = urlsplit(value.strip()) if isinstance(value, str) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("write an address that begins with https:// or http://")
    if parts.username or parts.password:
        raise ValueError("leave names and passwords out of addresses")
    return str(value).strip()


def format_(value: object) -> object:
    try:
        return named(str(value)).name
    except OutskirtsError as error:
        raise ValueError(f"{error}; {error.remedy}") from error


Span = Annotated[timedelta, BeforeValidator(span)]
Address = Annotated[str, BeforeValidator(address)]


class Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Polling(Table):
    """``every`` for feeds that name no time of their own; ``gap`` is kept between two requests to one host, of which
    there are at most ``per_hour``; ``contact`` tells whoever runs it whom to write to."""

    every: Span = timedelta(minutes=15)
    gap: Span = timedelta(seconds=2)
    per_hour: int = Field(default=120, ge=1)
    contact: str = Field(default="", pattern=r"^[\x20-\x7e]*$")


class Feed(Table):
    """With ``follow`` the page of each new entry is fetched, once, where it lies on the feed's own site or on one of
    ``hosts``."""

    url: Address
    outlet: str = ""
    every: Span | None = None
    follow: bool = False
    hosts: tuple[str, ...] = ()
    format: Annotated[str, BeforeValidator(format_)] = "feed"


class Telling(Table):
    """Of what to tell (``on``), of which places (names or ids; none: of all), and of claims published at most ``days``
    ago."""

    on: tuple[AlertKind, ...] = KINDS
    places: tuple[str, ...] = ()
    days: int = Field(default=3, ge=1)


class FileSink(Table):
    kind: Literal["file"]
    path: Path


class AtomSink(Table):
    kind: Literal["atom"]
    path: Path


class WebhookSink(Table):
    """With ``secret_env``, the name of a variable of the environment, each message is signed (HMAC-SHA256)."""

    kind: Literal["webhook"]
    url: Address
    secret_env: str = ""


class MailSink(Table):
    """The password stands in the variable of the environment named by ``password_env``, never in the file."""

    kind: Literal["mail"]
    host: str
    sender: str
    to: tuple[str, ...] = Field(min_length=1)
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password_env: str = ""


Sink = Annotated[FileSink | AtomSink | WebhookSink | MailSink, Field(discriminator="kind")]


class Settings(Table):
    feed: tuple[Feed, ...] = Field(min_length=1)
    polling: Polling = Polling()
    alerts: Telling = Telling()
    sink: tuple[Sink, ...] = ()

    @model_validator(mode="after")
    def sound(self) -> Settings:
        urls = [feed.url for feed in self.feed]
        twice = next((url for url in urls if urls.count(url) > 1), None)
        if twice is not None:
            raise ValueError(f"feed: {twice} stands there twice")
        hasty = next((feed.url for feed in self.feed if self.every(feed) < LEAST_EVERY), None)
        if hasty is not None:
            raise ValueError(f"every: {hasty} would be asked more often than once a minute")
        return self

    def every(self, feed: Feed) -> timedelta:
        return feed.every or self.polling.every


def load(path: Path) -> Settings:
    """The settings; paths in them are taken from the folder of the file. Raises KnowledgeError that names the file and
    the key."""
    table = {key: value for key, value in knowledge.load_path(path).items() if key != "about"}
    try:
        found = Settings.model_validate(table)
    except ValidationError as error:
        raise KnowledgeError(*told(path, error)) from error
    sinks = tuple(placed(sink, path.parent) for sink in found.sink)
    return found.model_copy(update={"sink": sinks})


def placed(sink: Sink, folder: Path) -> Sink:
    if isinstance(sink, FileSink | AtomSink):
        return sink.model_copy(update={"path": folder / sink.path.expanduser()})
    return sink


def told(path: Path, error: ValidationError) -> tuple[str, str]:
    """What is wrong with the first key that is, and what to do about it."""
    first: Any = error.errors(include_url=False)[0]
    loc = [part for part in first["loc"] if part not in ("file", "atom", "webhook", "mail")]
    # Lists count from 0, people from 1: "feed 2".
    key = ".".join(f"{part + 1}" if isinstance(part, int) else str(part) for part in loc)
    words = str(first["msg"]).removeprefix("Value error, ")
    match first["type"]:
        case "extra_forbidden":
            return f"{path}: {key}: no such key", "leave it out, or mend its spelling; docs/watching.md lists the keys"
        case "missing":
            return f"{path}: {key}: is lacking", f"give {loc[-1]}"
        case "union_tag_invalid" | "union_tag_not_found":
            return f"{path}: {key}: no kind of sink", 'write kind = "file", "atom", "webhook" or "mail"'
    return f"{path}: {key}: {words}".replace(": : ", ": "), "mend that key; docs/watching.md describes it"

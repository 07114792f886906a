"""A made-up network, clock and reader for watchers, and a watcher put together of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx
import structlog

from outskirts.acquire.fetch import Asking
from outskirts.config import Config
from outskirts.detect.parties.conflicts import load_conflicts
from outskirts.ledger import Ledger
from outskirts.vocabulary import (
    Candidate,
    Claim,
    Conflict,
    Days,
    Kind,
    Party,
    Place,
    PlaceMention,
    Problem,
    Reading,
    Report,
    Span,
    Speaker,
    Stance,
    content_id,
)
from outskirts.watch.rounds import Watcher
from outskirts.watch.settings import Settings
from outskirts.watch.sinks import sinks
from outskirts.watch.state import State
from outskirts.watch.visiting import Visitor

BEGIN = datetime(2024, 10, 8, 6, 0, tzinfo=UTC)
TORETSK = Place("gn:691374", "Toretsk", 48.39, 37.85, "settlement", "UA", "Donetsk", "", 30000)
NIU_YORK = Place("gn:698131", "Niu-York", 48.33, 37.83, "settlement", "UA", "Donetsk", "", 9000)
PLACES = {place.name: place for place in (TORETSK, NIU_YORK)}


@dataclass
class Clock:
    """Time passes only when somebody sleeps."""

    now: datetime = BEGIN
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


Answer = Callable[[httpx.Request], httpx.Response]


@dataclass
class Web:
    """What each address answers; an address that is not known answers 404. ``asked`` notes when each was asked."""

    clock: Clock
    pages: dict[str, Answer | str] = field(default_factory=dict)
    asked: list[tuple[datetime, str]] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        url = str(request.url)
        self.asked.append((self.clock.now, url))
        self.requests.append(request)
        page = self.pages.get(url)
        if page is None:
            return httpx.Response(404)
        return page(request) if callable(page) else httpx.Response(200, text=page)

    def urls(self) -> list[str]:
        return [url for _, url in self.asked]


def feed(*entries: tuple[str, str], at: datetime = BEGIN, link: str = "https://wire.example/") -> str:
    """RSS of entries (their name, their words)."""
    items = "".join(
        f"<item><title>News {name}</title><link>{link}{name}</link><guid>{name}</guid>"
        f"<pubDate>{format_datetime(at)}</pubDate><description>{words}</description></item>"
        for name, words in entries
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'


def read(reports: Iterable[Report]) -> Iterator[Reading]:
    """A reader of few words: "RU captured Toretsk." and "UA denied: RU captured Toretsk." are claims."""
    for report in reports:
        yield Reading(report, tuple(claims_of(report)))


def claims_of(report: Report) -> Iterator[Claim]:
    day = report.published.date() if report.published else date(2024, 10, 8)
    for word in ("captured", "left"):
        start = report.text.find(f" {word} ")
        while start >= 0:
            yield claim_at(report, word, start, day)
            start = report.text.find(f" {word} ", start + 1)


def claim_at(report: Report, word: str, start: int, day: date) -> Claim:
    text = report.text
    side, name = text[start - 2 : start], text[start + len(word) + 2 :].split(".")[0]
    begin = text.rfind("\n", 0, start) + 1
    sentence = Span(begin, text.index(".", start) + 1, text[begin : text.index(".", start) + 1])
    place = PLACES[name]
    at = text.index(name, start)
    mention = PlaceMention(Span(at, at + len(name), name), name, (Candidate(place, 1.0),))
    denied = " denied: " in sentence.text
    who = sentence.text[:2] if denied else side
    speakers = (Speaker(Span(begin, begin + 2, who), f"the army of {who}", who, "military"),)
    return Claim(
        content_id("c", report.id, report.text, start), report.id, Span(start + 1, start + 1 + len(word), word),
        Kind.CAPTURE if word == "captured" else Kind.WITHDRAW, Stance.DENIED if denied else Stance.ASSERTED,
        Party(Span(start - 2, start, side), side, side), None, mention, Days(day, day), speakers, sentence=sentence,
    )  # fmt: skip


class Names:
    """A gazetteer of the places made up here."""

    def get(self, id_: str) -> Place | None:
        return next((place for place in PLACES.values() if place.id == id_), None)

    def folded(self, name: str) -> list[Any]:
        return []

    def fuzzy(self, name: str, limit: int) -> list[Any]:
        return []


@dataclass
class Desk:
    config: Config
    ledger: Ledger
    conflicts: tuple[Conflict, ...]
    gazetteer: Any = field(default_factory=Names)

    def ids_of(self, place: Place) -> tuple[str, ...]:
        return (place.id,)

    def progress(self) -> AbstractContextManager[Callable[[str, float], None]]:
        return nullcontext(lambda *_: None)


Reader = Callable[[Iterable[Report]], Iterator[Reading | Problem]]


@dataclass
class Stage:
    """Everything that a watcher needs, in one folder; ``address`` is that of the ledger, where it lies
    elsewhere. ``watcher`` opens it anew, as a restart would."""

    folder: Path
    address: str = ""
    clock: Clock = field(default_factory=Clock)
    open: list[Any] = field(default_factory=list)
    log: list[dict[str, Any]] = field(default_factory=list)
    mails: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.web = Web(self.clock)
        self.conflicts = load_conflicts(None)

    def watcher(self, settings: Settings, reader: Reader = read) -> Watcher:
        self.close()
        ledger = Ledger.open(self.address or self.folder / "ledger.sqlite", clock=self.clock, reader="test 1")
        state = State.open(self.folder / "ledger.sqlite.watch")
        self.open += [state, ledger]
        transport = httpx.MockTransport(self.web)
        visitor = Visitor(state, settings.polling, self.clock, self.clock.sleep, transport, Asking(tries=1))
        told = sinks(settings, {"SECRET": "s3cret"}, transport, lambda *sent: self.mails.append(sent))
        made = Watcher(
            settings, state, Desk(Config(self.folder), ledger, self.conflicts), visitor, reader, self.clock,
            self.clock.sleep, self.logger(), told,
        )  # fmt: skip
        made.start()
        return made

    def logger(self) -> Any:
        def keep(_logger: Any, _method: str, event: dict[str, Any]) -> str:
            self.log.append(dict(event))
            return ""

        return structlog.wrap_logger(structlog.ReturnLogger(), processors=[keep])

    def close(self) -> None:
        while self.open:
            self.open.pop().close()

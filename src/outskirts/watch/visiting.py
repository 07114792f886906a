"""How is a site asked? As its robots.txt allows, with a pause between two requests, and not too often in an hour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from outskirts.acquire.fetch import NAME, Asking, Fetched, NotFetched, fetch, host_of
from outskirts.watch.schedule import Known, free_at, may_follow
from outskirts.watch.settings import Feed, Polling
from outskirts.watch.state import State

if TYPE_CHECKING:
    import httpx

FEED_LARGEST, PAGE_LARGEST, ROBOTS_LARGEST = 10_000_000, 5_000_000, 1_000_000
ROBOTS_HOLD = timedelta(hours=24)
# For longer than this a host is not waited for: its feed comes again later, and the others go on.
PATIENCE = timedelta(seconds=30)
OPEN = ""  # a robots.txt that forbids nothing


@dataclass
class Visitor:
    """``clock`` and ``sleep`` are those of the edge; ``transport`` stands in for the network in tests."""

    state: State
    polling: Polling
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    transport: httpx.BaseTransport | None = None
    limits: Asking = field(default_factory=Asking)

    @property
    def agent(self) -> str:
        contact = f"; {self.polling.contact}" if self.polling.contact else ""
        return f"{NAME} (watches published news{contact})"

    def feed(self, feed: Feed, known: Known) -> Fetched:
        """What the feed gives now, or that it is as it was. Raises NotFetched."""
        return self.get(feed.url, FEED_LARGEST, self.admitted, known.etag, known.modified)

    def page(self, url: str, feed: Feed) -> Fetched:
        """The page of an entry; the site may not lead us off to another. Raises NotFetched."""
        return self.get(url, PAGE_LARGEST, lambda address: may_follow(address, feed) and self.admitted(address))

    def get(
        self, url: str, largest: int, allowed: Callable[[str], bool], etag: str = "", modified: str = ""
    ) -> Fetched:
        largest = min(largest, self.limits.largest)
        asking = replace(self.limits, etag=etag, modified=modified, agent=self.agent, largest=largest, allowed=allowed)
        return fetch(url, self.transport, asking)

    def admitted(self, url: str) -> bool:
        """Whether robots.txt lets this address be asked; then waits until it is its turn. Raises NotFetched."""
        rules = self.robots(url)
        if not rules.can_fetch(NAME, url):
            raise NotFetched(
                f"{url} may not be fetched: robots.txt of {host_of(url)} forbids it",
                "take the feed out, or ask the site for leave",
            )
        delay = rules.crawl_delay(NAME)
        self.turn(url, timedelta(seconds=float(delay)) if delay else timedelta())
        return True

    def turn(self, url: str, delay: timedelta = timedelta()) -> bool:
        """Wait until the host may be asked, and note that it is. Raises NotFetched where that would take long."""
        host, now = host_of(url), self.clock()
        wait = free_at(self.state.asked(host), now, self.polling, delay) - now
        if wait > max(PATIENCE, min(delay, 2 * PATIENCE)):
            what = f"{host} was asked often enough for now"
            raise NotFetched(what, "it is asked again later", passing=True, wait=wait.total_seconds())
        if wait > timedelta():
            self.sleep(wait.total_seconds())
        with self.state.change():
            self.state.note_asked(host, self.clock())
        return True

    def robots(self, url: str) -> RobotFileParser:
        """What the site wants, asked once a day. Raises NotFetched where it cannot be told, since that may pass."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}".lower()
        held = self.state.robots(site)
        if held is None or not timedelta() <= self.clock() - held[1] < ROBOTS_HOLD:
            held = (self.ask_robots(site), self.clock())
            with self.state.change():
                self.state.put_robots(site, *held)
        rules = RobotFileParser()
        rules.parse(held[0].splitlines())
        return rules

    def ask_robots(self, site: str) -> str:
        try:
            got = self.get(f"{site}/robots.txt", ROBOTS_LARGEST, self.turn)
        except NotFetched as error:
            # As RFC 9309 has it: a site without the file forbids nothing, one that fails forbids all for now.
            if 400 <= error.status < 500 and error.status != 429:
                return OPEN
            raise NotFetched(str(error), error.remedy, passing=True, wait=error.wait, status=error.status) from error
        return got.data.decode("utf-8", "replace").replace("\0", "")

"""A site that leads in circles, lies about how much it sends, or sends without end: cut off soon, and said."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from local_site import Quiet, serving
from outskirts.acquire import read_reports
from outskirts.acquire.fetch import REDIRECTS, Asking, NotFetched, fetch
from outskirts.vocabulary import Report

GIGABYTE = 1_000_000_000
FEED = (
    b"<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Wire</title>"
    b"<atom:link rel='next' href='/next'/><item><title>Troops left the town</title><guid>1</guid></item>"
    b"</channel></rss>"
)
ASKED: list[str] = []


class Site(Quiet):
    def do_GET(self) -> None:  # noqa: N802 - the name that the server calls
        ASKED.append(self.path)
        with suppress(OSError):
            getattr(self, self.path.strip("/").split("?")[0])()

    def head(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def circle(self) -> None:
        self.head(302, location=f"/circle?{len(ASKED)}")

    def long(self) -> None:
        self.head(200, content_length=str(GIGABYTE))
        self.wfile.write(FEED)

    def short(self) -> None:
        self.head(200, content_length="10", content_type="text/plain")
        self.wfile.write(b"0123456789 and more")

    def negative(self) -> None:
        self.head(200, content_length="-5")
        self.wfile.write(FEED)

    def endless(self) -> None:
        self.head(200, content_type="application/rss+xml")
        for _ in range(GIGABYTE // (1 << 20)):
            self.wfile.write(bytes(1 << 20))

    def next(self) -> None:
        self.head(200, content_type="application/rss+xml")
        self.wfile.write(FEED)


@pytest.fixture
def site() -> Iterator[str]:
    ASKED.clear()
    with serving(Site) as address:
        yield address


def test_a_site_that_leads_in_circles_is_left(site: str) -> None:
    with pytest.raises(NotFetched, match="redirects"):
        fetch(f"{site}/circle", asking=Asking(tries=1))
    assert len(ASKED) == REDIRECTS + 1


@pytest.mark.parametrize("lie", ["long", "negative"])
def test_an_answer_that_is_not_as_long_as_it_says_is_not_taken_for_whole(site: str, lie: str) -> None:
    with pytest.raises(NotFetched):
        fetch(f"{site}/{lie}", asking=Asking(tries=1))


def test_of_an_answer_that_is_longer_than_it_says_only_what_it_said_is_taken(site: str) -> None:
    assert fetch(f"{site}/short", asking=Asking(tries=1)).data == b"0123456789"


def test_a_gigabyte_is_cut_off_before_it_fills_the_memory(site: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    with pytest.raises(NotFetched, match="more than 10,000,000 bytes"):
        fetch(f"{site}/endless", asking=Asking(tries=1, largest=10_000_000))
    assert time.process_time() - begin < 5
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < 200_000_000


def test_a_feed_that_names_another_page_of_itself_is_asked_once(site: str) -> None:
    found = [item for item in read_reports(f"{site}/next") if isinstance(item, Report)]
    assert [report.title for report in found] == ["Troops left the town"]
    assert ASKED == ["/next"]

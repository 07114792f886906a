"""Whom to ask now, and when the next? Decided from what is known of each feed and host; nothing is asked or waited for
here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from outskirts.acquire.fetch import host_of
from outskirts.watch.settings import Feed, Polling, Settings

LONGEST = timedelta(hours=24)
HOUR = timedelta(hours=1)
DOUBLINGS = 10  # more would be beyond LONGEST whatever the interval


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a feed: what its server wants to hear again (``etag``, ``modified``), the ``digest`` of the last
    answer, when it was asked and is to be asked next, and how often in a row that failed."""

    url: str
    etag: str = ""
    modified: str = ""
    digest: str = ""
    asked: datetime | None = None
    due: datetime | None = None
    failures: int = 0


def due(settings: Settings, known: Mapping[str, Known], now: datetime) -> list[Feed]:
    """The feeds to be asked now, the longest overdue first, then as in the file."""
    waiting = [(known.get(feed.url), feed) for feed in settings.feed]
    ready = [(k.due if k and k.due else now, n, feed) for n, (k, feed) in enumerate(waiting) if is_due(k, now)]
    return [feed for _, _, feed in sorted(ready, key=lambda row: row[:2])]


def is_due(known: Known | None, now: datetime) -> bool:
    """A feed that was asked in the future was asked before the clock was set back."""
    if known is None or known.due is None or known.asked is None:
        return True
    return now >= known.due or known.asked > now + HOUR


def next_round(settings: Settings, known: Mapping[str, Known], now: datetime) -> datetime:
    """When the next feed is due."""
    times = [known[feed.url].due or now if feed.url in known else now for feed in settings.feed]
    return max(now, min(times))


def answered(
    known: Known, now: datetime, every: timedelta, etag: str = "", modified: str = "", digest: str = ""
) -> Known:
    """After an answer that is wholly in the ledger."""
    return replace(known, etag=etag, modified=modified, digest=digest, asked=now, due=now + every, failures=0)


def unchanged(known: Known, now: datetime, every: timedelta) -> Known:
    return replace(known, asked=now, due=now + every, failures=0)


def unfinished(known: Known, now: datetime, every: timedelta) -> Known:
    """After an answer of which something is still to be done: the server is not told that we have it."""
    return replace(known, etag="", modified="", digest="", asked=now, due=now + every, failures=0)


def failed(known: Known, now: datetime, every: timedelta, wait: float | None = None) -> Known:
    """Twice as long after every failure in a row, a day at most; longer where the server asks for it, up to a week."""
    doubled = timedelta(seconds=every.total_seconds() * 2.0 ** min(known.failures + 1, DOUBLINGS))
    pause = min(doubled, max(LONGEST, every))
    if wait is not None:
        pause = max(pause, min(timedelta(seconds=min(wait, 1e6)), 7 * LONGEST))
    return replace(known, asked=now, due=now + pause, failures=known.failures + 1)


def free_at(host: Sequence[datetime], now: datetime, polling: Polling, delay: timedelta = timedelta()) -> datetime:
    """When a host may be asked again that was asked at these times; ``delay`` is the gap that it asks for itself."""
    lately = sorted(at for at in host if now - HOUR < at <= now)
    free = now
    if lately:
        free = max(free, lately[-1] + max(polling.gap, delay))
    if len(lately) >= polling.per_hour:
        free = max(free, lately[-polling.per_hour] + HOUR)
    return free


def may_follow(page: str, feed: Feed) -> bool:
    """Whether a page lies on the feed's own site, or on one that the settings name: what a stranger writes into a feed
    must not make us ask any machine within reach."""
    host, home = bare(host_of(page)), bare(host_of(feed.url))
    wanted: Iterable[str] = (home, *(bare(name.lower()) for name in feed.hosts))
    return page.startswith(("http://", "https://")) and any(
        host and (host == name or host.endswith(f".{name}")) for name in wanted
    )


def bare(host: str) -> str:
    return host.removeprefix("www.")

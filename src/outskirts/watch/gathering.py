"""Which reports does an answer hold? The entries of the feed, and of those that hold only a summary, the page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from outskirts.acquire import read_fetched
from outskirts.acquire.custody import Keeper
from outskirts.acquire.fetch import Fetched, NotFetched
from outskirts.errors import InputError
from outskirts.ledger import version_id
from outskirts.vocabulary import Problem, Report
from outskirts.watch.schedule import may_follow
from outskirts.watch.settings import Feed
from outskirts.watch.state import State
from outskirts.watch.visiting import Visitor

MOST_ENTRIES = 500  # of one answer
MOST_PAGES = 20  # of one feed in one round
MOST_TRIES = 3  # for one page, before the summary is taken


@dataclass
class Gathered:
    """``whole`` is false where some entry has to wait for another round; ``followed`` are entries whose page was tried
    for: version, how often, and whether that is over."""

    reports: list[Report] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    followed: list[tuple[str, int, bool]] = field(default_factory=list)
    whole: bool = True
    pages: int = 0


def gather(got: Fetched, feed: Feed, visitor: Visitor, state: State, now: datetime, keeper: Keeper | None) -> Gathered:
    """Raises InputError where the answer is nothing that can be read."""
    found = Gathered()
    for item in read_fetched(got, feed.url, format=feed.format, outlet=feed.outlet, now=now, keeper=keeper):
        if isinstance(item, Problem):
            found.problems.append(replace(item, where=f"{feed.url}: {item.where}".rstrip(": ")))
        elif len(found.reports) >= MOST_ENTRIES:
            found.problems.append(
                Problem(
                    f"more than {MOST_ENTRIES} entries; the first were read", feed.url, "look whether that is a feed"
                )
            )
            break
        elif feed.follow and item.url and may_follow(item.url, feed):
            follow(item, feed, visitor, state, found, keeper)
        else:
            found.reports.append(item)
    return found


def follow(entry: Report, feed: Feed, visitor: Visitor, state: State, found: Gathered, keeper: Keeper | None) -> None:
    """Put the report of the entry's page into ``found``; that of the entry where the page gives none."""
    version = version_id(entry)
    tries, done = state.followed(version)
    if done:
        found.followed.append((version, tries, True))  # remembered for as long as it is in the feed
        return
    if found.pages >= MOST_PAGES:
        found.whole = False
        return
    found.pages += 1
    try:
        found.reports.append(paged(entry, visitor.page(entry.url, feed), found, keeper))
    except InputError as error:
        again = isinstance(error, NotFetched) and error.passing and tries + 1 < MOST_TRIES
        remedy = "it is tried for again" if again else "the entry's own words were taken"
        found.problems.append(Problem(str(error), feed.url, remedy))
        if again:
            found.whole = False
            found.followed.append((version, tries + 1, False))
            return
        found.reports.append(entry)
    found.followed.append((version, tries + 1, True))


def paged(entry: Report, got: Fetched, found: Gathered, keeper: Keeper | None) -> Report:
    """The report of the page under the id of the entry; the entry where it says more. Raises InputError."""
    for item in read_fetched(got, entry.url, outlet=entry.outlet, keeper=keeper):
        if isinstance(item, Problem):
            continue  # such as that the page gives no date: the entry does
        if len(item.text) > len(entry.text):
            return replace(item, id=entry.id, published=entry.published or item.published, url=entry.url)
        return entry
    return entry

"""Whom to ask and when, decided from values alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watching import BEGIN

from outskirts.watch import schedule
from outskirts.watch.schedule import Known
from outskirts.watch.settings import Feed, Polling, Settings

EVERY = timedelta(minutes=15)
FEED = Feed(url="https://www.wire.example/feed", hosts=("pages.example",))


def test_who_waits_longest_is_asked_first() -> None:
    settings = Settings(feed=tuple(Feed(url=f"https://wire.example/{n}") for n in "abc"))
    known = {
        "https://wire.example/a": Known("https://wire.example/a", asked=BEGIN, due=BEGIN + timedelta(minutes=5)),
        "https://wire.example/b": Known("https://wire.example/b", asked=BEGIN, due=BEGIN + timedelta(minutes=1)),
        "https://wire.example/c": Known("https://wire.example/c", asked=BEGIN, due=BEGIN + timedelta(hours=1)),
    }
    found = schedule.due(settings, known, BEGIN + timedelta(minutes=10))
    assert [feed.url[-1] for feed in found] == ["b", "a"]


@given(st.integers(0, 10_000), st.one_of(st.none(), st.floats(0, 1e300)), st.integers(60, 10**7))
def test_the_wait_after_a_failure_has_bounds(failures: int, wait: float | None, every: int) -> None:
    """Never sooner than usual, never later than the longest of a week and the feed's own time."""
    usual = timedelta(seconds=every)
    after = schedule.failed(Known("u", failures=failures), BEGIN, usual, wait)
    assert after.due is not None
    assert usual <= after.due - BEGIN <= max(timedelta(days=7), usual)


@given(st.lists(st.floats(-7200, 0), max_size=30), st.integers(1, 20), st.integers(0, 120))
def test_a_host_is_never_asked_too_often(before: list[float], per_hour: int, gap: int) -> None:
    polling = Polling(gap=f"{gap}s", per_hour=per_hour)  # type: ignore[arg-type]
    asked = [BEGIN + timedelta(seconds=second) for second in sorted(before)]
    free = schedule.free_at(asked, BEGIN, polling)
    assert free >= BEGIN
    assert all(free - at >= timedelta(seconds=gap) for at in asked)
    assert sum(at > free - timedelta(hours=1) for at in asked) <= max(per_hour - 1, 0)


@pytest.mark.parametrize(
    ("page", "may"),
    [
        ("https://wire.example/1", True),
        ("https://news.wire.example/1", True),
        ("https://pages.example/1", True),
        ("https://notwire.example/1", False),
        ("https://wire.example.evil.example/1", False),
        ("http://127.0.0.1/admin", False),
        ("http://169.254.169.254/latest", False),
        ("file:///etc/passwd", False),
        ("https://wire.example@evil.example/", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_pages_are_followed_on_the_sites_named_alone(page: str, may: bool) -> None:
    assert schedule.may_follow(page, FEED) is may

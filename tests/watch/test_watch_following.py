"""Entries that hold only a summary: their page is fetched once, politely, and never from elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
from watching import Stage, feed

from outskirts.watch.settings import Settings

URL = "https://wire.example/feed"
PAGE = "https://wire.example/a"
ARTICLE = "<html><head><title>News a</title></head><body><article><h1>News a</h1>" + "".join(
    f"<p>{words}</p>"
    for words in (
        "RU captured Toretsk. This is what the army said on Tuesday, and nobody else has said so yet.",
        "The rest of the article tells of the weather in the region, of the roads and of the harvest this year.",
    )
) + "</article></body></html>"  # fmt: skip
SETTINGS = Settings.model_validate({"feed": [{"url": URL, "follow": True}]})
ENTRY = feed(("a", "In short."))


def texts(watcher: Any) -> list[str]:
    return [held.report.text for held in watcher.sources.ledger.reports()]


def later(stage: Stage, watcher: Any) -> Any:
    stage.clock.now += timedelta(minutes=15)
    return watcher.round()


def test_the_page_is_the_report_and_is_fetched_once(stage: Stage) -> None:
    stage.web.pages |= {URL: ENTRY, PAGE: ARTICLE}
    watcher = stage.watcher(SETTINGS)
    assert watcher.round().reports == 1
    assert "the harvest" in texts(watcher)[0]
    stage.web.pages[URL] = feed(("b", "Another."), ("a", "In short."))
    later(stage, watcher)
    assert stage.web.urls().count(PAGE) == 1
    assert sum("News a" in text for text in texts(watcher)) == 1


def test_a_page_that_is_not_there_leaves_the_summary(stage: Stage) -> None:
    stage.web.pages[URL] = ENTRY
    watcher = stage.watcher(SETTINGS)
    done = watcher.round()
    assert texts(watcher) == ["News a\n\nIn short."]
    assert "404" in done.problems[0].what


def test_a_page_that_fails_for_now_is_tried_for_again_and_at_last_given_up(stage: Stage) -> None:
    stage.web.pages |= {URL: ENTRY, PAGE: lambda _: httpx.Response(503)}
    watcher = stage.watcher(SETTINGS)
    assert (watcher.round().reports, later(stage, watcher).reports) == (0, 0)
    assert later(stage, watcher).reports == 1
    assert texts(watcher) == ["News a\n\nIn short."]


def test_a_page_elsewhere_is_not_fetched(stage: Stage) -> None:
    stage.web.pages[URL] = feed(("a", "In short."), link="http://127.0.0.1/")
    watcher = stage.watcher(SETTINGS)
    watcher.round()
    assert not any("127.0.0.1" in url for url in stage.web.urls())
    assert texts(watcher) == ["News a\n\nIn short."]


def test_a_page_that_leads_elsewhere_is_not_followed_there(stage: Stage) -> None:
    moved = httpx.Response(302, headers={"location": "http://127.0.0.1/admin"})
    stage.web.pages |= {URL: ENTRY, PAGE: lambda _: moved}
    done = stage.watcher(SETTINGS).round()
    assert not any("127.0.0.1" in url for url in stage.web.urls())
    assert "may not be fetched" in done.problems[0].what


def test_of_many_entries_some_wait_for_another_round(stage: Stage) -> None:
    names = [f"n{n:02}" for n in range(30)]
    stage.web.pages |= {URL: feed(*((name, "In short.") for name in names))}
    stage.web.pages |= {f"https://wire.example/{name}": ARTICLE.replace("News a", name) for name in names}
    watcher = stage.watcher(SETTINGS)
    assert watcher.round().reports == 20
    assert later(stage, watcher).reports == 10

"""What a watcher does round by round: whom it asks, what it keeps, what it tells, and what it does not do twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from watching import BEGIN, TORETSK, Stage, feed, read

from outskirts.errors import LedgerError, NotKnown
from outskirts.ledger import Ledger
from outskirts.vocabulary import Problem, Reading, Report
from outskirts.watch.settings import Settings
from outskirts.watch.state import State

URL = "https://wire.example/feed"
OTHER = "https://other.example/feed"
RUSSIAN = "RU captured Toretsk."
DENIED = "UA denied: RU captured Toretsk."


def settings(*urls: str, **keys: Any) -> Settings:
    table = {"feed": [{"url": url} for url in urls or (URL,)], **keys}
    return Settings.model_validate(table)


def told(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def to_file(stage: Stage) -> list[dict[str, str]]:
    return [{"kind": "file", "path": str(stage.folder / "alerts.jsonl")}]


def versioned(text: str, tag: str = '"1"') -> Any:
    """A server that knows the tag that it gave."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers.get("if-none-match") == tag:
            return httpx.Response(304)
        return httpx.Response(200, text=text, headers={"etag": tag, "last-modified": "Tue, 08 Oct 2024 06:00:00 GMT"})

    return answer


# -- asking


def test_what_could_not_be_read_is_asked_for_again(stage: Stage) -> None:
    """As where a language model was not there: the site must not be told that we have it."""

    def lost(reports: Iterable[Report]) -> Iterator[Reading | Problem]:
        yield from (Problem("not read", report.id) for report in reports)

    stage.web.pages |= {URL: versioned(feed(("a", "In short."))), "https://wire.example/a": f"<p>{RUSSIAN * 9}</p>"}
    wanted = Settings.model_validate({"feed": [{"url": URL, "follow": True}]})
    first = stage.watcher(wanted, lost).round()
    assert (first.reports, [p.what for p in first.problems]) == (0, ["not read"])
    stage.clock.now += timedelta(minutes=15)
    assert stage.watcher(wanted).round().reports == 1


def test_an_entry_goes_into_the_ledger_once(stage: Stage) -> None:
    stage.web.pages[URL] = feed(("a", RUSSIAN))
    watcher = stage.watcher(settings())
    first = watcher.round()
    assert (first.asked, first.reports, first.claims) == (1, 1, 1)
    stage.clock.now += timedelta(minutes=15)
    second = watcher.round()
    assert (second.asked, second.unchanged, second.reports) == (1, 1, 0)
    assert watcher.sources.ledger.counts().versions == 1


def test_a_feed_is_not_asked_before_it_is_due(stage: Stage) -> None:
    stage.web.pages[URL] = feed(("a", RUSSIAN))
    watcher = stage.watcher(settings())
    watcher.round()
    stage.clock.now += timedelta(minutes=14)
    assert watcher.round().asked == 0


def test_what_the_server_gave_is_given_back_even_after_a_restart(stage: Stage) -> None:
    stage.web.pages[URL] = versioned(feed(("a", RUSSIAN)))
    stage.watcher(settings()).round()
    stage.clock.now += timedelta(minutes=15)
    again = stage.watcher(settings()).round()
    assert (again.asked, again.unchanged) == (1, 1)
    assert stage.web.requests[-1].headers["if-none-match"] == '"1"'
    assert stage.web.requests[-1].headers["if-modified-since"] == "Tue, 08 Oct 2024 06:00:00 GMT"


def test_a_restart_does_not_ask_again_before_time(stage: Stage) -> None:
    stage.web.pages[URL] = feed(("a", RUSSIAN))
    stage.watcher(settings()).round()
    asked = len(stage.web.asked)
    stage.clock.now += timedelta(minutes=1)
    stage.watcher(settings()).round()
    assert len(stage.web.asked) == asked


def test_what_robots_txt_forbids_is_not_asked(stage: Stage) -> None:
    stage.web.pages["https://wire.example/robots.txt"] = "User-agent: *\nDisallow: /"
    stage.web.pages[URL] = feed(("a", RUSSIAN))
    done = stage.watcher(settings()).round()
    assert URL not in stage.web.urls()
    assert "robots.txt of wire.example forbids it" in done.problems[0].what


def test_robots_txt_is_asked_once_a_day_for_all_addresses_of_a_site(stage: Stage) -> None:
    stage.web.pages |= {URL: feed(("a", RUSSIAN)), f"{URL}2": feed(("b", RUSSIAN))}
    watcher = stage.watcher(settings(URL, f"{URL}2"))
    for _ in range(4):
        watcher.round()
        stage.clock.now += timedelta(minutes=15)
    assert stage.web.urls().count("https://wire.example/robots.txt") == 1
    stage.clock.now += timedelta(hours=24)
    watcher.round()
    assert stage.web.urls().count("https://wire.example/robots.txt") == 2


def test_a_site_whose_robots_txt_fails_is_left_alone(stage: Stage) -> None:
    stage.web.pages["https://wire.example/robots.txt"] = lambda _: httpx.Response(503)
    stage.web.pages[URL] = feed(("a", RUSSIAN))
    done = stage.watcher(settings()).round()
    assert (done.failed, URL in stage.web.urls()) == (1, False)


def test_requests_to_one_host_are_apart_and_other_hosts_are_not_waited_for(stage: Stage) -> None:
    urls = [f"{URL}{n}" for n in range(4)]
    stage.web.pages |= {url: feed(("a", RUSSIAN)) for url in urls}
    stage.watcher(settings(*urls, polling={"gap": "10s"})).round()
    times = [at for at, _ in stage.web.asked]
    assert all(later - earlier >= timedelta(seconds=10) for earlier, later in pairwise(times))


def test_the_delay_that_a_site_asks_for_is_kept(stage: Stage) -> None:
    stage.web.pages["https://wire.example/robots.txt"] = "User-agent: *\nCrawl-delay: 20"
    stage.web.pages |= {URL: feed(("a", RUSSIAN)), f"{URL}2": feed(("b", RUSSIAN))}
    stage.watcher(settings(URL, f"{URL}2")).round()
    times = [at for at, url in stage.web.asked if "feed" in url]
    assert times[1] - times[0] >= timedelta(seconds=20)


def test_a_host_is_not_asked_more_often_in_an_hour_than_is_set(stage: Stage) -> None:
    urls = [f"{URL}{n}" for n in range(6)]
    stage.web.pages |= {url: feed(("a", RUSSIAN)) for url in urls}
    done = stage.watcher(settings(*urls, polling={"per_hour": 4})).round()
    assert len(stage.web.asked) == 4  # robots.txt and three feeds
    assert done.failed == 3
    assert "often enough" in done.problems[0].what


def test_a_failing_feed_is_asked_ever_more_seldom_and_then_as_before(stage: Stage) -> None:
    stage.web.pages[URL] = lambda _: httpx.Response(500)
    watcher = stage.watcher(settings())
    waits = []
    for _ in range(4):
        done = watcher.round()
        assert done.next is not None
        waits.append(done.next - stage.clock.now)
        stage.clock.now = done.next
    assert waits == [timedelta(minutes=m) for m in (30, 60, 120, 240)]
    stage.web.pages[URL] = feed(("a", RUSSIAN))
    assert watcher.round().reports == 1
    assert watcher.state.feeds()[URL].failures == 0


def test_a_server_that_says_when_to_come_back_is_obeyed(stage: Stage) -> None:
    stage.web.pages[URL] = lambda _: httpx.Response(429, headers={"retry-after": "7200"})
    done = stage.watcher(settings()).round()
    assert stage.web.urls().count(URL) == 1
    assert done.next is not None
    assert done.next - stage.clock.now == timedelta(hours=2)


# -- alerts


def test_a_change_of_status_a_first_claim_and_a_denial_are_told(stage: Stage) -> None:
    stage.web.pages[URL] = feed(("a", "UA left Toretsk. RU captured Toretsk."))
    watcher = stage.watcher(settings(sink=to_file(stage)))
    watcher.round()
    first = told(stage.folder / "alerts.jsonl")
    assert {alert["kind"] for alert in first} == {"status", "first"}
    changed = next(alert for alert in first if alert["kind"] == "status")
    assert (changed["place"], changed["after"]) == ("Toretsk", "RU")
    assert changed["claims"][0]["sentence"]
    stage.web.pages[URL] = feed(("a", "UA left Toretsk. RU captured Toretsk."), ("b", DENIED))
    stage.clock.now += timedelta(minutes=15)
    watcher.round()
    later = told(stage.folder / "alerts.jsonl")[len(first) :]
    assert [alert["kind"] for alert in later if alert["kind"] != "status"] == ["denial"]


def test_nothing_is_told_twice_after_a_restart(stage: Stage) -> None:
    stage.web.pages[URL] = feed(("a", RUSSIAN), ("b", DENIED))
    stage.watcher(settings(sink=to_file(stage))).round()
    before = told(stage.folder / "alerts.jsonl")
    assert before
    stage.clock.now += timedelta(minutes=15)
    stage.watcher(settings(sink=to_file(stage))).round()
    assert told(stage.folder / "alerts.jsonl") == before


def test_one_denial_in_many_outlets_is_told_once(stage: Stage) -> None:
    stage.web.pages |= {URL: feed(("a", DENIED)), OTHER: feed(("b", DENIED))}
    stage.watcher(settings(URL, OTHER, sink=to_file(stage), alerts={"on": ["denial"]})).round()
    assert len(told(stage.folder / "alerts.jsonl")) == 1


def test_only_watched_places_are_told_of(stage: Stage) -> None:
    stage.web.pages[URL] = feed(("a", "RU captured Toretsk. RU captured Niu-York."))
    stage.watcher(settings(sink=to_file(stage), alerts={"places": [TORETSK.id]})).round()
    assert {alert["place"] for alert in told(stage.folder / "alerts.jsonl")} == {"Toretsk"}


def test_a_place_that_nobody_knows_cannot_be_watched(stage: Stage) -> None:
    with pytest.raises(NotKnown, match="Atlantis"):
        stage.watcher(settings(alerts={"places": ["Atlantis"]}))


def test_old_claims_are_no_news(stage: Stage) -> None:
    stage.web.pages[URL] = feed(("a", DENIED), at=BEGIN - timedelta(days=10))
    stage.watcher(settings(sink=to_file(stage), alerts={"on": ["first", "denial"]})).round()
    assert told(stage.folder / "alerts.jsonl") == []


def test_what_was_in_the_ledger_before_is_no_news(stage: Stage) -> None:
    report = Report("r", f"News\n{DENIED}", BEGIN, "Wire")
    stage.watcher(settings()).sources.ledger.write(list(read([report])))
    (stage.folder / "ledger.sqlite.watch").rename(stage.folder / "gone")
    stage.clock.now += timedelta(minutes=15)
    done = stage.watcher(settings(sink=to_file(stage))).round()
    assert done.alerts == 0


def test_another_ledger_under_the_same_name_is_no_news(stage: Stage) -> None:
    watcher = stage.watcher(settings())
    watcher.sources.ledger.write(list(read([Report("r", f"News\n{DENIED}", BEGIN, "Wire")])))
    watcher.round()
    stage.close()
    for path in stage.folder.glob("ledger.sqlite*"):
        if path.suffix != ".watch":
            path.unlink()
    with Ledger.open(stage.folder / "ledger.sqlite", clock=stage.clock) as other:
        other.write(list(read(Report(name, f"News\n{DENIED}", BEGIN, "Wire") for name in ("s", "t"))))
    assert stage.watcher(settings(sink=to_file(stage))).round().alerts == 0


def test_a_claim_that_a_person_took_out_is_told_of(stage: Stage) -> None:
    stage.web.pages[URL] = feed(("a", "UA left Toretsk. RU captured Toretsk."))
    watcher = stage.watcher(settings(sink=to_file(stage), alerts={"on": ["retraction", "status"]}))
    watcher.round()
    stage.clock.now += timedelta(minutes=1)
    report = next(iter(watcher.sources.ledger.reports())).report
    watcher.sources.ledger.retract_report(report.id, "Ann", "a hoax")
    stage.clock.now += timedelta(minutes=1)
    count = len(told(stage.folder / "alerts.jsonl"))
    watcher.round()
    later = told(stage.folder / "alerts.jsonl")[count:]
    assert [alert["kind"] for alert in later] == ["status", "retraction", "retraction"]
    assert later[0]["before"] == "RU"
    assert "Taken back by Ann: a hoax." in later[1]["text"]


def test_a_report_that_no_longer_says_so_is_told_of(stage: Stage) -> None:
    stage.web.pages[URL] = feed(("a", RUSSIAN))
    watcher = stage.watcher(settings(sink=to_file(stage), alerts={"on": ["retraction"]}))
    watcher.round()
    stage.clock.now += timedelta(minutes=15)
    stage.web.pages[URL] = feed(("a", "Nobody knows."), at=stage.clock.now)
    watcher.round()
    [alert] = told(stage.folder / "alerts.jsonl")
    assert alert["text"].startswith("The report was changed and says so no longer.")


def test_what_others_put_into_the_ledger_is_told_of_too(stage: Stage) -> None:
    watcher = stage.watcher(settings(sink=to_file(stage), alerts={"on": ["denial"]}))
    watcher.sources.ledger.write(list(read([Report("r", f"News\n{DENIED}", BEGIN, "Wire")])))
    stage.clock.now += timedelta(seconds=1)
    assert watcher.round().alerts == 1


# -- trouble


def bad_feeds() -> dict[str, Any]:
    def loop(_: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": "https://bad.example/loop"})

    def hangs(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("no answer", request=request)

    def lies(request: httpx.Request) -> httpx.Response:
        raise httpx.RemoteProtocolError("peer closed connection without sending complete message body", request=request)

    def endless(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=(b" " * 1_000_000 for _ in range(1_000)))

    return {
        "loop": loop, "hangs": hangs, "lies": lies, "endless": endless,
        "page": "<html><body><p>This domain is for sale.</p></body></html>", "empty": "", "gone": None,
        "binary": lambda _: httpx.Response(200, content=bytes(range(256)) * 50),
    }  # fmt: skip


@pytest.mark.parametrize("name", bad_feeds())
def test_a_bad_feed_is_a_problem_and_the_others_are_read(stage: Stage, name: str) -> None:
    bad = f"https://bad.example/{name}"
    if (answer := bad_feeds()[name]) is not None:
        stage.web.pages[bad] = answer
    stage.web.pages[URL] = feed(("a", RUSSIAN))
    done = stage.watcher(settings(bad, URL)).round()
    assert (done.asked, done.failed, done.reports) == (2, 1, 1)
    assert done.problems[0].where == bad
    assert done.problems[0].remedy


def test_an_xml_bomb_does_not_go_off(stage: Stage) -> None:
    lines = [f'<!ENTITY {b} "{f"&{a};" * 100}">' for a, b in zip("abcd", "bcde", strict=True)]
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{"a" * 1000}">{"".join(lines)}]>'
    stage.web.pages[OTHER] = head + "<rss version='2.0'><channel><item><title>&e;</title></item></channel></rss>"
    stage.web.pages[URL] = feed(("a", RUSSIAN))
    watcher = stage.watcher(settings(OTHER, URL))
    assert any("entities" in problem.what for problem in watcher.round().problems)
    assert max(len(held.report.text) for held in watcher.sources.ledger.reports()) < 100


def test_a_bug_in_one_feed_does_not_stop_the_others(stage: Stage) -> None:
    def stumbles(reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            if "stone" in report.text:
                raise ZeroDivisionError
            yield from read([report])

    stage.web.pages |= {OTHER: feed(("x", "A stone.")), URL: feed(("a", RUSSIAN))}
    done = stage.watcher(settings(OTHER, URL), stumbles).round()
    assert (done.failed, done.reports) == (1, 1)
    assert any(entry["event"] == "bug" for entry in stage.log)


def test_reports_read_before_a_stop_are_kept_and_the_rest_follows(stage: Stage) -> None:
    def stopped(reports: Iterable[Report]) -> Iterator[Reading]:
        yield from read(list(reports)[:1])
        raise KeyboardInterrupt

    stage.web.pages[URL] = versioned(feed(("a", RUSSIAN), ("b", DENIED)))
    with pytest.raises(KeyboardInterrupt):
        stage.watcher(settings(sink=to_file(stage)), stopped).round()
    again = stage.watcher(settings(sink=to_file(stage)))
    assert again.sources.ledger.counts().versions == 1
    done = again.round()
    assert (done.reports, again.sources.ledger.counts().versions) == (1, 2)
    assert {alert["kind"] for alert in told(stage.folder / "alerts.jsonl")} >= {"first", "denial"}


def test_two_watchers_of_one_ledger_are_one_too_many(stage: Stage) -> None:
    watcher = stage.watcher(settings())
    with pytest.raises(LedgerError, match="another watcher"):
        State.open(watcher.state.path)


def test_what_is_no_state_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.watch").write_text("some words that are no database at all\n" * 50, encoding="utf-8")
    with pytest.raises(LedgerError) as error:
        State.open(tmp_path / "x.watch")
    assert "delete" in error.value.remedy


def test_a_clock_set_back_does_not_silence_a_feed(stage: Stage) -> None:
    stage.web.pages[URL] = feed(("a", RUSSIAN))
    watcher = stage.watcher(settings())
    stage.clock.now += timedelta(days=300)
    watcher.round()
    stage.clock.now = BEGIN
    assert watcher.round().asked == 1

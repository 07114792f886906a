"""The web app as `outskirts publish` writes it, on a server that only hands out files, below a path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler
from types import ModuleType

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response, expect
from web_material import readings

from local_site import Quiet, serving
from outskirts.config import Config
from outskirts.detect.parties.conflicts import load_conflicts
from outskirts.ledger import Ledger
from outskirts.serve import snapshot
from outskirts.serve.desk import Desk

TORETSK = "#/place/geonames%3A709354"


class Files(Quiet, SimpleHTTPRequestHandler):
    """Hands out the files of a folder."""


@pytest.fixture(scope="module")
def site(hatch_build: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a snapshot's page, two folders below the root of its host."""
    hatch_build.build()
    root = tmp_path_factory.mktemp("host")
    with Ledger.open(root.parent / "snapshot.sqlite", reader="tests") as ledger:
        list(ledger.add(readings()))
        snapshot.write(Desk(ledger, load_conflicts(), Config(root)), root / "some where" / "app", None, None)
    with serving(partial(Files, directory=str(root))) as address:
        yield f"{address}/some%20where/app/"


@dataclass
class Traffic:
    """What the page asks for, and what of it fails."""

    asked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def assert_at_home(self, site: str) -> None:
        assert any("/api/" in url for url in self.asked)
        assert not [url for url in self.asked if not url.startswith((site, f"blob:{site[:16]}"))]
        assert not self.failed


@pytest.fixture
def traffic(page: Page) -> Traffic:
    found = Traffic()

    def answered(answer: Response) -> None:
        if answer.status >= 400:
            found.failed.append(f"{answer.status} {answer.url}")

    def failed(request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):  # the page itself thought better of it
            found.failed.append(f"{request.failure} {request.url}")

    def told(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            found.failed.append(message.text)

    page.on("request", lambda request: found.asked.append(request.url))
    page.on("response", answered)
    page.on("requestfailed", failed)
    page.on("console", told)
    return found


def test_from_the_list_to_a_place_to_the_sentence_of_a_claim(page: Page, site: str, traffic: Traffic) -> None:
    page.goto(site)
    expect(page.get_by_role("heading", level=1)).to_have_text("Russia-Ukraine war")
    expect(page.locator(".sheet")).to_have_attribute("data-settled", "true")
    page.locator(".place-list").get_by_role("link", name="Toretsk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Toretsk")
    expect(page).to_have_url(re.compile(re.escape(TORETSK)))
    page.get_by_role("link", name=re.compile("Open the sentence in its report: .*entered the eastern")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Russians reach the edge of Toretsk")
    expect(page.locator("main")).to_contain_text("entered the eastern outskirts of Toretsk")
    traffic.assert_at_home(site)


def test_a_link_into_a_snapshot_opens_there_on_its_day(page: Page, site: str, traffic: Traffic) -> None:
    page.goto(f"{site}index.html{TORETSK}?on=2024-10-05")
    expect(page.locator(".headline")).to_contain_text("Held by Ukraine")
    page.goto(f"{site}index.html{TORETSK}?on=2024-10-07")
    expect(page.locator(".headline")).to_contain_text("Contested")
    page.go_back()
    expect(page.locator(".headline")).to_contain_text("Held by Ukraine")
    traffic.assert_at_home(site)


def test_claims_are_searched_and_narrowed_without_a_server(page: Page, site: str, traffic: Traffic) -> None:
    page.goto(f"{site}#/claims")
    expect(page.get_by_role("status")).to_have_text("7 claims")
    page.get_by_role("checkbox", name=re.compile("Vuhledar")).check()
    expect(page.get_by_role("status")).to_have_text("2 claims")
    page.goto(f"{site}#/claims?q=easter")
    expect(page.get_by_role("status")).to_have_text("1 claim")
    page.goto(f"{site}#/claims?since=2024-10-08&stance=denied")
    expect(page.get_by_role("status")).to_have_text("1 claim")
    traffic.assert_at_home(site)


def test_what_needs_a_server_is_not_offered(page: Page, site: str, traffic: Traffic) -> None:
    page.goto(site)
    views = page.get_by_role("navigation", name="Views").get_by_role("link")
    expect(views).to_have_text(["Map", "Reports", "Claims", "Disputes", "Voices"])
    expect(page.get_by_role("slider", name="Day")).to_be_visible()
    expect(page.get_by_role("slider", name="As known at")).to_have_count(0)
    for name in ("Disputes", "Voices", "Reports"):
        views.filter(has_text=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        expect(page.get_by_role("status").first).to_be_visible()
    page.get_by_role("combobox", name="Search").fill("vuhl")
    expect(page.get_by_role("option").first).to_contain_text("Vuhledar")
    traffic.assert_at_home(site)

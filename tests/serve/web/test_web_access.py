"""By keyboard, by screen reader, in the dark, and on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from test_web_safety import NO_WEBGL, VIEWS, ready

AXE = Path(__file__).parents[3] / "web" / "node_modules" / "axe-core" / "axe.min.js"


def findings(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_has_no_serious_finding_in_any_view(browser: Browser, served: str, theme: Any) -> None:
    page = browser.new_page(color_scheme=theme, reduced_motion="reduce")
    if theme == "dark":
        page.add_init_script(NO_WEBGL)  # the plainer map has to pass too, and is drawn sooner
    for view in VIEWS:
        page.goto(served + view)
        ready(page)
        assert findings(page) == [], view
    page.close()


def test_axe_has_no_serious_finding_in_a_claim_with_its_form(page: Page, served: str) -> None:
    page.goto(f"{served}/claims")
    page.locator(".happening a").first.click()
    expect(page.get_by_role("button", name="Write down")).to_be_visible()
    assert findings(page) == []


def test_nothing_is_wider_than_a_phone(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.add_init_script(NO_WEBGL)
    for view in VIEWS:
        page.goto(served + view)
        ready(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, view
    page.close()


def test_the_keyboard_reaches_the_content_and_its_focus_is_seen(page: Page, served: str) -> None:
    page.goto(f"{served}/claims")
    ready(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_reader_chooses_light_or_dark(page: Page, served: str) -> None:
    page.goto(f"{served}/claims")
    page.get_by_role("button", name="Dark colours").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")

"""The app asks nobody but its server, runs nothing that a report says, and is small."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, expect
from web_material import ATTACK

VIEWS = (
    "/", "/place/geonames%3A709354", "/reports", "/reports/r-entered", "/claims", "/disputes", "/voices",
    "/compare?on=2024-10-09&against=2024-10-01", "/review",
)  # fmt: skip
MOST = 1_500_000  # bytes of a first view, as they are sent


NO_WEBGL = """
const of = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith('webgl') ? null : of.call(this, kind, ...rest);
};"""


def ready(page: Page, drawn: bool = False) -> None:
    """Waits until a view has its words, and (``drawn``) its map."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".busy")).to_have_count(0)
    if drawn and page.locator(".sheet").count():
        expect(page.locator(".sheet")).to_have_attribute("data-settled", "true")


def test_no_request_leaves_the_server(page: Page, served: str) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    for view in VIEWS:
        page.goto(served + view)
        ready(page, drawn=True)
    assert len(asked) > 20
    assert [url for url in asked if not url.startswith((f"{served}/", "blob:", "data:"))] == []


def test_a_first_view_is_small(page: Page, served: str) -> None:
    done: list[Request] = []
    page.on("requestfinished", lambda request: done.append(request))
    page.goto(served)
    ready(page, drawn=True)
    sizes = [request.sizes() for request in done]
    assert sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes) < MOST


@pytest.mark.parametrize("view", ["/reports", "/reports/r-hostile", "/claims", "/voices", "/place/geonames%3A709354"])
def test_what_a_report_says_is_shown_and_never_run(page: Page, served: str, view: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a script of a report ran: {dialog.message}"))
    page.goto(served + view)
    ready(page)
    expect(page.get_by_text(ATTACK[:30]).first).to_be_attached()
    assert page.evaluate("document.title") != "taken over"
    assert page.locator("main script, main img, main b").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0


def test_a_script_in_the_page_would_be_refused(page: Page, served: str) -> None:
    page.goto(f"{served}/claims")
    page.evaluate("""() => {
      const script = document.createElement('script');
      script.textContent = "document.documentElement.dataset.ran = 'yes'";
      document.body.append(script);
    }""")
    assert page.evaluate("document.documentElement.dataset.ran") is None

"""What a reader does, from the first view to a printed page."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect
from serve_material import TOKEN
from test_web_safety import NO_WEBGL

TORETSK = "/place/geonames%3A709354"


def test_a_place_is_searched_for_and_opened(page: Page, served: str) -> None:
    page.goto(served)
    expect(page.get_by_role("heading", level=1)).to_have_text("Russia-Ukraine war")
    page.keyboard.press("/")
    page.keyboard.type("toretsk")
    expect(page.get_by_role("option").first).to_contain_text("Toretsk")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Toretsk")
    expect(page).to_have_url(re.compile(TORETSK))
    expect(page.get_by_role("row", name=re.compile("Contested"))).to_be_visible()
    expect(page.get_by_text("Confidence")).to_be_visible()


def test_the_day_is_moved_by_key_by_button_and_by_date(page: Page, served: str) -> None:
    page.goto(f"{served}{TORETSK}?on=2024-10-07")
    status = page.locator(".headline")
    expect(status).to_contain_text("Contested")
    page.get_by_role("slider", name="Day").focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    expect(status).to_contain_text("Held by Ukraine")
    expect(page).to_have_url(re.compile("on=2024-10-03"))
    page.get_by_role("button", name="A day earlier").click()
    expect(page).to_have_url(re.compile("on=2024-10-02"))
    page.get_by_label("Day, as a date").fill("2024-10-07")
    expect(status).to_contain_text("Contested")


def test_the_map_follows_the_day(page: Page, served: str) -> None:
    page.goto(f"{served}/?on=2024-10-08")
    sheet = page.locator(".sheet")
    expect(sheet).to_have_attribute("data-day", "20004")
    expect(sheet).to_have_attribute("data-settled", "true")
    page.keyboard.press("[")
    expect(sheet).to_have_attribute("data-day", "20003")


def test_the_same_day_is_asked_as_it_was_known_then(page: Page, served: str) -> None:
    page.goto(f"{served}{TORETSK}?on=2024-10-07")
    expect(page.locator(".headline")).to_contain_text("Contested")
    known = page.get_by_role("slider", name="As known at")
    known.focus()
    known.press("Home")
    for _ in range(3):
        known.press("ArrowRight")
    expect(page).to_have_url(re.compile("known_at=2024-10-03"))
    expect(page.locator(".panel-head")).to_contain_text("as known on 3 Oct 2024")
    expect(page.get_by_text("entered the eastern outskirts")).to_have_count(0)
    page.get_by_role("button", name="Now").click()
    expect(page.get_by_text("entered the eastern outskirts").first).to_be_visible()


def test_a_claim_opens_at_its_sentence_in_its_report(page: Page, served: str) -> None:
    page.goto(f"{served}{TORETSK}?on=2024-10-10")
    page.get_by_role("link", name=re.compile("Open the sentence.*eastern outskirts")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Russians reach the edge of Toretsk")
    sentence = page.locator("mark#sentence")
    expect(sentence).to_be_in_viewport()
    expect(sentence).to_have_text(
        "Ukraine's military said that Russian troops had entered the eastern outskirts of Toretsk."
    )
    expect(sentence.locator(".trigger")).to_have_text("entered")
    expect(sentence.locator(".speaker")).to_have_text("Ukraine's military")


def test_rival_claims_stand_side_by_side_with_their_three_times(page: Page, served: str) -> None:
    page.goto(f"{served}{TORETSK}?on=2024-10-10")
    columns = page.locator(".column")
    expect(columns.filter(has_text="Russia's defence ministry").first).to_be_visible()
    left = page.locator(".column", has=page.get_by_role("heading", name=re.compile("Ukraine"))).bounding_box()
    right = page.locator(".column", has=page.get_by_role("heading", name=re.compile("Russia"))).bounding_box()
    assert left is not None
    assert right is not None
    assert abs(left["y"] - right["y"]) < 2
    assert left["x"] + left["width"] <= right["x"] or right["x"] + right["width"] <= left["x"]
    claim = page.locator(".claim", has_text="its forces had taken Toretsk")
    expect(claim.locator(".times")).to_have_text(
        re.compile("Happened.*8 Oct 2024.*Said.*8 Oct 2024.*Published.*12:00 UTC")
    )
    expect(claim).to_contain_text("Second Paper")


def test_a_review_is_written_into_the_trail(page: Page, served: str) -> None:
    page.goto(f"{served}/claims?q=captured")
    page.get_by_role("link", name=re.compile("Vuhledar")).first.click()
    page.get_by_label(re.compile("Doubt")).check()
    page.get_by_label("Reason").fill("no picture yet")
    page.get_by_label("Your name").fill("A. Reviewer")
    page.get_by_label("Token").fill("not the token at all")
    page.get_by_role("button", name="Write down").click()
    expect(page.locator(".review-form .bad")).not_to_be_empty()
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Write down").click()
    step = page.locator(".trail li", has_text="A. Reviewer")
    expect(step).to_contain_text("no picture yet")
    page.get_by_role("link", name="Review", exact=True).click()
    expect(page.locator(".trail li").first).to_contain_text("doubt by A. Reviewer")


def test_an_address_shows_another_reader_the_same(page: Page, served: str) -> None:
    page.goto(f"{served}{TORETSK}?on=2024-10-08")
    page.get_by_role("slider", name="As known at").press("ArrowLeft")
    expect(page).to_have_url(re.compile("known_at="))
    expect(page.locator(".panel-head")).to_contain_text("as known on")
    told = page.locator(".panel-head").inner_text(), page.locator(".chances").inner_text()
    other = page.context.browser.new_page()  # type: ignore[union-attr]
    other.goto(page.url)
    expect(other.locator(".chances")).to_be_visible()
    assert (other.locator(".panel-head").inner_text(), other.locator(".chances").inner_text()) == told
    other.close()


def test_going_back_goes_back(page: Page, served: str) -> None:
    page.goto(f"{served}/claims")
    page.get_by_role("link", name="Disputes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Disputes")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims")


def test_claims_are_narrowed_down(page: Page, served: str) -> None:
    page.goto(f"{served}/claims")
    expect(page.get_by_role("status")).to_have_text("7 claims")
    page.get_by_role("checkbox", name=re.compile("^denies")).check()
    expect(page.get_by_role("status")).to_have_text("1 claim")
    expect(page).to_have_url(re.compile("stance=denied"))
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_role("status")).to_have_text("7 claims")


def test_a_place_prints_without_what_only_a_screen_can_use(page: Page, served: str) -> None:
    page.goto(f"{served}{TORETSK}?on=2024-10-08")
    expect(page.locator(".claim").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Views")).to_be_hidden()
    expect(page.get_by_role("combobox", name="Search places")).to_be_hidden()
    expect(page.locator(".chances")).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_what_is_reported_of_a_road_is_in_the_legend_and_can_be_left_out(page: Page, served: str) -> None:
    towns = [{"place_id": "a", "name": "A", "lat": 48.0, "lon": 37.0, "holder": None},
             {"place_id": "b", "name": "B", "lat": 48.5, "lon": 37.5, "holder": None},
             {"place_id": "c", "name": "C", "lat": 49.0, "lon": 37.9, "holder": None}]  # fmt: skip
    word = {"state": "cut", "day": "2024-10-07", "named": True, "at": ["a"], "claims": []}
    road = {"id": "x1", "name": "X1 A-B-C", "places": towns, "missing": [], "reported": word, "said": []}
    road["sections"] = []
    told = {"note": "", "conflict": "russia-ukraine", "on": "2024-10-08", "roads": [road]}
    page.route("**/api/roads?*", lambda route: route.fulfill(json=told))
    page.goto(f"{served}/?on=2024-10-08")
    legend = page.locator(".legend")
    expect(legend.get_by_text("Reported cut")).to_be_visible()
    expect(legend.get_by_text("Nothing reported of late")).to_be_visible()  # from B to C
    legend.get_by_label("Roads, from town to town").uncheck()
    expect(legend.get_by_text("Reported cut")).to_have_count(0)
    expect(page).to_have_url(re.compile("roads=no"))


def test_places_are_called_as_in_the_language_chosen(page: Page, served: str) -> None:
    def ukrainian(route: Route) -> None:
        told = route.fetch().json()
        at = [told["id"].index("geonames:709354")]
        route.fulfill(json=told | {"at": at, "local": ["Торецьк"]})

    page.route("**/api/names?*language=uk*", ukrainian)
    page.goto(f"{served}/?names=uk")
    expect(page.locator(".place-list")).to_contain_text("Торецьк")
    page.get_by_label("Place names").select_option("en")
    expect(page.locator(".place-list")).to_contain_text("Toretsk")


def test_without_webgl_the_map_is_drawn_in_a_plainer_way(page: Page, served: str) -> None:
    page.add_init_script(NO_WEBGL)
    page.goto(f"{served}/?on=2024-10-08")
    expect(page.locator("canvas.plain-map")).to_be_visible()
    expect(page.locator(".sheet")).to_have_attribute("data-day", "20004")
    expect(page.locator(".place-list")).to_contain_text("Toretsk")


def test_an_empty_answer_and_an_unknown_page_say_what_to_do(page: Page, served: str) -> None:
    page.goto(f"{served}/claims?q=zeppelin")
    expect(page.get_by_text("No claim is like that")).to_be_visible()
    page.goto(f"{served}/nothing-here")
    expect(page.get_by_role("link", name="To the map")).to_be_visible()
    page.goto(f"{served}/place/nowhere")
    expect(page.get_by_role("alert")).to_be_visible()

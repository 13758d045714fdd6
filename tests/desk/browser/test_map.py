"""The map draws, and the map and the timeline filter each other."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.desk.browser.conftest import Opener


def map_of(page: Page) -> Page:
    page.wait_for_selector("#together[data-ready]")
    return page


def test_the_map_is_drawn_and_names_its_places(opened: Opener) -> None:
    page = map_of(opened("/map"))
    expect(page.locator("#map canvas")).to_be_visible()
    expect(page.locator("#map a.spot", has_text="Halbat")).to_be_visible()
    shot = page.locator("#map").screenshot()
    assert len(shot) > 5_000  # land, a coast or a circle, not one even field
    expect(page.locator(".atlas.still")).to_be_hidden()


def test_time_filters_the_map_and_the_list(opened: Opener) -> None:
    page = map_of(opened("/map"))
    event = page.locator("[data-event]")
    expect(event).to_be_visible()
    first = page.get_by_role("slider", name="From")
    first.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    expect(event).to_be_hidden()
    expect(page.locator("#map a.spot.none", has_text="Halbat")).to_be_visible()
    assert re.search(r"from=2031-\d\d-\d\d", page.url)
    page.get_by_role("button", name="Show all").click()
    expect(event).to_be_visible()
    assert "from=" not in page.url


def test_dragging_over_the_timeline_chooses_a_span(opened: Opener) -> None:
    page = map_of(opened("/map"))
    page.locator("#brush svg").scroll_into_view_if_needed()
    box = page.locator("#brush svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.95, box["y"] + 30)
    page.mouse.up()
    expect(page.locator("[data-event]")).to_be_hidden()
    address = page.url
    page.goto(address)
    map_of(page)
    expect(page.locator("[data-event]")).to_be_hidden()


def test_moving_the_map_away_filters_the_timeline(opened: Opener) -> None:
    page = map_of(opened("/map"))
    box = page.locator("#map").bounding_box()
    assert box
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 310, box["y"] + 300)
    page.mouse.move(box["x"] + box["width"] - 5, box["y"] + 300, steps=4)
    page.mouse.up()
    page.mouse.move(box["x"] + 20, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 5, box["y"] + 300, steps=4)
    page.mouse.up()
    expect(page.locator("[data-event]")).to_be_hidden()
    expect(page.locator("#span")).to_contain_text("where the map is")
    expect(page.locator("#brush .bar.in")).to_have_count(0)

"""Every page in a browser: it opens without an error, fits a phone and paper, and axe finds nothing."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from tests.desk.browser.conftest import Opener

NAMES = (
    "overview", "board", "disagreement", "reports", "report", "arabic report", "places", "people", "place",
    "person", "timeline", "event", "map", "search", "question", "queue", "editor", "missed claim", "names",
    "claim to judge", "arabic editor", "one event or two", "relations", "add",
)  # fmt: skip
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
UNFOLD = "document.querySelectorAll('main details').forEach(one => { one.open = true; })"
TOO_WIDE = """() => [...document.querySelectorAll("main *")].filter(e =>
    e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, svg, .moving") &&
    getComputedStyle(e).position !== "absolute").map(e => e.outerHTML.slice(0, 90))"""


def accessible(page: Page) -> list[str]:
    """What axe holds against the page."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{v['id']}: {n['html'][:160]} {n['failureSummary'][:200]}" for v in found for n in v["nodes"]]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_in_light_and_dark_is_accessible(name: str, opened: Opener, paths: dict[str, str]) -> None:
    """Unfolded, so that what stands under a summary is looked at as well: possible conflicts, figures, others."""
    page = opened(paths[name])
    assert page.locator("h1").count() == 1
    page.evaluate(UNFOLD)
    assert accessible(page) == []
    page.emulate_media(color_scheme="dark")
    assert accessible(page) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_a_phone(name: str, opened: Opener, paths: dict[str, str]) -> None:
    page = opened(paths[name], width=390, has_touch=True)
    for opening in ("false", "true"):  # what is folded away fits too
        page.evaluate(
            f"document.querySelectorAll('main details').forEach(one => {{ one.open = {opening}; }})"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate(TOO_WIDE) == []
    small = page.evaluate("""() => [...document.querySelectorAll("main p, main blockquote, main a, main td")]
        .filter(e => e.offsetParent && parseFloat(getComputedStyle(e).fontSize) < 11).map(e => e.outerHTML)""")
    assert small == []
    page.emulate_media(color_scheme="dark")
    assert accessible(page) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_paper(name: str, opened: Opener, paths: dict[str, str]) -> None:
    page = opened(paths[name], width=720)
    page.emulate_media(media="print")
    assert not page.locator("nav").first.is_visible()
    assert not page.locator("header form").is_visible()
    assert page.evaluate(TOO_WIDE) == []
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_turned_right_to_left_is_mirrored(name: str, opened: Opener, paths: dict[str, str]) -> None:
    page = opened(paths[name])
    left = page.locator("header .name").bounding_box()
    page.evaluate("document.documentElement.dir = 'rtl'")
    right = page.locator("header .name").bounding_box()
    assert left and right and left["x"] < 200 and right["x"] > 900
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    out = page.evaluate("""() => [...document.querySelectorAll("main h1, main h2, main p, main blockquote")]
        .filter(e => e.offsetParent && e.getBoundingClientRect().left < -1).map(e => e.outerHTML.slice(0, 90))""")
    assert out == []
    assert accessible(page) == []


def test_possible_conflicts_stand_apart_in_both_scripts(opened: Opener) -> None:
    page = opened("/contested")
    counted = page.locator(".kinds a").first.inner_text()
    assert not page.locator(".doubt").first.is_visible()
    page.locator(".doubted summary").press("Enter")
    sides = page.locator(".doubt .side")
    assert sides.count() == 2 and all(sides.nth(n).is_visible() for n in range(2))
    assert page.locator(".doubt [lang=ar][dir]").count() >= 1
    assert page.locator(".doubt").count() == 1 and counted == page.locator(".kinds a").first.inner_text()


def test_everything_is_there_without_a_script(opened: Opener, paths: dict[str, str]) -> None:
    page = opened(paths["report"], java_script_enabled=False)
    assert page.locator(".note").count() == page.locator(".note:visible").count() > 0
    page.goto(page.url.replace(paths["report"], paths["map"]))
    assert page.locator(".atlas.still").is_visible() and page.locator("[data-event]:visible").count() == 1

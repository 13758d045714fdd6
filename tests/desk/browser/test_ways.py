"""The ways through the desk that people take, by mouse, by touch and by keyboard alone."""

from __future__ import annotations

import re
from itertools import pairwise

from playwright.sync_api import expect

from tests.desk.browser.conftest import Opener


def test_two_clicks_to_the_sides_and_one_to_the_sentence(opened: Opener) -> None:
    page = opened("/")
    page.get_by_role("link", name="Contested", exact=True).click()
    page.locator("article.dispute h2 a").first.click()
    expect(page).to_have_url(re.compile("/contested/"))
    for words in ("Nine people were killed", "At least 14 bodies were brought in"):
        expect(page.locator(".side blockquote", has_text=words).first).to_be_visible()
    page.locator(".side blockquote a", has_text="At least 14").first.click()
    chosen = page.locator("a.mark.chosen")
    expect(chosen.first).to_have_text("At least 14 bodies were brought in")
    expect(chosen.first).to_be_in_viewport()
    expect(page.locator(".note.chosen")).to_contain_text("Dr. Leyla Hadid")


def test_from_claim_to_claim_with_the_keyboard(opened: Opener, paths: dict[str, str]) -> None:
    page = opened(paths["report"])
    page.keyboard.press("j")
    expect(page.locator("a.mark.chosen")).to_have_text("Nine people were killed")
    expect(page.locator("a.mark.chosen")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("a.mark.chosen")).to_have_text("an assertion")
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(page.locator(".note.chosen")).to_contain_text("Col. Idris Mansour")
    page.keyboard.press("o")
    expect(page.locator(".note.chosen .others p").first).to_be_visible()
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile("/contested/"))


def test_the_board_and_the_search_with_the_keyboard(opened: Opener) -> None:
    page = opened("/contested")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/contested/"))  # loaded, so that its keys are listened to
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox").first).to_be_focused()
    page.keyboard.type("jkbomb")  # letters typed into a field move nothing
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=jkbomb"))


def test_the_keys_are_listed_and_the_list_closes(opened: Opener) -> None:
    page = opened("/")
    page.keyboard.press("?")
    expect(page.locator("dialog.keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.keys")).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("dialog.keys")).to_be_hidden()


def test_the_first_tab_leads_past_the_navigation(opened: Opener) -> None:
    page = opened("/contested")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_notes_stand_at_their_words_and_never_on_each_other(opened: Opener, paths: dict[str, str]) -> None:
    page = opened(paths["report"])
    expect(page.locator(".read")).to_have_class(re.compile("floating"))
    boxes = [note.bounding_box() for note in page.locator(".note").all()]
    first_words = page.locator("a.mark").first.bounding_box()
    assert first_words and boxes[0] and abs(boxes[0]["y"] - first_words["y"]) < 12
    for above, below in pairwise(boxes):
        assert above and below and above["y"] + above["height"] <= below["y"] + 1


def test_a_report_from_right_to_left_has_its_notes_on_the_left(opened: Opener, paths: dict[str, str]) -> None:
    page = opened(paths["arabic report"])
    words, note = page.locator(".said-text").first.bounding_box(), page.locator(".note").first.bounding_box()
    assert words and note and note["x"] + note["width"] <= words["x"]
    assert page.evaluate("getComputedStyle(document.querySelector('.said-text')).direction") == "rtl"


def test_on_a_phone_a_note_opens_under_its_line(opened: Opener, paths: dict[str, str]) -> None:
    page = opened(paths["report"], width=390, has_touch=True)
    expect(page.locator(".note:visible")).to_have_count(0)
    page.locator("a.mark").first.tap()
    note = page.locator(".note:visible")
    expect(note).to_have_count(1)
    mark, box = page.locator("a.mark").first.bounding_box(), note.bounding_box()
    assert mark and box and box["y"] > mark["y"]


def test_on_a_phone_the_form_for_a_missed_claim_is_in_sight(opened: Opener, paths: dict[str, str]) -> None:
    page = opened(paths["report"], width=390, has_touch=True)
    page.get_by_role("link", name="Add the claim").click()
    expect(page.locator("#missed-claim").get_by_text("Select words in the text")).to_be_in_viewport()
    assert page.evaluate("scrollY") < 100
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_the_rule_of_an_event_is_switched(opened: Opener, paths: dict[str, str]) -> None:
    page = opened(paths["event"])
    expect(page.locator("#figures h3")).to_contain_text("at least 9")
    page.get_by_role("link", name="highest").click()
    expect(page.locator("#figures")).to_contain_text("Rule: highest")
    expect(page.locator("#figures h3")).to_contain_text("14")


def test_a_filter_of_the_board_has_an_address(opened: Opener) -> None:
    page = opened("/contested")
    page.get_by_label("Place").fill("Halabat")
    page.get_by_label("Place").press("Enter")
    expect(page).to_have_url(re.compile("place=Halabat"))
    expect(page.locator("article.dispute")).to_have_count(2)
    page.get_by_role("link", name=re.compile("^Denial")).click()
    expect(page.locator("article.dispute")).to_have_count(1)
    page.reload()
    expect(page.locator("article.dispute")).to_have_count(1)

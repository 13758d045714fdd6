"""A wrong speaker corrected, and the correction undone, with the keyboard alone, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from riwaya.store.ledger import WorkingLedger
from tests.desk.review.browser import FLAGS, chromium, served

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture
def page(path: str) -> Iterator[object]:
    """A page of the desk; whatever the browser complains of fails the test."""
    browser_path = chromium()
    with served(path) as address, sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        opened = browser.new_page(viewport={"width": 1300, "height": 900})
        faults: list[str] = []
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.on("console", lambda m: faults.append(m.text) if "Security Policy" in m.text else None)
        opened.on("request", lambda r: None if "127.0.0.1" in r.url else faults.append(r.url))
        opened.goto(address)
        yield opened
        browser.close()
        assert faults == []


def press(page: object, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)  # type: ignore[attr-defined]


def speaker(page: object) -> str:
    return str(page.locator(".fields tr").first.locator("td b").inner_text())  # type: ignore[attr-defined]


def test_a_wrong_speaker_is_corrected_and_the_correction_undone(page, book: WorkingLedger) -> None:  # type: ignore[no-untyped-def]
    twelve = next(c for c in book.claims() if "12 people" in c.text)
    page.goto(page.url.split("?")[0].rstrip("/") + "/review")
    page.get_by_role("link", name="12 people were killed").first.focus()
    with page.expect_navigation():  # until its script listens to keys
        press(page, "Enter")
    assert speaker(page) == "Orlan Beck"

    press(page, "e")  # starts at the speaker "Beck"; eight words before it stands "Ilse"
    press(page, *["ArrowLeft"] * 8, "Shift+ArrowRight")
    assert page.locator(".picked").inner_text() == "Ilse Marrow"
    with page.expect_navigation():
        press(page, "s")
    assert speaker(page).endswith("Ilse Marrow")
    assert page.locator(".stands .state").inner_text() == "corrected"
    assert "Beck" in page.locator(".machine del").inner_text()
    (shown,) = book.claims([twelve.id])
    assert shown.chain[0].source.words and shown.chain[0].source.words.text == "Ilse Marrow"

    with page.expect_navigation():
        press(page, "z")
    assert speaker(page) == "Orlan Beck"
    assert list(book.claims([twelve.id])) == [twelve]
    assert [j.kind.value for j in book.judgements()] == ["correct", "undo"]


def test_claims_are_turned_judged_and_commented_by_keys(page, book: WorkingLedger) -> None:  # type: ignore[no-untyped-def]
    report = next(r for r in book.reports() if r.source.endswith("a.txt"))
    page.goto(page.url.split("?")[0].rstrip("/") + f"/review/reports/{report.id}")
    first = page.locator(".panel").get_attribute("data-claim")
    with page.expect_navigation():
        press(page, "j")
    second = page.locator(".panel").get_attribute("data-claim")
    assert second != first
    with page.expect_navigation():
        press(page, "a")
    with page.expect_navigation():
        press(page, "k")
    with page.expect_navigation():
        press(page, "r")
    press(page, "m")
    page.keyboard.type("see line four, a j k")
    with page.expect_navigation():
        press(page, "Enter")
    rows = [(j.kind.value, j.target, j.why) for j in book.judgements()]
    assert rows == [
        ("accept", second, ""),
        ("reject", first, ""),
        ("comment", first, "see line four, a j k"),
    ]
    press(page, "t")
    page.keyboard.type("denied")
    with page.expect_navigation():
        press(page, "Enter")
    assert next(book.judged_claims([first])).stance.value == "denied"


def test_words_picked_with_the_mouse_are_counted_in_code_points(page, book: WorkingLedger) -> None:  # type: ignore[no-untyped-def]
    """The report holds a sign of two UTF-16 units before the words."""
    twelve = next(c for c in book.claims() if "12 people" in c.text)
    page.goto(page.url.split("?")[0].rstrip("/") + f"/review/claims/{twelve.id}")
    page.get_by_text("Marrow said", exact=False).first.wait_for()
    page.evaluate(
        """() => {
          const piece = [...document.querySelectorAll('[data-at]')].find((p) => p.textContent.includes("of Zarvanek"));
          const at = piece.textContent.indexOf("Zarvanek");
          getSelection().setBaseAndExtent(piece.firstChild, at, piece.firstChild, at + 8);
        }"""
    )
    page.wait_for_function("document.querySelector('.picked').textContent === 'Zarvanek'")
    with page.expect_navigation():
        press(page, "l")
    assert page.locator(".outcome.refused").count() == 0
    (shown,) = book.claims([twelve.id])
    assert [p.words.text for p in shown.where] == ["Zarvanek"]


def test_a_missed_claim_is_added_by_keys_alone_and_taken_back(page, book: WorkingLedger) -> None:  # type: ignore[no-untyped-def]
    report = next(r for r in book.reports() if r.source.endswith("a.txt"))
    before = [c.id for c in book.claims(report=report.id)]
    page.goto(page.url.split("?")[0].rstrip("/") + f"/reports/{report.id}")
    page.evaluate("document.fonts.ready")
    with page.expect_navigation():
        press(page, "x")  # from the reader to the editor, with the form open
    page.wait_for_selector("details.missed[open]")
    press(page, "e")  # at the speaker of the claim at hand, the first open one
    for _ in range(40):
        if page.evaluate("getSelection().toString()") == "Orlan":
            break
        press(page, "ArrowLeft")
    press(page, *["ArrowRight"] * 5, *["Shift+ArrowRight"] * 2)
    assert page.evaluate("getSelection().toString()") == "the teacher Ilse"
    press(page, "Shift+ArrowRight", "c")
    assert page.locator("input[name=content]").input_value() == "the teacher Ilse Marrow"
    press(page, "e", *["ArrowLeft"] * 8, "Shift+ArrowRight", "s")
    assert page.locator("input[name=source]").input_value() == "Orlan Beck"
    press(page, "t")
    page.keyboard.type("alleged")
    with page.expect_navigation():
        press(page, "Enter")
    assert page.locator(".outcome").inner_text().startswith("Done: added by hand")
    assert "A person added this claim" in page.locator(".panel").inner_text()
    (made,) = (c for c in book.claims(report=report.id) if c.by_hand)
    assert (made.text, made.stance.value) == ("the teacher Ilse Marrow", "alleged")
    assert made.chain[0].source.words and made.chain[0].source.words.text == "Orlan Beck"
    with page.expect_navigation():
        press(page, "z")
    assert [c.id for c in book.claims(report=report.id)] == before


def test_a_missed_claim_is_added_with_the_mouse(page, book: WorkingLedger) -> None:  # type: ignore[no-untyped-def]
    report = next(r for r in book.reports() if r.source.endswith("a.txt"))
    page.goto(page.url.split("?")[0].rstrip("/") + f"/reports/{report.id}")
    page.evaluate(
        """() => {
          const piece = [...document.querySelectorAll('[data-at]')].find((p) => p.textContent.includes("Zarvanek"));
          const at = piece.textContent.indexOf("of Zarvanek");
          getSelection().setBaseAndExtent(piece.firstChild, at, piece.firstChild, at + 11);
        }"""
    )
    with page.expect_navigation():  # until its script takes what is typed
        page.get_by_role("link", name="Add the claim").click()
    assert page.locator("input[name=content]").input_value() == "of Zarvanek"
    page.get_by_role("textbox", name="Cue").fill("never printed")
    with page.expect_navigation():
        page.get_by_role("button", name="Add the claim").click()
    refused = page.locator(".outcome.refused")
    assert "“never printed” does not stand in the report" in refused.inner_text()
    assert page.locator("input[name=content]").input_value() == "of Zarvanek"
    page.get_by_role("textbox", name="Cue").fill("")
    page.get_by_role("button", name="Add the claim").click()
    page.get_by_text("Done: added by hand").wait_for()
    (made,) = (c for c in book.claims(report=report.id) if c.by_hand)
    assert made.text == "of Zarvanek" and made.narrated


def test_from_the_start_page_to_a_corrected_speaker_and_back_in_ten_keys(page, book: WorkingLedger) -> None:  # type: ignore[no-untyped-def]
    page.evaluate("document.fonts.ready")
    before = list(book.claims())
    pressed = 0

    def keys(*some: str, leads: bool = False) -> None:
        nonlocal pressed
        pressed += len(some)
        if not leads:
            press(page, *some)
            return
        with page.expect_navigation():
            press(page, *some)
        page.wait_for_load_state("load")

    keys("j")  # what is contested most
    keys("Enter", leads=True)  # its sides
    keys("j")  # the first account
    keys("v", leads=True)  # to be judged
    page.wait_for_selector(".panel[data-claim]")
    assert speaker(page).endswith("Ilse Marrow")
    keys("s", "O")  # the speaker is O...
    keys("Enter", leads=True)
    assert speaker(page) == "Orlan Beck"
    (row,) = book.judgements()
    assert row.kind.value == "correct"
    keys("z", leads=True)
    assert speaker(page).endswith("Ilse Marrow") and list(book.claims()) == before
    assert pressed <= 10

    press(page, "?")
    help_sheet = page.locator("dialog.keys")
    for said in ("judge the claim at hand", "choose the speaker by name", "a claim that was missed"):
        assert said in help_sheet.inner_text()

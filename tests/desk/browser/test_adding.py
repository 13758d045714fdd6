"""Reports added as a person adds them: dropped on the page, pasted, and without any script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.attacked import UNLIMITED, serving
from riwaya.desk.adding import Jobs
from riwaya.desk.adding import feature as adding
from riwaya.desk.app import make_app
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from tests.desk.browser.conftest import PATIENCE, TOKEN

MILL = "LOWDALE, 4 May 2031 - The mill burned down on Friday, the mayor, Oskar Lindt, said."
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "text/plain" }));
  for (const kind of ["dragover", "drop"])
    document.querySelector("main").dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true }));
}"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[str, WorkingLedger]]:
    ledger = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    jobs = Jobs(ledger.address)
    app = make_app(ledger, TOKEN, "127.0.0.1", more=[adding(jobs)], limits=UNLIMITED)
    with serving(app) as address:
        yield address, ledger
    jobs.close()
    ledger.close()


def at_add(browser: Browser, address: str, scripts: bool = True) -> tuple[Page, list[str]]:
    """The page on which reports are added, reached from the first; what goes wrong on it is collected."""
    context = browser.new_context(java_script_enabled=scripts)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.goto(f"{address}/?token={TOKEN}", timeout=PATIENCE)
    page.get_by_role("link", name="Add", exact=True).click()
    page.wait_for_url(f"{address}/add")
    return page, wrong


def test_a_dropped_file_is_read_and_its_claims_are_found(
    browser: Browser, desk: tuple[str, WorkingLedger]
) -> None:
    address, ledger = desk
    page, wrong = at_add(browser, address)
    page.evaluate(DROP, ["mill.txt", MILL])
    assert page.evaluate("document.querySelector('[name=files]').files[0].name") == "mill.txt"
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 report added", timeout=4 * PATIENCE)
    assert [r.source for r in ledger.reports()] == ["mill.txt"]
    page.locator("main ul a").first.click()
    expect(page.locator("a.mark").first).to_have_text("The mill burned down on Friday")
    assert wrong == []
    page.context.close()


def test_without_a_script_a_pasted_text_goes_in_and_a_bad_one_is_set_aside(
    browser: Browser, desk: tuple[str, WorkingLedger]
) -> None:
    address, ledger = desk
    page, wrong = at_add(browser, address, scripts=False)
    page.locator("[name=text]").fill(MILL)
    page.locator("[name=files]").set_input_files(
        {"name": "scan.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\nrest"}
    )
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 report added", timeout=4 * PATIENCE)
    assert "a picture (PNG)" in page.content()
    assert ledger.counts()["reports"] == 1 and wrong == []
    page.context.close()

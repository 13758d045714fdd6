"""Takes pictures of the desk's main pages on the sample reports, as a browser shows them: `make pictures`.

The invented places of the samples are put where nobody lives, so that the maps have something to show.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
from pathlib import Path

import uvicorn
from click.testing import CliRunner
from playwright.sync_api import Browser, sync_playwright

from riwaya.cli import riwaya
from riwaya.desk.app import make_app
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger

HERE = Path(__file__).parent
REPORTS = HERE.parents[1] / "examples" / "reports"
TOKEN = "for-pictures"  # noqa: S105 - lives as long as the pictures take
WIDE, PHONE = (1360, 940), (390, 844)


def ledger(folder: Path) -> WorkingLedger:
    """The sample reports with the places of `places.csv`."""
    path = str(folder / "demo.riwaya")
    open_ledger(path, create=True).close()
    for words in (["places", "add", path, str(HERE / "places.csv")], ["add", path, str(REPORTS)]):
        ran = CliRunner().invoke(riwaya, words)
        if ran.exit_code:
            raise SystemExit(f"riwaya {words[0]} ended with {ran.exit_code}: {ran.output}")
    return open_ledger(path)


def addresses(book: WorkingLedger) -> dict[str, str]:
    """Picture -> address."""
    reader = next(r for r in book.reports() if "Shield" in (r.title or ""))
    arabic = next(r for r in book.reports() if r.language == "ar")
    place = next(e for e in book.entities() if e.name == "Umm Rassan crossing")
    event = max(book.events(), key=lambda e: len(e.claims))
    return {
        "overview": "/",
        "board": "/contested",
        "report": f"/reports/{reader.id}",
        "report-arabic": f"/reports/{arabic.id}",
        "place": f"/entities/{place.id}",
        "event": f"/events/{event.id}",
        "map": "/map",
    }


def take(browser: Browser, root: str, name: str, path: str, size: tuple[int, int], scheme: str) -> None:
    """One picture, once the fonts are there and a map is drawn."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(f"{root}/?token={TOKEN}")
    page.goto(root + path)
    page.evaluate("document.fonts.ready")
    if name.startswith("map"):
        page.wait_for_selector("#together[data-ready]")
        page.wait_for_timeout(2000)
    if name.startswith("report"):
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(400)
    page.screenshot(path=HERE / f"{name}.png")
    print(f"docs/pictures/{name}.png", file=sys.stderr)  # noqa: T201
    context.close()


def main() -> int:
    """Writes every picture beside this file."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("no chromium; tests/system.sh installs it where it can")
    with tempfile.TemporaryDirectory() as folder, socket.socket() as listening:
        book = ledger(Path(folder))
        listening.bind(("127.0.0.1", 0))
        root = f"http://127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(make_app(book, TOKEN, "127.0.0.1"), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        with sync_playwright() as playwright:
            options = ["--no-sandbox", "--enable-unsafe-swiftshader"]
            browser = playwright.chromium.launch(executable_path=chromium, args=options)
            found = addresses(book)
            for name, path in found.items():
                take(browser, root, name, path, WIDE, "light")
            take(browser, root, "board-dark", found["board"], WIDE, "dark")
            take(browser, root, "overview-phone", found["overview"], PHONE, "light")
            take(browser, root, "report-phone", found["report"], PHONE, "light")
            browser.close()
        server.should_exit = True
        thread.join(20)
        book.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

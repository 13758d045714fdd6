"""A real desk in a real browser. Every page that a test opens is watched for errors and foreign requests."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from riwaya.desk.adding import Jobs
from riwaya.desk.adding import feature as adding
from riwaya.desk.app import make_app
from riwaya.records import About, Relation, RelationKind
from riwaya.store import open_ledger
from riwaya.store.derived import _put_possible
from riwaya.store.ledger import WorkingLedger
from riwaya.store.sql import SqlLedger
from tests.view.story import halbat

TOKEN = "a-token-for-the-browser"
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)
Opener = Callable[..., Page]
PATIENCE = 60_000  # milliseconds: a busy machine is slow, and slowness is not what these tests are about
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="package")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkingLedger]:
    made = open_ledger(str(tmp_path_factory.mktemp("browser") / "town.riwaya"), create=True)
    halbat().into(made)
    _doubt(made)
    yield made
    made.close()


def _doubt(made: WorkingLedger) -> None:
    """Two accounts, one of them in Arabic letters, that may contradict each other."""
    arabic = next(r.id for r in made.reports() if r.language == "ar")
    one = next(made.claims(report=arabic)).id
    other = next(c.id for c in made.claims() if c.report != arabic)
    pair = (min(one, other), max(one, other))
    why = "One says this, and the other says that."
    maybe = Relation("x" + 20 * "1", RelationKind.CONTRADICTS, About.STATUS, pair, why, 0.41)
    assert isinstance(made, SqlLedger)
    with made._writing() as connection:
        _put_possible(connection, (maybe,))


@pytest.fixture(scope="package")
def address(ledger: WorkingLedger) -> Iterator[str]:
    """The address of a desk that really listens, without the token."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    jobs = Jobs(ledger.address)
    app = make_app(ledger, TOKEN, "127.0.0.1", more=[adding(jobs)])
    config = uvicorn.Config(app, log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)
    listening.close()
    jobs.close()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no chromium; tests/system.sh installs it")
        pytest.skip("no chromium; tests/system.sh installs it where it can")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--enable-unsafe-swiftshader"]
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield made
        made.close()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Opener]:
    """Opens an address of the desk in a new window; at the end nothing may have gone wrong in any of them.

    A request may go to the desk, and to what begins with `also`.
    """
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "GL Driver Message" not in message.text:
            wrong.append(f"{message.type}: {message.text}")

    def opener(path: str, width: int = 1280, also: str = "blob:", **more: object) -> Page:
        def asked(request: Request) -> None:
            if not request.url.startswith((address, also, "blob:", "data:")):
                wrong.append(f"asked for {request.url}")

        context = browser.new_context(viewport={"width": width, "height": 900}, **more)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", asked)
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/?token={TOKEN}")
        if path != "/":
            page.goto(address + path)
        page.evaluate("document.fonts.ready")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="package")
def paths(ledger: WorkingLedger) -> dict[str, str]:
    """An address of every kind of page."""
    courier = next(r for r in ledger.reports() if r.outlet == "The Courier")
    arabic = next(r for r in ledger.reports() if r.language == "ar")
    town = next(e for e in ledger.entities() if e.name == "Halbat")
    chief = next(e for e in ledger.entities() if e.name == "Col. Idris Mansour")
    return {
        "overview": "/",
        "board": "/contested",
        "disagreement": f"/contested/{next(ledger.contradictions()).id}",
        "reports": "/reports",
        "report": f"/reports/{courier.id}",
        "arabic report": f"/reports/{arabic.id}",
        "places": "/places",
        "people": "/people",
        "place": f"/entities/{town.id}",
        "person": f"/entities/{chief.id}",
        "timeline": "/timeline",
        "event": f"/events/{next(ledger.events()).id}",
        "map": "/map",
        "search": "/search?q=bomb",
        "question": "/ask?q=How+many+people+were+killed+in+Halabat",
        "queue": "/review",
        "editor": f"/review/reports/{courier.id}",
        "missed claim": f"/review/reports/{courier.id}?missed=yes",
        "names": f"/review/entities/{town.id}",
        "claim to judge": f"/review/claims/{next(ledger.claims(report=arabic.id)).id}",
        "arabic editor": f"/review/reports/{arabic.id}",
        "one event or two": f"/review/events/{next(ledger.events()).id}",
        "relations": f"/review/disagreements/{next(ledger.contradictions()).id}",
        "add": "/add",
        "not there": "/nowhere",
    }


def built(name: str) -> Path:
    """A file that the desk's pages load."""
    return Path(__file__).parents[3] / "src/riwaya/desk/static/built" / name

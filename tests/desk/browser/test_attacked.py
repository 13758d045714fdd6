"""Reports that attack, and sites that attack, against the desk in a real browser: nothing is run, nothing is told."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from evals.attacked import UNLIMITED, serving
from riwaya.desk.adding import Jobs
from riwaya.desk.adding import feature as adding
from riwaya.desk.app import make_app
from riwaya.records import Kind, Link, Source
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from tests.desk.browser.conftest import CHROMIUM, PATIENCE, TOKEN
from tests.view.story import Story, halbat

TAGS = (
    "<script>window.owned=1</script>",
    "\"'><img src=x onerror=window.owned=2>",
    "</title></textarea></style><svg onload=window.owned=3>",
    "<a href=javascript:window.owned=4>here</a>",
    "{{7919*7907}}",
    "<style>*{display:none}</style><base href=//evil.example/>",
    "\u202e<b>evil</b>\u2066",
)
BAD = " ".join(TAGS)
ADDRESS = "javascript:window.owned=5//https://evil.example/<script>window.owned=6</script>"


def hostile() -> Story:
    """The story, and a report that carries the attack in every field that comes from outside."""
    story = halbat()
    text = f"{BAD}\n\nThe mill at Halbat burned down and 7 people {TAGS[1]} died, Oskar {TAGS[0]} Lindt said."
    report = story.report(
        f"{TAGS[0]}.txt".replace("/", "_"),
        text,
        title=BAD,
        outlet=BAD,
        authors=(BAD,),
        dateline=BAD,
        url=ADDRESS,
        published="2031-05-04",
        published_why=BAD,
        language="en",
        origins=(("title", BAD),),
    )
    speaker = f"Oskar {TAGS[0]} Lindt"
    person = story.person(report, Kind.PERSON, speaker, descriptions=(BAD,), why=BAD)
    story.entity(person, why=BAD)
    chain = (Link(Source(story.words(report, speaker), person.id, None), story.words(report, "said"), BAD),)
    story.claim(report, f"The mill at Halbat burned down and 7 people {TAGS[1]} died", chain=chain)
    return story


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkingLedger]:
    ledger = open_ledger(str(tmp_path_factory.mktemp("attacked") / "town.riwaya"), create=True)
    hostile().into(ledger)
    yield ledger
    ledger.close()


@pytest.fixture(scope="module")
def desk(attacked: WorkingLedger) -> Iterator[tuple[str, Jobs]]:
    """A desk with the hostile report, which adds as well."""
    jobs = Jobs(attacked.address)
    app = make_app(attacked, TOKEN, "127.0.0.1", more=[adding(jobs)], limits=UNLIMITED)
    with serving(app) as address:
        yield address, jobs
    jobs.close()


def entered(browser: Browser, address: str) -> BrowserContext:
    """A window that the desk knows."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{address}/?token={TOKEN}", timeout=PATIENCE)
    page.close()
    return context


def test_nothing_in_a_report_is_run(browser: Browser, desk: tuple[str, Jobs]) -> None:
    """Every page that leads to the report or shows it: no script of it runs, nothing is asked of elsewhere."""
    address, _ = desk
    context = entered(browser, address)
    page = context.new_page()
    wrong: list[str] = []
    page.on(
        "console",
        lambda m: wrong.append(m.text) if "Refused" in m.text or "Content Security" in m.text else None,
    )
    page.on("dialog", lambda d: wrong.append(f"dialog {d.message}"))
    page.on(
        "request", lambda r: None if r.url.startswith((address, "blob:", "data:")) else wrong.append(r.url)
    )
    waiting: list[str] = ["/", "/reports", "/search?q=mill", "/search?q=%3Cscript%3E", "/map", "/add"]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        if path in seen or len(seen) > 45:
            continue
        seen.add(path)
        page.goto(address + path, timeout=PATIENCE)
        assert page.evaluate("window.owned") is None, path
        assert page.evaluate("document.baseURI").startswith(address), path
        foreign = """() => [...document.querySelectorAll("script, img, svg[onload], base, iframe, object, style, a")]
            .filter(e => e.tagName.toLowerCase() === "a" ? /^(javascript|data|vbscript):/i.test(e.getAttribute("href") || "")
                : e.tagName.toLowerCase() !== "script" || !e.src.startsWith(location.origin + "/static/")).map(e => e.outerHTML)"""
        assert [e for e in page.evaluate(foreign) if "maplibre" not in e] == [], path
        assert "62615533" not in page.content()
        links = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))")
        waiting += [h.split("#")[0] for h in links if h.startswith("/") and not h.endswith("/original")]
    assert wrong == []
    assert len(seen) > 25
    assert any(TAGS[0] in page_text(page, address, path) for path in seen if path.startswith("/reports/"))
    context.close()


def page_text(page: Page, address: str, path: str) -> str:
    """What a person reads on the page."""
    page.goto(address + path, timeout=PATIENCE)
    return str(page.evaluate("document.body.innerText"))


class Site(BaseHTTPRequestHandler):
    """Another site, whose page does all it can to read the desk or to change it."""

    def __init__(self, target: str, *given: object) -> None:
        self.target = target
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        page = f"""<!doctype html><title>evil</title><body>
        <img src="{self.target}/static/icon.svg" onload="window.seen='image'">
        <script src="{self.target}/api/v1/claims" onload="window.seen='script'"></script>
        <iframe name="inner" src="{self.target}/contested"></iframe><iframe name="sent"></iframe>
        <form id="f" method="post" target="sent" enctype="multipart/form-data" action="{self.target}/add">
        <input name="csrf" value=""><input name="text" value="The dam broke, said nobody."></form>
        <script>window.said = [];
        const go = async () => {{
          for (const mode of ["cors", "no-cors"]) for (const method of ["GET", "POST"]) {{
            try {{
              const answer = await fetch("{self.target}/api/v1/claims", {{ mode, method, credentials: "include" }});
              window.said.push([mode, method, answer.status, await answer.text()]);
            }} catch (error) {{ window.said.push([mode, method, 0, ""]); }}
          }}
          document.getElementById("f").submit();
          setTimeout(() => {{ window.over = true; }}, 1000);
        }};
        go();</script>"""
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def another_site(desk: tuple[str, Jobs]) -> Iterator[str]:
    """The address of the other site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, desk[0]))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_another_site_reads_nothing_and_changes_nothing(
    browser: Browser, desk: tuple[str, Jobs], another_site: str
) -> None:
    address, jobs = desk
    context = entered(browser, address)
    page = context.new_page()
    answers: list[tuple[str, int]] = []
    page.on("response", lambda r: answers.append((r.url, r.status)) if r.url.startswith(address) else None)
    page.goto(another_site, timeout=PATIENCE)
    page.wait_for_function("window.over === true", timeout=PATIENCE)
    assert page.evaluate("window.seen") is None
    said = page.evaluate("window.said")
    assert len(said) == 4 and all(text == "" for *_, text in said)
    assert answers and all(status in (403, 429) for _, status in answers), answers
    frame = page.frame("inner")
    assert frame is None or "Halbat" not in frame.content()
    assert jobs.all() == ()
    context.close()


def test_a_link_from_another_site_shows_a_closed_door(
    browser: Browser, desk: tuple[str, Jobs], another_site: str
) -> None:
    """The cookie is not sent along, so even a followed link shows nothing."""
    context = entered(browser, desk[0])
    page = context.new_page()
    page.route(
        f"{another_site}/link",
        lambda r: r.fulfill(body=f'<a href="{desk[0]}/contested">x</a>', content_type="text/html"),
    )
    page.goto(f"{another_site}/link", timeout=PATIENCE)
    page.click("a")
    page.wait_for_url(f"{desk[0]}/contested")
    assert "closed without its token" in page.content() and "Halbat" not in page.content()
    context.close()


def test_a_name_that_is_pointed_here_is_refused(desk: tuple[str, Jobs], tmp_path: Path) -> None:
    """DNS rebinding: the browser itself is told that the attacker's name is this machine."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no chromium; tests/system.sh installs it")
        pytest.skip("no chromium; tests/system.sh installs it where it can")
    port = urlsplit(desk[0]).port
    rules = "--host-resolver-rules=MAP rebound.example 127.0.0.1"
    ran = threading.Thread(target=_rebound, args=(rules, port, tmp_path / "seen"))
    ran.start()  # a browser of its own, and a second one is not started in one thread
    ran.join(timeout=120)
    assert (tmp_path / "seen").read_text("utf-8") == "421 421 421"


def _rebound(rules: str, port: int | None, seen: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", rules])
        page = browser.new_page()
        found = []
        for path in ("/", f"/?token={TOKEN}", "/api/v1/claims"):
            answer = page.goto(f"http://rebound.example:{port}{path}", timeout=PATIENCE)
            assert "Halbat" not in page.content()
            found.append(str(answer.status if answer else 0))
        browser.close()
    seen.write_text(" ".join(found), encoding="utf-8")

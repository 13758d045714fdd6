from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from riwaya.desk.app import make_app
from riwaya.records import About, Compared, Relation, RelationKind
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from riwaya.view.public_form import PublicForm
from tests.desk.conftest import BASE, TOKEN
from tests.view.story import halbat

VOID = {"meta", "link", "input", "br", "line", "rect", "circle"}


class Checked(HTMLParser):
    """A page taken apart: its links, its ids, and whether every element is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.odd: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [v for k, v in attrs if k in ("href", "src", "action") and v]
        self.ids += [given["id"] or ""] if "id" in given else []
        self.odd += [f"{tag} {k}" for k in given if k.startswith("on") or k == "style"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.odd.append(f"</{tag}>")


def page(client: TestClient, path: str) -> Checked:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 200, (path, answer.text[:300])
    made = Checked(answer.text)
    assert made.odd == [] and made.open == [], path
    assert len(made.ids) == len(set(made.ids)), path
    return made


def crawl(client: TestClient) -> dict[str, Checked]:
    """Every page that can be reached from the first."""
    seen: dict[str, Checked] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen or path.endswith(("/original", ".css", ".js", ".svg")):
            continue
        seen[path] = page(client, path)
        waiting += [link.split("#")[0] for link in seen[path].links if link.startswith("/")]
    return seen


def test_every_page_is_well_formed_and_no_link_is_dead(reader: TestClient) -> None:
    pages = crawl(reader)
    kinds = {path.split("?")[0].split("/")[1] for path in pages}
    assert kinds == {
        "",
        "contested",
        "reports",
        "places",
        "people",
        "entities",
        "map",
        "timeline",
        "events",
        "claims",
        "search",
        "review",
        "ask",
    }
    for path, made in pages.items():
        for link in made.links:
            assert link.startswith(("/", "#")), (path, link)
            where, _, mark = link.partition("#")
            if mark and (where in pages or not where):
                assert mark in (pages[where] if where else made).ids, (path, link)


def test_from_the_start_to_the_sides_to_the_sentence(reader: TestClient) -> None:
    start = reader.get("/").text
    first = re.search(r'href="(/contested/[^"]+)"', start)
    assert first
    sides = reader.get(first[1]).text
    assert "Nine people were killed" in sides and "At least 14 bodies were brought in" in sides
    words = re.search(r'href="(/reports/[^"#]+)#([^"]+)"', sides)
    assert words
    assert f'id="{words[2]}"' in reader.get(words[1]).text


def test_the_board_filters(reader: TestClient) -> None:
    everything = reader.get("/contested").text
    assert everything.count('class="dispute"') == 3
    assert reader.get("/contested?about=denial").text.count('class="dispute"') == 1
    assert reader.get("/contested?place=Halabat").text.count('class="dispute"') == 2
    assert reader.get("/contested?since=2032").text.count('class="dispute"') == 0


def test_the_reader_marks_words_by_stance(reader: TestClient, facts: WorkingLedger) -> None:
    courier = next(r for r in facts.reports() if r.outlet == "The Courier")
    text = reader.get(f"/reports/{courier.id}").text
    assert re.search(r'<a class="mark asserted"[^>]*>Nine people were killed</a>', text)
    assert re.search(r'<a class="mark denied"[^>]*>an assertion</a>', text)
    assert '<p class="furniture" dir="auto">Subscribe to our newsletter</p>' in text
    arabic = next(r for r in facts.reports() if r.language == "ar")
    assert f'lang="{arabic.language}"' in reader.get(f"/reports/{arabic.id}").text


def test_the_original_is_saved_never_shown(reader: TestClient, facts: WorkingLedger) -> None:
    report = next(facts.reports())
    answer = reader.get(f"/reports/{report.id}/original")
    assert answer.content == facts.original(report.id)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize(
    "path",
    [
        "/reports/none",
        "/contested/none",
        "/claims/none",
        "/entities/none",
        "/events/none",
        "/nowhere",
        "/../x",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(path: str, reader: TestClient) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404
    assert "Not here" in answer.text


@pytest.mark.parametrize(
    "query", ["q=%00", "q=" + "x" * 5000, "q=%22%22%22", "q=*", "q=bomb&since=soon", "q=(", "page=-1"]
)
def test_any_question_has_an_answer(query: str, reader: TestClient) -> None:
    assert reader.get(f"/search?{query}").status_code == 200


def test_a_claim_leads_to_its_words(reader: TestClient, facts: WorkingLedger) -> None:
    claim = next(facts.claims())
    answer = reader.get(f"/claims/{claim.id}")
    assert answer.headers["location"] == f"/reports/{claim.report}#{claim.id}"


def foreign_scripts(text: str) -> list[str]:
    """Every script that is not one of the desk's files."""
    return re.findall(
        r"<script(?! src=\"/static/(?:built/)?[a-z]+\.js\" (?:type=\"module\"|defer)></script>)", text
    )


def test_markup_in_a_report_is_text(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    story = halbat()
    report = story.report(
        "<b>.txt", f"The mill {bad} burned, the mayor said.", title=bad, outlet=bad, url="javascript:1"
    )
    story.claim(report, "burned")
    ledger = open_ledger(str(tmp_path / "bad.riwaya"), create=True)
    story.into(ledger)
    client = TestClient(make_app(ledger, TOKEN, "127.0.0.1"), base_url=BASE)
    client.get(f"/?token={TOKEN}")
    pages = crawl(client)
    for path in pages:
        text = client.get(path).text
        assert "<img" not in text and foreign_scripts(text) == []
    searched = client.get("/search", params={"q": bad}).text
    assert "<img" not in searched and foreign_scripts(searched) == []
    ledger.close()


def test_the_public_desk_masks(facts: WorkingLedger) -> None:
    public = PublicForm(facts, "salt")
    client = TestClient(make_app(public, TOKEN, "127.0.0.1", originals=False), base_url=BASE)
    client.get(f"/?token={TOKEN}")
    pages = crawl(client)
    assert len(pages) > 15
    for path in [*pages, "/search?q=Halbat"]:
        text = client.get(path).text
        assert "Barakat" not in text and "Sami" not in text, path
    report = next(public.reports())
    assert client.get(f"/reports/{report.id}/original").status_code == 404


def test_long_lists_come_in_pages(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riwaya.desk.paging.page_of.__defaults__", (2,))
    first = page(reader, "/reports")
    following = [link for link in first.links if "page=2" in link]
    assert following
    assert page(reader, following[0]).links != first.links


def test_conflicts_that_may_be_are_folded_below_the_board(tmp_path: Path) -> None:
    ledger = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    halbat().into(ledger)
    one, other, *_ = sorted(c.id for c in ledger.claims())
    maybe = Relation("x1", RelationKind.CONTRADICTS, About.STATUS, (one, other), "The bridge, perhaps.", 0.41)
    ledger.put_compared((), Compared((), (), possible=(maybe,)))
    client = TestClient(make_app(ledger, TOKEN, "127.0.0.1"), base_url=BASE)
    client.get(f"/?token={TOKEN}")
    page(client, "/contested")
    shown = client.get("/contested").text
    assert shown.count('class="dispute"') == 3 and "3 disagreements" in shown
    folded = shown.split('<details class="doubted">')[1]
    assert "1 possible conflict, not counted above" in folded and "The bridge, perhaps." in folded
    assert "The bridge, perhaps." not in client.get("/contested?about=figure").text
    ledger.close()

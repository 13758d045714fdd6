from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest
from starlette.testclient import TestClient

from riwaya.desk.app import make_app
from riwaya.desk.guard import Role, TokenDoor
from riwaya.desk.public import Fresh
from riwaya.errors import LedgerError
from riwaya.ingest import Options
from riwaya.pipeline import add, default_stages
from riwaya.store import open_ledger
from riwaya.view.facts import Facts
from tests.desk.conftest import BASE, TOKEN

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
BEFORE = "HALBAT, 9 May 2031 - The bridge at Halbat is closed, the mayor, Oskar Lindt, said."
AFTER = (
    "HALBAT, 10 May 2031 - A clerk, Yusuf Barakat, who asked that his name be withheld, said the guard laid the"
    " bomb. Barakat said he saw three men at the mill."
)


def test_who_is_added_while_the_desk_is_open_is_masked_at_once(tmp_path: Path) -> None:
    """Another process adds a report in which someone asks not to be named: no answer of the open desk names him."""
    path = str(tmp_path / "town.riwaya")
    shown, other = open_ledger(path, create=True), open_ledger(path)
    for name, text in (("before.txt", BEFORE), ("after_Yusuf-Barakat.txt", AFTER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    stages = default_stages(Options(), "rules")
    add(other, [str(tmp_path / "before.txt")], stages)
    facts = cast(Facts, Fresh(shown, "salt"))
    app = make_app(facts, TokenDoor(TOKEN, Role.READER), "127.0.0.1", originals=False)
    client = TestClient(app, base_url=BASE, headers={"authorization": f"Bearer {TOKEN}"})
    paths = ["/", "/reports", "/people", "/search?q=bomb", "/api/v1/reports", "/api/v1/claims"]
    assert all(client.get(path).status_code == 200 for path in paths)
    assert len(client.get("/api/v1/reports").json()["items"]) == 1
    add(other, [str(tmp_path / "after_Yusuf-Barakat.txt")], stages)
    assert len(client.get("/api/v1/reports").json()["items"]) == 2
    for path in [*paths, *(f"/reports/{r.id}" for r in facts.reports())]:
        answer = client.get(path)
        assert answer.status_code == 200 and "Barakat" not in answer.text, path
    for r in shown.reports():  # an id of the ledger is none of the public desk's
        assert client.get(f"/reports/{r.id}").status_code == 404
    assert client.get("/api/v1/search?q=Barakat").json()["items"] == []
    assert client.get("/api/v1/").json()["public"] is True
    assert client.get("/add").status_code == 403
    assert 'name="review"' not in client.get("/contested?review=open").text
    shown.close()
    other.close()


def test_while_the_ledger_never_rests_nothing_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    counted = iter(range(1000))
    monkeypatch.setattr(ledger, "version", lambda: str(next(counted)))
    with pytest.raises(LedgerError, match="are being added"):
        cast(Facts, Fresh(ledger, "salt")).reports()
    ledger.close()


def test_every_page_opens_and_none_holds_an_id_of_the_ledger(tmp_path: Path) -> None:
    book = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    add(book, list(map(str, sorted(EXAMPLES.glob("*.txt"))[:3])), default_stages(Options(), "rules"))
    kinds = ("report", "entity", "claim", "event", "relation", "status")
    real = {i[:9] for kind in kinds for i in book.ids(kind, "", 10_000, {})}
    real |= {r.sha256[:8] for r in book.reports()}
    real |= {one.id[:9] for r in book.reports() for one in book.referents(report=r.id)}
    app = make_app(
        cast(Facts, Fresh(book, "salt")), TokenDoor(TOKEN, Role.READER), "127.0.0.1", originals=False
    )
    client = TestClient(app, base_url=BASE, headers={"authorization": f"Bearer {TOKEN}"})
    waiting, opened = (
        ["/", "/api/v1/reports", "/api/v1/entities", "/api/v1/claims", "/api/v1/events"],
        set[str](),
    )
    while waiting and len(opened) < 120:
        path = waiting.pop(0)
        if path in opened:
            continue
        opened.add(path)
        answer = client.get(path)
        assert answer.status_code in (200, 403), (path, answer.status_code)
        assert not [one for one in real if one in answer.text], path
        links = (
            re.findall(r'href="(/[^"#]*)', answer.text) if "html" in answer.headers["content-type"] else []
        )
        waiting += [link.replace("&amp;", "&") for link in links if not link.startswith("/static")]
    assert len(opened) > 40
    book.close()

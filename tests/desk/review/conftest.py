from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from riwaya.desk.app import make_app
from riwaya.ingest import Options
from riwaya.pipeline import add, default_stages
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from tests.desk.conftest import BASE, TOKEN

TOLD = {
    "a.txt": (
        "Valley Radio, 3 March 2021\n\n"
        "Orlan Beck, the mayor, met the teacher Ilse Marrow at the mill 🙂 of Zarvanek. "
        "Beck said 12 people were killed in the blast at the mill.\n\n"
        "Marrow said the road to Zarvanek was open."
    ),
    "b.txt": (
        "Harbour Post, 4 March 2021\n\nDr. Yana Osk said 17 people were killed in the blast at the mill "
        "of Zarvanek on 2 March.\n\nA <b>clerk</b> denied that the road to Zarvanek was open."
    ),
}


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ledger of two reports that contradict each other."""
    for name, text in TOLD.items():
        (tmp_path / name).write_text(text)
    made = str(tmp_path / "town.riwaya")
    book = open_ledger(made, create=True)
    add(book, [str(tmp_path / name) for name in TOLD], default_stages(Options(), "rules"))
    book.close()
    return made


@pytest.fixture
def book(path: str) -> Iterator[WorkingLedger]:
    ledger = open_ledger(path)
    yield ledger
    ledger.close()


@pytest.fixture
def client(book: WorkingLedger) -> TestClient:
    """A browser that has opened the printed address."""
    made = TestClient(make_app(book, TOKEN, "127.0.0.1"), base_url=BASE, follow_redirects=False)
    made.get(f"/?token={TOKEN}")
    return made

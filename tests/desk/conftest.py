from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from riwaya.desk.app import make_app
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from tests.view.story import halbat

TOKEN = "a-token-for-tests"
BASE = "http://127.0.0.1:8742"


@pytest.fixture(scope="session")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkingLedger]:
    """The story in a ledger; tests only read it."""
    ledger = open_ledger(str(tmp_path_factory.mktemp("desk") / "town.riwaya"), create=True)
    halbat().into(ledger)
    yield ledger
    ledger.close()


@pytest.fixture
def stranger(facts: WorkingLedger) -> TestClient:
    """A browser without the token."""
    return TestClient(make_app(facts, TOKEN, "127.0.0.1"), base_url=BASE, follow_redirects=False)


@pytest.fixture
def reader(stranger: TestClient) -> TestClient:
    """A browser that has opened the printed address."""
    stranger.get(f"/?token={TOKEN}")
    return stranger

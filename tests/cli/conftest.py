from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.store import open_ledger
from tests.view.story import halbat


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a ledger that holds the story; tests only read it."""
    path = tmp_path_factory.mktemp("town") / "town.riwaya"
    ledger = open_ledger(str(path), create=True)
    halbat().into(ledger)
    ledger.close()
    return str(path)


@pytest.fixture
def nowhere(tmp_path: Path) -> str:
    return str(tmp_path / "none.riwaya")

from __future__ import annotations

import pytest

from tests.view.memory import Memory
from tests.view.story import halbat


@pytest.fixture
def ledger() -> Memory:
    made = Memory()
    halbat().into(made)
    return made

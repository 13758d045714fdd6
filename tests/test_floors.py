"""Quality floors that are quick to measure hold on their data; `make evals` has them all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from evals.quality import FLOORS, check
from tests.shared_data import SHARED, needs_shared

QUICK: list[dict[str, Any]] = [one for one in json.loads(FLOORS.read_text("utf-8")) if one.get("ci")]


@needs_shared
@pytest.mark.parametrize("one", QUICK, ids=lambda one: f"{one['task']} {one['path']}")
def test_nothing_fell_below_its_floor(one: dict[str, Any]) -> None:
    assert check(one, SHARED / "data", higher=False) == []


def test_a_figure_below_its_floor_is_named() -> None:
    assert QUICK
    if SHARED.is_dir():
        high = {**QUICK[0], "floors": dict.fromkeys(QUICK[0]["floors"], 1.01)}
        assert len(check(high, SHARED / "data", higher=False)) == len(high["floors"])

"""The passages of `evals/blame` are read at least as well as the roadmap says."""

from __future__ import annotations

import pytest
import yaml

from evals.blame.__main__ import PASSAGES, key_of, read, scores


@pytest.mark.parametrize(("held", "floor"), [(False, 0.92), (True, 0.82)])
def test_who_is_held_responsible(held: bool, floor: float) -> None:
    passages = [p for p in yaml.safe_load(PASSAGES.read_bytes()) if bool(p.get("held")) is held]
    assert len(passages) > 20
    found = read([p["text"] for p in passages])
    assert scores(found, [key_of(p) for p in passages])["f1"] >= floor

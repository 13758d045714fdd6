from __future__ import annotations

import gc

import pytest

from riwaya.pipeline.garbage import seldom_within


def test_how_often_cycles_are_looked_for_is_as_before_also_after_a_fault() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="a fault"), seldom_within():
        assert gc.get_threshold()[0] > before[0]
        raise ValueError("a fault")
    assert gc.get_threshold() == before

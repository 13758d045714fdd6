import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from riwaya.neural.reach import BUCKETS, REACH, reach_of


@given(st.integers(0, 300), st.integers(1, 4), st.integers(0, 100), st.integers(5, 400))
def test_the_cue_lies_in_its_reach_and_padding_only_behind(at: int, size: int, low: int, more: int) -> None:
    cue = (low + at % more, min(low + at % more + size, low + more))
    start, buckets = reach_of(cue, low, low + more)
    assert len(buckets) == REACH
    assert low <= start
    marked = start + np.flatnonzero(buckets == 1)
    assert marked.tolist() == list(range(*cue))
    live = np.flatnonzero(buckets > 0)
    assert live.tolist() == list(range(min(REACH, low + more - start)))
    assert buckets.max() < BUCKETS


def test_neighbours_before_and_after_differ() -> None:
    _, buckets = reach_of((10, 12), 0, 40)
    assert buckets[9] != buckets[12]
    assert buckets[9] != buckets[0]

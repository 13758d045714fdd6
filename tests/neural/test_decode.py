from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from riwaya.neural.decode import NEVER, spans_of, viterbi
from riwaya.neural.labels import bio_transitions


def best_by_trying_all(scores: np.ndarray, follow: np.ndarray, first: np.ndarray) -> float:
    steps, tags = scores.shape
    return float(
        max(
            first[path[0]]
            + sum(scores[i, t] for i, t in enumerate(path))
            + sum(follow[a, b] for a, b in pairwise(path))
            for path in product(range(tags), repeat=steps)
        )
    )


@given(st.integers(1, 5), st.integers(0, 10_000))
def test_the_path_is_the_best_of_all_paths(steps: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    scores = draw.normal(size=(1, steps, 3)).astype(np.float32)
    may = np.asarray(bio_transitions(1))
    follow = np.where(may, draw.normal(size=(3, 3)).astype(np.float32), NEVER)
    first = np.where(may[0], np.float32(0), NEVER)
    path = viterbi(scores, np.asarray([steps]), follow, first)[0].tolist()
    value = first[path[0]] + sum(scores[0, i, t] for i, t in enumerate(path))
    value += sum(follow[a, b] for a, b in pairwise(path))
    assert np.isclose(value, best_by_trying_all(scores[0], follow, first), atol=1e-4)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 10_000))
def test_company_changes_nothing(lengths: list[int], seed: int) -> None:
    draw = np.random.default_rng(seed)
    scores = draw.normal(size=(len(lengths), max(lengths), 5)).astype(np.float32)
    follow = np.where(np.asarray(bio_transitions(2)), np.float32(0), NEVER)
    together = viterbi(scores, np.asarray(lengths), follow, follow[0])
    for row, length in enumerate(lengths):
        alone = viterbi(scores[row : row + 1, :length], np.asarray([length]), follow, follow[0])
        assert together[row, :length].tolist() == alone[0].tolist()
        assert not together[row, length:].any()


def test_spans_begin_end_and_meet() -> None:
    tags = np.asarray([0, 1, 2, 1, 3, 4, 4, 0, 5], dtype=np.int8)
    assert spans_of(tags) == [(1, 3, 0), (3, 4, 0), (4, 7, 1), (8, 9, 2)]


@given(st.lists(st.integers(0, 2), max_size=12))
def test_every_marked_piece_lies_in_one_span(tags: list[int]) -> None:
    covered = [i for a, b, _ in spans_of(np.asarray(tags, dtype=np.int8)) for i in range(a, b)]
    assert covered == [i for i, tag in enumerate(tags) if tag]

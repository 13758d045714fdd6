"""MUC, B3 and CEAF-e, on examples counted by hand."""

from __future__ import annotations

import pytest

from riwaya.score.clusters import Tally, best_match


def tally(gold: list[set[str]], found: list[set[str]]) -> Tally:
    one = Tally()
    one.add(gold, found)
    return one


def test_the_same_clusters_are_perfect() -> None:
    same = [{"a", "b", "c"}, {"d", "e"}]
    assert tally(same, same).conll_f1 == pytest.approx(1.0)


def test_an_example_counted_by_hand() -> None:
    """Key: abc, defg. Found: ab, cd, fghi, of which h and i are in no cluster of the key."""
    got = tally([{"a", "b", "c"}, {"d", "e", "f", "g"}], [{"a", "b"}, {"c", "d"}, {"f", "g", "h", "i"}])
    # links of the key: 2 + 3; kept: abc -> ab, c: 1; defg -> d, fg, e alone: 1
    assert got.muc.recall == pytest.approx(2 / 5)
    # links found: 1 + 1 + 3; kept: ab: 1; cd: 0; fghi -> fg, h alone, i alone: 1
    assert got.muc.precision == pytest.approx(2 / 5)
    # each of the mentions of the key: a, b 2/3; c 1/3; d 1/4; f, g 2/4; e 0
    assert got.b3.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 / 4 + 2 / 4 + 2 / 4) / 7)
    # of those found: a, b 1; c, d 1/2; f, g 2/4; h, i 0
    assert got.b3.precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2 + 2 / 4 + 2 / 4) / 8)
    # phi-4: abc with ab 2*2/5, defg with fghi 2*2/8; together 1.3 over 2 and 3 clusters
    assert got.ceafe.recall == pytest.approx(1.3 / 2)
    assert got.ceafe.precision == pytest.approx(1.3 / 3)
    assert got.conll_f1 == pytest.approx((got.muc.f1 + got.b3.f1 + got.ceafe.f1) / 3)


def test_what_was_not_found_counts_as_missed() -> None:
    got = tally([{"a", "b"}], [])
    assert (got.muc.f1, got.b3.f1, got.ceafe.f1) == (0.0, 0.0, 0.0)


def test_the_best_pairs_are_not_the_first_best() -> None:
    gold: list[set[str]] = [{"a", "b", "c", "d"}, {"e", "f"}]
    found: list[set[str]] = [{"a", "b", "e", "f"}, {"c", "d"}]
    # abcd with cd 2*2/6, ef with abef 2*2/6 is more than abcd with abef 2*2/8
    assert best_match(gold, found) == pytest.approx(4 / 6 + 4 / 6)


def test_texts_are_counted_together() -> None:
    one = Tally()
    one.add([{"a", "b"}], [{"a", "b"}])
    one.add([{"a", "b"}], [{"a"}, {"b"}])
    assert one.muc.recall == pytest.approx(1 / 2)

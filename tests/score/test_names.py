"""Pairs of names scored in both formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.score.names import score

BENCH = """case_group,schema,name1,name2,is_match,quality,category,notes
one,Person,Jabir al-Tamouri,Jaber al-Tamuri,true,MEDIUM,,
one,Person,Jabir al-Tamouri,Nasser al-Tamouri,false,MEDIUM,,
two,Company,Orvan Mills Ltd,Zarvana Trust,true,MEDIUM,,
"""


def test_pairs_with_answers(tmp_path: Path) -> None:
    (tmp_path / "bench.csv").write_text(BENCH, "utf-8")
    scored = score(tmp_path / "bench.csv", errors=True)
    assert (scored["precision"], scored["recall"], scored["pairs"]) == (1.0, 0.5, 3)
    assert scored["f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert len(scored["errors"]) == 1 and "Zarvana Trust" in scored["errors"][0]
    assert scored["groups"]["one"]["f1"] == 1.0


def test_names_in_two_scripts(tmp_path: Path) -> None:
    (tmp_path / "pairs.txt").write_text("سامر\tsamer\nدوراب\tdurab\n", "utf-8")
    scored = score(tmp_path)
    assert scored["groups"]["listed"]["recall"] == 1.0
    assert scored["pairs"] == 4


def test_a_folder_without_pairs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", "utf-8")
    with pytest.raises(BadUse):
        score(tmp_path)

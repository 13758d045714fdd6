"""Two claims read at once: laid out side by side, the same scores in whatever company."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from riwaya.corroborate.traits import TRAITS
from riwaya.corroborate.weighing import OUTCOMES, SUBJECTS
from riwaya.errors import BadUse
from riwaya.neural.crossing import Crossing, laid, shipped
from riwaya.neural.pairing import Side
from riwaya.neural.sessions import cutter

BEFORE = "The mill of Dorvan stands empty."
SHUT = Side("the mayor says", "The gates stayed shut all night, the mayor said.", ((0, 31),), BEFORE)
OPEN = Side("the guard says", "Someone had opened the gates at midnight.", ((0, 40),))
NONE = [0.0] * TRAITS


def test_each_piece_is_told_its_part() -> None:
    ids, parts = laid(cutter(), SHUT, OPEN)
    assert len(ids) == len(parts) and parts[0] == parts[-1] == 0
    words = cutter().decode([i for i, part in zip(ids, parts, strict=True) if part == 4])
    assert words == "the gates stayed shut all night"
    assert {1, 2, 3, 4, 5, 7, 8} == set(parts) - {0}  # nothing stands before the second sentence


def test_the_same_scores_in_whatever_company() -> None:
    alone = shipped().judge(SHUT, OPEN, NONE)
    shipped().judge(OPEN, OPEN, NONE)
    assert alone.shape == (len(OUTCOMES) + len(SUBJECTS),)
    assert (alone == Crossing().judge(SHUT, OPEN, NONE)).all()


def test_claims_without_words_give_numbers_too() -> None:
    assert np.isfinite(shipped().judge(Side("", "", ()), Side("", "", ()), NONE)).all()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadUse, match=r"lacks .*both\.onnx; install riwaya again or make judge"):
        Crossing(tmp_path / "both.onnx")

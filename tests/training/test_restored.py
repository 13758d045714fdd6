import importlib

import numpy as np
import pytest

from riwaya.neural.pieces import CLS, SEP
from riwaya.neural.sessions import SHIPPED, open_sessions

pytestmark = pytest.mark.skipif(
    not (SHIPPED / "encoder.onnx").is_file(), reason=f"needs the shipped model, not found at {SHIPPED}"
)


def test_the_shipped_model_comes_back_as_a_network() -> None:
    torch = pytest.importorskip("torch", reason="needs training/requirements.txt")
    pytest.importorskip("onnx", reason="needs training/requirements.txt")
    training = importlib.import_module("training.restored")  # by name: types are checked without torch
    network, sessions = training.restored(SHIPPED), open_sessions()
    network.train(False)
    words = sessions.tokenizer.encode("Mayor Ora Belvin said the bridge at Dorvan would reopen.").ids
    ids = np.asarray([CLS, *(i for i in words if i not in (CLS, SEP)), SEP])
    none = np.zeros_like(ids)
    tokens, states = sessions.encode(ids, none, none, none)
    with torch.no_grad():
        ours = network.encoder(*(torch.tensor(part)[None] for part in (ids, none, none, none)))
    for one, other in zip(ours, (tokens, states), strict=True):
        assert np.corrcoef(one[0].numpy().ravel(), other.ravel())[0, 1] > 0.99
    assert network.follow.shape == sessions.settings.follow.shape

"""What the judge needs in the package: the encoder of claims in int8, and the weights."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from riwaya.corroborate.traits import TRAITS
from training.judge.learn import Weights
from training.network import Encoder
from training.ship import quantise

_LOWER = 2  # layers after which a piece still is mostly itself: by these states pieces are aligned


class Claims(nn.Module):
    """The published MiniLM as it is, over one claim."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.encoder.start_from(base)

    def forward(self, ids: Tensor) -> Tensor:
        """Ids [1, T] -> states after the lower layers and after the last, side by side [1, T, 2 x 384]."""
        encoder = self.encoder
        x = encoder.norm(encoder.words(ids) + encoder.places.weight[: ids.shape[1]])
        lower = x
        for number, layer in enumerate(encoder.layers, 1):
            x = layer(x, None)
            lower = x if number == _LOWER else lower
        return torch.cat([lower, x], -1)


def ship_claims(base: Path, path: Path) -> None:
    """Write the encoder in int8; its tokenizer is the reader's."""
    claims = Claims(base).train(False)
    with tempfile.TemporaryDirectory() as raw, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            claims,
            (torch.ones(1, 24, dtype=torch.long),),
            Path(raw) / "claims.onnx",
            input_names=["ids"],
            output_names=["states"],
            dynamic_axes={"ids": {1: "pieces"}, "states": {1: "pieces"}},
            dynamo=False,
        )
        quantise(Path(raw) / "claims.onnx", path)


def ship_both(both: nn.Module, path: Path) -> None:
    """Write the network that reads two claims at once in int8."""
    both.train(False)
    ids = torch.ones(1, 24, dtype=torch.long)
    parts = torch.zeros(1, 24, dtype=torch.long)
    parts[0, 5:9], parts[0, 15:19] = 4, 8
    with tempfile.TemporaryDirectory() as raw, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            both,
            (ids, parts, torch.zeros(1, TRAITS)),
            Path(raw) / "both.onnx",
            input_names=["ids", "parts", "traits"],
            output_names=["scores"],
            dynamic_axes={"ids": {1: "pieces"}, "parts": {1: "pieces"}},
            dynamo=False,
        )
        quantise(Path(raw) / "both.onnx", path)


def ship_weights(weights: Weights, path: Path) -> None:
    """Write the weights in half precision."""
    np.savez_compressed(path, **{name: value.astype(np.float16) for name, value in weights.items()})

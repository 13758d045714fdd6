"""The network back from the int8 graphs that the package ships, so that training can go on from them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn

from training.network import Arguments, Encoder, Network

Floats = NDArray[np.float32]
QUANTISED = "_quantized"


def restored(folder: Path) -> Network:
    """The network of a shipped folder; int8 weights come back as the floats that they stand for."""
    network = Network(Encoder(), Arguments(), nn.Parameter(), nn.Parameter())
    for name, half in (("encoder", network.encoder), ("arguments", network.arguments)):
        half.load_state_dict(weights_of(folder / f"{name}.onnx", half))
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    network.follow = nn.Parameter(torch.tensor(settings["follow"]))
    network.first = nn.Parameter(torch.tensor(settings["first"]))
    return network


def weights_of(path: Path, half: nn.Module) -> dict[str, torch.Tensor]:
    """The state of one half; the exporter keeps no names of matrices, but their order.

    Raises KeyError where the graph lacks a weight.
    """
    graph = onnx.load(path).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    plain = {**held, **{n.removesuffix(QUANTISED): _floats(held, n) for n in held if n.endswith(QUANTISED)}}
    products = [
        node.input[1].removesuffix(QUANTISED) for node in graph.node if node.op_type == "MatMulInteger"
    ]
    plain.update({name: plain[name].T for name in products})
    nameless = (plain[name] for name in products if name.startswith("onnx::"))
    return {
        name: torch.tensor(np.ascontiguousarray(plain[name] if name in plain else next(nameless)))
        for name in half.state_dict()
    }


def _floats(held: dict[str, Floats], name: str) -> Floats:
    """Quantised weights as floats: per column of a matrix, or one scale for an embedding."""
    base = name.removesuffix(QUANTISED)
    zero = held[f"{base}_zero_point"].astype(np.float32)
    floats: Floats = (held[name].astype(np.float32) - zero) * held[f"{base}_scale"]
    return floats

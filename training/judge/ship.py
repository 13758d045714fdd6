"""The trained network as one int8 ONNX graph."""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path

import torch

from training.judge.network import Pairs
from training.ship import write_graphs, write_tokenizer


def ship(network: Pairs, tokenizer: Path, folder: Path, version: str) -> None:
    """Write `pairing.onnx`, `tokenizer.json` and `settings.json` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    network.train(False)
    with tempfile.TemporaryDirectory() as raw, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        example = tuple(torch.ones(1, 24, dtype=torch.long) for _ in range(2))
        torch.onnx.export(
            network,
            example,
            Path(raw) / "pairing.onnx",
            input_names=["ids", "roles"],
            output_names=["scores"],
            dynamic_axes={"ids": {1: "pieces"}, "roles": {1: "pieces"}},
            dynamo=False,
        )
        write_graphs(Path(raw), folder, ("pairing.onnx",), quantised=True)
    (folder / "settings.json").write_text(json.dumps({"version": version}) + "\n", encoding="utf-8")
    write_tokenizer(tokenizer, folder / "tokenizer.json")

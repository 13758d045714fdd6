"""A trained network as the two int8 ONNX graphs and settings that the package ships."""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

from riwaya.neural.reach import REACH
from training.network import WIDTH, Network


def ship(
    network: Network, tokenizer: Path, folder: Path, settings: dict[str, object], quantised: bool = True
) -> None:
    """Write `encoder.onnx`, `arguments.onnx`, `tokenizer.json` and `settings.json` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    network.train(False)
    with tempfile.TemporaryDirectory() as raw, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _export_encoder(network.encoder, Path(raw) / "encoder.onnx")
        _export_arguments(network.arguments, Path(raw) / "arguments.onnx")
        for name in ("encoder.onnx", "arguments.onnx"):
            if quantised:
                quantise(Path(raw) / name, folder / name)
            else:
                shutil.copy(Path(raw) / name, folder / name)
    write_settings(network, folder, settings)
    write_tokenizer(tokenizer, folder / "tokenizer.json")


def write_settings(network: Network, folder: Path, settings: dict[str, object]) -> None:
    """`settings.json`: what is given, and the learned transitions."""
    follow = [[round(x, 4) for x in row] for row in network.follow.tolist()]
    learned = {"follow": follow, "first": [round(x, 4) for x in network.first.tolist()]}
    (folder / "settings.json").write_text(json.dumps({**settings, **learned}) + "\n", encoding="utf-8")


def _export_encoder(encoder: nn.Module, path: Path) -> None:
    """One window at a time: ids, cases, known lists, gaps [1, T]."""
    names = ["ids", "cases", "known", "gaps"]
    example = tuple(torch.ones(1, 24, dtype=torch.long) for _ in names)
    axes = {name: {1: "pieces"} for name in [*names, "tokens", "states"]}
    torch.onnx.export(
        encoder,
        example,
        path,
        input_names=names,
        output_names=["tokens", "states"],
        dynamic_axes=axes,
        dynamo=False,
    )


def _export_arguments(arguments: nn.Module, path: Path) -> None:
    """All cues of a window at once: states [N, T, WIDTH], distances [N, T], T up to REACH."""
    distances = torch.ones(2, REACH, dtype=torch.long)
    distances[:, 5:] = 3
    names = ["states", "distances"]
    axes = {name: {0: "cues", 1: "pieces"} for name in [*names, "parts"]} | {"stances": {0: "cues"}}
    torch.onnx.export(
        arguments,
        (torch.randn(2, REACH, WIDTH), distances),
        path,
        input_names=names,
        output_names=["parts", "stances"],
        dynamic_axes=axes,
        dynamo=False,
    )


def quantise(raw: Path, path: Path) -> None:
    """Weights of matrix products and embeddings in int8, activations scaled as they come."""
    ready = raw.with_suffix(".ready.onnx")
    quant_pre_process(raw, ready, skip_symbolic_shape=True)
    quantize_dynamic(ready, path, per_channel=True, weight_type=QuantType.QInt8)
    model = onnx.load(path)
    model.doc_string, model.producer_name, model.producer_version = "", "riwaya", ""
    onnx.save(model, path)


def write_tokenizer(source: Path, target: Path) -> None:
    """The base's tokenizer without its cut and padding, on one line."""
    raw = json.loads(source.read_text(encoding="utf-8"))
    raw["truncation"] = raw["padding"] = None
    target.write_text(json.dumps(raw, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")

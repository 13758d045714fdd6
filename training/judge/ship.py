"""The trained judge as two int8 ONNX graphs."""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path

import torch

from training.judge.learn import Judging
from training.judge.network import WIDTH
from training.judge.traits import TRAITS
from training.ship import write_graphs, write_tokenizer


def ship(
    network: Judging, tokenizer: Path, folder: Path, settings: dict[str, object], quantised: bool = True
) -> None:
    """Write `reports.onnx`, `pairs.onnx`, `tokenizer.json` and `settings.json` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    network.train(False)
    scale = {"scale": network.scale[0].item(), "offset": network.scale[1].item()}
    with tempfile.TemporaryDirectory() as raw, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _export_reports(network.reports, Path(raw) / "reports.onnx")
        _export_pairs(network, Path(raw) / "pairs.onnx")
        write_graphs(Path(raw), folder, ("reports.onnx", "pairs.onnx"), quantised)
    (folder / "settings.json").write_text(json.dumps({**settings, **scale}) + "\n", encoding="utf-8")
    write_tokenizer(tokenizer, folder / "tokenizer.json")


def _export_reports(reports: torch.nn.Module, path: Path) -> None:
    names = ["ids", "cases", "known", "gaps"]
    example = tuple(torch.ones(1, 24, dtype=torch.long) for _ in names)
    axes = {name: {1: "pieces"} for name in [*names, "states", "gists"]}
    torch.onnx.export(
        reports,
        example,
        path,
        input_names=names,
        output_names=["states", "gists"],
        dynamic_axes=axes,
        dynamo=False,
    )


def _export_pairs(network: Judging, path: Path) -> None:
    roles = torch.ones(1, 9, dtype=torch.long)
    roles[:, 4:] = 3
    names = ["states", "roles", "traits"]
    axes = {"states": {1: "pieces"}, "roles": {1: "pieces"}}
    torch.onnx.export(
        network.pairs,
        (torch.randn(1, 9, WIDTH), roles, torch.zeros(1, TRAITS)),
        path,
        input_names=names,
        output_names=["scores"],
        dynamic_axes=axes,
        dynamo=False,
    )

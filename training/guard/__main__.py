"""`python -m training.guard`: marked passages in, the network that sees whom to protect out."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import warnings
from pathlib import Path

import torch
from torch import nn

from riwaya.neural.sessions import SHIPPED, cutter
from training.guard.learn import Plan, learn, passages
from training.guard.listed import listed
from training.guard.measure import figures
from training.guard.network import Guard
from training.guard.plain import plain
from training.restored import restored, weights_of
from training.ship import quantise

PROTECTED = Path(__file__).parents[1] / "protected"
LISTED = Path(__file__).parents[2] / "evals" / "protection"


def main() -> None:
    """Learn from nine tenths of the passages, ship, and measure on the tenth.

    The first leg reads marked passages alone; the second, with `--go-on`, those of evals, too, and plain
    reporting between them, so that what it says of a whole report is worth hearing.
    """
    chosen = _arguments()
    chosen.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(chosen.threads)
    begun = time.monotonic()

    def say(line: str) -> None:
        sys.stdout.write(f"{time.monotonic() - begun:7.0f}s {line}\n")
        sys.stdout.flush()

    marked = passages(PROTECTED)
    kept_aside, learned = marked[9::10], [one for number, one in enumerate(marked) if number % 10 != 9]
    torch.manual_seed(20)
    guard = Guard(restored(SHIPPED).encoder)
    if chosen.go_on:
        guard.load_state_dict(weights_of(chosen.go_on, guard))
        learned += listed(LISTED)
    around = plain() if chosen.go_on else []
    learn(guard, learned, around, cutter(), Plan(epochs=chosen.epochs, rate=chosen.rate), say)
    ship(guard, chosen.work / "guard.onnx")
    found = {"learned": len(learned), "plain": len(around), "epochs": chosen.epochs}
    found |= {"held_out": figures(chosen.work / "guard.onnx", kept_aside)}
    say(json.dumps(found, indent=1))
    (chosen.work / "figures.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def ship(guard: nn.Module, path: Path) -> None:
    """Write the network in int8; its tokenizer is the reader's."""
    names = ["ids", "cases", "known", "gaps"]
    guard.train(False)
    with tempfile.TemporaryDirectory() as raw, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            guard,
            tuple(torch.ones(1, 24, dtype=torch.long) for _ in names),
            Path(raw) / "guard.onnx",
            input_names=names,
            output_names=["scores"],
            dynamic_axes={name: {1: "pieces"} for name in [*names, "scores"]},
            dynamo=False,
        )
        quantise(Path(raw) / "guard.onnx", path)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.guard", description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("training/work/guard"))
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=7e-5, help="of the encoder at its highest")
    parser.add_argument("--go-on", type=Path, help="graph of the first leg: the second reads reports around")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()

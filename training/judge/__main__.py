"""Trains the judge: `python -m training.judge [--scenes FILE...] [--work DIR]`, see --help."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import torch

from training.__main__ import base_folder
from training.judge.learn import Judging, Plan, Scenes, learn
from training.judge.measure import report
from training.judge.pairs import HERE, held_out, read_files
from training.judge.ship import ship


def main() -> int:
    """Reads scenes, learns, measures on held-out scenes, writes the model."""
    usual = Plan()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", nargs="*", type=Path, default=sorted(HERE.glob("*.txt")))
    parser.add_argument("--work", type=Path, default=Path("training/work/judge"))
    parser.add_argument("--epochs", type=int, default=usual.epochs)
    parser.add_argument("--rate", type=float, default=usual.rate)
    parser.add_argument("--size", type=int, default=usual.size)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--unrelated", type=float, default=usual.unrelated)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--threads", type=int, default=usual.threads)
    parser.add_argument("--go-on", type=Path, help="a judge.pt from which to go on")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()

    def say(line: str) -> None:
        sys.stdout.write(f"{time.monotonic() - began:7.0f}s {line}\n")
        sys.stdout.flush()

    taught = read_files(given.scenes, given.work / "scenes")
    held, base = held_out(), base_folder()
    learning = Scenes([t for t in taught if t.id not in held], base / "tokenizer.json")
    testing = Scenes([t for t in taught if t.id in held], base / "tokenizer.json")
    say(f"{len(learning.taught)} scenes to learn from, {len(testing.taught)} held out")
    torch.manual_seed(given.seed)
    network = Judging.new(base, given.layers)
    if given.go_on:
        network.load(torch.load(given.go_on))
    plan = Plan(
        epochs=given.epochs,
        size=given.size,
        rate=given.rate,
        unrelated=given.unrelated,
        seed=given.seed,
        threads=given.threads,
    )

    def after(epoch: int, loss: float) -> None:
        say(f"epoch {epoch} loss {loss:.4f}")
        if epoch % 2 == 0 or epoch == plan.epochs:
            report(network, testing, say)
            torch.save(network.state(), given.work / "judge.pt")
            ship(network, base / "tokenizer.json", given.work / "model", {})

    learn(network, learning, plan, after)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Trains the judge: `python -m training.judge [--scenes FILE...] [--work DIR]`, see --help."""

from __future__ import annotations

import argparse
import sys
import time
from hashlib import sha256
from pathlib import Path

import torch

from training.__main__ import base_folder, load_tokenizer
from training.judge.learn import Plan, judged, learn
from training.judge.measure import kind_scores, lines
from training.judge.network import Pairs
from training.judge.pairs import Pair, all_pairs
from training.judge.reading import HERE, held_out, read_files
from training.judge.ship import ship

_SAVED = 100  # steps after which what was learned is saved
_KEPT = 10  # one scene in so many teaches the weighing and not the network


def main() -> int:
    """Reads scenes, learns, measures on held-out scenes, writes the model."""
    given = _arguments()
    given.work.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()

    def say(line: str) -> None:
        sys.stdout.write(f"{time.monotonic() - began:7.0f}s {line}\n")
        sys.stdout.flush()

    learning, _, testing = parts(given.scenes, given.work / "scenes")
    near = [p for p in testing if p.near]
    say(f"{len(learning)} pairs to learn from, {sum(p.outcome > 0 for p in learning)} of them related")
    base = base_folder()
    tokenizer = load_tokenizer(base / "tokenizer.json")
    torch.manual_seed(given.seed)
    network = Pairs.new(base)
    if given.go_on:
        network.load_state_dict(torch.load(given.go_on))

    def after(epoch: int, step: int, loss: float) -> None:
        say(f"epoch {epoch} step {step} loss {loss:.4f}")
        if step % _SAVED == 0:
            torch.save(network.state_dict(), given.work / "judge.pt")
        if step:
            return
        for line in lines(kind_scores(judged(network, near, tokenizer)), near, testing):
            say(line)
        ship(network, base / "tokenizer.json", given.work / "pairs", given.version)

    plan = Plan(given.epochs, rate=given.rate, hold=given.hold, seed=given.seed, threads=given.threads)
    learn(network, learning, tokenizer, plan, after)
    return 0


def parts(files: list[Path], store: Path) -> tuple[list[Pair], list[Pair], list[Pair]]:
    """Pairs for the network, for the weighing, and for measuring."""
    found: tuple[list[Pair], list[Pair], list[Pair]] = [], [], []
    held = held_out()
    for pair in all_pairs(read_files(files, store)):
        weighing = int(sha256(pair.scene.encode()).hexdigest(), 16) % _KEPT == 0
        found[2 if pair.scene in held else int(weighing)].append(pair)
    return found


def _arguments() -> argparse.Namespace:
    usual = Plan()
    parser = argparse.ArgumentParser(prog="python -m training.judge", description=__doc__)
    parser.add_argument("--scenes", nargs="*", type=Path, default=sorted(HERE.glob("*.txt")))
    parser.add_argument("--work", type=Path, default=Path("training/work/judge"))
    parser.add_argument("--epochs", type=int, default=usual.epochs)
    parser.add_argument("--rate", type=float, default=usual.rate)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--threads", type=int, default=usual.threads)
    parser.add_argument("--hold", action="store_true", help="keep the rate to the end: another leg goes on")
    parser.add_argument("--version", default="1", help="name of the judge, kept with every judgement")
    parser.add_argument("--go-on", type=Path, help="a judge.pt from which to go on")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())

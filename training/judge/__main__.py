"""Trains the judge: `python -m training.judge [--scenes FILE...] [--work DIR]`, see --help."""

from __future__ import annotations

import argparse
import sys
import time
from hashlib import sha256
from pathlib import Path

from riwaya.neural.pairing import Pairing
from training.__main__ import base_folder
from training.judge.learn import Plan, calibrate, learn, rows_of, scores_of
from training.judge.measure import kind_scores, lines
from training.judge.pairs import Pair, all_pairs
from training.judge.reading import HERE, held_out, read_files
from training.judge.ship import ship_claims, ship_weights

_KEPT = 10  # one scene in so many is for calibrating


def main() -> int:
    """Reads scenes, learns, measures on held-out scenes, writes what the package needs."""
    given = _arguments()
    began = time.process_time()

    def say(line: str) -> None:
        sys.stdout.write(f"{time.process_time() - began:7.0f}s {line}\n")
        sys.stdout.flush()

    given.work.mkdir(parents=True, exist_ok=True)
    ship_claims(base_folder(), given.work / "claims.onnx")
    pairing = Pairing(given.work / "claims.onnx")
    whole = parts(given.scenes, given.work / "scenes")
    learning, calibrating, testing = ([p for p in part if p.near] for part in whole)
    say(f"{len(learning)} pairs to learn from, {sum(p.outcome > 0 for p in learning)} of them related")
    plan = Plan(seed=given.seed, threads=given.threads)
    weights = learn(rows_of(pairing, learning), learning, plan, say)
    weights = calibrate(weights, rows_of(pairing, calibrating), calibrating)
    for line in lines(kind_scores(scores_of(weights, rows_of(pairing, testing))), testing, whole[2]):
        say(line)
    ship_weights(weights, given.work / "weighing.npz")
    return 0


def parts(files: list[Path], store: Path) -> tuple[list[Pair], list[Pair], list[Pair]]:
    """Pairs to learn from, to calibrate on, and for measuring."""
    found: tuple[list[Pair], list[Pair], list[Pair]] = [], [], []
    held = held_out()
    for pair in all_pairs(read_files(files, store)):
        calibrating = int(sha256(pair.scene.encode()).hexdigest(), 16) % _KEPT == 0
        found[2 if pair.scene in held else int(calibrating)].append(pair)
    return found


def _arguments() -> argparse.Namespace:
    usual = Plan()
    parser = argparse.ArgumentParser(prog="python -m training.judge", description=__doc__)
    parser.add_argument("--scenes", nargs="*", type=Path, default=sorted(HERE.glob("*.txt")))
    parser.add_argument("--work", type=Path, default=Path("training/work/judge"))
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--threads", type=int, default=usual.threads)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())

"""Trains the judge: `python -m training.judge [--scenes FILE...] [--work DIR]`, see --help."""

from __future__ import annotations

import argparse
import sys
import time
from hashlib import sha256
from itertools import compress
from pathlib import Path

import torch

from riwaya.corroborate.words import table
from riwaya.neural.pairing import Pairing
from training.__main__ import base_folder
from training.judge import crossing
from training.judge.learn import Plan, calibrate, learn, rows_of, scores_of
from training.judge.measure import dismissed, kind_scores, lines, related
from training.judge.pairs import Pair, all_pairs
from training.judge.reading import HERE, held_out, read_files
from training.judge.ship import ship_both, ship_claims, ship_weights

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
    near = [[p for p in part if p.near] for part in whole]
    say(f"{len(near[0])} pairs to learn from, {sum(p.outcome > 0 for p in near[0])} of them related")
    rows = [rows_of(pairing, part) for part in near]
    quick = learn(rows[0], near[0], Plan(seed=given.seed, threads=given.threads), say)
    quick = calibrate(quick, rows[1], near[1])
    ship_weights(quick, given.work / "weighing.npz")
    scores = [scores_of(quick, part) for part in rows]
    for line in lines(kind_scores(scores[2]), near[2], whole[2]):
        say(f"at a quick look: {line}")
    asked = [related(part) >= table("judging.toml")["close"]["least"] for part in scores]
    close = [list(compress(pairs, kept)) for pairs, kept in zip(near, asked, strict=True)]
    say(f"{len(close[0])} of them to read closely")
    plan = crossing.Plan(seed=given.seed, threads=given.threads, epochs=given.epochs)
    both = crossing.learn(crossing.begun(base_folder(), given.go_on, close[0], plan), close[0], plan, say)
    torch.save(both.state_dict(), given.work / "both.pt")
    crossing.calibrate(both, close[1])
    ship_both(both, given.work / "both.onnx")
    kinds = dismissed(kind_scores(crossing.scores_of(both, close[2])), asked[2])
    for line in lines(kinds, near[2], whole[2]):
        say(f"read closely: {line}")
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
    parser.add_argument("--epochs", type=int, default=crossing.Plan().epochs, help="of reading closely")
    parser.add_argument(
        "--go-on", type=Path, help="both.pt of an earlier leg, from which reading closely goes on"
    )
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--threads", type=int, default=usual.threads)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())

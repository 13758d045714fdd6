"""Trains the judge: `python -m training.judge [--scenes FILE...] [--work DIR]`, see --help."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import compress
from pathlib import Path

import numpy as np
import torch

from riwaya.corroborate.words import table
from riwaya.neural.pairing import Pairing
from training.__main__ import base_folder
from training.judge import crossing
from training.judge.altered import altered
from training.judge.learn import Plan, calibrate, calibrate_both, learn, rows_of, scores_of, together_of
from training.judge.measure import by_length, dismissed, kind_scores, related
from training.judge.pairs import Pair, is_long, pairs_of
from training.judge.reading import HERE, STORE, held_out, read_files, read_scenes
from training.judge.ship import ship_both, ship_claims, ship_weights

_OF_CLOSE = {
    "epochs": "passes over the pairs",
    "rate": "learning rate at its highest",
    "short": "share of the pairs of short scenes drawn for each pass",
    "seed": "where the dice start",
    "threads": "threads to compute on",
}
_KEPT = 8  # one long scene in so many is for calibrating


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
    whole = parts(given.scenes, STORE, range(given.seed, given.seed + given.altered))
    near = [[p for p in part if p.near] for part in whole]
    say(f"{len(near[0])} pairs to learn from, {sum(p.outcome > 0 for p in near[0])} of them related")
    rows = [rows_of(pairing, part) for part in near]
    quick = learn(rows[0], near[0], Plan(seed=given.seed, threads=given.threads), say)
    quick = calibrate(quick, rows[1], near[1])
    scores = [scores_of(quick, part) for part in rows]
    for line in by_length(kind_scores(scores[2]), near[2], whole[2]):
        say(f"at a quick look, {line}")
    asked = [related(part) >= table("judging.toml")["close"]["least"] for part in scores]
    asked[0] |= np.asarray([p.outcome > 0 for p in near[0]])  # there is something to learn from each of these
    close = [list(compress(pairs, kept)) for pairs, kept in zip(near, asked, strict=True)]
    say(f"{len(close[0])} of them to read closely")
    plan = replace(crossing.Plan(), **{name: getattr(given, name) for name in _OF_CLOSE})
    both = crossing.learn(crossing.begun(base_folder(), given.go_on, close[0], plan), close[0], plan, say)
    if given.go_on:
        crossing.averaged(both, given.go_on)
    torch.save(both.state_dict(), given.work / "both.pt")
    ship_both(both, given.work / "both.onnx")
    looks = [(scores[n][asked[n]], crossing.scores_of(both, close[n])) for n in (1, 2)]
    weights = calibrate_both(quick, *looks[0], close[1])
    ship_weights(weights, given.work / "weighing.npz")
    kinds = dismissed(kind_scores(together_of(weights, *looks[1])), asked[2])
    for line in by_length(kinds, near[2], whole[2]):
        say(f"read closely, {line}")
    return 0


def parts(
    files: list[Path], store: Path, altering: Sequence[int] = ()
) -> tuple[list[Pair], list[Pair], list[Pair]]:
    """Pairs to learn from, to calibrate on, and for measuring.

    For every seed of `altering` scenes are learned once more with words changed, short ones for the first.
    """
    found: tuple[list[Pair], list[Pair], list[Pair]] = [], [], []
    held = held_out()
    for read in read_files(files, store):
        kept = int(sha256(read.scene.id.encode()).hexdigest(), 16) % _KEPT == 0
        part = 2 if read.scene.id in held else int(kept and is_long(read.scene))
        found[part].extend(pairs_of(read))
        if part:
            continue
        for seed in altering if is_long(read.scene) else altering[:1]:
            other = altered(read, seed)
            (again,) = read_scenes([other.scene], store)
            found[0].extend(pairs_of(again, of=other.changed))
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.judge", description=__doc__)
    parser.add_argument("--scenes", nargs="*", type=Path, default=sorted(HERE.glob("*.txt")))
    parser.add_argument("--work", type=Path, default=Path("training/work/judge"))
    for name, what in _OF_CLOSE.items():
        value = getattr(crossing.Plan(), name)
        parser.add_argument(f"--{name}", type=type(value), default=value, help=f"of reading closely: {what}")
    parser.add_argument(
        "--altered", type=int, default=0, help="so many times scenes are learned with words changed, too"
    )
    parser.add_argument(
        "--go-on", type=Path, help="both.pt of an earlier leg, from which reading closely goes on"
    )
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())

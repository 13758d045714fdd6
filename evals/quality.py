"""Measured quality against its floors: `python -m evals.quality`, and `--raise` after something got better.

Floors only go up; to lower one, edit `floors.json` by hand and say why in the commit.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.json"
MARGIN = 0.005  # a floor stands this much below what was measured


def main() -> int:
    """Exit status: 0 where every figure stands above its floor, 1 where one fell or the data differs."""
    parser = argparse.ArgumentParser(prog="python -m evals.quality", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument(
        "--raise", dest="higher", action="store_true", help="move floors up to what is measured"
    )
    chosen = parser.parse_args()
    if not chosen.data.is_dir():
        sys.stdout.write(f"no data at {chosen.data}: nothing measured; give its folder with --data\n")
        return 0
    sets: list[dict[str, Any]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    fallen = [line for one in sets for line in check(one, chosen.data, chosen.higher)]
    if chosen.higher:
        FLOORS.write_text(json.dumps(sets, indent=1) + "\n", encoding="utf-8")
    return 1 if fallen else 0


def at(scores: dict[str, Any], key: str) -> float:
    """The figure under a dotted key."""
    found: Any = scores
    for part in key.split("."):
        found = found[part]
    return float(found)


def check(one: dict[str, Any], data: Path, higher: bool) -> list[str]:
    """Lines on what fell below its floor in one set; with `higher` the set's floors are raised in place."""
    own = one.get("own", False)  # passages of our own, measured by a module beside them
    here = own or one.get("here", False)  # or scored as any others
    module = importlib.import_module(f"evals.{one['task']}" if own else f"riwaya.score.{one['task']}")
    scores = module.score((FLOORS.parent if here else data) / one["path"])
    fallen: list[str] = []
    if scores["data"] != one["data"]:
        fallen.append(f"{one['path']}: digest {scores['data'][:12]}, floors are for {one['data'][:12]}")
    for key, floor in one["floors"].items():
        value = at(scores, key)
        low = value < floor
        line = f"{one['task']} {one['path']} {key}: {value:.4f} (floor {floor:.4f}){' BELOW' if low else ''}"
        sys.stdout.write(line + "\n")
        if low:
            fallen.append(line)
        if higher:
            one["floors"][key] = max(floor, round(value - MARGIN, 4))
    for line in fallen:
        sys.stderr.write(line + "\n")
    if higher:
        one["data"] = scores["data"]
    return fallen


if __name__ == "__main__":
    sys.exit(main())

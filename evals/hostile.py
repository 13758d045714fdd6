"""Files made to hurt, one by one: `python -m evals.hostile`. Prints one JSON object; exit 1 after harm."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

from evals.mutated import MEMORY, Clock, judged, most_memory
from tests.ingest.samples import HOSTILE


def attack(names: Iterable[str]) -> dict[str, Any]:
    """What became of the files of these names, each read to its end."""
    counted: Counter[str] = Counter()
    ways: Counter[str] = Counter()
    processor: dict[str, float] = {}
    wall: dict[str, float] = {}
    for name in names:
        data = HOSTILE[name]()
        clock = Clock()
        judged(name, data, counted, ways)
        processor[name], wall[name] = (round(seconds, 1) for seconds in clock.read())
        sys.stderr.write(f"{processor[name]:6.1f} s of the processor, {wall[name]:6.1f} s in all: {name}\n")
    memory = most_memory()
    return {
        "files": len(wall),
        "read": counted["read"],
        "set_aside": counted["aside"] + counted["both"],
        "exceptions": counted["exception"],
        "nothing_told": counted["nothing"],
        "faults_of_ours": counted["fault"],
        "crashed_parsers": ways["crash"],
        "stopped_in_time": ways["time"],
        "out_of_memory": ways["memory"],
        "most_memory_mb": memory // 1_000_000,
        "memory_held": memory < MEMORY,
        "slowest_of_the_processor": _slowest(processor),
        "slowest_by_the_clock": _slowest(wall),
    }


def _slowest(seconds: dict[str, float]) -> dict[str, float]:
    return dict(sorted(seconds.items(), key=lambda one: -one[1])[:5])


def main() -> None:
    """Read each and print what became of them."""
    found = attack(HOSTILE)
    sys.stdout.write(json.dumps(found) + "\n")
    bad = ("exceptions", "faults_of_ours", "nothing_told")
    sys.exit(1 if any(found[name] for name in bad) or not found["memory_held"] else 0)


if __name__ == "__main__":
    main()

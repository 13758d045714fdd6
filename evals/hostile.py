"""Files made to hurt, one by one: `python -m evals.hostile`. Prints one JSON object; exit 1 after harm."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter

from evals.mutated import judged, most_memory
from tests.ingest.samples import HOSTILE


def main() -> None:
    """Read each and print what became of them."""
    counted: Counter[str] = Counter()
    ways: Counter[str] = Counter()
    seconds: dict[str, float] = {}
    for name, make in HOSTILE.items():
        data = make()
        started = time.monotonic()
        judged(name, data, counted, ways)
        seconds[name] = round(time.monotonic() - started, 1)
        sys.stderr.write(f"{seconds[name]:6.1f} s {name}\n")
    memory = most_memory()
    found = {
        "files": len(HOSTILE),
        "read": counted["read"],
        "set_aside": counted["aside"] + counted["both"],
        "exceptions": counted["exception"],
        "faults_of_ours": counted["fault"],
        "crashed_parsers": ways["crash"],
        "stopped_in_time": ways["time"],
        "out_of_memory": ways["memory"],
        "most_memory_mb": memory // 1_000_000,
        "slowest_by_the_clock": dict(sorted(seconds.items(), key=lambda one: -one[1])[:5]),
    }
    sys.stdout.write(json.dumps(found) + "\n")
    sys.exit(1 if counted["exception"] or counted["fault"] or memory > 1_500_000_000 else 0)


if __name__ == "__main__":
    main()

"""How long a search takes on a ledger of very many claims: `python -m evals.search [--claims N]`.

The ledger is generated (`evals.crowd`: every claim is a passage of its own), or one that is there is given
with `--ledger`. Questions of several kinds are made from its own names: rare words, common ones, names with a
slip, questions, filters. Each is asked through `view.finding.look` (the passages, their claims and counts)
and through `ledger.search` alone.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from evals.crowd import crowded
from riwaya.desk.app import steady
from riwaya.records import Kind
from riwaya.store.sql import SqlLedger
from riwaya.view.finding import Filters, look

_MANY = 40  # questions of each kind


def questions(ledger: SqlLedger) -> dict[str, list[tuple[str, Filters]]]:
    """Questions by kind, about busy and ordinary names."""
    chance = random.Random("riwaya questions")  # noqa: S311 - the same everywhere is the point

    def names(kind: Kind) -> list[str]:
        ids = [e for e, _ in ledger.named((kind,))]
        return [e.name for e in ledger.entities(chance.sample(ids, min(len(ids), _MANY)))]

    towns, people = names(Kind.PLACE), names(Kind.PERSON)
    return {
        "a name": [(town, Filters()) for town in towns],
        "a name with a slip": [(town[:-2] + town[-1], Filters()) for town in towns],
        "common words": [(words, Filters()) for words in ("people killed", "families left", "injured")],
        "a question": [(f"How many people died in {town}?", Filters()) for town in towns],
        "who said what": [(f'"{person}" families fled', Filters()) for person in people],
        "filtered": [("people killed", Filters(place=town, since="2018", figure="killed")) for town in towns],
    }


def timed(ask: Callable[[], object]) -> float:
    """Milliseconds of processor time until the answer is whole: what others do beside it does not count."""
    started = time.process_time()
    ask()
    return 1000 * (time.process_time() - started)


def spread(times: list[float]) -> dict[str, float]:
    """The median, the 95th percentile and the longest."""
    ordered = sorted(times)
    at = min(len(ordered) - 1, int(len(ordered) * 0.95))
    return {
        "p50": round(statistics.median(ordered), 1),
        "p95": round(ordered[at], 1),
        "most": round(ordered[-1], 1),
    }


def measured(ledger: SqlLedger) -> dict[str, dict[str, float]]:
    """Milliseconds of processor time by kind of question and over all; the first search reads the signs."""
    asked = questions(ledger)
    found = {"first": {"search": timed(lambda: list(ledger.search("people killed")))}}
    steady()  # as the desk does when it starts
    whole: list[float] = []
    alone: list[float] = []
    for kind, every in asked.items():
        times = [timed(lambda w=words, f=filters: look(ledger, w, f)) for words, filters in every]  # type: ignore[misc]
        found[kind] = spread(times)
        whole += times
        alone += [timed(lambda w=words: list(ledger.search(w))) for words, _ in every]  # type: ignore[misc]
    return {**found, "all, with claims and counts": spread(whole), "all, passages alone": spread(alone)}


def main() -> int:
    """Prints a line for each kind of question and everything as JSON at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--ledger", help="time this ledger; it is generated there if it is not there yet")
    parser.add_argument("--worlds", type=int, default=1, help="so many times the claims: 200000 of 5 worlds")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(asked.ledger or Path(folder) / "crowd.riwaya")
        ledger = crowded(path, asked.claims, asked.worlds)
        counts = dict(ledger.counts())
        found = measured(ledger)
        ledger.close()
    for name, times in found.items():
        print(f"{name:30} " + "  ".join(f"{what} {value:8.1f}" for what, value in times.items()) + " ms")
    print(json.dumps({"counts": counts, "searches": found}))
    return 0


if __name__ == "__main__":
    sys.exit(main())

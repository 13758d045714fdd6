"""How long the desk's pages take on a ledger of very many claims: `python -m evals.pages [--claims N]`.

The ledger is generated (`evals.crowd`), or one that is there is given with `--ledger`. Every page is asked
for through the application as a browser would, without the network between; the first answer after the
ledger changed is told apart from those that follow, which need not count it anew.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from starlette.testclient import TestClient

from evals.crowd import crowded
from riwaya.desk.app import make_app, steady
from riwaya.records import Kind
from riwaya.store.paged import Asked
from riwaya.store.sql import SqlLedger

_TOKEN = "for-timing"  # noqa: S105 - a local token of this run
_FEW = 6  # of the records that most and that few reports name


def pages(ledger: SqlLedger) -> dict[str, list[str]]:
    """Addresses by the page that answers them: those of the busiest records and of ordinary ones."""
    places = [e for e, _ in ledger.named((Kind.PLACE,))]
    people = [e for e, _ in ledger.named((Kind.PERSON,))]
    reports = [r.id for r in ledger.report_dates()]
    events = [e.id for e in ledger.events_placed()]
    opposed = [o.id for o in ledger.disagreements(Asked(), 0, 10_000)]

    def some(ids: list[str]) -> list[str]:
        return [*ids[:_FEW], *ids[:: max(1, len(ids) // _FEW)][:_FEW]]

    return {
        "overview": ["/"],
        "board": ["/contested", "/contested?page=40", "/contested?about=figure"],
        "board of a place": [f"/contested?place={e}" for e in some(places)],
        "disagreement": [f"/contested/{i}" for i in some(opposed)],
        "reports": ["/reports", "/reports?page=30", "/reports?from=2018-03&to=2018-04"],
        "report": [f"/reports/{r}" for r in some(reports)],
        "places": ["/places", "/places?page=5"],
        "people": ["/people", "/people?page=9"],
        "place": [f"/entities/{e}" for e in some(places)],
        "person": [f"/entities/{e}" for e in some(people)],
        "timeline": ["/timeline", "/timeline?page=99"],
        "event": [f"/events/{e}" for e in some(events)],
        "map": ["/map", "/map/happenings.json"],
        "contested, JSON": ["/api/v1/contested", *(f"/api/v1/contested?place={e}" for e in some(places))],
        "search of a place, JSON": [f"/api/v1/search?q=killed&place={e}" for e in some(places)],
    }


def timed(client: TestClient, path: str) -> tuple[float, float]:
    """Milliseconds until the whole answer is there, by the clock and of the processor."""
    started, busy = time.perf_counter(), time.process_time()
    answer = client.get(path)
    taken = 1000 * (time.perf_counter() - started), 1000 * (time.process_time() - busy)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}: {answer.text[:200]}")
    return taken


def measured(ledger: SqlLedger, rounds: int) -> dict[str, dict[str, float]]:
    """Milliseconds of each page: the first answer, the median and the 95th percentile of the others.

    They are of the processor, which other programs on the machine do not change much; the clock beside.
    """
    client = TestClient(make_app(ledger, _TOKEN, "127.0.0.1"), base_url="http://127.0.0.1:8742")
    client.get(f"/?token={_TOKEN}", follow_redirects=False)
    steady()
    found = {}
    for name, paths in pages(ledger).items():
        timed(client, paths[0])  # templates are read once
        ledger.note("timed", name, {})  # whatever was worked out is forgotten: the ledger changed
        first = timed(client, paths[0])
        again = [timed(client, path) for _ in range(rounds) for path in paths]
        clock, busy = (sorted(times) for times in zip(*again, strict=True))
        found[name] = {
            "first": round(first[1], 1),
            "median": round(statistics.median(busy), 1),
            "p95": round(_at95(busy), 1),
            "p95 by the clock": round(_at95(clock), 1),
        }
    return found


def _at95(ordered: Sequence[float]) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def main() -> int:
    """Prints a line for each page and everything as JSON at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--ledger", help="time this ledger; it is generated there if it is not there yet")
    parser.add_argument("--worlds", type=int, default=1, help="so many times the claims: 200000 of 5 worlds")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(asked.ledger or Path(folder) / "crowd.riwaya")
        ledger = crowded(path, asked.claims, asked.worlds)
        counts = dict(ledger.counts())
        print(json.dumps(counts), flush=True)
        found = measured(ledger, asked.rounds)
        ledger.close()
    for name, times in found.items():
        told = "  ".join(f"{what} {milliseconds:7.1f}" for what, milliseconds in times.items())
        print(f"{name:18} {told} ms")
    print(json.dumps({"counts": counts, "pages": found}))
    return 0


if __name__ == "__main__":
    sys.exit(main())

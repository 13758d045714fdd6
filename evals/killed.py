"""`kill -9` during `add` at random moments, then `add` again: `python -m evals.killed [--minutes M]`.

Counts how many of the ledgers hold, after the second run, byte for byte what an undisturbed run makes. The
stages are the real ones; only the time of reading is given, because it is stored with every original.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from evals.pile import write
from riwaya.ingest import Options
from riwaya.pipeline import add, default_stages
from riwaya.store import open_ledger
from tests.pipeline.content import content


def complete(ledger: Path, folder: Path) -> str:
    """What the ledger holds after an `add` to the end."""
    book = open_ledger(str(ledger), create=True)
    add(book, [str(folder)], default_stages(Options(retrieved="2024-01-02T03:04:05Z")), jobs=1)
    off = list(book.verify())
    book.close()
    if off:
        raise SystemExit(f"{ledger} is off: {off[:3]}")
    return content(ledger)


def child(ledger: Path, folder: Path) -> subprocess.Popen[bytes]:
    """`add` in a process of its own."""
    command = [sys.executable, "-m", "evals.killed", "--child", str(ledger), str(folder)]
    return subprocess.Popen(command)


def killed(kills: int, reports: int, minutes: float) -> dict[str, int | float]:
    """How many kills, at which the run was still going, and how many ledgers came out the same."""
    chance = random.Random(3)  # noqa: S311 - the same moments every time
    counted = {"kills": 0, "during_reading": 0, "during_settling": 0, "same": 0}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "pile"
        write(folder, reports)
        undisturbed = Path(place) / "undisturbed.riwaya"
        expected = complete(undisturbed, folder)
        started = time.monotonic()
        with child(Path(place) / "timed.riwaya", folder):
            pass
        seconds = time.monotonic() - started
        until = time.monotonic() + 60 * minutes
        while counted["kills"] < kills and time.monotonic() < until:
            ledger = Path(place) / "killed" / "town.riwaya"
            ledger.parent.mkdir()
            with child(ledger, folder) as process:
                time.sleep(chance.uniform(0, seconds))
                process.send_signal(signal.SIGKILL)
            if process.returncode == -signal.SIGKILL:
                counted["kills"] += 1
                counted[_moment(ledger, reports)] += 1
                counted["same"] += complete(ledger, folder) == expected
            shutil.rmtree(ledger.parent)
            sys.stderr.write(f"\r{counted}")
    return {**counted, "seconds_undisturbed": round(seconds, 2), "reports": reports}


def _moment(ledger: Path, reports: int) -> str:
    """What the run was at when it was killed."""
    book = open_ledger(str(ledger), create=True)
    there = book.counts()["reports"]
    book.close()
    return "during_settling" if there == reports else "during_reading"


def main() -> None:
    """Measure and print one JSON object; exit 1 if any ledger differs."""
    parser = argparse.ArgumentParser(description="Ledgers after kill -9 at random moments.")
    parser.add_argument("--kills", type=int, default=100, help="how many kills that came before the end")
    parser.add_argument("--reports", type=int, default=12, help="how many reports the pile holds")
    parser.add_argument("--minutes", type=float, default=600, help="stop after so long, with what was done")
    parser.add_argument("--child", nargs=2, metavar=("LEDGER", "FOLDER"), type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        complete(*chosen.child)
        return
    found = killed(chosen.kills, chosen.reports, chosen.minutes)
    sys.stdout.write(json.dumps(found) + "\n")
    sys.exit(0 if found["same"] == found["kills"] else 1)


if __name__ == "__main__":
    main()

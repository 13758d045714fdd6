"""Speed, memory and start-up: `python -m evals.bench [--reports N] [--jobs N] [--json PATH]`.

Words a second of the whole `riwaya add` on a generated pile, in a process of its own; the peak of resident
memory of that process and of its readers; what adding the pile a second time costs; what share of reading
goes into dates and figures; and how long `riwaya --help` takes. Prints a table, and the same as one JSON
object at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from evals.pile import write
from riwaya.ingest import Options
from riwaya.locate import anchor_of, date_report
from riwaya.locate.counting import counting
from riwaya.locate.figures import figures_in
from riwaya.locate.language import language
from riwaya.locate.times import times_in
from riwaya.locate.tokens import tokenise
from riwaya.pipeline import default_stages, read_report
from riwaya.records import Document

_STARTS = 10

# Runs the command line in a child so that the peak of memory is its own, not that of this program
_MEASURED = """
import json, resource, subprocess, sys, time
started = time.monotonic()
ran = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"code": ran.returncode, "seconds": time.monotonic() - started,
                  "processor_seconds": used.ru_utime + used.ru_stime, "peak_kib": used.ru_maxrss,
                  "printed": ran.stdout.decode()}))
"""


def riwaya(*words: str) -> list[str]:
    """The command line of the interpreter that runs this."""
    return [sys.executable, "-m", "riwaya", *words]


def added(ledger: Path, pile: Path, jobs: int | None) -> dict[str, float]:
    """One `riwaya add`: what it did, how long it took, what it needed."""
    words = riwaya("add", str(ledger), str(pile), "--json", *(["--jobs", str(jobs)] if jobs else []))
    command = [sys.executable, "-c", _MEASURED, *words]
    ran = subprocess.run(command, capture_output=True, check=True)
    measured = json.loads(ran.stdout)
    if measured["code"] != 0:
        raise SystemExit(f"riwaya add ended with {measured['code']}: {ran.stderr.decode()[-2000:]}")
    done = json.loads(measured["printed"])
    return {
        "reports": done["added"],
        "already": done["already"],
        "words": done["words"],
        "claims": done["claims"],
        "relations": done["ledger"]["relations"],
        "seconds": round(measured["seconds"], 3),
        "processor_seconds": round(measured["processor_seconds"], 3),
        "words_a_second": round(done["words"] / measured["seconds"], 1),
        "peak_mib": round(measured["peak_kib"] / 1024, 1),
        "ledger_mib": round(ledger.stat().st_size / 2**20, 2),
    }


def start_up() -> dict[str, float]:
    """Seconds until `riwaya --help` has printed and ended."""
    taken = []
    for _ in range(_STARTS):
        started = time.monotonic()
        subprocess.run(riwaya("--help"), stdout=subprocess.DEVNULL, check=True)
        taken.append(time.monotonic() - started)
    return {"best": round(min(taken), 3), "median": round(statistics.median(taken), 3)}


def dates_and_figures(pile: Path) -> dict[str, float]:
    """Seconds of reading the pile in one process, and of what dates and figures take of it."""
    stages = default_stages(Options())
    reader = stages.reader()
    found = [
        one.report
        for path in sorted(pile.iterdir())
        for one in stages.ingest(str(path))
        if isinstance(one, Document)
    ]
    read_report(found[0], reader, stages)  # tables and models are loaded once, not a report
    started = time.process_time()
    for report in found:
        read_report(report, reader, stages)
    whole = time.process_time() - started
    started = time.process_time()
    for report in found:
        dated, code = date_report(report), report.language or "en"
        tokens = tokenise(report.text)
        figures_in(tokens, times_in(tokens, anchor_of(dated), language(code)), counting(code))
    share = time.process_time() - started
    return {
        "reading": round(whole, 3),
        "dates_and_figures": round(share, 3),
        "share": round(share / whole, 4),
    }


def bench(reports: int, more: int, jobs: int | None) -> dict[str, object]:
    """All measurements on a pile of that many reports, then on some more."""
    with tempfile.TemporaryDirectory() as place:
        folder, ledger = Path(place) / "pile", Path(place) / "bench.riwaya"
        write(folder, reports)
        part = dates_and_figures(folder)
        empty = added(ledger, folder, jobs)
        part["share_of_add"] = round(part["dates_and_figures"] / empty["processor_seconds"], 4)
        again = added(ledger, folder, jobs)
        write(Path(place) / "more", more, first=reports)
        grown = added(ledger, Path(place) / "more", jobs)
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "add": empty,
        "add_again": again,
        "add_more": grown,
        "dates_and_figures": part,
        "help": start_up(),
    }


def table(found: dict[str, object]) -> str:
    """The measurements for a person."""
    rows = [("", "add", "add again", "add more")]
    runs = [found["add"], found["add_again"], found["add_more"]]
    assert isinstance(found["add"], dict)
    for name in found["add"]:
        rows.append((name.replace("_", " "), *(f"{run[name]:,}" for run in runs if isinstance(run, dict))))
    lines = ["".join(f"{cell:>18}" for cell in row) for row in rows]
    part = found["dates_and_figures"]
    assert isinstance(part, dict)
    spent = f"{part['dates_and_figures']} of {part['reading']} processor seconds"
    of_add = f"{part['share_of_add']:.1%} of the whole add"
    lines.append(f"\ndates and figures: {part['share']:.1%} of reading, {spent}; {of_add}")
    start = found["help"]
    assert isinstance(start, dict)
    lines.append(f"riwaya --help: best {start['best']} s, median {start['median']} s of {_STARTS}")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Speed, memory and start-up of riwaya.")
    parser.add_argument("--reports", type=int, default=30, help="how many reports the pile holds")
    parser.add_argument("--more", type=int, default=10, help="how many are added to the full ledger")
    parser.add_argument("--jobs", type=int, help="processes, as in riwaya add")
    parser.add_argument("--json", type=Path, help="write the JSON there as well")
    chosen = parser.parse_args()
    found = bench(chosen.reports, chosen.more, chosen.jobs)
    written = json.dumps(found)
    sys.stdout.write(table(found) + "\n\n" + written + "\n")
    if chosen.json:
        chosen.json.write_text(written + "\n", "utf-8")


if __name__ == "__main__":
    main()

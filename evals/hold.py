"""The long runs of "holding up", and the page they fill: `python -m evals.hold [--kept FOLDER]`.

Each run prints one JSON object, which is kept in FOLDER; the figures in docs/reliability.md are written from
those files and by nothing else. `--write` writes the page from what is kept, without running anything.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "reliability.md"
RUNS = ("mutated", "hostile", "killed", "fuzz")
_BLOCK = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.DOTALL)

Found = dict[str, Any]


def run(name: str, kept: Path) -> int:
    """The exit code of one run, what it found kept with when and where."""
    ran = subprocess.run(
        [sys.executable, "-m", f"evals.{name}"], stdout=subprocess.PIPE, text=True, check=False
    )
    keep(name, kept, ran.stdout)
    return ran.returncode


def keep(name: str, kept: Path, printed: str) -> None:
    """What a run printed, with the day and the load of the machine."""
    about = {"day": datetime.now(UTC).date().isoformat(), "cores": os.cpu_count(), "load": round(_load(), 1)}
    found = {**json.loads(printed.strip().splitlines()[-1]), **about}
    (kept / f"{name}.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def _load() -> float:
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def write(kept: Path) -> None:
    """The figures of the page, from what is kept."""
    found = {
        name: json.loads(path.read_text("utf-8")) for name in RUNS if (path := kept / f"{name}.json").exists()
    }
    rows = ["| run | what came of it | measured |", "|---|---|---|"]
    rows += [
        f"| `python -m evals.{name}` | {_TELLS[name](one)} | {_when(one)} |" for name, one in found.items()
    ]
    missing = [name for name in RUNS if name not in found]
    rows += [f"| `python -m evals.{name}` | not measured yet | |" for name in missing]
    PAGE.write_text(_BLOCK.sub("\n".join(rows) + "\n", PAGE.read_text("utf-8")), encoding="utf-8")


def _when(found: Found) -> str:
    return f"{found['day']}, {found['cores']} cores, load {found['load']}"


def _mutated(found: Found) -> str:
    return (
        f"{found['files']:,} mutated files: {found['read']:,} read, {found['set_aside']:,} set aside,"
        f" {found['both']:,} read in part; {_harm(found)},"
        f" {found['over_ten_seconds']} over ten seconds of the processor"
        f" (slowest {found['slowest_processor_seconds']} s), {found['over_ten_by_the_clock']} by the clock"
        f" (slowest {found['slowest_by_the_clock']} s); most memory {found['most_memory_mb']} MB"
    )


def _hostile(found: Found) -> str:
    slow, long = (
        ", ".join(f"{name} {seconds} s" for name, seconds in list(found[key].items())[:3])
        for key in ("slowest_of_the_processor", "slowest_by_the_clock")
    )
    return (
        f"{found['files']} files made to hurt: {found['read']} read, {found['set_aside']} set aside, of them"
        f" {found['stopped_in_time']} stopped in time and {found['out_of_memory']} for memory;"
        f" {_harm(found)}; most memory {found['most_memory_mb']} MB; slowest of the processor: {slow};"
        f" by the clock: {long}"
    )


def _harm(found: Found) -> str:
    exceptions = found["exceptions"] + found["faults_of_ours"]
    return f"{exceptions} exceptions, {found['crashed_parsers']} crashed parsers"


def _killed(found: Found) -> str:
    return (
        f"{found['kills']} kills at random moments of an `add` of {found['reports']} reports with the default"
        f" reader ({found['during_reading']} while reading, {found['during_settling']} while settling):"
        f" {found['same']} ledgers the same as undisturbed"
    )


def _fuzz(found: Found) -> str:
    finds = ", ".join(found["finds"]) or "none"
    return f"{found['kinds']} kinds, {found['seconds']} s each, {found['runs']:,} inputs; finds: {finds}"


_TELLS = {"mutated": _mutated, "hostile": _hostile, "killed": _killed, "fuzz": _fuzz}


def main() -> None:
    """Run, keep, write; exit 1 if a run found harm."""
    parser = argparse.ArgumentParser(description="The long runs, and docs/reliability.md.")
    parser.add_argument("--kept", type=Path, default=Path("dist/hold"), help="folder for what the runs print")
    parser.add_argument("--write", action="store_true", help="only write the page from what is kept")
    chosen = parser.parse_args()
    chosen.kept.mkdir(parents=True, exist_ok=True)
    codes = [] if chosen.write else [run(name, chosen.kept) for name in RUNS]
    write(chosen.kept)
    sys.exit(1 if any(codes) else 0)


if __name__ == "__main__":
    main()

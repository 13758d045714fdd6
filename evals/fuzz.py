"""Coverage-guided fuzzing of the readers with atheris (Linux): `python -m evals.fuzz [KIND...]`.

Each kind begins from the small good files of `tests/ingest/samples.py` and what once did harm
(`tests/ingest/corpus`). An input at which a reader raises anything but Unreadable is a find: it is written
to dist/fuzz, and belongs into the corpus once it is mended. Prints one JSON object; exit 1 if there was one.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from types import FunctionType

from riwaya.errors import Unreadable
from riwaya.ingest import Limits, Options
from riwaya.ingest.kinds import KINDS, kind_named, kind_of
from riwaya.ingest.opening import opened
from riwaya.ingest.piece import Item
from tests.ingest.samples import good

_CORPUS = Path(__file__).parents[1] / "tests" / "ingest" / "corpus"
_SMALL = Options(limits=Limits(document=1_000_000, characters=200_000), retrieved="2024-01-02T03:04:05Z")


def one(name: str, data: bytes) -> None:
    """Nothing; raises whatever a reader of that kind raises at these bytes, Unreadable excepted."""
    try:
        for make in opened(kind_named(name), Item("x", data=data), _SMALL):
            make()
    except Unreadable:
        return


def seeds(name: str, folder: Path) -> int:
    """How many small files of that kind were put into the folder."""
    files = {**good(), **{path.name: path.read_bytes() for path in _CORPUS.iterdir()}}
    count = 0
    for file, data in files.items():
        if kind_of(Item(file, data=data)).name == name:
            (folder / file).write_bytes(data)
            count += 1
    return count


def fuzz(name: str, seconds: int, finds: Path) -> tuple[bool, int]:
    """(whether so many seconds found nothing, inputs tried); in a process of its own, for a find ends it."""
    with tempfile.TemporaryDirectory() as corpus:
        seeds(name, Path(corpus))
        command = [sys.executable, "-m", "evals.fuzz", "--child", name]
        limits = [f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=1500", "-max_len=60000"]
        whole = [*command, f"-artifact_prefix={finds}/{name}-", *limits, "-print_final_stats=1", corpus]
        ran = subprocess.run(whole, check=False, stderr=subprocess.PIPE, text=True, errors="replace")
    sys.stderr.write(ran.stderr[-2000:])
    tried = re.search(r"number_of_executed_units: (\d+)", ran.stderr)
    return ran.returncode == 0, int(tried[1]) if tried else 0


def child(name: str, arguments: list[str]) -> None:
    """Fuzz here, until libFuzzer ends this process."""
    import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

    for module in [module for name, module in sys.modules.items() if name.startswith("riwaya.ingest")]:
        for function in [f for f in vars(module).values() if isinstance(f, FunctionType)]:
            atheris.instrument_func(function)
    atheris.Setup([sys.argv[0], *arguments], lambda data: one(name, data))
    atheris.Fuzz()


def main() -> None:
    """Fuzz the kinds one after another."""
    if "--child" in sys.argv:
        child(sys.argv[2], sys.argv[3:])
        return
    parser = argparse.ArgumentParser(description="Coverage-guided fuzzing of the readers.")
    parser.add_argument("kinds", nargs="*", default=[kind.name for kind in KINDS], metavar="KIND")
    parser.add_argument("--seconds", type=int, default=60, help="for each kind")
    chosen = parser.parse_args()
    finds = Path("dist/fuzz")
    finds.mkdir(parents=True, exist_ok=True)
    ran = {kind: fuzz(kind, chosen.seconds, finds) for kind in chosen.kinds}
    bad = [kind for kind, (held, _) in ran.items() if not held]
    tried = sum(inputs for _, inputs in ran.values())
    told = {"kinds": len(ran), "seconds": chosen.seconds, "runs": tried, "finds": bad}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()

"""The short forms of `make hold`: what the long runs count, counted on a few files, and the page they fill."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from evals import fuzz, hold, hostile, mutated
from riwaya.ingest.kinds import KINDS
from tests.ingest.samples import HOSTILE, SLOW, good


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, object]]:
    quick = [name for name in HOSTILE if name not in SLOW and "bomb" not in name][::4]
    # in a process of its own: what is held against a limit is the most memory that a process ever had
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
        return {
            "mutated": own.submit(mutated.attack, 3 * len(good()), 5, 10, None).result(),
            "hostile": own.submit(hostile.attack, quick).result(),
        }


@pytest.mark.parametrize("name", ["mutated", "hostile"])
def test_nothing_happens_that_must_not(found: dict[str, dict[str, object]], name: str) -> None:
    told = found[name]
    bad = ("exceptions", "faults_of_ours", "nothing_told", "crashed_parsers", "over_ten_seconds")
    assert not {key: told[key] for key in bad if told.get(key)}, told
    assert told["memory_held"] and told["files"]
    assert told["read"] and told["set_aside"]


def test_memory_is_not_that_of_the_process_that_started_this_one() -> None:
    held = bytearray(b"x" * 400_000_000)
    asks = "from evals.mutated import most_memory; print(most_memory())"
    told = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert 10_000_000 < int(told.stdout) < len(held)


def test_the_page_is_written_from_what_the_runs_printed(
    found: dict[str, dict[str, object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "reliability.md"
    shutil.copy(hold.PAGE, page)
    before = page.read_text("utf-8")
    monkeypatch.setattr(hold, "PAGE", page)
    for name, told in found.items():
        hold.keep(name, tmp_path, json.dumps(told))
    hold.write(tmp_path)
    after = page.read_text("utf-8")
    assert f"| `python -m evals.mutated` | {3 * len(good())} mutated files" in after
    assert "| `python -m evals.killed` | not measured yet | |" in after
    assert after.partition("<!-- /figures -->")[2] == before.partition("<!-- /figures -->")[2] != ""


def test_every_kind_has_seeds_to_fuzz_from_and_none_of_them_does_harm(tmp_path: Path) -> None:
    for kind in KINDS:
        folder = tmp_path / kind.name
        folder.mkdir()
        assert fuzz.seeds(kind.name, folder)
        for seed in folder.iterdir():
            fuzz.one(kind.name, seed.read_bytes())

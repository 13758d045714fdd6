"""`kill -9` at any moment, then `add` again: the same ledger as an undisturbed run, byte for byte."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from riwaya.pipeline import add
from riwaya.store import open_ledger
from tests.pipeline.content import content
from tests.pipeline.small_stages import SMALL
from tests.shared_data import ROOT

_UNITS = ["wells", "boats", "mills", "tents", "roads"]
_PEOPLE = ["Dalia Renn", "Omar Issel", "Petra Vance", "Renn", "Issel", "Ines Kadd", "Kadd"]


def pile(folder: Path, reports: int) -> None:
    """Reports by a handful of people who count the same things."""
    chance = random.Random(7)
    folder.mkdir()
    for number in range(reports):
        told = [
            f"{chance.choice(_PEOPLE)} said {chance.randrange(5)} {chance.choice(_UNITS)} of {number} held."
            for _ in range(3)
        ]
        (folder / f"{number:03}.txt").write_text(" ".join(told))


def begin(ledger: Path, folder: Path, jobs: int = 1, *more: str) -> subprocess.Popen[str]:
    """`add` in a process of its own, past the opening of the ledger."""
    command = [
        sys.executable,
        "-m",
        "tests.pipeline.small_stages",
        str(ledger),
        str(folder),
        str(jobs),
        *more,
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "open\n"
    return process


def finish(ledger: Path, folder: Path) -> str:
    """What the ledger holds after `add` to the end."""
    book = open_ledger(str(ledger), create=True)
    add(book, [str(folder)], SMALL)
    book.close()
    return content(ledger)


def seconds_undisturbed(ledger: Path, folder: Path) -> float:
    """How long a run takes from opening the ledger to the end."""
    started = time.monotonic()
    with begin(ledger, folder, 1, "slowly") as process:
        started = time.monotonic()
    assert process.returncode == 0
    return time.monotonic() - started


def kill_after(seconds: float, ledger: Path, folder: Path, jobs: int = 1) -> bool:
    """Whether the kill came before the end."""
    with begin(ledger, folder, jobs, "slowly") as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
    return process.returncode == -signal.SIGKILL


def killed_and_finished(moments: list[float], folder: Path, work: Path) -> list[str]:
    """The ledger after each kill and one more `add`; a kill that came too late is not counted."""
    found = []
    for number, moment in enumerate(moments):
        ledger = work / f"{number}.riwaya"
        if kill_after(moment, ledger, folder):
            found.append(finish(ledger, folder))
    return found


def test_a_killed_run_is_completed_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    pile(folder, 40)
    undisturbed = tmp_path / "undisturbed.riwaya"
    seconds = seconds_undisturbed(undisturbed, folder)
    chance = random.Random(11)
    moments = [chance.uniform(0, seconds) for _ in range(10)]
    found = killed_and_finished(moments, folder, tmp_path)
    assert len(found) >= 4
    assert set(found) == {content(undisturbed)}


def test_a_run_killed_again_and_again_is_completed_at_last(tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    pile(folder, 40)
    disturbed = tmp_path / "disturbed.riwaya"
    killed = [kill_after(seconds, disturbed, folder) for seconds in (0.05, 0.1, 0.15)]
    assert killed[0]
    assert finish(disturbed, folder) == finish(tmp_path / "undisturbed.riwaya", folder)


def test_two_runs_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    pile(folder, 30)
    alone, shared = tmp_path / "alone.riwaya", tmp_path / "shared.riwaya"
    with begin(shared, folder, 1, "slowly") as one, begin(shared, folder, 1, "slowly") as two:
        pass
    assert (one.returncode, two.returncode) == (0, 0)
    finish(alone, folder)
    assert content(shared, history=False) == content(alone, history=False)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_reading_processes_end_with_a_killed_run(tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    pile(folder, 40)
    name = str(tmp_path / "town.riwaya")
    with begin(Path(name), folder, 2, "slowly") as process:
        children: set[str] = set()
        limit = time.monotonic() + 20
        while len(children) < 3 and process.poll() is None and time.monotonic() < limit:
            children |= _descendants(process.pid)
        process.kill()
    limit = time.monotonic() + 20
    while (left := [pid for pid in children if Path(f"/proc/{pid}").exists()]) and time.monotonic() < limit:
        time.sleep(0.05)
    assert len(children) >= 2
    assert not left


def _descendants(pid: int | str) -> set[str]:
    try:
        direct = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return set()
    return set(direct).union(*map(_descendants, direct))

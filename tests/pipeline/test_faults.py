"""A disk that is full and one that can only be read: real file systems, mounted for the test alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.content import content
from tests.pipeline.test_killed import pile
from tests.shared_data import ROOT


def _can_mount() -> bool:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    tried = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _can_mount(), reason="needs Linux and the right to mount a file system")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a pile of reports, and a mount point beside it."""
    pile(tmp_path / "pile", 8)
    (tmp_path / "disk").mkdir()
    yield tmp_path


def shell(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    """A script run with a file system of its own; `riwaya` in it is the program under test."""
    program = f'riwaya() {{ "{sys.executable}" -m riwaya "$@"; }}'
    command = ["unshare", "-rm", "sh", "-c", f"set -u; {program}\n{script}"]
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}"}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=env)


def _settled(path: Path) -> list[str]:
    """What the ledger holds, but for when its reports were read and in which order."""
    kept = ('["claim"', '["entity"', '["event"', '["relation"', '["status"', '["referent"', '["finished"')
    return [line for line in content(path, history=False).split("\n") if line.startswith(kept)]


def test_a_full_disk_loses_and_doubles_nothing_and_is_told_in_a_line(folder: Path) -> None:
    ran = shell(
        folder,
        """
        mount -t tmpfs -o size=800k tmpfs disk
        riwaya add disk/town.riwaya pile --reader rules --quiet; echo "first $?"
        riwaya add disk/town.riwaya pile --reader rules --quiet; echo "again $?"
        mount -o remount,size=80m disk
        riwaya verify disk/town.riwaya; echo "verify $?"
        riwaya add disk/town.riwaya pile --reader rules --quiet; echo "roomy $?"
        riwaya verify disk/town.riwaya; echo "verify $?"
        cp disk/* .
        riwaya add undisturbed.riwaya pile --reader rules --quiet
        """,
    )
    codes = [line for line in ran.stdout.splitlines() if line[-1].isdigit() and not line.startswith("good")]
    assert codes == ["first 1", "again 1", "verify 0", "roomy 0", "verify 0"], ran
    told = ran.stderr.splitlines()
    assert len(told) == 2 and all("free some space" in line or "has room" in line for line in told), told
    assert _settled(folder / "town.riwaya") == _settled(folder / "undisturbed.riwaya")


def test_a_ledger_on_a_disk_that_can_only_be_read_is_read(folder: Path) -> None:
    ran = shell(
        folder,
        """
        mount -t tmpfs -o size=80m tmpfs disk
        riwaya add disk/town.riwaya pile --reader rules --quiet
        mount -o remount,ro disk
        riwaya verify disk/town.riwaya; echo "verify $?"
        riwaya contested disk/town.riwaya > contested.txt; echo "contested $?"
        riwaya export disk/town.riwaya -o town.jsonl; echo "export $?"
        riwaya backup disk/town.riwaya -o copy.riwaya > /dev/null; echo "backup $?"
        riwaya doctor disk/town.riwaya > doctor.txt; echo "doctor $?"
        riwaya add disk/town.riwaya pile/001.txt contested.txt --reader rules; echo "add $?"
        riwaya add disk/new.riwaya pile --reader rules; echo "new $?"
        """,
    )
    codes = [line for line in ran.stdout.splitlines() if line[-1].isdigit() and not line.startswith("good")]
    assert codes == ["verify 0", "contested 0", "export 0", "backup 0", "doctor 1", "add 1", "new 1"], ran
    told = [line for line in ran.stderr.splitlines() if not line.startswith("private form: ")]
    assert len(told) == 4 and all(line.startswith("riwaya: ") for line in told), told
    assert sum("not noted in the log" in line for line in told) == 2
    assert "may not be written to" in (folder / "doctor.txt").read_text()
    assert (folder / "town.jsonl").stat().st_size > 3_000

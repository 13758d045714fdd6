from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.running import Run, runner
from tests.store.test_checking import HOME, path, tamper  # noqa: F401 - path is a fixture


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(monkeypatch, capfd)


def test_a_good_ledger_is_told_in_one_line(run: Run, path: Path) -> None:  # noqa: F811
    ran = run("verify", path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "good: every hash and every anchor holds; checked: 2 reports, 2 claims, the log\n"


def test_one_flipped_byte_of_an_archived_text_fails_and_names_the_report(run: Run, path: Path) -> None:  # noqa: F811
    raw = sqlite3.connect(path)
    (text,) = raw.execute("SELECT text FROM report WHERE id = ?", (HOME,)).fetchone()
    raw.close()
    flipped = text.encode()
    flipped = flipped[:20] + bytes([flipped[20] ^ 1]) + flipped[21:]
    tamper(path, "UPDATE report SET text = ? WHERE id = ?", flipped.decode(), HOME)
    ran = run("verify", path)
    assert ran.code == 1
    assert HOME in ran.out
    ran = run("verify", path, "--json")
    found = json.loads(ran.out)
    assert ran.code == 1
    assert not found["good"]
    assert HOME in {problem["record"] for problem in found["problems"]}


def test_bytes_that_are_no_text_are_found_too(run: Run, path: Path) -> None:  # noqa: F811
    tamper(path, "UPDATE report SET text = CAST(x'ff' || text AS TEXT) WHERE id = ?", HOME)
    ran = run("verify", path)
    assert ran.code == 1
    assert HOME in ran.out


def test_a_missing_ledger_is_told_with_the_way_out(run: Run, tmp_path: Path) -> None:
    ran = run("verify", tmp_path / "none.riwaya")
    assert ran.code == 1
    assert "riwaya add" in ran.err


def test_a_damaged_file_is_told_in_a_line(run: Run, path: Path) -> None:  # noqa: F811
    whole = bytearray(path.read_bytes())
    for place in range(8192, len(whole), 4096):
        whole[place : place + 64] = b"\xff" * 64
    path.write_bytes(whole)
    ran = run("verify", path)
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert ran.out or ran.err

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from riwaya.store import open_ledger
from tests.cli.running import Run, runner

STORY = """Bridge at Tell Sefar closed again

TELL SEFAR, 4 March 2024 - Police chief Omar Issel said 40 families had crossed before noon.

The mayor, Dalia Renn, denied that the bridge was closed. "It is open to everyone," she said.
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(monkeypatch, capfd)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "bridge.txt").write_text(STORY)
    (folder / "market.txt").write_text("Traders said on Monday that the market at Tell Sefar had reopened.\n")
    return folder


def test_a_folder_becomes_a_ledger(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("add", tmp_path / "town.riwaya", folder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("2 reports added: ")
    book = open_ledger(str(tmp_path / "town.riwaya"))
    assert {Path(report.source).name for report in book.reports()} == {"bridge.txt", "market.txt"}
    assert not list(book.verify())
    book.close()


def test_again_adds_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    run("add", tmp_path / "town.riwaya", folder)
    ran = run("add", tmp_path / "town.riwaya", folder)
    assert (ran.code, ran.out.splitlines()[0].split(":")[0]) == (0, "0 reports added, 2 already there")


def test_what_is_known_beforehand_goes_into_the_report(run: Run, folder: Path, tmp_path: Path) -> None:
    known = ("--published", "2024-03-05", "--outlet", "Harbour Post", "--language", "en")
    assert run("add", tmp_path / "town.riwaya", folder / "market.txt", *known).code == 0
    book = open_ledger(str(tmp_path / "town.riwaya"))
    (report,) = book.reports()
    book.close()
    assert (report.published, report.published_basis) == ("2024-03-05", "given")
    assert (report.outlet, report.language) == ("Harbour Post", "en")


def test_json_is_one_object(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("add", tmp_path / "town.riwaya", folder, "--json")
    done = json.loads(ran.out)
    assert (done["added"], done["already"], done["set_aside"]) == (2, 0, [])
    assert done["ledger"]["reports"] == 2
    assert ran.err == ""


def test_quiet_says_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("add", tmp_path / "town.riwaya", folder, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_a_bad_file_is_set_aside_with_its_reason_and_the_rest_goes_on(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    ran = run("add", tmp_path / "town.riwaya", folder)
    assert ran.code == 1
    assert "2 reports added" in ran.out
    assert ran.err.startswith("1 file set aside:\n")
    assert "broken.pdf" in ran.err
    ran = run("add", tmp_path / "town.riwaya", folder, "--json")
    assert ran.code == 1
    (item,) = json.loads(ran.out)["set_aside"]
    assert item["source"].endswith("broken.pdf") and item["reason"]


def bad_use(run: Run, *words: object) -> str:
    ran = run(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err
    return ran.err


def test_bad_use_is_told_in_a_line_and_makes_no_ledger(run: Run, folder: Path, tmp_path: Path) -> None:
    town = tmp_path / "town.riwaya"
    assert "gone.txt" in bad_use(run, "add", town, tmp_path / "gone.txt")
    assert "last week" in bad_use(run, "add", town, folder, "--published", "last week")
    assert "'2024-13-40'" in bad_use(run, "add", town, folder, "--published", "2024-13-40")
    assert "crystal" in bad_use(run, "add", town, folder, "--reader", "crystal")
    assert "SOURCE" in bad_use(run, "add", town)
    assert "--jobs" in bad_use(run, "add", town, folder, "--jobs", "0")
    assert not town.exists()


def test_the_ledger_is_not_its_own_source(run: Run, folder: Path, tmp_path: Path) -> None:
    town = tmp_path / "town.riwaya"
    run("add", town, folder)
    assert "the ledger itself" in bad_use(run, "add", town, town)


def test_a_ledger_in_the_folder_it_reads_is_left_out(run: Run, folder: Path) -> None:
    for _ in range(2):
        ran = run("add", folder / "town.riwaya", folder)
        assert (ran.code, ran.err) == (0, "")


def test_a_file_that_is_no_ledger_is_refused_unharmed(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("add", folder / "market.txt", folder / "bridge.txt")
    assert ran.code == 1
    assert "is not a ledger" in ran.err
    assert (folder / "market.txt").read_text().startswith("Traders")


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "riwaya", "add", str(tmp_path / "town.riwaya"), "-", "--json"]
    ran = subprocess.run(command, input=STORY.encode(), capture_output=True, check=False)
    assert ran.stderr == b""
    assert json.loads(ran.stdout)["added"] == 1


def test_help_shows_an_example(run: Run) -> None:
    ran = run("add", "--help")
    assert ran.code == 0
    assert "riwaya add town.riwaya reports/" in ran.out

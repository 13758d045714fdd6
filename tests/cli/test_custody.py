"""Evidence that another person checks with standard tools: sha256sum, sh, openssl."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.store import open_ledger
from tests.cli.call import call
from tests.endpoint import tsa
from tests.store import cases
from tests.store.test_checking import path, tamper, whole  # noqa: F401 - fixtures

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("openssl", "sha256sum", "sh"))), reason="needs openssl, sha256sum and sh"
)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("authority") / "tsa"
    tsa.make(home)
    return home


@pytest.fixture
def clock(authority: Path) -> Iterator[str]:
    with tsa.served(authority) as address:
        yield address


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def unpacked(bundle: Path) -> Path:
    folder = bundle.with_suffix("")
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    return folder


def chain(folder: Path) -> str:
    """What the commands of the README print about the log."""
    told = (folder / "README.txt").read_text()
    script = told[told.index("       previous=") : told.index("3. A report")]
    return run(folder, "sh", "-c", script).stdout.strip()


def test_a_timestamp_is_kept_and_the_log_says_so(whole: Path, clock: str, authority: Path) -> None:  # noqa: F811
    said = call("timestamp", str(whole), "--server", clock, "--ca", str(authority / "root.pem"))
    assert said.code == 0, said.err
    assert re.search(r"timestamp 1: entry \d+, \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ by http", said.out)
    assert call("verify", str(whole)).code == 0
    for edit in ("UPDATE stamp SET token = x'00'", "DELETE FROM stamp"):
        tamper(whole, edit)
        assert "timestamp 1" in call("verify", str(whole)).out


def test_another_root_does_not_vouch_and_nothing_is_kept(whole: Path, clock: str, tmp_path: Path) -> None:  # noqa: F811
    other = tsa.make(tmp_path / "other")
    said = call("timestamp", str(whole), "--server", clock, "--ca", str(other))
    assert said.code == 1 and "do not vouch" in said.err
    book = open_ledger(str(whole))
    assert book.stamps() == ()
    book.close()


def test_what_is_no_timestamp_is_refused(whole: Path, authority: Path, tmp_path: Path) -> None:  # noqa: F811
    with tsa.served(authority) as address:
        assert call("timestamp", str(whole), "--server", address).code == 0
        assert "answers 503" in call("timestamp", str(whole), "--server", address + "busy").err
    earlier = (authority / "a.tsr").read_bytes()  # a good answer, to another question
    for answer, said in (
        (b"junk", "gave no timestamp"),
        (earlier, "something else"),
        (b"x" * 2**21, "more than a"),
    ):
        with tsa.served(authority, answer) as address:
            refused = call("timestamp", str(whole), "--server", address)
            assert refused.code == 1 and said in refused.err, refused.err
    assert call("timestamp", str(whole), "--server", "ftp://clock.example").code == 2
    gone = call("timestamp", str(whole), "--server", "http://127.0.0.1:9/")
    assert gone.code == 1 and "cannot be asked" in gone.err
    book = open_ledger(str(whole))
    assert len(book.stamps()) == 1
    book.close()


def test_a_bundle_is_verified_with_standard_tools(
    whole: Path,  # noqa: F811
    clock: str,
    authority: Path,
    tmp_path: Path,
) -> None:
    assert call("timestamp", str(whole), "--server", clock).code == 0
    made = call("bundle", str(whole), "-o", str(tmp_path / "evidence.zip"), "--unmasked")
    assert made.code == 0, made.err
    assert "3 reports, 3 originals" in made.out and "1 timestamps" in made.out
    folder = unpacked(tmp_path / "evidence.zip")
    assert run(folder, "sha256sum", "--check", "--quiet", "SHA256SUMS").returncode == 0
    last = re.search(r"entry, ([0-9a-f]{64}):", (folder / "README.txt").read_text())
    assert last is not None and chain(folder) == last[1]
    stamp = ("ts", "-verify", "-data", "timestamps/1.txt", "-in", "timestamps/1.tsr", "-CAfile")
    root = str(authority / "root.pem")
    assert "Verification: OK" in run(folder, "openssl", *stamp, root).stdout
    assert run(folder, "grep", "-nxF", "-f", "timestamps/1.txt", "log.jsonl").returncode == 0
    with (folder / "reports.csv").open() as file:
        rows = list(csv.DictReader(file))
    home = cases.report(cases.FIRST)
    (first,) = [row for row in rows if row["id"] == home.id]
    assert (folder / first["original"]).read_bytes() == (folder / first["text"]).read_bytes()
    assert (
        f'"added","{home.id}"' in (folder / "log.jsonl").read_text()
        and first["original_sha256"] == home.sha256
    )
    # and now what a forger might do
    (folder / first["original"]).write_bytes(b"something else")
    assert run(folder, "sha256sum", "--check", "--quiet", "SHA256SUMS").returncode == 1
    log = (folder / "log.jsonl").read_text()
    (folder / "log.jsonl").write_text(log.replace("transliteration", "translation"))
    assert chain(folder).startswith("broken at: ")
    (folder / "timestamps/1.txt").write_text("another entry")
    assert run(folder, "openssl", *stamp, root).returncode != 0


def test_a_bundle_of_one_report_holds_no_other(whole: Path, tmp_path: Path) -> None:  # noqa: F811
    home = cases.report(cases.FIRST).id
    made = call("bundle", str(whole), "-o", str(tmp_path / "one.zip"), "--unmasked", "--report", home)
    assert made.code == 0, made.err
    folder = unpacked(tmp_path / "one.zip")
    assert [file.name for file in (folder / "originals").iterdir()] == [f"{home}-a.txt"]
    told = [json.loads(line) for line in (folder / "claims.jsonl").read_text().splitlines()]
    assert {one.get("report", one["id"]) for one in told} == {home}
    assert call("bundle", str(whole), "-o", str(tmp_path / "x.zip"), "--unmasked", "--report", "r0").code == 2


def test_a_bundle_is_unmasked_only_when_asked_and_is_logged(whole: Path, tmp_path: Path) -> None:  # noqa: F811
    refused = call("bundle", str(whole), "-o", str(tmp_path / "x.zip"))
    assert refused.code == 2 and "--unmasked" in refused.err and not (tmp_path / "x.zip").exists()
    assert call("bundle", str(whole), "-o", str(tmp_path / "x.zip"), "--unmasked").code == 0
    assert call("export", str(whole), "-o", str(tmp_path / "x.jsonl")).code == 0
    assert call("export", str(whole), "-o", str(tmp_path / "p.jsonl"), "--public").code == 0
    assert call("brief", str(whole), "--format", "md", "-o", str(tmp_path / "x.md")).code == 0
    assert call("backup", str(whole), "-o", str(tmp_path / "b.riwaya")).code == 0
    book = open_ledger(str(whole))
    told = [(one.what, one.record) for one in book.log_entries()][-4:]
    book.close()
    assert told == [("bundled", "x.zip"), ("exported", "jsonl"), ("briefed", "md"), ("backed up", "b.riwaya")]
    assert call("verify", str(whole)).code == 0

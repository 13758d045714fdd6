"""Every command on a ledger at a PostgreSQL server, beside the same on one in a file: they say the same."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from riwaya.cli import COMMANDS
from riwaya.pipeline.knowledge import Knowledge, use
from riwaya.store import open_ledger
from tests.cli.call import call
from tests.cli.test_deciding import TOLD
from tests.postgresql import LOCKED, PASSWORD, server
from tests.twins import EXAMPLES, Twins, twins

READING = (
    ("brief", "LEDGER"),
    ("brief", "LEDGER", "--format", "html"),
    ("contested", "LEDGER"),
    ("contested", "LEDGER", "--json"),
    ("contested", "LEDGER", "--public", "--salt", "x"),
    ("changes", "LEDGER", "--since", "2020-01-01"),
    ("search", "LEDGER", "grain market"),
    ("search", "LEDGER", '"grain market" killed'),
    ("search", "LEDGER", "السوق"),
    ("search", "LEDGER", "Karmaly", "--json"),
    ("ask", "LEDGER", "How many people were killed at the market?"),
    ("show", "LEDGER"),
    ("show", "LEDGER", "Tel Marwad"),
    ("review", "LEDGER"),
    ("review", "LEDGER", "--json"),
    ("decisions", "LEDGER"),
    ("places", "list", "LEDGER"),
    ("names", "LEDGER"),
    ("protect", "LEDGER"),
    ("settings", "LEDGER"),
    ("verify", "LEDGER"),
    *(
        ("export", "LEDGER", "--format", form)
        for form in ("jsonl", "csv", "acled", "ucdp", "training", "pairs")
    ),
    ("export", "LEDGER", "--public", "--salt", "x"),
)
ELSEWHERE = {"add", "import", "backup", "restore", "bundle", "doctor", "serve", "users", "timestamp"}
CHANGING = (
    ("merge", "LEDGER", "Orlan Beck", "Ilse Marrow", "--why", "one voice", "--by", "A"),
    ("split", "LEDGER", "Orlan Beck", "b.txt", "--why", "not one", "--by", "A"),
    ("judge", "LEDGER", "CLAIM", "--set", "stance=alleged", "--why", "see", "--by", "A"),
    ("undo", "LEDGER", "1", "--why", "two voices", "--by", "A"),
    ("settings", "LEDGER", "blind-review=on"),
    ("protect", "LEDGER", "--mask", "Orlan Beck", "--why", "he asked", "--by", "A"),
    ("names", "LEDGER", "--transliteration", "off", "--why", "one script", "--by", "A"),
    ("decisions", "LEDGER"),
    ("review", "LEDGER", "--state", "all"),
    ("contested", "LEDGER"),
    ("export", "LEDGER"),
    ("export", "LEDGER", "--public", "--salt", "x"),
)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Twins:
    """The sample reports, which tests only read."""
    return twins(tmp_path_factory.mktemp("samples"), str(EXAMPLES))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Twins]:
    for name, text in TOLD.items():
        (tmp_path / name).write_text(text)
    yield twins(tmp_path, *(str(tmp_path / name) for name in TOLD), reader="rules")
    use(Knowledge())


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_command_that_reads_says_the_same(words: tuple[str, ...], samples: Twins) -> None:
    one, other = samples.call(*words)
    assert (one.code, other.code) == (0, 0), other.err
    told, wanted = samples.plain(other.out), samples.plain(one.out)
    if words[0] == "changes":  # by the second in which a report was added
        told, wanted = ("\n".join(sorted(out.splitlines())) for out in (told, wanted))
    assert told == wanted
    assert samples.plain(other.err) == samples.plain(one.err)


def test_commands_that_change_leave_the_same(small: Twins) -> None:
    claim = json.loads(call("review", small.file, "--state", "all", "--json").out)["queue"]["rows"][0]
    for command in CHANGING:
        words = [claim["telling"]["id"] if word == "CLAIM" else word for word in command]
        one, other = small.call(*words)
        assert one.code == other.code == 0, (words, one.err, other.err)
        assert small.plain(other.out) == small.plain(one.out), words
    assert call("verify", small.server).code == 0


def test_every_command_is_tried_here() -> None:
    assert {words[0] for words in (*READING, *CHANGING)} | ELSEWHERE == set(COMMANDS) - {"score"}


def test_the_export_is_the_same_and_a_ledger_moves_there_and_back(samples: Twins, tmp_path: Path) -> None:
    one, other = samples.call("export", "LEDGER", "--with-originals")
    assert samples.plain(other.out) == samples.plain(one.out)
    (tmp_path / "file.jsonl").write_text(one.out, encoding="utf-8")
    moved = server().schema()
    assert call("import", moved, str(tmp_path / "file.jsonl")).code == 0
    there = call("export", moved, "--with-originals").out
    assert there == one.out
    again = call("import", moved, str(tmp_path / "file.jsonl"))
    assert again.code == 2 and "holds a ledger already" in again.err
    (tmp_path / "server.jsonl").write_text(there, encoding="utf-8")
    assert call("import", str(tmp_path / "back.riwaya"), str(tmp_path / "server.jsonl")).code == 0
    assert call("export", str(tmp_path / "back.riwaya"), "--with-originals").out == one.out
    assert [call("verify", ledger).code for ledger in (moved, str(tmp_path / "back.riwaya"))] == [0, 0]


def test_a_backup_is_made_and_brought_back(small: Twins, tmp_path: Path) -> None:
    made = call("backup", small.server, "-o", str(tmp_path / "copy.riwaya"))
    assert made.code == 0 and "2 reports" in made.out
    before = call("export", small.server, "--with-originals").out
    assert call("export", str(tmp_path / "copy.riwaya"), "--with-originals").out == before
    elsewhere = server().schema()
    assert call("restore", str(tmp_path / "copy.riwaya"), elsewhere).code == 0
    assert call("export", elsewhere, "--with-originals").out == before
    refused = call("restore", str(tmp_path / "copy.riwaya"), small.server)
    assert refused.code == 2 and "--replace" in refused.err
    put_back = call("restore", str(tmp_path / "copy.riwaya"), small.server, "--replace")
    assert put_back.code == 0 and "the one before is schema public_before_1" in put_back.out
    assert "last backup: 2" in call("doctor", small.server).out
    bundled = call("bundle", small.server, "-o", str(tmp_path / "evidence.zip"), "--unmasked")
    assert bundled.code == 0 and (tmp_path / "evidence.zip").stat().st_size > 1000


def test_the_doctor_of_a_server_that_is_not_there(tmp_path: Path) -> None:
    server()
    told = call("doctor", f"postgresql://ada@/town?host={tmp_path}", "--json")
    assert told.code == 1 and not json.loads(told.out)["good"]
    for words in (("contested",), ("verify",), ("search", "x")):
        told = call(words[0], f"postgresql://ada:guess@/town?host={tmp_path}", *words[1:])
        assert told.code == 1 and told.err.count("\n") == 1 and "guess" not in told.err


def test_a_password_in_the_address_is_shown_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "another")
    (tmp_path / "a.txt").write_text(TOLD["a.txt"])
    address = server().ledger().replace("riwaya@", f"{LOCKED}:{quote(PASSWORD, safe='')}@", 1)
    added = call("add", address, str(tmp_path / "a.txt"), "--reader", "rules")
    assert added.code == 0, added.err
    told = [added, *(call(*words) for words in (("show", address), ("verify", address), ("doctor", address)))]
    told.append(call("undo", address, "7", "--why", "x"))
    book = open_ledger(address)
    said = json.dumps([[c.out, c.err] for c in told] + [str(e) for e in book.log_entries()])
    book.close()
    assert PASSWORD not in said and quote(PASSWORD, safe="") not in said
    assert "riwaya decisions postgresql://locked@" in told[-1].err


def test_accounts_of_a_team(small: Twins, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riwaya.cli.users._password", lambda: "nine loose tiles over the well")
    for words in (
        ("users", "add", "LEDGER", "amal", "--role", "admin"),
        ("users", "add", "LEDGER", "bo", "--role", "reader"),
        ("users", "list", "LEDGER"),
        ("users", "role", "LEDGER", "bo", "editor"),
        ("users", "password", "LEDGER", "bo"),
        ("users", "remove", "LEDGER", "bo"),
        ("users", "log", "LEDGER"),
    ):
        one, other = small.call(*words)
        assert one.code == other.code == 0, (words, other.err)
        assert small.plain(one.out) == small.plain(other.out)


def test_serve_opens_the_desk(small: Twins) -> None:
    source = Path(__file__).resolve().parents[2] / "src"
    command = [sys.executable, "-m", "riwaya", "serve", small.server, "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(source)}
    ) as desk:
        assert desk.stdout
        address = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", desk.stdout.readline())
        assert address
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(address[0], timeout=60) as answer:
            assert "Valley Radio" in answer.read().decode()
        desk.send_signal(signal.SIGINT)
        assert desk.wait(timeout=60) in (0, 1, -signal.SIGINT)

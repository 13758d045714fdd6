"""Adding in the browser's way, through the desk and its real child process; the browser itself is in test_attacked."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from evals.pile import write
from riwaya.desk.adding import Jobs
from riwaya.desk.adding import feature as adding
from riwaya.desk.adding.inbox import keep, safe_name
from riwaya.desk.app import make_app
from riwaya.desk.guard import Limits, Role, TokenDoor
from riwaya.desk.guard.limits import Rate
from riwaya.errors import BadUse
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from tests.desk.conftest import BASE, TOKEN
from tests.pipeline.content import content

MILL = "LOWDALE, 4 May 2031 - The mill burned down on Friday, the mayor, Oskar Lindt, said.\n"
SOURCES = Path(__file__).resolve().parents[2] / "src"
FREE = Limits(asking=Rate(100_000, 1e6), changing=Rate(100_000, 1e6))


class Open:
    """A desk that adds, on a ledger of its own."""

    def __init__(self, where: Path | str, limits: Limits = FREE) -> None:
        self.where = where if isinstance(where, str) else str(where / "town.riwaya")
        self.path = Path(self.where)  # where it is a file
        self.ledger: WorkingLedger = open_ledger(self.where, create=True)
        self.jobs = Jobs(self.where)
        app = make_app(self.ledger, TOKEN, "127.0.0.1", more=[adding(self.jobs)], limits=limits)
        self.client = TestClient(app, base_url=BASE, follow_redirects=False)
        self.client.get(f"/?token={TOKEN}")

    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="(\w+)"', self.client.get("/add").text)
        assert found
        return found[1]

    def send(self, *files: tuple[str, bytes], **fields: str):  # type: ignore[no-untyped-def]
        sent = [("files", (name, BytesIO(data))) for name, data in files]
        return self.client.post(
            "/add", data={"csrf": self.csrf(), **fields}, files=sent or [("files", ("", b""))]
        )

    def finished(self, where: str) -> str:
        """The page of the job when it is over; the events tell when that is."""
        with self.client.stream("GET", f"{where}/events") as events:
            assert events.headers["content-type"].startswith("text/event-stream")
            told = "".join(events.iter_text())
        assert told.count("event: over") == 1
        for line in re.findall(r"^data: (.*)$", told, re.M):
            assert set(json.loads(line)) == {"state", "says", "done", "total", "reports"}
        return self.client.get(where).text

    def close(self) -> None:
        self.jobs.close()
        self.ledger.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Open]:
    made = Open(tmp_path)
    yield made
    made.close()


def test_files_and_text_go_in_and_bad_ones_are_set_aside(desk: Open) -> None:
    answer = desk.send(
        ("mill.txt", MILL.encode()),
        ("scan.png", b"\x89PNG\r\n\x1a\nrest"),
        text="The dam held, said Ada Berg.",
    )
    assert answer.status_code == 303
    assert desk.client.get(answer.headers["location"]).status_code == 200  # however far it is
    page = desk.finished(answer.headers["location"])
    assert "<h1>2 reports added</h1>" in page
    assert "Set aside" in page and "a picture (PNG)" in page and "scan.png" in page
    sources = sorted(r.source for r in desk.ledger.reports())
    assert sources[0] == "mill.txt" and re.fullmatch(r"pasted \d{4}-.*\.txt", sources[1])
    assert [s.source for s in desk.ledger.set_aside()] == ["scan.png"]
    assert "riwaya-add" not in str([*desk.ledger.set_aside()])
    claims = {c.text for c in desk.ledger.claims()}
    assert "The mill burned down on Friday" in claims
    report = next(r for r in desk.ledger.reports() if r.source == "mill.txt")
    assert f'href="/reports/{report.id}"' in page
    assert "The mill burned down on Friday" in desk.client.get(f"/reports/{report.id}").text
    assert list(desk.ledger.verify()) == []


def test_the_ledger_is_the_same_as_by_the_command_line(desk: Open, tmp_path: Path) -> None:
    desk.finished(
        desk.send(("mill.txt", MILL.encode()), outlet="Low Herald", published="2031-05-04").headers[
            "location"
        ]
    )
    (tmp_path / "mill.txt").write_text(MILL, encoding="utf-8")
    command = [
        "add",
        "other.riwaya",
        "mill.txt",
        "--outlet",
        "Low Herald",
        "--published",
        "2031-05-04",
        "--quiet",
    ]
    subprocess.run([sys.executable, "-m", "riwaya", *command], cwd=tmp_path, check=True, env=environment())
    ours, theirs = desk.path, tmp_path / "other.riwaya"
    moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    assert moment.sub("", content(ours, history=False)) == moment.sub("", content(theirs, history=False))


def test_adding_again_changes_nothing(desk: Open) -> None:
    desk.finished(desk.send(("mill.txt", MILL.encode())).headers["location"])
    page = desk.finished(desk.send(("again.txt", MILL.encode())).headers["location"])
    assert "<h1>0 reports added</h1>" in page and "1 there already" in page
    assert desk.ledger.counts()["reports"] == 1


def test_who_added_is_in_the_log(desk: Open) -> None:
    desk.finished(desk.send(text="The dam held, said Ada Berg.").headers["location"])
    raw = sqlite3.connect(desk.path)
    what, record, detail = raw.execute("SELECT what, record, detail FROM log ORDER BY number").fetchone()
    raw.close()
    assert (what, json.loads(detail)["in"]) == ("adding", "the desk") and record


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "nothing was given"),
        ({"addresses": "ftp://example.org/x"}, "no web address"),
        ({"addresses": "file:///etc/passwd"}, "no web address"),
        ({"addresses": "http://[::1"}, "no address"),
        ({"addresses": "http://a.example " * 21}, "more than 20"),
        ({"text": "x", "published": "soon"}, "not an ISO or EDTF date"),
        ({"text": "x", "language": "<b>"}, "not a code"),
    ],
)
def test_what_cannot_be_added_is_told_at_once(desk: Open, fields: dict[str, str], said: str) -> None:
    answer = desk.send(**fields)
    assert answer.status_code == 400 and said in answer.text
    assert desk.jobs.all() == ()


def test_an_address_of_this_machine_is_not_fetched(desk: Open) -> None:
    asked = "http://127.0.0.1:8742/reports http://localhost/ http://169.254.169.254/latest"
    page = desk.finished(desk.send(addresses=asked).headers["location"])
    assert page.count("an address of this machine or network; refused") == 3


def test_a_file_named_like_a_module_is_only_read(desk: Open) -> None:
    bad = b"import pathlib; pathlib.Path('OWNED').touch()\n"
    names = ("json.py", "socket.py", "riwaya.py", "sitecustomize.py")
    page = desk.finished(
        desk.send(*((name, bad) for name in names), text="The dam held, said Ada Berg.").headers["location"]
    )
    assert "1 report added" in page
    assert not Path("OWNED").exists() and not list(Path().glob("**/OWNED"))


def test_too_much_is_refused(tmp_path: Path) -> None:
    desk = Open(tmp_path, Limits(uploads={"/add": 10_000}))
    assert desk.send(("big.txt", b"x" * 20_000)).status_code == 413
    many = tuple((f"{n}.txt", b"") for n in range(201))
    desk.close()
    desk = Open(tmp_path / ".." / tmp_path.name)
    assert desk.send(*many).status_code == 400
    assert desk.ledger.counts()["reports"] == 0
    desk.close()


def test_too_many_wait(desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riwaya.desk.adding.jobs.MOST_WAITING", 1)
    first = desk.send(text="The dam held, said Ada Berg.")
    answer = desk.send(text="The dam broke, said Ada Berg.")
    assert answer.status_code == 400 and "wait already" in answer.text
    desk.finished(first.headers["location"])
    assert desk.send(text="The dam broke, said Ada Berg.").status_code == 303


def test_only_who_may_adds(tmp_path: Path) -> None:
    ledger = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    jobs = Jobs(str(tmp_path / "town.riwaya"))
    for role, status in ((Role.READER, 403), (Role.REVIEWER, 403), (Role.EDITOR, 200)):
        app = make_app(ledger, TokenDoor(TOKEN, role), "127.0.0.1", more=[adding(jobs)])
        client = TestClient(app, base_url=BASE)
        client.get(f"/?token={TOKEN}")
        assert client.get("/add").status_code == status
        assert ('href="/add"' in client.get("/").text) == (status == 200)
    jobs.close()
    ledger.close()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.txt", "report.txt"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:\\reports\\تقرير.pdf", "تقرير.pdf"),
        (".bashrc", "bashrc"),
        ("-rf", "rf"),
        ("", "file"),
        ("...", "file"),
        ("a\u202egnp.txt", "agnp.txt"),
        ("a\x00b\n.txt", "ab.txt"),
        ("<img src=x onerror=alert(1)>.html", "_img src=x onerror=alert(1)_.html"),
        ("x" * 400 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_names_of_files_are_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_files_of_one_name_stand_side_by_side(tmp_path: Path) -> None:
    made = keep(tmp_path, [("a.txt", BytesIO(b"1")), ("x/a.txt", BytesIO(b"2"))], "", "")
    assert [g.name for g in made] == ["a.txt", "a (2).txt"]
    with pytest.raises(BadUse):
        keep(tmp_path, [], " ", "")


def test_a_desk_that_closes_leaves_nothing_behind(tmp_path: Path) -> None:
    desk = Open(tmp_path)
    write(tmp_path / "pile", 6)
    files = tuple((p.name, p.read_bytes()) for p in sorted((tmp_path / "pile").glob("*")))
    desk.send(*files)
    folder = desk.jobs.all()[0].folder
    desk.close()
    assert not folder.exists()
    ledger = open_ledger(str(desk.path))
    assert list(ledger.verify()) == []
    ledger.close()


# --- two writers and a desk --------------------------------------------------------------------------------


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(SOURCES)}


@contextmanager
def read_meanwhile(desk: Open, *paths: str) -> Iterator[list[str]]:
    """The desk's pages are asked for again and again; what went wrong with them stands in the list."""
    failed: list[str] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            for path in paths:
                answer = desk.client.get(path)
                if answer.status_code != 200:
                    failed.append(f"{path} {answer.status_code} {answer.text[:200]}")
            time.sleep(0.2)

    reading = threading.Thread(target=read)
    reading.start()
    try:
        yield failed
    finally:
        over.set()
        reading.join()


def test_two_adds_and_a_desk_at_once_lose_nothing_and_double_nothing(desk: Open, tmp_path: Path) -> None:
    """Two processes and the desk add overlapping piles while the desk is read: the ledger is that of one add."""
    pile = tmp_path / "pile"
    write(pile, 6)
    names = sorted(p.name for p in pile.glob("*"))
    with read_meanwhile(desk, "/", "/reports", "/contested", "/api/v1/claims") as failed:
        both = [started(pile, desk.path, *share) for share in (names[:4], names[2:])]
        where = desk.send(*((name, (pile / name).read_bytes()) for name in names[1:5])).headers["location"]
        assert [process.wait(timeout=300) for process in both] == [0, 0]
        page = desk.finished(where)
    assert failed == [] and "added</h1>" in page
    assert started(pile, tmp_path / "alone.riwaya", *names).wait(timeout=300) == 0
    moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    together, alone = (
        moment.sub("", content(path, history=False)) for path in (desk.path, tmp_path / "alone.riwaya")
    )
    assert together == alone
    raw = sqlite3.connect(desk.path)
    assert raw.execute("SELECT count(*) FROM unsettled").fetchone() == (0,)
    assert raw.execute("SELECT count(*) FROM log WHERE what = 'added'").fetchone() == (len(names),)
    raw.close()
    assert list(desk.ledger.verify()) == []


def started(folder: Path, ledger: Path, *names: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "riwaya", "add", str(ledger), *names, "--quiet", "--jobs", "1"]
    return subprocess.Popen(command, cwd=folder, env=environment())

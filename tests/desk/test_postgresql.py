"""The desk on a ledger at a PostgreSQL server: the same pages, and two adds while it is read and adds itself."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from riwaya.desk.app import make_app
from riwaya.store import open_ledger
from riwaya.store.keeping import backup
from tests.desk.conftest import BASE, TOKEN
from tests.desk.test_adding import MILL, Open, environment, read_meanwhile
from tests.pipeline.content import content
from tests.pipeline.test_killed import pile as write
from tests.postgresql import server, waited
from tests.view.story import halbat

PAGES = (
    "/", "/contested", "/contested?about=figure", "/reports", "/people", "/places", "/timeline", "/map",
    "/map/happenings.json", "/search?q=bomb", "/search?q=%22the+bazaar%22", "/ask?q=How+many+were+killed%3F",
    "/review", "/api/v1/reports", "/api/v1/claims", "/api/v1/entities", "/api/v1/events", "/api/v1/statuses",
    "/api/v1/search?q=bomb",
)  # fmt: skip
_ITS_OWN = re.compile(r'[0-9a-f]{64,}|name="csrf" value="\w+"|\d{4}-\d\d-\d\dT[\d:.]+Z?')


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[TestClient]]:
    """The story at two desks, one of a file and one of a server."""
    where = (str(tmp_path_factory.mktemp("desks") / "town.riwaya"), server().ledger())
    ledgers = [open_ledger(address, create=True) for address in where]
    made = []
    for ledger in ledgers:
        halbat().into(ledger)
        made.append(TestClient(make_app(ledger, TOKEN, "127.0.0.1"), base_url=BASE))
        made[-1].get(f"/?token={TOKEN}")
    yield made
    for ledger in ledgers:
        ledger.close()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_the_same(page: str, desks: list[TestClient]) -> None:
    one, other = (client.get(page) for client in desks)
    assert one.status_code == other.status_code == 200
    assert _ITS_OWN.sub("", other.text) == _ITS_OWN.sub("", one.text)


def test_whatever_a_page_leads_to_is_the_same(desks: list[TestClient]) -> None:
    found = {
        path
        for page in PAGES[:7]
        for path in re.findall(r'href="(/[^"#?]+/[^"#?]+)"', desks[0].get(page).text)
    }
    led = sorted(path for path in found if not path.startswith("/static") and "/original" not in path)
    assert len(led) > 10
    for path in led[:: max(1, len(led) // 15)]:
        one, other = (client.get(path) for client in desks)
        assert (one.status_code, _ITS_OWN.sub("", one.text)) == (
            other.status_code,
            _ITS_OWN.sub("", other.text),
        )


@pytest.fixture
def desk() -> Iterator[Open]:
    made = Open(server().ledger())
    yield made
    made.close()


def started(folder: Path, ledger: str, *names: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "riwaya", "add", ledger, *names, "--quiet", "--jobs", "1"]
    return subprocess.Popen(command, cwd=folder, env=environment(), stderr=subprocess.PIPE)


def as_text(address: str, folder: Path) -> str:
    """All that the ledger holds but its history, without when things were read."""
    path = Path(backup(address, folder / f"{time.monotonic_ns()}.riwaya").path)
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "", content(path, history=False))


def test_two_adds_and_a_desk_at_once_lose_nothing_and_double_nothing(desk: Open, tmp_path: Path) -> None:
    """Two processes and the desk add overlapping piles while it is read, a third one is killed meanwhile."""
    pile = tmp_path / "pile"
    write(pile, 8)
    names = sorted(p.name for p in pile.glob("*"))
    pages = ("/", "/reports", "/contested", "/api/v1/claims", "/search?q=said")
    with read_meanwhile(desk, *pages) as failed:
        killed = started(pile, desk.where, *names)
        both = [started(pile, desk.where, *share) for share in (names[:4], names[2:])]
        where = desk.send(*((name, (pile / name).read_bytes()) for name in names[1:5])).headers["location"]
        waited(lambda: desk.ledger.counts()["reports"] or killed.poll() is not None, 300)
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
        assert [(p.communicate()[1], p.returncode) for p in both] == [(b"", 0)] * 2
        page = desk.finished(where)
    assert failed == [] and "added</h1>" in page
    alone = started(pile, str(tmp_path / "alone.riwaya"), *names)
    assert alone.communicate()[1] == b"" and alone.returncode == 0
    assert as_text(desk.where, tmp_path) == as_text(str(tmp_path / "alone.riwaya"), tmp_path)
    with server().connect_to(desk.where) as raw:
        assert raw.execute("SELECT count(*) FROM unsettled").fetchone() == (0,)
        added = raw.execute("SELECT count(*) FROM log WHERE what = 'added'").fetchone()
        assert added == (len(names),)
    assert list(desk.ledger.verify()) == []


def test_a_server_that_stops_during_an_add_is_told_and_the_next_add_finishes(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    write(pile, 30)
    names = sorted(p.name for p in pile.glob("*"))
    address = server().ledger()
    ledger = open_ledger(address)
    adding = started(pile, address, *names)
    waited(lambda: ledger.counts()["reports"] or adding.poll() is not None, 300)
    server().stop()
    told = adding.communicate()[1].decode()
    server().start()
    assert adding.returncode == 1 and told.count("\n") == 1, told
    assert told.startswith("riwaya: postgresql://") and "; " in told
    again = started(pile, address, *names)
    assert again.communicate()[1] == b"" and again.returncode == 0
    assert ledger.counts()["reports"] == len(names) and list(ledger.verify()) == []  # it is found again
    ledger.close()


def test_a_file_goes_in_through_the_desk(desk: Open) -> None:
    page = desk.finished(desk.send(("mill.txt", MILL.encode())).headers["location"])
    assert "<h1>1 report added</h1>" in page
    assert [r.source for r in desk.ledger.reports()] == ["mill.txt"]

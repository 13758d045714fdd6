"""A PostgreSQL server of the tests' own: started once, in a folder of its own, gone when they are over."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from riwaya.store import open_ledger

USER = "riwaya"
LOCKED = "locked"  # a role that needs its password
PASSWORD = "p@ss/w:rd?"
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "120",
    "autovacuum_naptime": "10s",
}
_numbers = itertools.count(1)


class Server:
    """One running server, reached through a socket in its folder."""

    def __init__(self, programs: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="riwaya-pg-"))
        self._programs = programs
        self._data = self.folder / "data"
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self.folder, "postgres", "postgres")
            self._as = {"user": "postgres", "group": "postgres", "extra_groups": []}
        # an order of its own by default, so that what relies on the database's order shows
        order = ("--locale-provider=icu", "--icu-locale=en", "--locale=C.UTF-8")
        plain = ("-D", str(self._data), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        if self._run("initdb", *plain, *order).returncode:
            shutil.rmtree(self._data, ignore_errors=True)
            self._run("initdb", *plain, "--locale=C.UTF-8").check_returncode()
        rules = self._data / "pg_hba.conf"
        rules.write_text(f"local all {LOCKED} scram-sha-256\n{rules.read_text()}")
        self.start()
        with self.connect() as made:
            made.execute(f"CREATE ROLE {LOCKED} LOGIN SUPERUSER PASSWORD '{PASSWORD}'")
            made.execute("CREATE DATABASE ready")
        open_ledger(self.address(database="ready"), create=True).close()

    def _run(self, program: str, *words: str) -> subprocess.CompletedProcess[bytes]:
        command = [str(self._programs / program), *words]
        made: subprocess.CompletedProcess[bytes] = subprocess.run(
            command, capture_output=True, cwd=self.folder, check=False, **self._as
        )
        return made

    def start(self) -> None:
        """The server answers."""
        settings = " ".join(f"-c {name}='{value}'" for name, value in _FAST.items())
        log = str(self.folder / "log")
        command = ("-D", str(self._data), "-l", log, "-w", "-o", f"{settings} -k {self.folder}", "start")
        # its output goes nowhere: a pipe would stay open as long as the server runs
        subprocess.run(
            [self._programs / "pg_ctl", *command],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder, check=True, **self._as,
        )  # fmt: skip

    def stop(self) -> None:
        """The server is gone at once, as after a power cut; what was committed is kept."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop")

    def end(self) -> None:
        """Nothing is left of it."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def connect(self) -> Any:
        """A connection to the database that is always there."""
        import psycopg

        return psycopg.connect(f"host={self.folder} user={USER} dbname=postgres", autocommit=True)

    def connect_to(self, address: str) -> Any:
        """A connection beside a ledger, for what no ledger does."""
        import psycopg

        return psycopg.connect(address, autocommit=True)

    def ledger(self) -> str:
        """The address of a ledger that holds nothing yet: a copy, for it is made faster."""
        name = f"t{next(_numbers)}"
        with self.connect() as made:
            made.execute(f"CREATE DATABASE {name} TEMPLATE ready STRATEGY file_copy")
        return self.address(database=name)

    def schema(self) -> str:
        """The address of an empty schema."""
        name = f"t{next(_numbers)}"
        with self.connect() as made:
            made.execute(f"CREATE SCHEMA {name}")
        return self.address(f"options=-csearch_path%3D{name}")

    def address(self, more: str = "", user: str = USER, database: str = "postgres") -> str:
        """The address of a database."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.folder), safe='')}" + (
            f"&{more}" if more else ""
        )


def _programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(versions, key=lambda path: float(path.parts[-3]))
    return newest[-1].parent if newest else None


@cache
def _started() -> Server | str:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed: pip install 'riwaya[postgresql]'"
    programs = _programs()
    if programs is None:
        return "PostgreSQL is not installed; tests/system.sh installs it as root on Debian"
    try:
        made = Server(programs)
    except (OSError, LookupError, subprocess.CalledProcessError) as error:
        return f"PostgreSQL does not start here: {error}"
    atexit.register(made.end)
    return made


def server() -> Server:
    """The server; the test is skipped where there can be none, and fails where CI says there must be."""
    found = _started()
    if isinstance(found, Server):
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(found)
    pytest.skip(found)


def waited(until: Any, seconds: float = 60) -> None:
    """Until that is true, or a failure."""
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)

"""What is being added: one job after the other, each read by a process of its own."""

from __future__ import annotations

import json
import queue
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from riwaya.desk.adding.inbox import Given
from riwaya.errors import BadUse
from riwaya.ingest import Options

MOST_WAITING = 20
KEPT = 50  # jobs that are done and still shown


@dataclass(slots=True)
class Job:
    """One going of adding: who, what, how far, and what came of it."""

    id: str
    by: str
    given: tuple[Given, ...]
    options: Options
    folder: Path
    state: str = "waiting"  # waiting, at work, done, failed
    progress: Mapping[str, Any] = field(default_factory=dict)  # pipeline.Progress
    summary: Mapping[str, Any] = field(default_factory=dict)  # pipeline.Summary
    added: tuple[tuple[str, str], ...] = ()  # report, title
    said: str = ""  # why it failed

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")


class Jobs:
    """The queue of a desk: one job is at work at a time, and the desk goes on reading meanwhile."""

    def __init__(self, ledger: str) -> None:
        self._ledger = ledger if "://" in ledger else str(Path(ledger).absolute())
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: queue.Queue[Job | None] = queue.Queue()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def folder(self) -> Path:
        """A new folder for what one job is given."""
        return Path(tempfile.mkdtemp(prefix="riwaya-add-"))

    def check_room(self) -> None:
        """Nothing; raises BadUse when too many jobs wait."""
        if sum(not job.over for job in self.all()) >= MOST_WAITING:
            raise BadUse(f"{MOST_WAITING} goings wait already; add more when some of them are done")

    def put(self, by: str, given: tuple[Given, ...], options: Options, folder: Path) -> Job:
        """The job, which waits for its turn."""
        job = Job(secrets.token_hex(8), by, given, options, folder)
        with self._lock:
            self._jobs[job.id] = job
            over = [j.id for j in self._jobs.values() if j.over]
            for old in over[: max(0, len(over) - KEPT)]:
                del self._jobs[old]
        self._waiting.put(job)
        return job

    def all(self) -> tuple[Job, ...]:
        """Every job that is remembered, the newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def get(self, job: str) -> Job | None:
        """The job of that id."""
        with self._lock:
            return self._jobs.get(job)

    def close(self) -> None:
        """Nothing is read any more; what was read is kept, a report goes in whole or not at all."""
        self._closed = True
        self._waiting.put(None)
        process = self._process
        if process is not None:
            process.terminate()
        self._thread.join(timeout=30)
        for job in self.all():
            shutil.rmtree(job.folder, ignore_errors=True)

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None and not self._closed:
            try:
                self._read(job)
            except OSError as error:
                job.said, job.state = f"{error}; try again, or use `riwaya add`", "failed"
            finally:
                shutil.rmtree(job.folder, ignore_errors=True)

    def _read(self, job: Job) -> None:
        """The job in a process of its own, which tells how far it is, a line of JSON at a time."""
        asked = {
            "ledger": self._ledger,
            "folder": str(job.folder),
            "sources": [given.source for given in job.given],
            "by": job.by,
            "options": [job.options.published, job.options.outlet, job.options.language],
        }
        # -P: nothing is ever imported from where the program runs, whatever lies there
        command = [sys.executable, "-P", "-m", "riwaya.desk.adding.work"]
        with subprocess.Popen(  # noqa: S603  our own program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as process:
            self._process = process
            if self._closed:
                process.terminate()
            job.state = "at work"
            assert process.stdin and process.stdout
            process.stdin.write(json.dumps(asked))
            process.stdin.close()
            for line in process.stdout:
                _heard(job, json.loads(line))
        self._process = None
        if not job.over:
            job.said = "reading ended before its time; what was read is kept, add the same again for the rest"
            job.state = "failed"


def _heard(job: Job, told: Mapping[str, Any]) -> None:
    if "progress" in told:
        job.progress = told["progress"]
    elif "summary" in told:
        job.summary = told["summary"]
        job.added = tuple((report, title) for report, title in told["added"])
        job.state = "done"
    else:
        job.said, job.state = str(told.get("error", "")), "failed"

"""The limited processes in which files are read: kept for the next file, ended for what a file does to them.

A child is asked for one thing at a time, so its clock runs only while it works.
"""

from __future__ import annotations

import atexit
import contextlib
import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import riwaya
from riwaya.ingest import frames
from riwaya.ingest.frames import Head
from riwaya.ingest.options import Options

Frame = tuple[Head, bytes]
Gives = TypeVar("Gives")

_STARTING = 60.0  # seconds until a fresh child has loaded what it needs, on a busy machine
_OUT_OF_TIME = {getattr(signal, name, None) for name in ("SIGXCPU", "SIGALRM")}  # the kernel's word for it


class Child:
    """One child process, with the limits it was first asked to keep."""

    def __init__(self, options: Options) -> None:
        self.bounds = _bounds(options)
        where = str(Path(riwaya.__file__).parents[1])
        paths = [where, *filter(None, [os.environ.get("PYTHONPATH")])]
        self.process = subprocess.Popen(
            [sys.executable, "-B", "-m", "riwaya.ingest.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**_unsecret(), "PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"},
        )
        self._late = False
        self._watch = threading.Lock()
        self._until = self._looks = math.inf  # when it must have answered, when that is looked at

    def begin(self, job: Head, data: bytes) -> bool:
        """Whether the child took the job and has loaded what it needs for it."""
        frame = self._in_time(_STARTING, lambda: self._asked(job, data))
        return frame is not None and frame[0].get("is") == "begun"

    def next(self, seconds: float) -> Frame | None:
        """What it answers next; None where it ended, took longer than so many seconds, or made no sense."""
        return self._in_time(seconds, lambda: self._asked({"is": "next"}, b""))

    def end(self) -> int:
        """How the process ended, now at the latest."""
        self.process.kill()
        with contextlib.suppress(OSError, ValueError):  # what was not yet written to it goes nowhere
            self.process.communicate()
        return self.process.wait()

    def ended(self) -> tuple[bool, str]:
        """(whether time ran out, "signal 11"), the process ended now at the latest."""
        code = self.end()
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return self._late or -code in _OUT_OF_TIME, how

    def _asked(self, head: Head, data: bytes) -> Frame | None:
        assert self.process.stdin is not None and self.process.stdout is not None
        try:
            frames.send(self.process.stdin, head, data)
        except OSError:
            return None
        return frames.receive(self.process.stdout)

    def _in_time(self, seconds: float, work: Callable[[], Gives]) -> Gives:
        """What the work gives; the child is killed when it takes longer, which ends the work."""
        with self._watch:
            self._until = time.monotonic() + seconds
            if self._until < self._looks:
                self._look_in(seconds)
        try:
            return work()
        finally:
            self._until = math.inf

    def _look_in(self, seconds: float) -> None:
        """Look at the clock after so many seconds: one thread for many members of an archive."""
        self._looks = time.monotonic() + seconds
        clock = threading.Timer(seconds, self._look)
        clock.daemon = True
        clock.start()

    def _look(self) -> None:
        with self._watch:
            self._looks = math.inf
            left = self._until - time.monotonic()
            if left <= 0:
                self._late = True
                self.process.kill()
            elif left < math.inf:
                self._look_in(left)


# children that wait for a file
_IDLE: list[Child] = []
_LOCK = threading.Lock()


def waiting(options: Options) -> Child | None:
    """A child that waits and keeps the same limits."""
    with _LOCK:
        for child in _IDLE:
            if child.bounds == _bounds(options):
                _IDLE.remove(child)
                return child
    return None


def give_back(child: Child) -> None:
    """The child waits for the next file."""
    with _LOCK:
        _IDLE.append(child)


@atexit.register
def end_children() -> None:
    """No child is left."""
    with _LOCK:
        while _IDLE:
            _IDLE.pop().end()


def _unsecret() -> dict[str, str]:
    """The environment without the password of a ledger: a hostile file has no use for it."""
    return {name: value for name, value in os.environ.items() if name != "PGPASSWORD"}


def _bounds(options: Options) -> tuple[bool, int, str]:
    """What a child keeps for good: whether and where it may look for programs, and its memory."""
    return options.ocr, options.limits.memory, os.environ.get("PATH", "") if options.ocr else ""

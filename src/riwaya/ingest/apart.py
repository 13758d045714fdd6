"""Files whose parsers run native code are read in a limited child process, kept for the next file.

A file that crashes its parser, hangs it or eats its memory costs itself: the child ends, the file is set
aside with its reason, a fresh child reads the next. `walls` says what holds on which system.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import riwaya
from riwaya.errors import Unreadable
from riwaya.ingest import frames
from riwaya.ingest.frames import Head, Read
from riwaya.ingest.options import MIB, PATIENCE, Options
from riwaya.ingest.piece import Item, Kind

Work = Callable[[], bool | None]

_NATIVE = frozenset(("pdf", "docx", "odt", "feed", "html", "email", "reliefweb"))
_LONG = 64 * 1024  # bytes of plain text: above, it is read where time is limited too
_STARTING = 60.0  # seconds until a fresh child has loaded what it needs, on a busy machine
_ANSWERS = 512 * MIB  # of one file, together
_OUT_OF_TIME = {getattr(signal, name, None) for name in ("SIGXCPU", "SIGALRM")}  # the kernel's word for it
_WAY_OUT = "open it in its own program and save it again as PDF or text"


def belongs_apart(kind: Kind, item: Item) -> bool:
    """Whether an item of this kind is read in a child."""
    return kind.name in _NATIVE or (kind.name == "text" and item.size > _LONG)


def read_apart(kind: Kind, item: Item, options: Options) -> Iterator[Read]:
    """What a child reads from the item; raises Unreadable where it cannot, or ends while it tries."""
    data = item.bytes(options.limits)
    found: list[Read] = []
    child = _begun(frames.job(item, kind.name, options), data, options, item)
    try:
        fit, trouble = child.ask(data, options, item, found)
    except BaseException:
        child.end()
        raise
    if fit:
        _give_back(child)
    else:
        child.end()
    yield from found
    if trouble is not None:
        raise Unreadable(trouble)


def _begun(job: Head, data: bytes, options: Options, item: Item) -> _Child:
    """A child that has begun with the job: one that waits, or else a fresh one."""
    while (child := _waiting(options)) is not None:
        if child.begin(job, data):
            return child
        child.end()  # it died while it waited, which is no fault of this file
    child = _Child(options)
    if not child.begin(job, data):
        code = child.end()
        raise Unreadable(
            f"{item.source} was not read: the process that reads files did not start (exit code {code});"
            " see that memory is free, then add it again"
        )
    return child


class _Child:
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
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"},
        )
        self.late = False

    def end(self) -> int:
        """How the process ended, now at the latest."""
        self.process.kill()
        with contextlib.suppress(OSError, ValueError):  # what was not yet written to it goes nowhere
            self.process.communicate()
        return self.process.wait()

    def begin(self, job: Head, data: bytes) -> bool:
        """Whether the child took the job and has loaded what it needs for it."""
        return self._in_time(_STARTING, lambda: self._begin(job, data)) is True

    def ask(self, data: bytes, options: Options, item: Item, found: list[Read]) -> tuple[bool, str | None]:
        """(whether the child is fit for more, why the item could not be read whole); `found` is filled."""
        trouble: list[str] = []
        end = self._in_time(PATIENCE * options.seconds, lambda: self._collect(item, data, found, trouble))
        if end is None and not trouble:
            return False, self._ended(item, options)
        return end is True, trouble[0] if trouble else None

    def _in_time(self, seconds: float, work: Work) -> bool | None:
        """What the work gives; the child is killed when it takes longer, which ends the work."""
        clock = threading.Timer(seconds, self._stop)
        clock.daemon = True
        clock.start()
        try:
            return work()
        finally:
            clock.cancel()

    def _stop(self) -> None:
        self.late = True
        self.process.kill()

    def _begin(self, job: Head, data: bytes) -> bool:
        assert self.process.stdin is not None and self.process.stdout is not None
        try:
            frames.send(self.process.stdin, job, data)
        except OSError:
            return False
        frame = frames.receive(self.process.stdout)
        return frame is not None and frame[0].get("is") == "begun"

    def _collect(self, item: Item, data: bytes, found: list[Read], trouble: list[str]) -> bool | None:
        """Whether the child is fit for more, now that it came to the end; None where it did not."""
        assert self.process.stdout is not None
        size = 0
        while (frame := frames.receive(self.process.stdout)) is not None:
            head, more = frame
            size += len(more)
            if head.get("is") == "done":
                return head.get("fit") is True
            try:
                if head["is"] in ("unreadable", "failed"):
                    trouble.append(_told(head, item))
                else:
                    found.append(frames.answered(head, more, item, data))
            except (ValueError, KeyError, TypeError, AttributeError):
                size = _ANSWERS + 1  # no answer of ours: whatever runs there is not trusted with another file
            if size > _ANSWERS:
                trouble.append(f"{item.source} cannot be read (its parser gave no sense); {_WAY_OUT}")
                return None
        return None

    def _ended(self, item: Item, options: Options) -> str:
        code = self.end()
        if self.late or -code in _OUT_OF_TIME:
            return (
                f"{item.source} took more than {options.seconds:.0f} s to read and was stopped;"
                " split it, or save it as text"
            )
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return f"{item.source} made the process that read it end ({how}); {_WAY_OUT}"


def _told(head: Head, item: Item) -> str:
    """Why an item could not be read, as its child says."""
    reason = str(head["reason"])
    if head["is"] == "unreadable":
        return reason
    if reason == "memory":
        return f"{item.source} needs more memory to be read than a file may take; split it"
    return f"{item.source} cannot be read ({' '.join(reason.split())}); {_WAY_OUT}"


# children that wait for a file
_IDLE: list[_Child] = []
_LOCK = threading.Lock()


def _bounds(options: Options) -> tuple[bool, int, str]:
    """What a child keeps for good: whether and where it may look for programs, and its memory."""
    return options.ocr, options.limits.memory, os.environ.get("PATH", "") if options.ocr else ""


def _waiting(options: Options) -> _Child | None:
    """A child that waits and keeps the same limits."""
    with _LOCK:
        for child in _IDLE:
            if child.bounds == _bounds(options):
                _IDLE.remove(child)
                return child
    return None


def _give_back(child: _Child) -> None:
    with _LOCK:
        _IDLE.append(child)


@atexit.register
def end_children() -> None:
    """No child is left."""
    with _LOCK:
        while _IDLE:
            _IDLE.pop().end()

"""The child in which `apart` has files read: `python -m riwaya.ingest.child`, frames in, frames out."""

from __future__ import annotations

import importlib
import math
import os
import signal
from itertools import islice
from typing import BinaryIO

from riwaya.errors import Unreadable
from riwaya.ingest.frames import Head, answer, asked, receive, send
from riwaya.ingest.options import MIB, PATIENCE, Options
from riwaya.ingest.piece import Item
from riwaya.records import SetAside

# what a kind loads when it is first read: loading is no part of a file's time
_LOADS = {
    "pdf": ("pypdfium2",),
    "docx": ("docx",),
    "odt": ("lxml.etree",),
    "feed": ("feedparser", "lxml.html"),
    "html": ("lxml.html", "trafilatura"),
    "email": ("lxml.html",),
    "reliefweb": ("lxml.html",),
    "warc": ("warcio.archiveiterator",),
    "wacz": ("warcio.archiveiterator",),
}
_GROWN = 256 * MIB  # a child that holds so much afterwards makes room for a fresh one


def main() -> None:
    """Read what the parent asks for until it asks no more."""
    asks, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "r+b") as nothing:  # noqa: PTH123 - what libraries print must not mix with frames
        for stream in (0, 1, 2):
            os.dup2(nothing.fileno(), stream)
    walled = False
    while (frame := receive(asks)) is not None:
        item, kind, options, skip = asked(*frame)
        for module in _LOADS.get(kind or "", ()):
            importlib.import_module(module)
        if not walled:
            from riwaya.ingest.walls import raise_walls

            raise_walls(options.limits, options.ocr)
            walled = True
        send(answers, {"is": "begun"})
        last = _serve(_Reading(item, kind, options, skip), asks, answers)
        send(answers, {**last, "fit": last.get("fit", True) and _held() < _GROWN})


def _serve(reading: _Reading, asks: BinaryIO, answers: BinaryIO) -> Head:
    """The last frame that is to be sent, whatever was asked for before it sent."""
    while receive(asks) is not None:
        try:
            reading.let_run()
            told = reading.next()
            if told is None:
                return {"is": "done"}
            send(answers, *told)
        except Unreadable as error:
            return {"is": "unreadable", "reason": str(error)}
        except MemoryError:
            return {"is": "failed", "reason": "memory", "fit": False}
        except Exception as error:  # noqa: BLE001 - whatever a file does to a parser costs that file only
            return {"is": "failed", "reason": f"{type(error).__name__}: {error}"[:200]}
        finally:
            _rest()
    raise SystemExit  # the parent is gone


class _Reading:
    """One item, read thing by thing as the parent asks."""

    def __init__(self, item: Item, kind: str | None, options: Options, skip: int) -> None:
        from riwaya.ingest.kinds import kind_named
        from riwaya.ingest.opening import opened
        from riwaya.ingest.piece import Container

        self._item, self._options, self._skip = item, options, skip
        self._told = 0
        self._reader = kind_named(kind) if kind else None
        self._unpacks = isinstance(self._reader, Container)
        self._things = opened(self._reader, item, options) if self._reader else None
        self._running = False

    def let_run(self) -> None:
        """The time of this process begins: for a container with every member, for a document once."""
        if self._unpacks or not self._running:
            _let_run(self._options.seconds)
        self._running = True
        _wake(self._options.seconds)

    def next(self) -> tuple[Head, bytes] | None:
        """The frame of the next thing; None after the last."""
        from riwaya.ingest.kinds import kind_of

        if self._things is None:
            self._things = iter(())
            return {"is": "kind", "name": kind_of(self._item).name}, b""
        if self._skip:
            self._told, self._skip = self._skip, 0
            next(islice(self._things, self._told, self._told), None)
            return {"is": "there"}, b""
        make = next(self._things, None)
        if make is None:
            return None
        self._told += 1
        try:
            read = make()
        except Exception as error:
            if not self._unpacks:
                raise
            read = self._lost(error)
        return ({"is": "nothing"}, b"") if read is None else answer(read, self._item)

    def _lost(self, error: Exception) -> SetAside:
        """The member that could not be unpacked."""
        said = "it needs too much memory"
        if not isinstance(error, MemoryError):
            said = f"{type(error).__name__}: {error}"[:200]
        reason = f"member {self._told} of {self._item.source} cannot be unpacked ({said}); unpack it yourself"
        return SetAside(f"{self._item.source}!/{self._told}", None, reason, None)


def _let_run(seconds: float) -> None:
    """Let this process use the processor for so long from now; the kernel ends it then."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = math.ceil(used.ru_utime + used.ru_stime + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _wake(seconds: float) -> None:
    """Let this process run by the clock for three times as long, until `_rest`.

    The kernel ends it then, even if the parent is gone and native code never returns.
    """
    if hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(math.ceil(PATIENCE * seconds) + 5)


def _rest() -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(0)


def _held() -> int:
    """The memory that this process holds now, in bytes; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - a file of the kernel's
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


if __name__ == "__main__":
    main()

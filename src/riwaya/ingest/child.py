"""The child in which `apart` has files read: `python -m riwaya.ingest.child`, frames in, frames out."""

from __future__ import annotations

import importlib
import math
import os
from collections.abc import Iterator
from typing import BinaryIO

from riwaya.errors import Unreadable
from riwaya.ingest.frames import Read, answer, asked, receive, send
from riwaya.ingest.options import MIB, PATIENCE, Options
from riwaya.ingest.piece import Item

# what a kind loads when it is first read: loading is no part of a file's time
_LOADS = {
    "pdf": ("pypdfium2",),
    "docx": ("docx",),
    "odt": ("lxml.etree",),
    "feed": ("feedparser", "lxml.html"),
    "html": ("lxml.html", "trafilatura"),
    "email": ("lxml.html",),
    "reliefweb": ("lxml.html",),
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
        item, kind, options = asked(*frame)
        for module in _LOADS.get(kind, ()):
            importlib.import_module(module)
        if not walled:
            from riwaya.ingest.walls import raise_walls

            raise_walls(options.limits, options.ocr)
            walled = True
        send(answers, {"is": "begun"})
        _let_run(options.seconds)
        fit = _serve(item, kind, options, answers)
        send(answers, {"is": "done", "fit": fit and _held() < _GROWN})


def _serve(item: Item, kind: str, options: Options, answers: BinaryIO) -> bool:
    """Whether this process is fit for the next file, the answers to this one sent."""
    try:
        for read in _read(item, kind, options):
            send(answers, *answer(read, item))
    except Unreadable as error:
        send(answers, {"is": "unreadable", "reason": str(error)})
    except MemoryError:
        send(answers, {"is": "failed", "reason": "memory"})
        return False
    except Exception as error:  # noqa: BLE001 - whatever a file does to a parser costs that file only
        send(answers, {"is": "failed", "reason": f"{type(error).__name__}: {error}"[:200]})
    return True


def _read(item: Item, kind: str, options: Options) -> Iterator[Read]:
    from riwaya.ingest.kinds import KINDS
    from riwaya.ingest.unfold import finished

    (reader,) = (one for one in KINDS if one.name == kind)
    return finished(reader.read(item, options), options)


def _let_run(seconds: float) -> None:
    """Let this process use the processor for so long from now, and the clock for three times as long.

    The kernel ends it then, even if the parent is gone and native code never returns.
    """
    try:
        import resource
        import signal
    except ImportError:  # Windows: the parent's clock
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = math.ceil(used.ru_utime + used.ru_stime + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(math.ceil(PATIENCE * seconds) + 5)


def _held() -> int:
    """The memory that this process holds now, in bytes; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - a file of the kernel's
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


if __name__ == "__main__":
    main()

"""Reading reports in several processes; results come back in the order the reports went in."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, suppress
from dataclasses import dataclass
from multiprocessing.connection import wait

from riwaya.errors import RiwayaError, Stopped, Unreadable
from riwaya.extract.reader import AheadReader, Reader
from riwaya.pipeline.read import read_report
from riwaya.pipeline.stages import Stages
from riwaya.records import Document, Reading, Referent, Report, SetAside

_AHEAD = 4  # reports waiting per process: enough to keep them busy, few enough to keep memory flat


@dataclass(frozen=True, slots=True)
class Read:
    """A document with what was read from it."""

    document: Document
    reading: Reading
    referents: tuple[Referent, ...]


@dataclass(frozen=True, slots=True)
class End:
    """The end of a file. `sha256` is of its bytes where nothing of it was set aside while opening it."""

    source: str
    number: int  # which of the files it was, from 1
    sha256: str | None = None
    reports: int = 0


Item = Document | SetAside | End
Outcome = Read | SetAside | End
Result = tuple[Reading, tuple[Referent, ...]] | str  # or why it failed
_Pending = tuple[Document, Future[Result]] | SetAside | End


def read_all(items: Iterable[Item], stages: Stages, jobs: int) -> Iterator[Outcome]:
    """Every document read, everything else passed on, in the order of the items."""
    if jobs > 1:
        yield from _in_processes(items, stages, jobs)
        return
    reader = stages.reader()
    if isinstance(reader, AheadReader):
        with closing(reader):
            yield from _here(_begun(items, reader), reader, stages)
    else:
        yield from _here(items, reader, stages)


def _here(items: Iterable[Item], reader: Reader, stages: Stages) -> Iterator[Outcome]:
    for item in items:
        if isinstance(item, Document):
            yield _outcome(item, _attempt(item.report, reader, stages))
        else:
            yield item


def _begun(items: Iterable[Item], reader: AheadReader) -> Iterator[Item]:
    """The items, each some way behind what the reader has begun: so answers are there when needed."""
    waiting: deque[Item] = deque()
    for item in items:
        if isinstance(item, Document):
            with suppress(Exception):  # a fault comes again when the report is read, and is told then
                reader.begin(item.report)
        waiting.append(item)
        if len(waiting) > 2 * reader.ahead:  # a report and the end of its file
            yield waiting.popleft()
    yield from waiting


def _attempt(report: Report, reader: Reader, stages: Stages) -> Result:
    """What is read from a report, or a sentence of why it cannot be: one report never stops the others."""
    try:
        return read_report(report, reader, stages)
    except Stopped:
        raise
    except Unreadable as error:
        return f"it could not be read by {reader.name}: {error}; add it again, or with another --reader"
    except Exception as error:  # noqa: BLE001 - a fault in a stage must cost one report, shown with its reason
        return f"{report.source} could not be read: {type(error).__name__}: {error}; please report this fault"


def _outcome(document: Document, result: Result) -> Outcome:
    report = document.report
    if isinstance(result, str):
        return SetAside(report.source, report.kind, " ".join(result.split()), report.sha256)
    return Read(document, *result)


def _in_processes(items: Iterable[Item], stages: Stages, jobs: int) -> Iterator[Outcome]:
    context = multiprocessing.get_context("forkserver")  # never fork a process that has a database open
    waiting: deque[_Pending] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(stages,))
    try:
        for item in items:
            waiting.append((item, pool.submit(_work, item.report)) if isinstance(item, Document) else item)
            if len(waiting) >= jobs * _AHEAD:
                yield _finished(waiting.popleft())
        while waiting:
            yield _finished(waiting.popleft())
    except BrokenProcessPool as error:
        raise RiwayaError(
            "a reading process died, perhaps for lack of memory; what was read so far is kept,"
            " run the same command again with --jobs 1"
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _finished(item: _Pending) -> Outcome:
    return _outcome(item[0], item[1].result()) if isinstance(item, tuple) else item


# In a reading process: the stages and one reader, made once
_HERE: list[tuple[Stages, Reader]] = []


def _begin(stages: Stages) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _HERE.append((stages, stages.reader()))


def _end_with_parent() -> None:
    """Without this, readers of a killed `add` would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(report: Report) -> Result:
    stages, reader = _HERE[0]
    return _attempt(report, reader, stages)

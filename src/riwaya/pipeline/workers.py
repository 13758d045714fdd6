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
from riwaya.pipeline.garbage import seldom, seldom_within
from riwaya.pipeline.read import read_report
from riwaya.pipeline.stages import Stages
from riwaya.records import Document, Reading, Referent, Report, SetAside

_DEATHS = 3  # reports in a row whose process died: then it is not the reports
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
    with seldom_within():
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
    waiting: deque[_Pending] = deque()
    team = _Team(stages, jobs)
    try:
        for item in items:
            waiting.append((item, team.begin(item.report)) if isinstance(item, Document) else item)
            if len(waiting) >= jobs * _AHEAD:
                yield _finished(waiting, team)
        while waiting:
            yield _finished(waiting, team)
    finally:
        team.end()


def _finished(waiting: deque[_Pending], team: _Team) -> Outcome:
    """What came of the first that waits; if a process died, it is tried alone and the others begin anew."""
    first = waiting.popleft()
    if not isinstance(first, tuple):
        return first
    document, begun = first
    try:
        return _outcome(document, begun.result())
    except BrokenProcessPool:
        outcome = _outcome(document, team.alone(document.report))
    for place, item in enumerate(waiting):
        if isinstance(item, tuple):
            waiting[place] = (item[0], team.begin(item[0].report))
    return outcome


class _Team:
    """Reading processes, made anew when one of them dies."""

    def __init__(self, stages: Stages, jobs: int) -> None:
        self._stages, self._jobs = stages, jobs
        self._deaths = 0  # in a row
        self._pool = self._fresh()

    def _fresh(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("forkserver")  # never fork a process that has a database open
        return ProcessPoolExecutor(self._jobs, context, initializer=_begin, initargs=(self._stages,))

    def begin(self, report: Report) -> Future[Result]:
        """What will be read from the report."""
        try:
            return self._pool.submit(_work, report)
        except BrokenProcessPool as error:
            broken: Future[Result] = Future()
            broken.set_exception(error)
            return broken

    def alone(self, report: Report) -> Result:
        """What is read from a report with no other in work; why not, if a process dies of it again.

        Raises RiwayaError when processes die whatever they read.
        """
        self.end()
        self._pool = self._fresh()
        try:
            result = self._pool.submit(_work, report).result()
        except BrokenProcessPool as error:
            self._deaths += 1
            if self._deaths >= _DEATHS:
                raise RiwayaError(
                    f"{self._deaths} reading processes in a row died, perhaps for lack of memory; what was"
                    " read so far is kept, run the same command again with --jobs 1"
                ) from error
            self.end()
            self._pool = self._fresh()
            return f"{report.source} made the process that read it die, twice; split it and add the parts"
        self._deaths = 0
        return result

    def end(self) -> None:
        """No more reading."""
        self._pool.shutdown(wait=False, cancel_futures=True)


# In a reading process: the stages and one reader, made once
_HERE: list[tuple[Stages, Reader]] = []


def _begin(stages: Stages) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    seldom()
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

"""Reports into a ledger: the whole flow, top to bottom."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from riwaya.errors import Stopped
from riwaya.pipeline.files import File, files
from riwaya.pipeline.knowledge import applied
from riwaya.pipeline.progress import Progress, Watch, unwatched
from riwaya.pipeline.settle import settle
from riwaya.pipeline.stages import Stages
from riwaya.pipeline.workers import End, Item, Read, read_all
from riwaya.records import SetAside
from riwaya.store.ledger import WorkingLedger

if TYPE_CHECKING:
    from riwaya.endpoint.meter import Spent

_WORTH_PROCESSES = 500_000  # bytes: below, starting processes takes longer than reading


@dataclass(slots=True)
class Summary:
    """What one `add` did."""

    added: int = 0  # reports
    already: int = 0  # reports that were there before
    claims: int = 0  # in the reports added
    refused: int = 0  # claims whose words did not stand in their report
    words: int = 0  # in the reports added
    faults: int = 0  # referents and claims at which a stage failed; the log says why
    set_aside: list[SetAside] = field(default_factory=list)
    ledger: Mapping[str, int] = field(default_factory=dict)  # how many of everything there are now
    seconds: float = 0.0
    spent: Spent | None = None  # what asking a model elsewhere has used
    stopped: str | None = None  # why reading ended before everything was read


def add(
    ledger: WorkingLedger,
    sources: Sequence[str],
    stages: Stages,
    jobs: int | None = None,
    watch: Watch = unwatched,
) -> Summary:
    """Every report of the sources read into the ledger, and the ledger settled.

    Safe to repeat and to kill: a report goes in whole or not at all, what is there is not read again, and
    what was left to settle is settled by the next `add`. `jobs` are processes; None: as many as are worth it.
    Where a reader cannot go on, what was read is kept and settled, and the summary says why it stopped.
    """
    started = time.monotonic()
    stages = applied(ledger, stages)
    summary = Summary()
    waiting = tuple(files(sources, ledger.address))
    try:
        _read(ledger, waiting, stages, _jobs(waiting, stages, jobs), summary, watch)
    except Stopped as error:
        summary.stopped = str(error)
    summary.spent = stages.spent() if stages.spent else None
    summary.faults = settle(ledger, stages, watch)
    summary.ledger = ledger.counts()
    summary.seconds = time.monotonic() - started
    return summary


def _read(
    ledger: WorkingLedger,
    waiting: Sequence[File | SetAside],
    stages: Stages,
    jobs: int,
    summary: Summary,
    watch: Watch,
) -> None:
    """What waits, read into the ledger in order."""
    done = lost = 0
    for item in read_all(_new(ledger, waiting, stages, summary), stages, jobs):
        if isinstance(item, Read):
            _put(ledger, item, summary)
        elif isinstance(item, SetAside):
            ledger.put_set_aside(item)
            summary.set_aside.append(item)
        else:
            if len(summary.set_aside) == lost:
                _finish(ledger, item)
            done, lost = item.number, len(summary.set_aside)
        at = item.document.report.source if isinstance(item, Read) else item.source
        spent = stages.spent() if stages.spent else None
        watch(Progress("reading", done, len(waiting), summary.added, summary.words, at, spent))


def _jobs(waiting: Sequence[File | SetAside], stages: Stages, asked: int | None) -> int:
    if not stages.processes:
        return 1
    if asked:
        return asked
    if sum(file.size for file in waiting if isinstance(file, File)) < _WORTH_PROCESSES:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _new(
    ledger: WorkingLedger, waiting: Sequence[File | SetAside], stages: Stages, summary: Summary
) -> Iterator[Item]:
    """The documents of every file that is not known to be in the ledger, each file followed by its end."""
    for number, file in enumerate(waiting, 1):
        if isinstance(file, SetAside):
            yield file
            yield End(file.source, number)
            continue
        sha256 = file.sha256()
        known = ledger.finished(sha256) if sha256 else None
        if known is not None:
            summary.already += known
            yield End(file.source, number)
            continue
        reports, whole = 0, True
        for item in stages.ingest(file.source):
            if isinstance(item, SetAside):
                whole = False
            else:
                reports += 1
                if ledger.has_report(item.report.id):
                    summary.already += 1
                    continue
            yield item
        yield End(file.source, number, sha256 if whole else None, reports)


def _put(ledger: WorkingLedger, read: Read, summary: Summary) -> None:
    """One report with all that was read from it, in one transaction."""
    report = read.document.report
    with ledger.transaction():
        if not ledger.put_report(read.document, read.reading, read.referents):
            summary.already += 1
            return
        ledger.clear_set_aside(report.source)
    summary.added += 1
    summary.claims += len(read.reading.claims)
    summary.refused += read.reading.refused
    summary.words += len(report.text.split())


def _finish(ledger: WorkingLedger, end: End) -> None:
    """A file of which nothing was set aside need not be read again."""
    if end.sha256 is not None:
        with ledger.transaction():
            ledger.finish(end.sha256, end.reports)
            ledger.clear_set_aside(end.source)

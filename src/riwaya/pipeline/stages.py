"""The stages as they stand behind each other, exchangeable for tests and other machines."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from riwaya.errors import BadUse
from riwaya.extract.reader import Reader
from riwaya.records import (
    Claim,
    Compared,
    Decision,
    Document,
    Entity,
    Event,
    Reading,
    Referent,
    Relation,
    Report,
    SetAside,
    Status,
)

if TYPE_CHECKING:
    from riwaya.endpoint.meter import Meter, Spent
    from riwaya.endpoint.settings import Settings
    from riwaya.ingest import Options

Across = Callable[[Sequence[Referent], Sequence[Decision]], Iterable[Entity]]
Told = tuple[Claim, Claim, Report]  # a claim, one about the same event in another report, that report
Related = Callable[[Sequence[Referent], Sequence[Referent]], Collection[tuple[str, str]]]  # pairs of ids
Within = Callable[[Report, Reading], tuple[Reading, tuple[Referent, ...]]]
Reports = Mapping[str, Report]  # by id
Entities = Mapping[str, Entity]  # by the id of a referent
Compare = Callable[[Set[str], Sequence[Claim], Reports, Entities], Compared]
Spread = Callable[[Set[str], Sequence[Claim], Compared, Reports, Entities], Collection[Relation]]
Events = Callable[[Set[str], Sequence[Claim], Compared, Reports, Entities], Collection[Event]]
Statuses = Callable[[Set[str], Sequence[Claim], Compared, Reports, Entities], Collection[Status]]


@dataclass(frozen=True, slots=True)
class Stages:
    """One function per stage. To run in several processes each must be importable by name (or a partial)."""

    ingest: Callable[[str], Iterable[Document | SetAside]]
    reader: Callable[[], Reader]  # makes one, once in every process
    locate: Callable[[Report, Reading], Reading]
    within: Within
    referent_keys: Callable[[Referent], Collection[str]]  # who may be one shares a key
    look: Callable[[Referent], str]  # the same for those that comparing cannot tell apart
    related: Related  # fresh ones with those around that they may be one with
    across: Callable[[Sequence[Referent]], Iterable[Entity]]
    claim_keys: Callable[[Claim, Report, Mapping[str, Entity]], Collection[str]]
    compare: Compare
    spread: Spread
    events: Events
    statuses: Statuses
    copies: Callable[[Sequence[Report]], Mapping[str, str]]  # copy -> original
    processes: bool = True  # False: one reader in this process, which waits for answers from elsewhere
    spent: Callable[[], Spent] | None = None  # what asking elsewhere has used so far
    decided: Across | None = None  # `across`, with what a person decided about some of the referents
    date: Callable[[Report, Sequence[Told]], tuple[str, str] | None] | None = (
        None  # an undated report by others
    )


def _rules() -> Reader:
    from riwaya.extract.rules import RuleReader

    return RuleReader()


def _ingest(options: Options, source: str) -> Iterator[Document | SetAside]:
    """The documents of a source, undated ones dated from their text; `-` is standard input."""
    from riwaya.ingest import read
    from riwaya.locate import date_report

    data = sys.stdin.buffer.read(options.limits.document + 1) if source == "-" else None
    for one in read(source, options, data):
        yield replace(one, report=date_report(one.report)) if isinstance(one, Document) else one


def _date(report: Report, told: Sequence[Told]) -> tuple[str, str] | None:
    """When an undated report was written, by what others tell of its events: EDTF and why."""
    from riwaya.locate import Account, date_from_others

    return date_from_others(report, [Account(*one) for one in told])


def _learned() -> Reader:
    from riwaya.extract.learned import LearnedReader
    from riwaya.neural.read import SpanReader

    return LearnedReader(SpanReader())


def _openai(settings: Settings, meter: Meter) -> Reader:
    from riwaya.endpoint.asker import Asker
    from riwaya.extract.told import ToldReader

    return ToldReader(Asker(settings, meter))


READERS: dict[str, Callable[[], Reader]] = {"learned": _learned, "rules": _rules}  # the first is the default
REMOTE = "openai"  # with the name of a model: openai:MODEL


def default_stages(
    options: Options, reader: str | None = None, jobs: int | None = None, budget: int | None = None
) -> Stages:
    """The stages of this version; BadUse for a reader that it does not have, or cannot reach.

    `jobs` and `budget` are for openai:MODEL: questions in flight, and tokens that may be used.
    """
    reader = reader or next(iter(READERS))
    kind, _, model = reader.partition(":")
    if kind == REMOTE:
        return _remote_stages(options, model, jobs, budget)
    if reader not in READERS:
        choices = ", ".join([*sorted(READERS), f"{REMOTE}:MODEL"])
        raise BadUse(f"there is no reader {reader!r}; choose one of: {choices}")
    if budget is not None:
        raise BadUse(f"a budget of {budget:,} tokens is for openai:MODEL; the reader {reader} uses none")
    return _stages(options, READERS[reader])


def _remote_stages(options: Options, model: str, jobs: int | None, budget: int | None) -> Stages:
    """The stages with a model behind an address that the environment gives."""
    from riwaya.endpoint.meter import Meter
    from riwaya.endpoint.settings import settings

    known = settings(model, os.environ, jobs, budget)
    meter = Meter(known.budget, known.prices)
    stages = _stages(options, partial(_openai, known, meter))
    return replace(stages, processes=False, spent=meter.spent)


def _stages(options: Options, reader: Callable[[], Reader]) -> Stages:
    from riwaya import corroborate, locate, resolve

    return Stages(
        ingest=partial(_ingest, options),
        reader=reader,
        locate=locate.locate,
        within=resolve.within,
        referent_keys=resolve.keys,
        across=resolve.across,
        claim_keys=corroborate.keys,
        compare=corroborate.compare,
        spread=corroborate.spread,
        events=corroborate.events,
        statuses=corroborate.statuses,
        copies=corroborate.copies,
        decided=resolve.across,
        look=resolve.look,
        related=resolve.related,
        date=_date,
    )

"""The progress bar: with rate and time left on a terminal, a line now and then where the output is piped."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from riwaya.pipeline.progress import Progress, Watch, unwatched

_SAYS = {
    "reading": "reading",
    "resolving": "who is who",
    "keying": "what is near",
    "comparing": "what agrees",
    "concluding": "what happened",
}
_EVERY = 10.0  # seconds between lines where there is no terminal


@contextmanager
def watching(quiet: bool) -> Iterator[Watch]:
    """Something that shows progress on standard error while it is open."""
    if quiet:
        yield unwatched
    elif sys.stderr.isatty():
        with _bar() as watch:
            yield watch
    else:
        yield _Lines()


@contextmanager
def _bar() -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description:<12}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    started = time.monotonic()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def watch(now: Progress) -> None:
            if now.stage not in tasks:
                tasks[now.stage] = bar.add_task(_SAYS[now.stage], total=now.total, rate="")
            rate = f"{now.words / (time.monotonic() - started):,.0f} words/s" if now.words else ""
            rate = now.spent.short() if now.spent else rate  # waiting for a model says little about words
            bar.update(tasks[now.stage], completed=now.done, total=now.total, rate=rate)

        yield watch


class _Lines:
    """Plain lines on standard error: when a stage begins to take long, and every ten seconds then."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, now: Progress) -> None:
        moment = time.monotonic()
        if moment - self._last < _EVERY:
            return
        self._last = moment
        reports = f", {now.reports:,} reports added" if now.stage == "reading" else ""
        spent = f", {now.spent.told()}" if now.spent else ""
        click.echo(f"{_SAYS[now.stage]}: {now.done:,} of {now.total:,}{reports}{spent}", err=True)

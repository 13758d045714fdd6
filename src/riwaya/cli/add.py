"""`riwaya add`: read reports into a ledger."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import TYPE_CHECKING

import click

from riwaya.cli.opened import ledger_argument
from riwaya.errors import BadUse

if TYPE_CHECKING:
    from riwaya.pipeline import Summary

READER = (
    "Which reader finds the claims: learned (the default), rules, or openai:MODEL, which sends the reports to"
    " the OpenAI-compatible endpoint at RIWAYA_OPENAI_URL, with the key in RIWAYA_OPENAI_KEY."
)
BUDGET = "With openai:MODEL: stop when so many tokens are used (else RIWAYA_OPENAI_BUDGET)."
_KEPT = "what was read is kept; the same command reads the rest"
JOBS = "Processes; as many as are worth it. With openai:MODEL: questions in flight, 4."


@click.command(
    epilog="""\b
Examples:
  riwaya add town.riwaya reports/
  riwaya add town.riwaya article.html --published 2019-11-04 --outlet "Harbour Post"
  RIWAYA_OPENAI_URL=http://127.0.0.1:11434/v1 riwaya add town.riwaya reports/ --reader openai:MODEL
  curl -s https://example.org/page | riwaya add town.riwaya -"""
)
@ledger_argument
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--published", metavar="DATE", help="When they were published, such as 2019-11-04 (EDTF).")
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option("--language", metavar="CODE", help="The language they are in, such as en or ar.")
@click.option("--reader", metavar="NAME", help=READER)
@click.option("--budget", type=click.IntRange(1), metavar="TOKENS", help=BUDGET)
@click.option("--ocr", is_flag=True, help="Recognise the letters of scanned pages with Tesseract.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help=JOBS)
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.pass_context
def add(
    context: click.Context,
    /,
    ledger: str,
    sources: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    language: str | None,
    reader: str | None,
    budget: int | None,
    ocr: bool,
    jobs: int | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read SOURCEs into LEDGER: files, folders, addresses, feeds, archives, or - for standard input.

    Safe to repeat: what is there already is left as it is. A file that cannot be read is set aside with its
    reason, the rest goes on, and the exit code is 1.
    """
    from riwaya.cli.bar import watching
    from riwaya.ingest import Options
    from riwaya.ingest.options import check
    from riwaya.pipeline import add as add_sources
    from riwaya.pipeline import default_stages
    from riwaya.store import open_ledger

    options = Options(published, outlet, language, ocr)
    check(options)
    stages = default_stages(options, reader, jobs, budget)
    _check_sources(ledger, sources)
    book = open_ledger(ledger, create=True)
    try:
        with watching(quiet or as_json) as watch:
            summary = add_sources(book, sources, stages, jobs, watch)
    finally:
        book.close()
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(summary), ensure_ascii=False))
    elif not quiet:
        click.echo(_told(summary))
    _tell_set_aside(summary, as_json)
    if summary.faults and not as_json:
        click.echo(
            f"{_count(summary.faults, 'record')} could not be settled; `riwaya verify` still holds,"
            " the ledger's log says why, please report this fault",
            err=True,
        )
    if summary.stopped and not as_json:
        click.echo(f"riwaya: {summary.stopped}\n{_KEPT}", err=True)
    context.exit(1 if summary.set_aside or summary.faults or summary.stopped else 0)


def _check_sources(ledger: str, sources: tuple[str, ...]) -> None:
    """Bad use is told before a ledger is made."""
    from riwaya.pipeline.files import files

    for _ in files(sources, ledger):
        pass
    if "-" in sources and sys.stdin.isatty():
        raise BadUse("- reads standard input, and nothing is piped in; give a file, or pipe one in")


def _told(summary: Summary) -> str:
    """The sentence at the end."""
    rate = f", {summary.words / summary.seconds:,.0f} words a second" if summary.added else ""
    there = f", {summary.already:,} already there" if summary.already else ""
    refused = f" ({summary.refused:,} refused: words not in the report)" if summary.refused else ""
    asked = f"\n{summary.spent.told()}" if summary.spent else ""
    now = summary.ledger
    return (
        f"{_count(summary.added, 'report')} added{there}: {_count(summary.claims, 'claim')}{refused},"
        f" {summary.seconds:.1f} s{rate}{asked}\n"
        f"the ledger holds {_count(now['reports'], 'report')}, {_count(now['claims'], 'claim')},"
        f" {_count(now['entities'], 'entity', 'entities')}, {_count(now['events'], 'event')},"
        f" {_count(now['relations'], 'relation')}"
    )


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _tell_set_aside(summary: Summary, short: bool) -> None:
    """The files set aside, each with its reason, on standard error."""
    if summary.set_aside and not short:
        click.echo(f"{_count(len(summary.set_aside), 'file')} set aside:", err=True)
        for item in summary.set_aside:
            click.echo(f"  {item.source}: {item.reason}", err=True)

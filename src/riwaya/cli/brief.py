"""`riwaya brief`: contested first, then what is new, places, figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from riwaya.cli.opened import (
    checked_date,
    ledger_argument,
    note,
    opened,
    place_option,
    public_options,
)
from riwaya.cli.writing import output_option, write_bytes

if TYPE_CHECKING:
    from riwaya.view.briefing import Briefing

FORMATS = ("terminal", "md", "html", "docx", "pdf", "json")


@click.command(
    epilog="Example: riwaya brief town.riwaya --place Halbat --format html -o briefing.html, or "
    "riwaya brief town.riwaya --since 2031-05-02T18:00"
)
@ledger_argument
@place_option
@click.option(
    "--since", metavar="MOMENT", help="Only what is new in the ledger: added after YYYY-MM-DD[THH:MM]."
)
@click.option("--published-since", metavar="DATE", help="Only reports published on or after YYYY[-MM[-DD]].")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="terminal", show_default=True)
@output_option
@public_options
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def brief(
    ledger: str,
    place: str | None,
    since: str | None,
    published_since: str | None,
    kind: str,
    output: str | None,
    public: bool,
    salt: str | None,
    as_json: bool,
) -> None:
    """Brief a reader on LEDGER: contested first, then what is new, places, figures.

    With --since it tells what came into the ledger after a moment: new claims, the conflicts that they
    brought, changed statuses and risen figures. --published-since goes by the day of publication.
    """
    from riwaya.view.briefing import brief as make

    kind = "json" if as_json else kind
    with opened(ledger, public, salt) as facts:
        made = make(
            facts, place=place, since=since, published_since=checked_date(published_since, "published-since")
        )
        if not public and output not in (None, "-"):
            note(facts, "briefed", kind, {"to": Path(str(output)).name, "masked": "no"})
    if kind == "terminal" and output in (None, "-"):
        from riwaya.cli.briefed import print_briefing
        from riwaya.cli.terminal import console

        print_briefing(console(), made)
        return
    write_bytes(output, [_written(made, "md" if kind == "terminal" else kind, public)])


def _written(made: Briefing, kind: str, public: bool) -> bytes:
    """The briefing in a format, as bytes."""
    if kind == "json":
        import json

        from riwaya.view.plain import plain

        return (json.dumps(plain(made), ensure_ascii=False, indent=2) + "\n").encode()
    if kind == "md":
        from riwaya.export.briefing.markdown import markdown

        return markdown(made).encode()
    if kind == "docx":
        from riwaya.export.briefing.word import word

        return word(made)
    from riwaya.export.briefing import page

    return page.pdf(made, public) if kind == "pdf" else page.html(made, public).encode()

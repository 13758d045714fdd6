"""The claims as one CSV table, a row a claim, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from riwaya.view.facts import Facts
from riwaya.view.figures import Range
from riwaya.view.lookup import Lookup
from riwaya.view.telling import Telling, tell

COLUMNS = (
    *("id", "report", "title", "outlet", "published", "start", "end", "text", "stance", "negated"),
    *("source", "naming", "chain", "when", "where", "who"),
    *("figure", "low", "best", "high", "unit", "measure", "population", "protection"),
    *("shape", "part_of", "derived"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # wide ones count as the narrow


def lines(ledger: Facts) -> Iterator[str]:
    """The head, then a row for every claim, or one for each figure of a claim that has several."""
    lookup = Lookup(ledger)
    yield row(COLUMNS)
    for report in sorted(ledger.reports(), key=lambda r: r.id):
        claims = lookup.keep(ledger.claims(report=report.id))
        for claim in sorted(claims, key=lambda c: (c.start, c.id)):
            told = tell(claim, lookup)
            for figure in told.figures or (None,):
                yield row(_cells(told, figure))


def _cells(t: Telling, figure: Range | None) -> tuple[object, ...]:
    first = t.steps[0] if t.steps else None
    counted: tuple[object, ...] = (None,) * 7
    if figure:
        counted = (
            figure.text,
            figure.low,
            figure.best,
            figure.high,
            figure.unit,
            figure.measure,
            figure.population,
        )
    return (
        *(t.id, t.report, t.title, t.outlet, t.published, t.start, t.end, t.text, t.stance.value, t.negated),
        *(
            first.name if first else None,
            first.naming.value if first and first.naming else None,
            t.chain_words,
        ),
        *(t.when, "; ".join(p.name for p in t.where), "; ".join(p.name for p in t.who)),
        *(*counted, "; ".join(t.protection)),
        *((" ".join(figure.shape), figure.part_of, "; ".join(figure.derived)) if figure else (None,) * 3),
    )


def _cell(value: object) -> str:
    """The value as text; a leading character that a spreadsheet would run as a formula is put in quotes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def row(values: Iterable[object]) -> str:
    """One line of CSV: values as text, none of which a spreadsheet would run as a formula."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(_cell(v) for v in values)
    return out.getvalue()

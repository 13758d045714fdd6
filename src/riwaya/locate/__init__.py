"""Times -> EDTF, amounts -> ranges, place names -> coordinates.

locate(report, reading) -> Reading   (claims get when, where, figures; place mentions get a position)
date_report(report) -> Report        (an undated report gets an inferred interval, or stays undated)
date_from_others(report, accounts)   (a better one from dated reports that tell of the same events)
"""

from __future__ import annotations

from dataclasses import replace

from riwaya.locate.claims import (
    HEADING,
    figures_of,
    heading_of,
    said_of,
    when_of,
    where_of,
    who_of,
)
from riwaya.locate.clauses import split
from riwaya.locate.counting import counting
from riwaya.locate.dating import date_report, infer_published
from riwaya.locate.figures import figures_in
from riwaya.locate.gazetteer import gazetteer
from riwaya.locate.language import language
from riwaya.locate.lent import lend
from riwaya.locate.moments import bounds
from riwaya.locate.nearby import row
from riwaya.locate.others import Account, date_from_others
from riwaya.locate.places import position_mentions
from riwaya.locate.timed import Anchor
from riwaya.locate.times import times_in
from riwaya.locate.tokens import tokenise
from riwaya.records import Claim, Kind, Reading, Report

__all__ = ["Account", "anchor_of", "date_from_others", "date_report", "infer_published", "locate"]


def locate(report: Report, reading: Reading) -> Reading:
    """The reading with times, figures and places filled in, all by offsets; nothing else changes."""
    dated = date_report(report)
    code = report.language or "en"
    tokens = tokenise(report.text)
    times = times_in(tokens, anchor_of(dated), language(code))
    figures = figures_in(tokens, times, counting(code))
    timed, named = row(times, lambda t: t.words), row(reading.mentions, lambda m: m.words)
    counted = row(figures, lambda f: f.figure.words)
    parts = [p for c in reading.claims for p in split(c, timed.within(c.start, c.end), report.text)]
    by_sentence: dict[int, list[Claim]] = {}
    for claim in parts:
        by_sentence.setdefault(claim.sentence.start, []).append(claim)
    claims = []
    for claim in parts:
        first, last = min(claim.start, claim.sentence.start), max(claim.end, claim.sentence.end)
        near, others = timed.within(first, last), by_sentence[claim.sentence.start]
        above = timed.within(max(0, claim.start - HEADING), claim.start)
        mentions = named.within(claim.start, claim.end)
        claims.append(
            replace(
                figures_of(claim, counted.within(claim.start, claim.end)),
                when=when_of(claim, report, near, others) or heading_of(claim, above),
                chain=said_of(claim, report, near, others),
                where=where_of(claim, mentions, report.text),
                who=who_of(claim, mentions, report.text),
            )
        )
    claims = list(lend(dated, claims, times))
    placed = reading.mentions
    if any(m.kind in (Kind.PLACE, Kind.FACILITY) for m in placed):
        placed = position_mentions(placed, tokens, report.dateline, gazetteer(), report.furniture)
    return replace(reading, claims=tuple(claims), mentions=placed)


def anchor_of(report: Report) -> Anchor | None:
    """What relative times of a report are counted from: its publication date, as exact as it is known."""
    moment = bounds(report.published)
    if moment is None or report.published is None:
        return None
    basis = f", {report.published_basis}" if report.published_basis else ""
    return Anchor(moment, f"the publication date {report.published}{basis}")

"""Times -> EDTF, amounts -> ranges, place names -> coordinates.

locate(report, reading) -> Reading   (claims get when, where, figures; place mentions get a position)
date_report(report) -> Report        (an undated report gets an inferred interval, or stays undated)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from riwaya.locate.claims import figures_of, heading_of, said_of, when_of, where_of, who_of
from riwaya.locate.clauses import split
from riwaya.locate.counting import counting
from riwaya.locate.dating import date_report, infer_published
from riwaya.locate.figures import figures_in
from riwaya.locate.gazetteer import gazetteer
from riwaya.locate.language import language
from riwaya.locate.moments import bounds
from riwaya.locate.places import position_mentions
from riwaya.locate.times import Anchor, Time, times_in
from riwaya.locate.tokens import tokenise
from riwaya.records import Claim, Kind, Reading, Report

__all__ = ["anchor_of", "date_report", "infer_published", "locate"]


def locate(report: Report, reading: Reading) -> Reading:
    """The reading with times, figures and places filled in, all by offsets; nothing else changes."""
    dated = date_report(report)
    code = report.language or "en"
    tokens = tokenise(report.text)
    times = times_in(tokens, anchor_of(dated), language(code))
    figures = figures_in(tokens, times, counting(code))
    parts = [p for c in reading.claims for p in split(c, _near(c, times), report.text)]
    by_sentence: dict[int, list[Claim]] = {}
    for claim in parts:
        by_sentence.setdefault(claim.sentence.start, []).append(claim)
    claims = []
    for claim in parts:
        near, others = _near(claim, times), by_sentence[claim.sentence.start]
        claims.append(
            replace(
                figures_of(claim, figures),
                when=when_of(claim, report, near, others) or heading_of(claim, times),
                chain=said_of(claim, report, near, others),
                where=where_of(claim, reading.mentions, report.text),
                who=who_of(claim, reading.mentions, report.text),
            )
        )
    mentions = reading.mentions
    if any(m.kind in (Kind.PLACE, Kind.FACILITY) for m in mentions):
        mentions = position_mentions(mentions, tokens, report.dateline, gazetteer(), report.furniture)
    return replace(reading, claims=tuple(claims), mentions=mentions)


def _near(claim: Claim, times: Sequence[Time]) -> list[Time]:
    """The times of a claim's sentences."""
    first, last = min(claim.start, claim.sentence.start), max(claim.end, claim.sentence.end)
    return [t for t in times if t.words.end > first and t.words.start < last]


def anchor_of(report: Report) -> Anchor | None:
    """What relative times of a report are counted from: its publication date, as exact as it is known."""
    moment = bounds(report.published)
    if moment is None or report.published is None:
        return None
    basis = f", {report.published_basis}" if report.published_basis else ""
    return Anchor(moment, f"the publication date {report.published}{basis}")

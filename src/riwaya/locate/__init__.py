"""Times -> EDTF, amounts -> ranges, place names -> coordinates.

locate(report, reading) -> Reading   (claims get when, where, figures; place mentions get a position)
date_report(report) -> Report        (an undated report gets an inferred interval, or stays undated)
"""

from __future__ import annotations

from dataclasses import replace

from riwaya.locate.claims import figures_of, said_of, when_of, where_of, who_of
from riwaya.locate.counting import counting
from riwaya.locate.dating import date_report, infer_published
from riwaya.locate.figures import figures_in
from riwaya.locate.gazetteer import gazetteer
from riwaya.locate.language import language
from riwaya.locate.moments import bounds
from riwaya.locate.places import position_mentions
from riwaya.locate.times import Anchor, times_in
from riwaya.locate.tokens import tokenise
from riwaya.records import Kind, Reading, Report

__all__ = ["anchor_of", "date_report", "infer_published", "locate"]


def locate(report: Report, reading: Reading) -> Reading:
    """The reading with times, figures and places filled in, all by offsets; nothing else changes."""
    dated = date_report(report)
    code = report.language or "en"
    tokens = tokenise(report.text)
    times = times_in(tokens, anchor_of(dated), language(code))
    figures = figures_in(tokens, times, counting(code))
    by_sentence: dict[int, list[int]] = {}
    for index, claim in enumerate(reading.claims):
        by_sentence.setdefault(claim.sentence.start, []).append(index)
    claims = []
    for claim in reading.claims:
        near = [
            t
            for t in times
            if t.words.end > claim.sentence.start - 1 and t.words.start < max(claim.end, claim.sentence.end)
        ]
        others = [reading.claims[i] for i in by_sentence[claim.sentence.start]]
        counted = [
            f for f in figures if f.figure.words.end > claim.start and f.figure.words.start < claim.end
        ]
        filled = figures_of(claim, counted)
        claims.append(
            replace(
                filled,
                when=when_of(claim, report, near, others),
                chain=said_of(claim, report, near, others),
                where=where_of(claim, reading.mentions, report.text),
                who=who_of(claim, reading.mentions, report.text),
            )
        )
    mentions = reading.mentions
    if any(m.kind in (Kind.PLACE, Kind.FACILITY) for m in mentions):
        mentions = position_mentions(mentions, tokens, report.dateline, gazetteer(), report.furniture)
    return replace(reading, claims=tuple(claims), mentions=mentions)


def anchor_of(report: Report) -> Anchor | None:
    """What relative times of a report are counted from: its publication date, as exact as it is known."""
    moment = bounds(report.published)
    if moment is None or report.published is None:
        return None
    basis = f", {report.published_basis}" if report.published_basis else ""
    return Anchor(moment, f"the publication date {report.published}{basis}")

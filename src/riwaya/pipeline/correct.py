"""What a person chose in a report, as corrections of a claim: every word anchored, or refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from riwaya.errors import AnchorError
from riwaya.extract.anchor import exact, in_furniture
from riwaya.pipeline.fields import Around, Edit, correction
from riwaya.pipeline.stages import Stages
from riwaya.records import Claim, Correction, Field, Party, Reading, Report, Words, corrected_claim
from riwaya.store.ledger import WorkingLedger

__all__ = ["Around", "Edit", "anchored", "around", "corrections", "find_words"]


def around(ledger: WorkingLedger, name: str) -> Around:
    """The report of that id with who and what it tells of."""
    report = ledger.report_as_read(name)
    return Around(report, tuple(ledger.referents(report=report.id)), ledger.mentions(report.id))


def corrections(claim: Claim, edits: Sequence[Edit], near: Around, stages: Stages) -> tuple[Correction, ...]:
    """The corrections that the edits come to.

    Raises AnchorError for words that do not stand in the report, BadUse for a value that cannot be.
    """
    made: list[Correction] = []
    for edit in edits:
        for words in edit.words:
            anchored(near.report, words)
        found = correction(corrected_claim(claim, made), edit, near)
        made.append(found)
        if edit.field is Field.CONTENT:
            made += _located(corrected_claim(claim, made), near, stages)
    return tuple(made)


def anchored(report: Report, words: Words) -> Words:
    """The words, which stand in the report and not in its furniture. Raises AnchorError."""
    if not exact(report.text, words) or not words.text.strip():
        there = report.text[words.start : words.end]
        raise AnchorError(
            f"“{words.text}” should stand at {words.start}..{words.end} of {report.id}, there stands"
            f" “{there}”; select the words in the report again"
        )
    if in_furniture(words.span, sorted(report.furniture)):
        raise AnchorError(f"“{words.text}” stands in the page's furniture, which nobody says; select others")
    return words


def find_words(report: Report, text: str, claim: Claim | None = None) -> Words:
    """Words given as text, at the place nearest to the claim.

    Raises AnchorError where they stand nowhere, or where there is no claim and they stand several times.
    """
    pattern = r"\s+".join(map(re.escape, text.split()))
    found = [*re.finditer(pattern, report.text)] or [*re.finditer(pattern, report.text, re.IGNORECASE)]
    if not text.strip() or not found:
        raise AnchorError(f"“{text}” does not stand in the report; give words exactly as it prints them")
    if claim is None:
        if len(found) > 1:
            raise AnchorError(f"“{text}” stands {len(found)} times in the report; give more words around it")
        return Words.cut(report.text, *found[0].span())

    def far(match: re.Match[str]) -> tuple[int, int]:
        inside = claim.sentence.start <= match.start() and match.end() <= claim.sentence.end
        gap = max(claim.start - match.end(), match.start() - claim.end, 0)
        return (0 if inside else 1, gap)

    best = min(found, key=far)
    return Words.cut(report.text, best.start(), best.end())


def _located(claim: Claim, near: Around, stages: Stages) -> list[Correction]:
    """When, where, who and how many of other words, read as they would have been; what differs."""
    bare = replace(claim, when=None, where=(), who=(), figures=(), review=None)
    reading = Reading(near.report.id, claim.reader, (claim.sentence,), (bare,), near.mentions)
    parts = stages.locate(near.report, reading).claims
    if len(parts) != 1 or parts[0].segments != claim.segments:
        parts = (_within(claim),)
    read, known = parts[0], {m.words: m.referent for m in near.mentions}
    where, who = (_linked(found, known) for found in (read.where, read.who))
    made = []
    if read.when is not None and read.when != claim.when:
        made.append(Correction(Field.WHEN, when=read.when))
    if where != claim.where:
        made.append(Correction(Field.WHERE, parties=where))
    if who != claim.who:
        made.append(Correction(Field.WHO, parties=who))
    if read.figures != claim.figures:
        made.append(Correction(Field.FIGURES, figures=read.figures))
    return made


def _within(claim: Claim) -> Claim:
    """The claim without what stands outside its words."""

    def kept(words: Words) -> bool:
        return any(span.contains(words.span) for span in claim.segments)

    where = tuple(p for p in claim.where if kept(p.words))
    who = tuple(p for p in claim.who if kept(p.words))
    return replace(claim, where=where, who=who, figures=tuple(f for f in claim.figures if kept(f.words)))


def _linked(parties: Collection[Party], known: dict[Words, str | None]) -> tuple[Party, ...]:
    return tuple(replace(p, referent=p.referent or known.get(p.words)) for p in parties)

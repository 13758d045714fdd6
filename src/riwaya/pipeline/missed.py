"""A claim that the machine missed, as a person gives it: its words anchored, or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from riwaya.errors import BadUse
from riwaya.extract.sentences import paragraphs, sentences
from riwaya.pipeline.correct import Around, Edit, anchored, corrections
from riwaya.pipeline.stages import Stages
from riwaya.records import (
    PERSON,
    Claim,
    Field,
    Naming,
    Referent,
    Report,
    Span,
    Stance,
    Words,
    claim_id,
    corrected_claim,
)


def bare_claim(report: Report, pieces: Sequence[Words]) -> Claim:
    """A claim of these words and nothing else: the report's own voice, asserted.

    Raises AnchorError for words that do not stand in the report or stand in its furniture, BadUse for none.
    """
    if not pieces:
        raise BadUse("a claim needs the words that it consists of; select them in the report")
    spans = tuple(sorted(anchored(report, words).span for words in pieces))
    hull = Words.cut(report.text, spans[0].start, spans[-1].end)
    around = [s for p in paragraphs(report.text) for s in sentences(report.text, p) if s.overlaps(hull.span)]
    sentence = Span(min([hull.start, *(s.start for s in around)]), max([hull.end, *(s.end for s in around)]))
    return Claim("", report.id, spans, hull.text, sentence, Stance.ASSERTED, False, (), PERSON)


def missed_claim(edits: Sequence[Edit], near: Around, stages: Stages) -> Claim:
    """The claim that the edits describe, one of them its content.

    When, where, who and figures are read from its words as a machine would, where no edit gives them.
    Raises AnchorError for words that do not stand in the report, BadUse for a value that cannot be.
    """
    contents = [e for e in edits if e.field is Field.CONTENT]
    bare = bare_claim(near.report, [w for e in contents for w in e.words])
    whole = Edit(Field.CONTENT, tuple(Words.cut(near.report.text, s.start, s.end) for s in bare.segments))
    given = [whole, *(e for e in edits if e.field is not Field.CONTENT)]
    made = corrected_claim(bare, corrections(bare, given, near, stages))
    name = claim_id(made.report, made.segments, made.chain)
    return replace(made, id=name, protection=_protection(made, near.referents))


def _protection(claim: Claim, people: Sequence[Referent]) -> tuple[str, ...]:
    """What must be masked of it: the marks of everyone it speaks through or about."""
    marks = {mark for one in people if one.id in claim.referents for mark in one.protection}
    if any(link.source.naming is Naming.REQUESTED for link in claim.chain):
        marks.add("requested")
    return tuple(sorted(marks))

"""What a model found in a report, put among what the rules read there: claims, sentences and mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce

from riwaya.extract.frames import frame_at
from riwaya.extract.links import Draft, claims_of
from riwaya.extract.names import find_names
from riwaya.extract.parse import read
from riwaya.extract.placed import Placed, PlacedLink
from riwaya.extract.quotes import Quotation
from riwaya.extract.rules import drafted, laid_out, split
from riwaya.extract.sentences import sentences
from riwaya.extract.sources import described
from riwaya.extract.stance import opened
from riwaya.extract.steps import LEAST, Leaf, Step, joined, source_step, trim, wordy
from riwaya.extract.tokens import Tokens, tokens
from riwaya.extract.units import Unit
from riwaya.records import Claim, Reading, Report, Span, Stance

VERBAL = frozenset("VBHOMIEF")  # a rest that begins so has lost its subject to what was told
RULED = (None, "en", "ar")  # languages whose negation the rules know; None: not known, mostly one of them


def merged(report: Report, placed: Sequence[Placed], refused: int, reader: str) -> Reading:
    """Sentences, claims and mentions of one report, given what a model found in it."""
    laid = laid_out(report)
    drafts, known = drafted(report, laid), split(laid)
    told = [draft for one in placed for draft in _drafts(report.text, one)]
    taken = {span: unit for one in placed for unit, span in _taken(one)}
    kept = [draft for draft in drafts if draft.unit not in taken]
    beside = [draft for unit in taken.values() for draft in _beside(report.text, unit, placed)]
    every = sorted((*kept, *told, *beside), key=lambda draft: draft.unit)
    claims = claims_of(report, every, reader)
    if report.language not in RULED:
        claims = tuple(_with_polarity(claims, placed))
    mentions = described(report, claims, find_names(report, known))
    return Reading(report.id, reader, known, claims, mentions, refused)


def _taken(placed: Placed) -> Iterator[tuple[Unit, Span]]:
    """The sentences in which a claim stands or is attributed."""
    for unit in placed.passage.units:
        if any(unit.span.overlaps(span) for span in placed.spans):
            yield unit, unit.span


def _drafts(text: str, placed: Placed) -> Iterator[Draft]:
    """The contents of a claim, sentence by sentence, with the steps of its chain."""
    steps = [_step(text, placed, link, placed.stance if i == 0 else Stance.ASSERTED)
             for i, link in enumerate(placed.chain)]  # fmt: skip
    speaker = placed.passage.speaker
    if speaker and not any(step.source and step.source.overlaps(speaker) for step in steps):
        steps.insert(0, Step(speaker, None, placed.stance))
    unit = Span(placed.units[0].span.start, placed.units[-1].span.end)
    quotes = [quote for one in placed.units for quote in one.quotes]
    for run in _runs(text, placed.content, quotes, unit):
        parts = [tokens(text, span, [q for q in quotes if span.contains(q.span)]) for span in run]
        content = trim(reduce(joined, parts))
        if len(content):
            yield Draft(Leaf(tuple(steps), content, forced=True), unit)


def _runs(
    text: str, content: Sequence[Span], quotes: Sequence[Quotation], unit: Span
) -> Iterator[list[Span]]:
    """The pieces of a content, sentence by sentence; a whole quotation stays one, to be unfolded later."""
    if len(content) == 1:
        whole = next((q.span for q in quotes if _fills(text, content[0], q.inner, q.span)), None)
        if whole is not None:
            yield [whole]
            return
    for sentence in sentences(text, unit):
        cut = [(max(s.start, sentence.start), min(s.end, sentence.end)) for s in content]
        run = [Span(start, end) for start, end in cut if start < end]
        if run:
            yield run


def _fills(text: str, span: Span, inner: Span, outer: Span) -> bool:
    """Whether a stretch is a whole quotation, but for its marks and last stop."""
    left = text[inner.start : max(inner.start, span.start)] + text[min(span.end, inner.end) : inner.end]
    return outer.contains(span) and not left.strip(" .,!?…\n")


def _step(text: str, placed: Placed, link: PlacedLink, stance: Stance) -> Step:
    """The step of one link, as the rules would have made it."""
    if link.cue is None:
        assert link.source is not None
        words = tokens(text, link.source)
        return replace(source_step(words, (0, len(words))), stance=stance)
    unit = next(one for one in placed.passage.units if one.span.contains(link.cue))
    words = tokens(text, unit.span, unit.quotes)
    if any(words.tag[i] == "Q" for i in _inside(words, [link.cue])):
        words = opened(words)
    frame = next((f for i in _inside(words, [link.cue]) if (f := frame_at(words, i)) is not None), None)
    step = Step(None, link.cue, stance)
    if link.source is not None:
        beside = words if unit.span.contains(link.source) else tokens(text, link.source)
        places = _inside(beside, [link.source])
        plain = bool(places) and not any(beside.tag[i] == "Q" for i in places)
        if not plain:
            beside = tokens(text, link.source)
            places = list(range(len(beside)))
        step = source_step(beside, (places[0], places[-1] + 1))
    lemma = frame.lemma if frame else ""
    held = frame.stance if frame else stance
    return replace(step, cue=link.cue, stance=held, listener=link.listener, lemma=lemma)


def _beside(text: str, unit: Unit, placed: Iterable[Placed]) -> Iterator[Draft]:
    """What a sentence says beside the claims that a model found in it."""
    spans = [[s for s in one.spans if s.overlaps(unit.span)] for one in placed]
    hulls = [Span(min(s.start for s in some), max(s.end for s in some)) for some in spans if some]
    words = tokens(text, unit.span, unit.quotes)
    told = set(_inside(words, hulls))
    run: list[int] = []
    for i in range(len(words) + 1):
        if i < len(words) and i not in told:
            run.append(i)
            continue
        if run:
            rest = words.cut(run[0], run[-1] + 1)
            if len(wordy(rest)) > LEAST and rest.finite() and trim(rest).tag[0] not in VERBAL:
                leaves, _ = read(rest)
                yield from (Draft(leaf, unit.span) for leaf in leaves)
        run = []


def _inside(words: Tokens, spans: Sequence[Span]) -> list[int]:
    """Tokens that share a character with one of the spans."""
    return [
        i
        for i in range(len(words))
        if any(span.start < words.end[i] and words.start[i] < span.end for span in spans)
    ]


def _with_polarity(claims: Iterable[Claim], placed: Iterable[Placed]) -> Iterator[Claim]:
    """The claims, those of whole contents with the polarity that the model gives them."""
    given = {(one.content[0].start, one.content[-1].end): one.negated for one in placed}
    for claim in claims:
        yield replace(claim, negated=given.get((claim.start, claim.end), claim.negated))

"""The rule reader: Report -> Reading, with word lists and no model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from riwaya.extract.arabic import is_arabic, read_arabic
from riwaya.extract.handed import handed_down, handed_on, interviewed, led_in, says_more, told_on
from riwaya.extract.layout import Block, body
from riwaya.extract.links import Draft, claims_of
from riwaya.extract.names import find_names
from riwaya.extract.parse import main_subject, read
from riwaya.extract.quotes import Quotation, quotations
from riwaya.extract.sentences import paragraphs, sentences
from riwaya.extract.sources import described
from riwaya.extract.steps import Leaf, Step
from riwaya.extract.tokens import Tokens, tokens
from riwaya.extract.units import Unit, units
from riwaya.records import Reading, Report, Span, Stance

VERSION = "rules-1"
# what a correction repeats is what the report takes back
CORRECTION = re.compile(
    r"\(?(?:correction|corrected|clarification)\b[^:]{0,20}(?::\d\d)?[^:]{0,12}:\s+", re.I
)


class RuleReader:
    """Reads by rules: cue verbs, quotations and light phrases. Deterministic, no model, no network."""

    @property
    def name(self) -> str:
        """Name and version of this reader."""
        return VERSION

    def read(self, reports: Sequence[Report]) -> Iterator[Reading]:
        """One Reading per report, in order."""
        for report in reports:
            yield read_one(report)


def read_one(report: Report) -> Reading:
    """Sentences, attributed and narrated claims, and mentions of one report."""
    laid = laid_out(report)
    claims, known = claims_of(report, drafted(report, laid), VERSION), split(laid)
    mentions = described(report, claims, find_names(report, known))
    return Reading(report.id, VERSION, known, claims, mentions)


Leaves = tuple[list[Leaf], Step | None]  # contents of a clause, and who spoke last in it
Take = Callable[[Tokens, tuple[Step, ...], Step | None], Leaves]
Better = Callable[[Take, Tokens, tuple[Step, ...], Step | None], Leaves]


def by_rules(take: Take, words: Tokens, label: tuple[Step, ...], before: Step | None) -> Leaves:
    """What the rules make of a clause."""
    return take(words, label, before)


@dataclass(frozen=True, slots=True)
class Laid:
    """A paragraph cut for reading: its sentences, its units and their tokens."""

    block: Block
    sentences: tuple[Span, ...]
    units: tuple[Unit, ...]
    tokens: tuple[Tokens, ...]


def laid_out(report: Report) -> tuple[Laid, ...]:
    """The paragraphs of a report's body, cut once however often they are read."""
    parts = paragraphs(report.text)
    quoted = quotations(report.text, parts)
    found: list[Laid] = []
    for block in body(report, parts):
        inside = sentences(report.text, block.span)
        whole = units(report.text, block.span, inside, within(quoted, parts, block))
        words = tuple(tokens(report.text, unit.span, unit.quotes) for unit in whole)
        found.append(Laid(block, inside, whole, words))
    return tuple(found)


def drafted(report: Report, laid: tuple[Laid, ...], better: Better = by_rules) -> list[Draft]:
    """The contents of a report with their steps; `better` reads each clause."""
    drafts: list[Draft] = []
    last: Step | None = None
    for paragraph in laid:
        found, last = _read_block(report.text, paragraph, last, better)
        drafts.extend(found)
    return drafts


def split(laid: tuple[Laid, ...]) -> tuple[Span, ...]:
    """The sentences of a report's body."""
    return tuple(span for paragraph in laid for span in paragraph.sentences)


def within(
    quoted: dict[int, tuple[Quotation, ...]], parts: tuple[Span, ...], block: Block
) -> tuple[Quotation, ...]:
    """The quotations of a block's paragraph that lie in the block."""
    start = max((span.start for span in parts if span.start <= block.span.start), default=block.span.start)
    return tuple(q for q in quoted.get(start, ()) if block.span.contains(q.span))


def _read_block(text: str, laid: Laid, last: Step | None, better: Better) -> tuple[list[Draft], Step | None]:
    """Drafts of one paragraph; `last` is whoever spoke last before it, and is handed on."""
    drafts: list[Draft] = []
    speaker_of, inside = laid.block.speaker, laid.units
    label = (Step(speaker_of, None, Stance.ASSERTED),) if speaker_of else ()
    here: Step | None = None
    for at, (unit, content) in enumerate(zip(inside, laid.tokens, strict=True)):
        if (correction := CORRECTION.match(text[unit.span.start : unit.span.end])) is not None:
            after = tokens(text, Span(unit.span.start + correction.end(), unit.span.end), unit.quotes)
            drafts.append(Draft(Leaf((), after, Stance.DENIED), unit.span))
            continue
        if (led := led_in(text, unit) or told_on(text, unit)) is not None and not label:
            steps, told = led
            leaves, _ = read(told, steps)
            drafts.extend(Draft(leaf, unit.span) for leaf in leaves)
            here = steps[0]
            continue
        if unit.is_quotation and not label:
            speaker = here or (last if at == 0 else None) or spoken_of(laid, at)
            leaves, _ = read(content, (again(speaker),))
        else:
            take = read_arabic if is_arabic(text[unit.span.start : unit.span.end]) else read
            cut, behind = handed_on(text, unit)
            told = tokens(text, Span(unit.span.start, cut)) if behind else content
            leaves, said = better(take, told, label, here)
            leaves = [replace(leaf, behind=behind) if leaf.steps else leaf for leaf in leaves]
            here = said or here
        if drafts and here and (further := handed_down(text, unit)):
            drafts = _passed_through(drafts, further)
            if not says_more(text, unit):
                continue
        drafts.extend(Draft(leaf, unit.span) for leaf in leaves)
    return drafts, here or (last if not inside or inside[0].is_quotation else None)


def _passed_through(drafts: list[Draft], further: tuple[Step, ...]) -> list[Draft]:
    """The drafts with further sources behind those of the last attributed sentence."""
    last = next((draft for draft in reversed(drafts) if draft.leaf.steps), None)
    return [
        replace(draft, leaf=replace(draft.leaf, behind=(*draft.leaf.behind, *further)))
        if last is not None and draft.unit == last.unit and draft.leaf.steps
        else draft
        for draft in drafts
    ]


def again(speaker: Step | None) -> Step:
    """The step of a quotation without a cue: the same speaker, no cue."""
    if speaker is None:
        return Step(None, None, Stance.ASSERTED)
    return Step(speaker.source, None, Stance.ASSERTED, pronoun=speaker.pronoun, full=speaker.full)


def spoken_of(laid: Laid, at: int) -> Step | None:
    """The subject of the sentence before a quotation without a speaker, or whom a heading names."""
    if not at:
        return None
    return main_subject(laid.tokens[at - 1]) or interviewed(laid.tokens[at - 1])

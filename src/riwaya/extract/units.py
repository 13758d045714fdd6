"""Sentences joined where a quotation runs over them: what is read as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from riwaya.extract.lexicon import lexicon
from riwaya.extract.quotes import Quotation
from riwaya.records import Span

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LONGEST = 1000  # characters of a sentence, quotations aside
LONGEST_SPEECH = 20_000  # characters of a sentence with its quotations
TAG_LINE = 14  # words of a sentence such as "Huda asked." that belongs to the quotation before it


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or several held together by a quotation."""

    span: Span
    quotes: tuple[Quotation, ...]

    @property
    def is_quotation(self) -> bool:
        """Whether the whole unit is one quotation."""
        return (
            len(self.quotes) == 1
            and self.quotes[0].span.start == self.span.start
            and self.quotes[0].span.end >= self.span.end - 1
        )


def units(
    text: str, paragraph: Span, sentences: tuple[Span, ...], quotes: tuple[Quotation, ...]
) -> tuple[Unit, ...]:
    """The units of a paragraph in order."""
    spans: list[Span] = []
    at = 0
    for sentence in sentences:
        while at < len(quotes) and quotes[at].span.end <= sentence.start:
            at += 1
        held = at < len(quotes) and quotes[at].span.start < sentence.start < quotes[at].span.end
        if spans and (held or _tags(text, spans[-1], sentence, quotes)):
            spans[-1] = Span(spans[-1].start, sentence.end)
        else:
            spans.append(sentence)
    found: list[Unit] = []
    for span in spans:
        end = max([span.end, *(q.span.end for q in quotes if span.start <= q.span.start < span.end)])
        whole = Span(span.start, min(end, paragraph.end))
        found.extend(_bounded(text, Unit(whole, tuple(q for q in quotes if whole.contains(q.span)))))
    return tuple(found)


def _bounded(text: str, unit: Unit) -> Iterator[Unit]:
    """The unit, or pieces of one longer than any sentence: reading stays linear on any input."""
    plain = len(unit.span) - sum(len(quote.span) for quote in unit.quotes)
    if plain <= LONGEST and len(unit.span) <= LONGEST_SPEECH:
        yield unit
        return
    start = unit.span.start
    while start < unit.span.end:
        end = min(start + LONGEST, unit.span.end)
        space = text.rfind(" ", start + 1, end)
        if end < unit.span.end and space > start:
            end = space
        piece = Span(start, end)
        yield Unit(piece, tuple(q for q in unit.quotes if piece.contains(q.span)))
        start = end


def _tags(text: str, before: Span, sentence: Span, quotes: tuple[Quotation, ...]) -> bool:
    """Whether a sentence only says who spoke the quotation before it: "“Why us?” Huda asked."."""
    closed = next((q for q in quotes if before.end - 1 <= q.span.end <= before.end), None)
    if (
        closed is None
        or text[closed.inner.end - 1] not in "?!…"
        or any(q.span.overlaps(sentence) for q in quotes)
    ):
        return False
    words = [w.lower() for w in WORD.findall(text, sentence.start, sentence.end)]
    return len(words) <= TAG_LINE and any(w in lexicon().triggers for w in words[:8])

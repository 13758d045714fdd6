"""Sentences joined where a quotation runs over them: what is read as one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from riwaya.extract.lexicon import lexicon
from riwaya.extract.quotes import Quotation
from riwaya.records import Span

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
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
        found.append(Unit(whole, tuple(q for q in quotes if whole.contains(q.span))))
    return tuple(found)


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

"""Where things stand in a report: sentences, quotations, and whether a phrase is a subject."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.records import Span, Words

QUOTED = re.compile(r"“[^“”\n]{0,2000}(?:”|$)|\"[^\"\n]{1,2000}\"|«[^«»\n]{0,2000}»", re.MULTILINE)
PREPOSITION = re.compile(
    r"\b(?:of|at|in|from|to|with|by|for|on|near|against|about|told|tell|telling|asked|assured|met|called|urged|"
    r"accused|showed)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One report's sentences and quotations, searchable by place."""

    text: str
    sentences: tuple[Span, ...]
    starts: tuple[int, ...]
    quotes: tuple[Span, ...]
    quote_starts: tuple[int, ...]

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds a place, or of the last one before it."""
        return max(bisect_right(self.starts, at) - 1, 0)

    def around(self, words: Words) -> tuple[int, int]:
        """Where the sentence of these words starts and ends."""
        span = self.sentences[self.sentence(words.start)]
        return span.start, span.end

    def quote(self, at: int) -> Span | None:
        """The quotation that holds a place."""
        index = bisect_right(self.quote_starts, at) - 1
        if index >= 0 and self.quotes[index].start <= at < self.quotes[index].end:
            return self.quotes[index]
        return None

    def subject(self, start: int) -> bool:
        """Whether a phrase there can be a subject: no preposition and no verb of telling before it."""
        return not PREPOSITION.search(self.text, max(start - 20, 0), start)


def setting_of(text: str, sentences: Sequence[Span]) -> Setting:
    """The report's setting; a report without sentences counts as one."""
    spans = tuple(sorted(sentences)) or (Span(0, len(text)),)
    quotes = tuple(Span(m.start(), m.end()) for m in QUOTED.finditer(text))
    return Setting(text, spans, tuple(s.start for s in spans), quotes, tuple(q.start for q in quotes))

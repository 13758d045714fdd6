"""Words of a sentence with one light tag each, quotations folded into one token.

Tags: D determiner, G genitive, J adjective or participle before a noun, N noun, name or anything else,
U number, P preposition, T "to", R subject pronoun, X object pronoun, C coordinator, S subordinator,
W relative or question word, K "that", B be, H have, O do, M modal, V finite verb, I bare verb after to, modal
or do, E participle, F -ing form, A adverb, Q quotation, and the marks , ; : . ( ) - for themselves
(every dash is "-"; "!" is the stop at the end of a quotation).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.extract.lexicon import lexicon
from riwaya.extract.quotes import Quotation
from riwaya.extract.tagging import FINITE, NONFINITE_BE, open_class, settle
from riwaya.records import Span

TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?%?\+?(?:-[^\W\d_]+)*|[^\W\d_]+(?:[.'’\-‐‑&][^\W_]+)*(?:['’](?=\W|$))?|\S"
)
MARKS = {",": ",", "،": ",", ";": ";", "؛": ";", ":": ":", ".": ".", "?": ".", "!": ".", "؟": ".", "…": ".",
         "(": "(", "[": "(", ")": ")", "]": ")", "—": "-", "–": "-", "-": "-", "―": "-"}  # fmt: skip


PARTICLES = frozenset(("do", "am"))  # small words of names that are verbs in English


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a stretch of text in parallel lists."""

    text: str
    low: Sequence[str]
    start: Sequence[int]
    end: Sequence[int]
    tag: Sequence[str]

    def __len__(self) -> int:
        return len(self.low)

    def pick(self, indices: Sequence[int]) -> Tokens:
        """Only the tokens at these places."""
        return Tokens(
            self.text,
            [self.low[i] for i in indices],
            [self.start[i] for i in indices],
            [self.end[i] for i in indices],
            [self.tag[i] for i in indices],
        )

    def cut(self, a: int, b: int) -> Tokens:
        """The tokens a..b."""
        return Tokens(self.text, self.low[a:b], self.start[a:b], self.end[a:b], self.tag[a:b])

    def capital(self, i: int) -> bool:
        """Whether the word at i begins with a capital letter."""
        return self.text[self.start[i]].isupper()

    def capital_name(self, a: int, b: int) -> bool:
        """Whether a..b begins like a name: a capital that no article or possessive put there."""
        if a >= b or self.tag[a] != "N" or not self.capital(a):
            return False
        if a + 1 < b and self.tag[a + 1] == "N" and self.capital(a + 1):
            return True
        before = self.text[max(0, self.start[a] - 3) : self.start[a]].strip(" “\"'‘«(")
        return bool(before) and before[-1] not in ".!?:\n—–"

    def finite(self, a: int = 0, b: int | None = None) -> bool:
        """Whether a finite verb stands in a..b."""
        return any(self.is_finite(i) for i in range(a, len(self) if b is None else b))

    def is_finite(self, i: int) -> bool:
        """Whether the token at i is a finite verb."""
        return self.tag[i] in FINITE and self.low[i] not in NONFINITE_BE


def tokens(text: str, span: Span, quotes: Sequence[Quotation] = ()) -> Tokens:
    """Tagged tokens of a span; each quotation that lies in it is one token with the tag Q.

    A comma or stop just inside the closing mark is repeated after the quotation as a token of no length, so
    that both ways of placing it read alike.
    """
    low: list[str] = []
    start: list[int] = []
    end: list[int] = []
    tag: list[str] = []
    at = span.start
    for quote in (*quotes, None):
        stop = quote.span.start if quote else span.end
        _plain(text, at, stop, span.end, low, start, end, tag)
        if quote is None:
            break
        at = min(quote.span.end, span.end)
        low.append("“”")
        start.append(quote.span.start)
        end.append(at)
        tag.append("Q")
        last = text[quote.inner.end - 1]
        if last in ",.?!…" and at < span.end:
            low.append(last)
            start.append(at)
            end.append(at)
            tag.append("," if last == "," else "!")
    settle(text, low, start, tag)
    return Tokens(text, low, start, end, tag)


def _within_name(text: str, first: int, stop: int) -> bool:
    """Whether a small word stands between two capitalised ones: "Voz do Norte", "Orvan am See"."""
    before, after = text[:first].rstrip(" ").rpartition(" ")[2], text[stop : stop + 2].strip(" ")
    return (
        before[:1].isupper()
        and before.isalpha()
        and before.lower() not in lexicon().closed
        and after.isupper()
    )


def _plain(
    text: str, a: int, b: int, last: int, low: list[str], start: list[int], end: list[int], tag: list[str]
) -> None:
    """Append the tokens of text a..b, which holds no quotation."""
    closed = lexicon().closed
    shouting = text[a:b].isupper()
    for match in TOKEN.finditer(text, a, b):
        word = match.group()
        first, stop = match.span()
        if word in MARKS:
            if word == "." and low and end[-1] == first and tag[-1] not in "Q.," and text[stop:last].strip():
                end[-1] = stop  # the stop of an abbreviation
                continue
            low.append(word)
            tag.append(MARKS[word])
        else:
            lowered = word.lower()
            low.append(lowered)
            acronym = len(word) > 1 and word.isupper() and not shouting
            named = (
                word[0].isupper() and closed.get(lowered) == "A" and tag and tag[-1] in "DNP" and first > a
            )
            month = (word == "May" and first > a) or (word in PARTICLES and _within_name(text, first, stop))
            tag.append("N" if acronym or named or month else closed.get(lowered) or open_class(lowered, word))
        start.append(first)
        end.append(stop)

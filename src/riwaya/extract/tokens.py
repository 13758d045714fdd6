"""Words of a sentence with one light tag each, quotations folded into one token.

Tags: D determiner, G genitive, J adjective or participle before a noun, N noun, name or anything else, U number,
P preposition, T "to", R subject pronoun, X object pronoun, C coordinator, S subordinator, W relative or question
word, K "that", B be, H have, O do, M modal, V finite verb, I bare verb after to/modal/do, E participle, F -ing form,
A adverb, Q quotation, and the marks , ; : . ( ) - for themselves (every dash is "-").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.extract.lexicon import lexicon
from riwaya.extract.quotes import Quotation
from riwaya.records import Span

TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?%?\+?(?:-[^\W\d_]+)*|[^\W\d_]+(?:[.'’\-‐‑&][^\W_]+)*(?:['’](?=\W|$))?|\S"
)
MARKS = {",": ",", "،": ",", ";": ";", "؛": ";", ":": ":", ".": ".", "?": ".", "!": ".", "؟": ".", "…": ".",
         "(": "(", "[": "(", ")": ")", "]": ")", "—": "-", "–": "-", "-": "-", "―": "-"}  # fmt: skip
FINITE = frozenset("BHOMV")
NONFINITE_BE = frozenset(("be", "been", "being", "having"))
PLURALS = frozenset("men women people children police others militia".split())
PRONOMINAL = frozenset("some many others several most few both all".split())
SPEAKING = frozenset(("said", "told", "added", "says", "tells", "adds"))
NOUN_LEADERS = frozenset("DGJUP")
CONTRACTED = re.compile(r"(?:n['’]t|['’](?:re|ve|d|ll|m))$")


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

    A comma or stop just inside the closing mark is repeated after the quotation as a token of no length, so that
    both ways of placing it read alike.
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
    _settle(text, low, start, tag)
    return Tokens(text, low, start, end, tag)


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
            tag.append("N" if acronym or named else closed.get(lowered) or _open_class(lowered, word))
        start.append(first)
        end.append(stop)


def _open_class(lowered: str, word: str) -> str:
    """A first tag for a word of an open class."""
    lex = lexicon()
    if lowered == "that":
        return "K"
    if lowered == "to":
        return "T"
    if word[0].isdigit():
        return "U"
    if lowered.endswith(("'s", "’s", "s'", "s’")):
        return "G"
    if CONTRACTED.search(lowered):
        return "M" if lowered.endswith(("ll", "d")) else "B"
    parts = lex.verbs.get(lowered)
    if parts is not None:
        if "past" in parts:
            return "V" if "participle" not in parts else "v"
        if "participle" in parts:
            return "E"
        if "ing" in parts and lowered not in lex.nouns:
            return "F"
        if "third" in parts or "base" in parts:
            return "n" if lowered in lex.nounlike else ("z" if "third" in parts else "b")
    if lowered in lex.adjectives:
        return "J"
    if lowered.endswith("ly") and len(lowered) > 4 and lowered not in lex.nouns and word.islower():
        return "A"
    if lowered.endswith("ed") and len(lowered) > 4 and lowered not in lex.nouns and word.islower():
        return "v"
    if lowered.endswith("ing") and len(lowered) > 5 and lowered not in lex.nouns and word.islower():
        return "F"
    return "N"


def _settle(text: str, low: list[str], start: list[int], tag: list[str]) -> None:
    """Decide the open tags v (past or participle), z (-s form), b (base form), n (noun or verb) by their neighbours."""
    size = len(tag)
    before = ""  # tag of the last token that is no adverb
    for i in range(size):
        mark = tag[i]
        if mark in "vVzbn":
            tag[i] = _settled(text, low, start, tag, i, before)
        elif mark == "E" and before in "DGJ" and i + 1 < size and tag[i + 1] in "NFn":
            tag[i] = "J"
        elif mark == "F" and before in ("D", "G", "J"):
            tag[i] = "N"
        elif mark == "R" and low[i] == "there" and before == "N":
            tag[i] = "A"
        elif mark == "D" and low[i] == "her" and (i + 1 == size or tag[i + 1] in "KPTW,.;:SC"):
            tag[i] = "X"
        if tag[i] != "A":
            before = tag[i]
    for i in range(1, size - 2):  # ", wrecked by a bomb in May, will reopen": no finite verb
        if tag[i] == "V" and tag[i - 1] == "," and tag[i + 1] == "P" and low[i].endswith("ed"):
            comma = next((k for k in range(i + 1, size - 1) if tag[k] == ","), None)
            if comma is not None and tag[comma + 1] in "BHMV":
                tag[i] = "E"


def _settled(text: str, low: list[str], start: list[int], tag: list[str], i: int, before: str) -> str:
    mark, after = tag[i], tag[i + 1] if i + 1 < len(tag) else "."
    capital = text[start[i]].isupper() and i > 0
    if mark in "vV":
        return _past(low[i], mark, before, after, capital, low[i + 1] if i + 1 < len(low) else "")
    if before in ("T", "M", "O"):
        return "I"
    if before == "R" and low[i - 1] != "himself":
        return "V"
    if before == "D" and low[i - 1] in PRONOMINAL and not low[i].endswith("s") and after in "KDRXGQ":
        return "V"
    if before in NOUN_LEADERS or before in ("", "E", "X") or capital:
        return "N"
    if before == "N" and after == "R":
        return "V"
    if (before == "W" and after in "DKRNXUPTA") or (before == "K" and mark in "bz"):
        return "V"
    if mark == "z":
        return "V" if before in ("N", ",", ")", "W", "C", "Q", "!", "-", "U") else "N"
    plural = _plural_head(low, tag, i)
    third = low[i].endswith("s") and not low[i].endswith("ss")
    if mark == "b":
        return "V" if plural and after in "DKRNXUPTQ,:GAW" else ("I" if before == "C" else "N")
    # a word that is as often a noun: a verb only where a clause plainly goes on
    fits = (
        (before == "N" and third and not plural) or (plural and not third) or before in ("Q", ",", "!", ")")
    )
    return (
        "V"
        if fits and after in ("D", "K", "R", "Q", ":", "U", "X", "G")
        else ("N" if not fits else _noun_or_verb(after))
    )


def _plural_head(low: list[str], tag: list[str], i: int) -> bool:
    """Whether the noun phrase right before i has a plural head: "residents of the town", "both men"."""
    at = i - 1
    head = -1
    while at >= 0 and tag[at] in "NDJUGPA":
        if tag[at] == "N" and (head < 0 or tag[at + 1] == "P"):
            head = at
        at -= 1
    if head < 0:
        return False
    word = low[head]
    return word in PLURALS or (word.endswith("s") and not word.endswith(("ss", "is", "us")))


def _noun_or_verb(after: str) -> str:
    return "V" if after in ("K", "R", "D", "Q", "G", "U") else "N"


def _past(word: str, mark: str, before: str, after: str, capital: bool, following: str) -> str:
    if capital:
        return "N"
    if mark == "V":
        return "N" if before in ("D", "G", "J") else "V"
    if following == "by" and before == "N" and lexicon().verbs.get(word, {}).get("past") in lexicon().cues:
        return "E"
    if before in ("H", "B"):
        return "E"
    if before in ("D", "G", "J", "U") and after in ("N", "F", "n", "J", "v", "z", "b"):
        return "J"
    if before in ("D", "G"):
        return "J"
    return "E" if before in ("P", "S", "") and word not in SPEAKING else "V"

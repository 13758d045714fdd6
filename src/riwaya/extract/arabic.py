"""Attribution in Arabic: verb, speaker, "that", content; "according to X"; the rest is narrated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from riwaya.extract.lists import tables
from riwaya.extract.steps import Leaf, Step
from riwaya.extract.tokens import Tokens
from riwaya.records import Naming, Span, Stance

LETTERS = re.compile(r"[\u0621-\u064a]")
LATIN = re.compile(r"[A-Za-z]")
JOINED = ("و", "ف")  # "and", "then", written with the verb
REACH = 24  # words between a verb and its "that"
LEAST = 3


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of this file."""

    verbs: dict[str, Stance]
    that: frozenset[str]
    according: frozenset[str]
    bodies: frozenset[str]
    described: frozenset[str]
    possibly: frozenset[str]
    future: frozenset[str]
    negators: frozenset[str]


@cache
def words() -> Words:
    """The lists of arabic.toml."""
    table = tables("arabic.toml")
    verbs = {verb: Stance(stance) for stance, row in table["verbs"].items() for verb in row.split()}
    return Words(verbs, **{name: frozenset(row.split()) for name, row in table["words"].items()})


def is_arabic(text: str) -> bool:
    """Whether more letters are Arabic than Latin."""
    if text.isascii():
        return False
    return len(LETTERS.findall(text)) > len(LATIN.findall(text))


def read_arabic(
    tokens: Tokens, steps: tuple[Step, ...], before: Step | None
) -> tuple[list[Leaf], Step | None]:
    """The contents of a sentence and who spoke last: "وأضاف أن" goes on with the speaker before."""
    verb = next((i for i in range(min(len(tokens), REACH)) if _stance(tokens.low[i]) is not None), None)
    if verb is not None and (found := _after_verb(tokens, verb, steps, before)) is not None:
        return found
    for i in range(len(tokens) - 1):
        if _bare(tokens.low[i]) in words().according:
            return _according(tokens, i, steps)
    whole = _trimmed(tokens)
    told = len([m for m in whole.tag if m not in ",.:;-()"]) >= LEAST
    return ([Leaf(steps, whole, _modal(whole), forced=True)] if told else []), before


def _bare(word: str) -> str:
    return word[1:] if word[:1] in JOINED and word not in words().verbs else word


def _stance(word: str) -> Stance | None:
    return words().verbs.get(word) or (words().verbs.get(word[1:]) if word[:1] in JOINED else None)


def _after_verb(
    tokens: Tokens, verb: int, steps: tuple[Step, ...], before: Step | None
) -> tuple[list[Leaf], Step | None] | None:
    """The attribution of a verb with "that", a colon or a quotation behind its subject; else None."""
    limit = min(len(tokens), verb + REACH)
    start = next(
        (i for i in range(verb + 1, limit) if tokens.low[i] in words().that or tokens.tag[i] in ":Q"), None
    )
    if start is None or start + 1 >= len(tokens):
        return None
    speaker, listener = _speaker(tokens, verb + 1, start)
    stance = _stance(tokens.low[verb]) or Stance.ASSERTED
    cue = Span(tokens.start[verb], tokens.end[verb])
    if speaker is None and before is None:
        return None
    source = speaker or (before.source if before else None)
    step = Step(source, cue, stance, listener=listener, lemma=tokens.low[verb])
    plain = (
        len(tokens.low[start]) == 2 or tokens.tag[start] == ":"
    )  # "that" alone; "that he" belongs to the content
    content = _trimmed(tokens.cut(start + plain, len(tokens)))
    modal = _modal(content) if stance is Stance.ASSERTED else None
    return [Leaf((*steps, step), content, modal, forced=True)], step


def _speaker(tokens: Tokens, a: int, b: int) -> tuple[Span | None, Span | None]:
    """Who speaks and who is told, between the verb and "that": up to a comma; "لصحيفة ..." is a hearer."""
    end = next((i for i in range(a, b) if tokens.tag[i] in ",(-"), b)
    hearer = next((i for i in range(a, end) if _told_to(tokens.low[i])), end)
    source = Span(tokens.start[a], tokens.end[hearer - 1]) if hearer > a else None
    listener = Span(tokens.start[hearer], tokens.end[end - 1]) if end > hearer else None
    return source, listener


def _told_to(word: str) -> bool:
    return any(
        word == prefix + body
        for prefix in ("ل", "لل")
        for body in ("صحيفة", "وكالة", "صحفيين", "إذاعة", "موقع")
    )


def _according(tokens: Tokens, at: int, steps: tuple[Step, ...]) -> tuple[list[Leaf], Step | None]:
    """ "بحسب X": X speaks the rest of the sentence."""
    first = at + 1
    end = next((i for i in range(first, len(tokens)) if tokens.tag[i] in ",.;:"), len(tokens))
    source = Span(tokens.start[first], tokens.end[end - 1]) if end > first else None
    step = Step(source, Span(tokens.start[at], tokens.end[at]), Stance.ASSERTED, lemma="according")
    kept = [*range(at), *range(end + 1, len(tokens))]
    content = _trimmed(tokens.pick(kept))
    return [Leaf((*steps, step), content, _modal(content), forced=True)], step


def _trimmed(tokens: Tokens) -> Tokens:
    a, b = 0, len(tokens)
    while a < b and tokens.tag[a] in ",;:.-":
        a += 1
    while b > a and tokens.tag[b - 1] in ",;:.-":
        b -= 1
    return tokens.cut(a, b)


def _modal(content: Tokens) -> Stance:
    if any(word in words().possibly for word in content.low):
        return Stance.POSSIBLE
    return Stance.PREDICTED if any(word in words().future for word in content.low) else Stance.ASSERTED


def negated_arabic(content: Tokens) -> bool:
    """Whether a negator stands among the first words of the clause."""
    return any(word in words().negators for word in content.low[:5])


def naming_arabic(source: str) -> Naming:
    """Named where an institution or two words of a name speak; the lists tell who is only described."""
    parts = source.split()
    if not parts or parts[0] in words().described:
        return Naming.UNNAMED
    return Naming.NAMED if len(parts) > 1 or parts[0] in words().bodies else Naming.UNNAMED

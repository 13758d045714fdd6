"""Names in Arabic script: what stands after titles and after nouns that say the kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from riwaya.extract.names_tokens import context
from riwaya.lexicon import known_name
from riwaya.records import Kind, Mention, Span, Words

WORD = re.compile(r"[\u0621-\u064a\u0671-\u06d3\u064b-\u0652]+")
PREFIXES = ("و", "ب", "ل", "ف", "ك")


@cache
def cues() -> dict[str, tuple[Kind, int, bool]]:
    """Cue word -> kind, most words of the name after it, whether the cue is part of the name."""
    found: dict[str, tuple[Kind, int, bool]] = {}
    for row in context()["arabic"]:
        for word in row["cues"].split():
            found[word] = (Kind(row["kind"]), row["most"], row["inside"])
    return found


@cache
def stops() -> frozenset[str]:
    """Words that end a name."""
    return frozenset(context()["arabic_stops"]["words"].split())


def arabic_names(text: str, sentences: Sequence[Span]) -> Iterator[Mention]:
    """Names in Arabic script, by the cue before them or by the table of known names."""
    for sentence in sentences:
        words = list(WORD.finditer(text, sentence.start, sentence.end))
        index = 0
        while index < len(words):
            mention, index = name_at(text, words, index)
            if mention:
                yield mention


def bare(word: str) -> str:
    """The word without a conjunction or preposition written to it, where a cue is left."""
    if word not in cues() and word[:1] in PREFIXES and len(word) > 3:
        rest = word[1:]
        return "ال" + rest[1:] if word.startswith("لل") else rest
    return word


def name_at(text: str, words: Sequence[re.Match[str]], index: int) -> tuple[Mention | None, int]:
    """The name that begins at a word, or None, and the word to go on from."""
    word = words[index].group()
    cue = cues().get(word) or cues().get(bare(word))
    known = known_at(text, words, index)
    if cue is None or (known and cue[2]):
        return known if known else (None, index + 1)
    kind, most, within = cue
    end = index + 1
    while end < len(words) and end - index <= most:
        gap = text[words[end - 1].end() : words[end].start()]
        if gap != " " or words[end].group() in stops():
            break
        end += 1
        if kind is Kind.PLACE and not within:
            break
    if end == index + 1:
        return None, index + 1
    if kind is Kind.PERSON and words[index + 1].group() in cues():
        return None, index + 1
    first = index if within else index + 1
    start = words[first].start() + (len(word) - len(bare(word)) if within else 0)
    return Mention(Words.cut(text, start, words[end - 1].end()), kind), end


def known_at(text: str, words: Sequence[re.Match[str]], index: int) -> tuple[Mention, int] | None:
    """The well-known name of up to four words that begins here."""
    for length in range(min(4, len(words) - index), 0, -1):
        end = words[index + length - 1].end()
        start = words[index].start()
        whole = text[start:end]
        for cut in (0, 1):
            if cut and whole[0] not in PREFIXES:
                continue
            known = known_name(whole[cut:])
            if known and len(whole) - cut > 2:
                return Mention(Words.cut(text, start + cut, end), Kind(known.kind)), index + length
    return None

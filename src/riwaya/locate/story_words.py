"""The word lists by which a telling is followed from sentence to sentence, and what they find in a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LEAST = 4  # letters of a word that two sentences can share
_WORD = re.compile(rf"(?<![^\W\d_])[a-z]{{{_LEAST},}}(?![^\W\d_])")
_DEFINITE = re.compile(r"\b(?:the|this|that|its|their)\s+(?:[\w’'-]+\s+){0,2}?([\w’'-]+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StoryWords:
    """The lists of one language; a pattern finds any word or phrase of its list in small letters."""

    kinds: Mapping[str, str]  # word or phrase -> the kind of occurrence it tells
    kind: re.Pattern[str]
    general: frozenset[str]
    background: re.Pattern[str]
    lasting: re.Pattern[str]
    aftermath: re.Pattern[str]
    apart: re.Pattern[str]
    measures: frozenset[str]
    empty: frozenset[str]
    tense: Mapping[str, frozenset[str]]


@cache
def story_words(code: str) -> StoryWords | None:
    """The lists of a language by ISO 639-1 code; None where there are none for it."""
    source = files("riwaya.locate").joinpath("tables", f"{code if code.isalpha() else 'en'}.story.toml")
    if not source.is_file():
        return None
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    kinds: dict[str, str] = {}
    for kind, words in table["kinds"].items():
        for word in words:
            kinds.setdefault(word, kind)
    return StoryWords(
        kinds=kinds,
        kind=_any(kinds),
        general=frozenset(table["general"]["words"]),
        background=_any(table["against"]["background"]),
        lasting=_any(table["against"]["lasting"]),
        aftermath=_any(table["against"]["aftermath"]),
        apart=_any(table["against"]["apart"]),
        measures=frozenset(table["harm"]["measures"]),
        empty=frozenset(table["empty"]["words"]),
        tense={name: frozenset(words) for name, words in table["tense"].items()},
    )


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some words and phrases, the longest first."""
    listed = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, listed))})(?![\w’'-])")


def has(text: str, listed: re.Pattern[str]) -> bool:
    """Whether a text has a word or phrase of a list."""
    return listed.search(text.lower()) is not None


def kinds_in(text: str, known: StoryWords) -> frozenset[str]:
    """The kinds of occurrence whose words a text has."""
    return frozenset(known.kinds[word] for word in known.kind.findall(text.lower()))


def nouns_in(text: str, known: StoryWords) -> frozenset[str]:
    """Words in small letters that two tellings of one thing can share, plural and singular as one."""
    return frozenset(_bare(word) for word in _WORD.findall(text) if word not in known.empty)


def _bare(word: str) -> str:
    """A word without the ending of its plural."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > _LEAST else word


@dataclass(frozen=True, slots=True)
class Pointed:
    """What definite words point back to: kinds of occurrence ("the blast"), or any ("the incident")."""

    kinds: frozenset[str]
    any: bool
    words: str  # the first of them, as printed


def pointed(text: str, known: StoryWords) -> Pointed:
    """What the definite words of a text point back to."""
    kinds, general, words = set[str](), False, ""
    for found in _DEFINITE.finditer(text):
        word = found[1].lower()
        if word in known.kinds or word in known.general:
            words = words or found[0]
            general = general or word in known.general
            kinds |= {known.kinds[word]} if word in known.kinds else set()
    return Pointed(frozenset(kinds), general, words)

"""The words of `arabic_people.toml`, in plain letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from riwaya.resolve.words import table

PREFIXES = "وفبلك"  # "and", "so", "in", "to", "like", written to the front of a word
_SAME = str.maketrans("أإآٱىةؤئ", "اااايهوي", "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")


def plain_letters(word: str) -> str:
    """A word without vowel signs, in one spelling of hamza, ta marbuta and alif maqsura."""
    return word.translate(_SAME)


@dataclass(frozen=True, slots=True)
class Lists:
    """What says where a name stands, and why whoever bears it is kept back."""

    given: frozenset[str]
    weak: frozenset[str]  # given names that are words as well
    joins: frozenset[str]  # "son of"
    kunya: frozenset[str]  # "father of", "mother of"
    dwelt: frozenset[str]  # behind these a kunya is someone's
    placed: frozenset[str]  # behind these it is a place's
    stops: frozenset[str]  # words that no name goes on with
    between: frozenset[str]  # what may stand between "his sister" and her name: "the elder"
    trades: frozenset[str]  # "a seller of", and what, and the name
    says: frozenset[str]  # behind these a name stands, or one of `sources`
    harmed: frozenset[str]  # behind these a given name is a name, though a word as well
    sources: frozenset[str]
    behind: Mapping[str, str]  # a word that a name follows -> why the name is kept back
    called: frozenset[str]
    open: frozenset[str]
    reach: int
    request: re.Pattern[str]
    nickname: re.Pattern[str]


@cache
def lists() -> Lists:
    """The lists, read once."""
    raw = table("arabic_people.toml")
    behind, other = raw["behind"], raw["other"]
    called = _words(behind["called"])
    marks = {word: mark for mark in ("minor", "victim", "private") for word in _words(behind[mark])}
    marks |= dict.fromkeys(_words(behind["kin"]) | called | _words(behind["family"]), "private")
    named = {name: _words(raw[name]) for name in ("given", "weak", "joins", "kunya")}
    rest = ("dwelt", "placed", "stops", "between", "trades", "says", "harmed", "sources")
    return Lists(
        **named,
        **{name: _words(other[name]) for name in rest},
        behind=marks,
        called=called,
        open=_words(behind["open"]),
        reach=behind["reach"],
        request=re.compile("|".join(other["request"])),
        nickname=re.compile(other["nickname"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(plain_letters(word) for word in text.split())


def given(word: str) -> bool:
    """Whether a word in plain letters is a given name; also "Abdul..." written as one."""
    return word in lists().given or (word.startswith("عبدال") and len(word) > len("عبدال") + 1)


def bare(word: str, *known: frozenset[str] | Mapping[str, str]) -> str:
    """A word as it stands in one of these lists, without a letter written to its front."""
    if any(word in one for one in known) or word[:1] not in PREFIXES:
        return word
    return word[1:] if any(word[1:] in one for one in known) else word

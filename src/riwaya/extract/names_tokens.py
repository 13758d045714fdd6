"""A report's text as tokens, with what their letters say about names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from riwaya.lexicon import common_word

MARKS = "ʿʾʻʼ'’`"
TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?![^\W\d_]{2})"  # U.S.
    r"|[^\W\d_][\w\u0300-\u036f]*(?:[-‑'’ʼʻʿʾ`&][^\W_][\w\u0300-\u036f]*)*"  # word, al-Qa'im, AT&T
    r"|\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th)?(?:[-\w]*)"
    r"|\S"
)
PARTICLE_CAPITAL = re.compile(r"(?:[a-zāīūḍḥṣṭẓ]{1,3}[-‑'’])+[^\W\d_a-z]")
POSSESSIVE = re.compile(r"['’][sS]$")


@cache
def context() -> dict[str, Any]:
    """The table of what stands around and inside a name."""
    raw = tomllib.loads(files(__package__).joinpath("names_data", "context.toml").read_text("utf-8"))
    raw["words"] = {name: frozenset(words.split()) for name, words in raw["words"].items()}
    return raw


def word_list(name: str) -> frozenset[str]:
    """One list of words of the table."""
    words: frozenset[str] = context()["words"][name]
    return words


@dataclass(slots=True)
class Token:
    """A word or a sign: its text, where it stands, and whether it is written like a name."""

    text: str
    start: int
    end: int
    lower: str
    capital: bool
    possessive: bool = False  # "'s" was cut off its end
    joined: bool = False  # stands right before or after a hyphen that was cut: "US" in "US-led"

    @property
    def acronym(self) -> bool:
        """Two or more capitals (a plural "s" aside), such as PMUs or U.N."""
        letters = self.text.replace(".", "").replace("-", "")
        return len(letters) >= 2 and (
            letters.isupper() or (len(letters) >= 3 and letters[-1] == "s" and letters[:-1].isupper())
        )


def agents(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens with people named for what they do: "Pickers accuse"."""
    if len(tokens) < 2 or not tokens[0].lower.endswith("ers") or tokens[0].acronym:
        return False
    stem = tokens[0].lower.removesuffix("ers")
    known = (
        common_word(stem) or common_word(stem + "e") or (stem[-2:-1] == stem[-1:] and common_word(stem[:-1]))
    )
    return bool(known) and tokens[1].lower in word_list("plural_verbs")


def is_capital(text: str) -> bool:
    """Whether a word is written like a name: Qaim, al-Qaim, ʿAli, d'Ivoire."""
    if text[:1].isupper():
        return True
    first = text.lstrip(MARKS)[:1]
    return first.isupper() or (first.islower() and bool(PARTICLE_CAPITAL.match(text)))


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end]; hyphened words such as "anti-IS" and "US-led" come apart."""
    found: list[Token] = []
    for match in TOKEN.finditer(text, start, end):
        word, at = match.group(), match.start()
        if not word[0].isalpha():
            found.append(Token(word, at, match.end(), word, False))
        elif "-" in word or "‑" in word or "'" in word or "’" in word:
            found.extend(parts_of(word, at))
        else:
            found.append(Token(word, at, match.end(), word.lower(), is_capital(word)))
    return with_full_stops(found)


def parts_of(word: str, at: int) -> list[Token]:
    """A word with hyphens or apostrophes, cut where the parts are words of their own."""
    possessive = POSSESSIVE.search(word)
    if possessive:
        word = word[: possessive.start()]
    made: list[Token] = []
    head, dash, rest = word.replace("‑", "-").partition("-")
    if dash and head.lower() in word_list("heads") and rest[:1].isalpha() and is_capital(rest):
        made.append(Token(head, at, at + len(head), head.lower(), False))
        word, at = rest, at + len(head) + 1
    body, dash, tail = word.replace("‑", "-").rpartition("-")
    if dash and tail in word_list("tails") and is_capital(body):
        made.append(Token(body, at, at + len(body), body.lower(), True, joined=True))
        made.append(Token(tail, at + len(body) + 1, at + len(word), tail, False))
        return made
    made.append(Token(word, at, at + len(word), word.lower(), is_capital(word), bool(possessive)))
    return made


def with_full_stops(tokens: list[Token]) -> list[Token]:
    """The tokens with the full stop of an abbreviation or initial joined to it ("Col.", "W.")."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        before = kept[-1] if kept else None
        if token.text == "." and before and before.end == token.start and before.capital:
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            initial = len(before.text) == 1 and after is not None and after.capital
            if initial or before.lower in word_list("abbreviations"):
                kept[-1] = Token(before.text + ".", before.start, token.end, before.lower, True)
                continue
        kept.append(token)
    return kept

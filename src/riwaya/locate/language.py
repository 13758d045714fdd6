"""The tables of one language's time words and patterns, loaded once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from riwaya.locate.tokens import tokenise

Value = int | float | str
_PUNCTUATION = {
    ",": ",",
    ".": ".",
    "-": "-",
    "–": "-",
    "—": "—",
    "(": "(",
    ")": ")",
    "/": "/",
    "،": ",",
    "'": "'",
}
_DIGITAL = (
    "DAY", "NTH", "YEAR", "NUM", "DECADE", "ISO", "SLASHED", "CLOCK", "WORD", "OTHER",
    ",", ".", "-", "—", "/", "(", ")", "'",
)  # fmt: skip
SKIP = "\x01"  # the later tokens of an entry of several words


@dataclass(frozen=True, slots=True)
class Pattern:
    """One written form and the meaning it makes."""

    makes: str
    form: str
    matcher: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Language:
    """Everything the grammar of times needs to know of a language."""

    code: str
    letters: Mapping[str, str]  # class name -> the one character that stands for it
    names: Mapping[str, str]  # and back
    words: Mapping[str, tuple[str, Value]]  # word -> class, value
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, Value], ...]]  # first word -> longer entries
    capital: frozenset[str]
    doubtful: frozenset[int]
    before_month: frozenset[str]
    clues: Mapping[str, frozenset[str]]
    patterns: tuple[Pattern, ...]
    any_start: re.Pattern[str]
    starting: Mapping[str, tuple[Pattern, ...]]  # the character of a class -> the patterns that begin with it


def _letters(names: list[str]) -> dict[str, str]:
    """One private character per class."""
    return {name: chr(0xE000 + i) for i, name in enumerate(names)}


def _compile(form: str, letters: Mapping[str, str]) -> str:
    """A written form as a regular expression over class characters; it repeats only SKIP, so it is linear."""

    def one(name: str) -> str:
        if name == "COUNT":
            digits = "".join(letters[n] for n in ("NUM", "DAY", "YEAR"))
            number = letters["NUMBER"]
            return f"(?:[{digits}]|{number}(?:{letters['-']}?{number})?)"
        return letters[name]

    parts = []
    for piece in form.split():
        optional = piece.startswith("[") and piece.endswith("]")
        names = (piece[1:-1] if optional else piece).split("|")
        parts.append("(?:" + "|".join(one(n) for n in names) + ")" + SKIP + "*")
        if optional:
            parts[-1] = f"(?:{parts[-1]})?"
    return "".join(parts)


def _firsts(form: str, letters: Mapping[str, str]) -> set[str]:
    """The characters with which a written form can begin."""
    firsts: set[str] = set()
    for piece in form.split():
        optional = piece.startswith("[") and piece.endswith("]")
        for name in (piece[1:-1] if optional else piece).split("|"):
            firsts.update(
                letters[n] for n in (("NUM", "DAY", "YEAR", "NUMBER") if name == "COUNT" else (name,))
            )
        if not optional:
            break
    return firsts


def _any(starting: Mapping[str, list[Pattern]]) -> re.Pattern[str]:
    """Where any written form may stand: at each place only the forms that can begin there are tried."""
    branches = [
        f"(?={first})(?:{'|'.join(p.matcher.pattern for p in some)})" for first, some in starting.items()
    ]
    return re.compile(f"(?=[{''.join(starting)}])(?:{'|'.join(branches)})")


def _words(table: Mapping[str, Mapping[str, Value]]) -> tuple[dict[str, tuple[str, Value]], dict[str, Any]]:
    """Single words, and phrases under their first word, longest first."""
    single: dict[str, tuple[str, Value]] = {}
    longer: dict[str, list[tuple[tuple[str, ...], str, Value]]] = {}
    for name, entries in table.items():
        for written, value in entries.items():
            parts = tuple(tokenise(written).words)
            if len(parts) == 1:
                single[parts[0]] = (name, value)
            else:
                longer.setdefault(parts[0], []).append((parts, name, value))
    return single, {k: tuple(sorted(v, key=lambda e: -len(e[0]))) for k, v in longer.items()}


@cache
def language(code: str) -> Language:
    """The tables of a language by ISO 639-1 code; English where there are none for it."""
    if not code.isalpha():
        code = "en"
    source = files("riwaya.locate").joinpath("tables", f"{code}.times.toml")
    if not source.is_file():
        return language("en")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    single, longer = _words(table["words"])
    letters = _letters([*table["words"], *_DIGITAL])
    patterns = []
    for entry in table["pattern"]:
        for form in entry["forms"]:
            patterns.append(Pattern(entry["makes"], form, re.compile(_compile(form, letters))))
    starting: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        for first in _firsts(pattern.form, letters):
            starting.setdefault(first, []).append(pattern)
    grammar = table["grammar"]
    return Language(
        code,
        letters,
        {v: k for k, v in letters.items()},
        single,
        longer,
        frozenset(grammar["capital"]),
        frozenset(grammar["doubtful"]),
        frozenset(grammar["before_month"]),
        {k: frozenset(v) for k, v in table["clues"].items()},
        tuple(patterns),
        _any(starting),
        {first: tuple(some) for first, some in starting.items()},
    )


def punctuation(word: str) -> str:
    """The class of a single character that is no word."""
    return _PUNCTUATION.get(word, "OTHER")

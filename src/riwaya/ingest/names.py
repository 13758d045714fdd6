"""The word lists of masthead.toml, and what they say of a phrase: a name, an outlet, a writer."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from riwaya.ingest.dates import only_date


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of masthead.toml, ready for use."""

    outlet: frozenset[str]
    product: frozenset[str]
    staff: frozenset[str]
    small: frozenset[str]
    issuer: tuple[re.Pattern[str], ...]
    manner: frozenset[str]
    byline: re.Pattern[str]
    labels: tuple[tuple[str, re.Pattern[str]], ...]
    told: re.Pattern[str]
    aside: re.Pattern[str]


@cache
def words() -> Words:
    """The word lists, read once."""
    table = tomllib.loads(files("riwaya.ingest").joinpath("masthead.toml").read_text(encoding="utf-8"))

    def any_of(name: str) -> str:
        return "|".join(sorted(map(re.escape, table[name]), key=lambda word: (-len(word), word)))

    return Words(
        frozenset(table["outlet_words"]),
        frozenset(table["product_words"]),
        frozenset(table["staff_words"]),
        frozenset(table["small_words"]),
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in table["issuer"]),
        frozenset(table["manner_words"]),
        re.compile(rf"(?P<cue>{any_of('byline')})(?:\s*[:/]\s*|\s+)(?P<names>\S.*)", re.IGNORECASE),
        tuple(
            (field, re.compile(rf"(?:{any_of(field + '_labels')})\s*[:：]\s*(\S.*)", re.IGNORECASE))
            for field in ("title", "outlet")
        ),
        re.compile(
            rf"\b(?:{any_of('told')}) ?(?:the |this )?"
            r"((?:[^\W\d_a-z][\w’'-]*)(?: [^\W\d_a-z][\w’'-]*){0,3})"
        ),
        re.compile("|".join(table["asides"]), re.IGNORECASE),
    )


def is_name(phrase: str) -> bool:
    """Whether every word but the small ones is capitalised (scripts without capitals: short enough)."""
    parts = [part.strip("()'\"“”’‘.,") for part in phrase.split()]
    parts = [part for part in parts if part]
    if not parts or len(parts) > 9:
        return False
    if not is_latin(phrase) and not re.search(r"[\u0370-\u052f]", phrase):
        return len(parts) <= 6
    small = words().small
    big = [part for part in parts if part.lower() not in small]
    return bool(big) and all(not part[0].islower() for part in big) and not only_date(phrase)


def has_outlet_word(phrase: str) -> bool:
    """Whether one of its words makes it the name of an outlet or issuer."""
    parts = re.findall(r"\w+", phrase.lower())
    return any(part in words().outlet or part.removeprefix("ال") in words().outlet for part in parts)


def is_latin(line: str) -> bool:
    """Whether there are Latin letters in it."""
    return bool(re.search(r"[A-Za-zÀ-ɏ]", line))


def names_outlet(name: str) -> bool:
    """Whether a name is that of an institution and not of a person, by its words."""
    return has_outlet_word(name) or bool(re.fullmatch(r"[A-Z]{2,6}", name))

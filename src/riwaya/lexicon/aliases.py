"""What a report says of its names: that two are one's, that one is for "him", that one is written down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from riwaya.lexicon.lists import plain, table

REACH = 130  # characters between two names within which the one is told of the other
PAST = 3  # names that may stand between them: "whom all of Lisk calls the Goat"
PRONOUN = re.compile(r"\b(?:[hH](?:e|im|er|is)|[sS]he|[iI]ts?|[tT]he(?:y|m|ir))\b")
NEAR = 60  # characters before a name in which the wording ends
LEAD = 110  # characters before a name that are looked at


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say that two names are one's."""

    between: re.Pattern[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    share: bool  # only names with a word in common
    initials: bool  # only where one is made of the other's first letters
    gaps: bool  # further names may follow


def _pattern(words: str) -> re.Pattern[str]:
    pieces: dict[str, str] = table("aliases.toml")["pieces"]
    for _ in range(2):  # a piece may hold a piece
        for name, piece in pieces.items():
            words = words.replace("{" + name + "}", piece)
    return re.compile(words.replace(" ", r"\s"))


@cache
def _wordings() -> tuple[Wording, ...]:
    rows: list[dict[str, Any]] = table("aliases.toml")["between"]
    return tuple(
        Wording(
            _pattern(row["words"]),
            _pattern(row["before"]) if "before" in row else None,
            _pattern(row["after"]) if "after" in row else None,
            row.get("share", False),
            row.get("initials", False),
            row.get("gaps", False),
        )
        for row in rows
    )


@cache
def _any_wording() -> re.Pattern[str]:
    """What may stand between two names of one, of which most names have nothing between them."""
    return re.compile("|".join(f"(?:{row.between.pattern})" for row in _wordings()))


@cache
def _patterns(part: str, key: str) -> tuple[re.Pattern[str], ...]:
    found: str | list[str] = table("aliases.toml")[part][key]
    return tuple(map(_pattern, [found] if isinstance(found, str) else found))


def said_one(text: str, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Pairs of names that the report says are one's: "Ada Tal, known as the Goat".

    `places` are the names' edges in order; what comes out are pairs of their numbers, the first named first.
    """
    open_row: dict[int, int] = {}  # the last of a row of names -> the one they are for
    for second, (start, end) in enumerate(places):
        if stands_for(text, start, end):
            open_row[second] = second
        for first in range(second - 1, max(second - 2 - PAST, -1), -1):
            if start - places[first][1] > REACH:
                break
            if first in open_row and first == second - 1 and _gap(text, places[first], places[second]):
                open_row[second] = open_row[first]
                yield open_row[first], second
                break
            wording = _wording(text, places[first], (start, end))
            if wording is not None:
                yield first, second
                if wording.gaps:
                    open_row[second] = first
                break


@lru_cache(maxsize=1024)  # several look at the names of a report
def _wording(text: str, one: tuple[int, int], other: tuple[int, int]) -> Wording | None:
    """The way in which the report says that two names are one's, None where it does not."""
    between = text[one[1] : other[0]]
    if not _any_wording().fullmatch(between):
        return None
    for row in _wordings():
        if (
            row.between.fullmatch(between)
            and (row.after is None or row.after.match(text, other[1]))
            and (row.before is None or row.before.search(text, max(one[0] - LEAD, 0), one[0]))
            and (not row.share or _share(text[slice(*one)], text[slice(*other)]))
            and (not row.initials or _initials(text[slice(*one)], text[slice(*other)]))
            and not re.match(r"[’']s\b", text[other[1] : other[1] + 3])
        ):
            return row
    return None


def _share(one: str, other: str) -> bool:
    """Whether two names have a word in common."""
    return bool(set(plain(one).split()) & set(plain(other).split()))


def _initials(name: str, letters: str) -> bool:
    """Whether capitals are the first letters of a name's words, of small words some or none."""
    left = letters.replace(".", "")
    if not (len(left) > 1 and left.isalpha() and left.isupper()):
        return False
    for word in re.findall(r"[^\W\d_][\w’']*", name):
        if left[:1] == word[0].upper():
            left = left[1:]
        elif word[0].isupper():
            return False
    return not left


def _gap(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a name goes on with a row of names for one: who calls someone so stands behind or before it."""
    (words,), (after,), (told,) = (_patterns("gap", key) for key in ("words", "after", "told"))
    between, behind = text[one[1] : other[0]], text[other[1] : other[1] + LEAD]
    said = told.search(between) or told.match(behind.lstrip())
    return bool(words.fullmatch(between) and after.match(text, other[1]) and said)


@lru_cache(maxsize=1024)
def stands_for(text: str, start: int, end: int) -> str | None:
    """The pronoun of whoever is called by the name that stands here: "him" of "calls him Jade"."""
    if not PRONOUN.search(text, max(start - LEAD, 0), start) or re.match(r"[’']s\b", text[end : end + 3]):
        return None
    (end_of,) = _patterns("pronoun", "end")
    if not end_of.search(text, max(start - NEAR, 0), start):
        return None
    for pattern in _patterns("pronoun", "words"):
        if found := pattern.search(text, max(start - LEAD, 0), start):
            return found["who"].lower()
    return None


def written_down(text: str, start: int) -> bool:
    """Whether the name that starts here is one as it is written somewhere: "the map has Tel Samra"."""
    (before,) = _patterns("record", "before")
    return bool(before.search(text, max(start - LEAD, 0), start))


def turned(text: str, end: int) -> bool:
    """Whether it is said behind a name that the family name stands first in it."""
    (after,) = _patterns("record", "turned")
    return bool(after.match(text, end))

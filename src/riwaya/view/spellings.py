"""Every spelling of every protected name, found in a text in one pass over its words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from riwaya.records import Entity
from riwaya.view.pseudonyms import Hidden, rules

_WORD = re.compile(r"[^\W_]+")
_PREFIXES = "وفبلك"  # and, so, in, to, like: written together with the word in Arabic
_PARTS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way protected people are named; several may share it."""

    pattern: re.Pattern[str]
    part: str | None  # the name, where it is written as one word; None for a name of several
    people: tuple[Hidden, ...]

    def pseudonym(self, report: str | None = None) -> str:
        """Of the person whom the report names so, or else of the first who is named so anywhere."""
        here = (p for p in self.people if report in p.reports)
        return next(here, self.people[0]).pseudonym


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a protected name stands."""

    start: int
    end: int
    spelling: Spelling
    small: bool  # a single word in small letters, as no name is outside addresses


class Spellings:
    """Spellings by their first word, so that a text is searched once however many there are."""

    def __init__(self, people: Iterable[Hidden]) -> None:
        bearers: dict[str, dict[Hidden, None]] = defaultdict(dict)
        for person in people:
            for name in person.names:
                for spelling in (name, *(parts(name) if person.person else ())):
                    bearers[spelling][person] = None
        self._by_word: dict[str, list[Spelling]] = defaultdict(list)
        for spelling, known in bearers.items():
            words = _WORD.findall(spelling)
            if words:
                joined = r"(?:[\W_]|%20){1,3}".join(map(_accents_optional, words))
                family = "s?" if len(words[-1]) > 3 else ""  # "the Tals", a family
                pattern = re.compile(rf"{joined}{family}(?![^\W_])", re.IGNORECASE)
                part = None if any(c.isspace() for c in spelling) else spelling
                self._by_word[plain(words[0])].append(Spelling(pattern, part, tuple(known)))

    def find(self, text: str) -> Iterator[Found]:
        """Every place, in the order of the text."""
        for word in _WORD.finditer(text):
            for start in self._starts(word):
                written = plain(text[start : word.end()])
                several = (written[:-1],) if written.endswith("s") else ()  # "the Tals"
                for spelling in (one for w in (written, *several) for one in self._by_word.get(w, ())):
                    found = spelling.pattern.match(text, start)
                    if found:
                        part = spelling.part
                        small = part is not None and text[start].islower() and not part[0].islower()
                        yield Found(start, found.end(), spelling, small)

    def _starts(self, word: re.Match[str]) -> Iterator[int]:
        """Where a name may begin in the word: at its start, or after an Arabic prefix."""
        yield word.start()
        at = word.start()
        while at < word.end() - 1 and word.string[at] in _PREFIXES and at < word.start() + 2:
            at += 1
            yield at


def parts(name: str) -> tuple[str, ...]:
    """The parts of a name that tell its bearer alone: "Van" of "Van Tal" and "Ada Van", not "Ada van Tal"."""
    found = _PARTS.findall(name)
    edges = {0: rules().also_given, len(found) - 1: rules().never_alone if len(found) > 1 else frozenset()}
    return tuple(
        part
        for at, part in enumerate(found)
        if len(part) >= 3
        and (
            part.casefold() not in rules().never_alone
            or (part[0].isupper() and part.casefold() in edges.get(at, ()))
        )
    )


def parts_of_others(hidden: Mapping[str, Hidden], entities: Iterable[Entity]) -> frozenset[str]:
    """Parts of the names of people and places that need no mask."""
    return frozenset(
        part.casefold()
        for entity in entities
        if entity.named and hidden.keys().isdisjoint(entity.referents)
        for name in entity.names
        for part in parts(name.text)
    )


@lru_cache(maxsize=50_000)  # texts say the same words again and again
def plain(word: str) -> str:
    """The word without case and accents."""
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in split if not unicodedata.combining(c))


def _accents_optional(word: str) -> str:
    """A pattern for the word, and for the word without its accents, as addresses write it."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return re.escape(word) if bare == word else f"(?:{re.escape(word)}|{re.escape(bare)})"

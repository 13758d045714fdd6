"""Which of several like occurrences words mean: by ordinals, by what was struck, or all of them together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from riwaya.corroborate.times import Window
from riwaya.corroborate.words import lexicon, stem, table, tokens

_RANKS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_BEFORE = frozenset({"earlier", "previous", "former"})
EARLIER, LAST = 0, -1  # the one before the report's own; the last of them


@dataclass(frozen=True, slots=True)
class Spots:
    """What was struck: each kind of thing with the words that tell it from others of its kind."""

    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nouns: frozenset[str] = frozenset()  # the very words for them

    def __bool__(self) -> bool:
        return bool(self.kinds)


_NOTHING = Spots()


@dataclass(frozen=True, slots=True)
class Occasion:
    """How a claim tells which of several like occurrences it means."""

    day: Window | None = None  # the day its report gives to the one it means
    rank: int | None = None  # the first, the second
    several: bool = False  # of all of them together: "the two bombings"
    others: tuple[Window, ...] = ()  # days of like occurrences that its report tells apart from its own
    apart: bool = False  # its report tells of more than one
    days: tuple[Window, ...] = ()  # of all of them, where its report looks back on several alike
    spots: Spots = _NOTHING  # what was struck
    named: frozenset[str] = frozenset()  # every word of its report that may name what was struck


PLAIN = Occasion()


@cache
def _compiled(name: str) -> re.Pattern[str]:
    """A pattern of the table, with its words put in."""
    raw = table("occasions.toml")
    words = {
        "|incident|": "(?:" + "|".join(sorted(raw["incidents"], key=len, reverse=True)) + ")",
        "|spot|": "(?:" + "|".join(sorted(raw["spots"], key=len, reverse=True)) + ")",
    }
    pattern: str = raw["patterns"][name]
    for mark, said in words.items():
        pattern = pattern.replace(mark, said)
    return re.compile(pattern, re.I)


def ranks(text: str) -> list[tuple[int, int]]:
    """Where a text speaks of the first or the second of like occurrences, and of which."""
    told = [(m.start(), m.end()) for m in _compiled("told_of").finditer(text)]
    found = set[tuple[int, int]]()
    for name in ("ranked", "bare"):
        for m in _compiled(name).finditer(text):
            word = next(g for g in m.groups() if g).lower()
            if not any(start < m.end() and m.start() < end for start, end in told):
                rank = _RANKS.get(word, EARLIER if word in _BEFORE else LAST)
                found.add((m.start(), rank))
    return sorted(found)


def ranked_day(text: str, start: int, end: int) -> bool:
    """Whether a day of the week is one of several that are counted ("the first Monday"), none of a month."""
    said = text[start:end].lower()
    before = _RANKED_DAY.search(text[max(0, start - 20) : start] + said)
    return bool(before and said.rstrip().endswith("day") and not _OF.match(text[end : end + 5]))


_RANKED_DAY = re.compile(r"\b(?:first|second|third|fourth|latter|former) [a-z]+day$", re.I)
_OF = re.compile(r"\s+(?:of|in)\b")


def rank_told(text: str) -> int | None:
    """Which of several the one is of which a report tells: "the third fire within a month"."""
    found = {_RANKS[m[1].lower()] for m in _compiled("told_of").finditer(text)}
    return found.pop() if len(found) == 1 else None


def several_in(sentence: str, text: str) -> bool:
    """Whether a sentence speaks of several occurrences together, not of one that struck twice."""
    return bool(_compiled("several").search(sentence)) and not at_once(text)


@lru_cache(maxsize=5_000)
def at_once(text: str) -> bool:
    """Whether a report tells of what struck more than once within hours: that is one occurrence."""
    return bool(_compiled("at_once").search(text))


def again(sentence: str) -> bool:
    """Whether a sentence goes on to the like of what was told before: "a week later, on 10 March"."""
    return bool(_compiled("again").search(sentence))


def grew(sentence: str) -> bool:
    """Whether a sentence tells how a count grew: its day is not that of what is counted."""
    return bool(_compiled("grew").search(sentence))


_LENGTHS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _length(number: str, unit: str) -> int:
    word = number.lower()
    count = int(word) if word.isdigit() else _NUMBERS.index(word) + 1 if word in _NUMBERS else 1
    return count * _LENGTHS[unit.lower()]


def counted_from(sentence: str) -> tuple[int, int] | None:
    """Where a sentence says from what it counts ("a week after a bomb ..."), and how many days on."""
    m = _compiled("counted_from").search(sentence)
    return (m.end(), _length(m[1], m[2]) * (-1 if m[3].lower() == "after" else 1)) if m else None


def days_before(sentence: str) -> int | None:
    """How many days earlier a sentence puts what it tells: "a week earlier"."""
    m = _compiled("before").search(sentence)
    return _length(m[1], m[2]) if m else None


@lru_cache(maxsize=20_000)
def spots(text: str) -> Spots:
    """What a text says was struck, "the old mosque", each kind with its own words."""
    found: dict[str, frozenset[str]] = {}
    nouns = set[str]()
    for own, noun in _spots(text):
        kind = spot_kind(noun)
        nouns.add(stem(noun))
        plain = (t for t in tokens(own) if not t.capital)
        words = {t.stem for t in plain if t.text.lower() not in lexicon().stop}
        found[kind] = found.get(kind, frozenset()) | words
    return Spots(found, frozenset(nouns))


def _spots(text: str) -> Iterator[tuple[str, str]]:
    houses = frozenset(table("occasions.toml")["houses"])
    for m in _compiled("struck").finditer(text):
        if m[2].lower() not in houses or _compiled("at_house").search(text[m.start() : m.start(2)]):
            yield m[1], m[2].lower()
    for m in _compiled("named").finditer(text):
        yield m[1], m[2].lower()


@cache
def spot_kind(word: str) -> str:
    """What a word for a thing that may be struck stands for: a bazaar is a market."""
    concept = lexicon().synonyms.all(word)
    return concept[-1][2] if concept else stem(word)


@cache
def _spot_words() -> frozenset[str]:
    return frozenset(stem(w) for w in table("occasions.toml")["spots"])


@lru_cache(maxsize=5_000)
def words_of(text: str) -> frozenset[str]:
    """Every word of a text as `Spots` would hold it, as its own or as a kind."""
    found = tokens(text)
    return frozenset(t.stem for t in found) | {
        spot_kind(t.text.lower()) for t in found if t.stem in _spot_words()
    }


def other_spots(one: Occasion, two: Occasion) -> bool:
    """Whether two reports name different things that were struck, and neither the other's at all."""
    a, b = one.spots.kinds, two.spots.kinds
    if not (a and b):
        return False
    if a.keys() & b.keys():
        return all(_other_of_kind(a[kind], b[kind], one, two) for kind in a.keys() & b.keys())
    unnamed = two.named.isdisjoint(a), one.named.isdisjoint(b)
    return all(unnamed) or (one.apart and unnamed[0]) or (two.apart and unnamed[1])


def same_spot(one: Occasion, two: Occasion) -> bool:
    """Whether both name one kind of thing that was struck."""
    return not one.spots.kinds.keys().isdisjoint(two.spots.kinds)


def _other_of_kind(x: frozenset[str], y: frozenset[str], one: Occasion, two: Occasion) -> bool:
    """Whether two things of one kind are told apart: the cattle market, the fish market."""
    return bool(x and y) and one.named.isdisjoint(y) and two.named.isdisjoint(x)

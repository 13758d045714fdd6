"""Words of a claim reduced to what it is about: stems, concepts, names. The tables stand beside."""

from __future__ import annotations

import calendar
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from riwaya.corroborate.meaning import common

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{2,})?|\d[\d,.]*\d|\d")
_BREAK = re.compile(r"(?:^|[.!?…:\n\t•|“\"«—–-]\s*[“\"«‘']?\s*)$")


@cache
def table(name: str) -> Mapping[str, Any]:
    """One of the data tables that stand beside this module."""
    return tomllib.loads((files("riwaya.corroborate") / name).read_text(encoding="utf-8"))


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """One of the regular expressions under [patterns] in a data table; upper and lower case are one."""
    return re.compile(table(name)["patterns"][key], re.I)


CALENDAR = frozenset(
    w.lower() for w in (*calendar.month_name, *calendar.month_abbr, *calendar.day_name, "sept")
)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its commonest English endings: brings "closing", "closed" and "closes" together."""
    w = re.sub(r"['’]s?$", "", word.lower())
    if len(w) > 4 and w.endswith(("ies", "ied")):
        return w[:-3] + "y"
    for ending in ("ing", "ed"):
        if w.endswith(ending) and len(w) - len(ending) >= 3:
            return _base(w[: -len(ending)])
    if w.endswith("es") and len(w) > 4 and w[-3] in "sxzh":
        return w[:-2]
    if w.endswith("s") and len(w) > 3 and w[-2] not in "siu":
        w = w[:-1]
    return w[:-1] if len(w) > 3 and w.endswith("e") else w


def _base(w: str) -> str:
    if len(w) > 3 and w[-1] == w[-2] and w[-1] not in "lsf":
        return w[:-1]
    return w[:-1] if len(w) > 3 and w.endswith("e") else w


@dataclass(frozen=True, slots=True)
class Token:
    """One word with where it starts, its stem and whether it is written like a name."""

    text: str
    start: int
    stem: str
    capital: bool
    initial: bool  # first word of a sentence, quotation or line

    @property
    def number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdigit()


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order."""
    return tuple(
        Token(
            m.group(),
            m.start(),
            stem(m.group()),
            m.group()[0].isupper(),
            bool(_BREAK.search(text, max(0, m.start() - 6), m.start())),
        )
        for m in _WORD.finditer(text)
    )


class Phrases:
    """Words and phrases that stand for something: finds them in a text by their stems, longest first."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, value in entries:
            stems = tuple(t.stem for t in tokens(phrase))
            self._by_first.setdefault(stems[0], []).append((stems, value))
        for found in self._by_first.values():
            found.sort(key=lambda e: -len(e[0]))

    def at(self, words: Sequence[Token], i: int) -> tuple[int, str] | None:
        """How many words from the i-th on are a phrase, and what it stands for."""
        for stems, value in self._by_first.get(words[i].stem, ()):
            if len(stems) == 1 and words[i].capital and words[i].text.lower() in CALENDAR:
                continue
            if tuple(t.stem for t in words[i : i + len(stems)]) == stems:
                return len(stems), value
        return None

    def all(self, text: str) -> list[tuple[int, int, str]]:
        """Every phrase of the text as (start, end, what it stands for), not overlapping, in order."""
        words, found, i = tokens(text), [], 0
        while i < len(words):
            hit = self.at(words, i)
            if hit:
                last = words[i + hit[0] - 1]
                found.append((words[i].start, last.start + len(last.text), hit[1]))
            i += hit[0] if hit else 1
        return found


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The concepts table, ready for use."""

    synonyms: Phrases
    weights: Mapping[str, float]
    stop: frozenset[str]
    light: frozenset[str]
    concepts: frozenset[str]  # names of the synonym rows


@cache
def lexicon() -> Lexicon:
    """The concepts table, read once."""
    raw = table("concepts.toml")
    return Lexicon(
        Phrases((word, name) for name, words in raw["synonyms"].items() for word in words),
        raw["weights"],
        frozenset(w for w in raw["stop"]["words"]),
        frozenset(stem(w) for w in raw["stop"]["light"]),
        frozenset(raw["synonyms"]),
    )


@lru_cache(maxsize=5_000)
def proper(text: str) -> frozenset[str]:
    """Words of a report, in lower case, that it writes with a capital inside sentences and never without."""
    found = tokens(text)
    inside = {t.text.lower() for t in found if t.capital and not t.initial and not _shouted(t)}
    opening = Counter(t.text.lower() for t in found if t.capital and t.initial)
    inside |= {w for w, n in opening.items() if (n >= _OFTEN or not common(w)) and _may_name(w)}
    return frozenset(inside - {t.text for t in found if not t.capital} - CALENDAR - {"i"})


def _shouted(t: Token) -> bool:
    """Whether a word in capitals is a word of the language: a heading, no name."""
    return t.text.isupper() and len(t.text) > 3 and common(t.text.lower())


_OFTEN = 2  # times a word opens a sentence, never written small, before it is held for a name


def _may_name(word: str) -> bool:
    """Whether a word that only opens sentences may be a name: no word of the tables."""
    lex = lexicon()
    known = word in lex.stop or stem(word) in lex.light or lex.synonyms.all(word)
    return not known and len(word) > 3 and stem(word) not in _kinds_of_people()


@cache
def _kinds_of_people() -> frozenset[str]:
    rows = table("origins.toml")
    return frozenset(stem(w) for n in ("institutions", "offices", "bystanders", "titles") for w in rows[n])


def names_at(words: Sequence[Token], i: int, names: frozenset[str]) -> bool:
    """Whether the i-th word is a name: by itself, or as a sentence's first word before another name."""
    token = words[i]
    if is_name(token, names):
        return True
    opens = token.capital and token.initial and token.text.lower() not in lexicon().stop | CALENDAR
    return opens and i + 1 < len(words) and not words[i + 1].initial and is_name(words[i + 1], names)


def is_name(token: Token, names: frozenset[str]) -> bool:
    """Whether a word is (part of) a proper name, given the proper words of its report."""
    if not token.capital or token.text.lower() in CALENDAR or token.text in ("I", "A"):
        return False
    lower = token.text.lower()
    return lower in names or (not token.initial and lower not in lexicon().stop)


_SOUNDS = [
    ("ch", "c"),
    ("sh", "s"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("q", "k"),
]


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """The consonants by which spellings of one name meet ("Şermin", "Shermeen": "srmn"), "" if too few."""
    plain = unicodedata.normalize("NFD", name.lower())
    letters = re.sub(r"['’]s$|[^\w]|\d|_", "", "".join(c for c in plain if not unicodedata.combining(c)))
    for sound, letter in _SOUNDS:
        letters = letters.replace(sound, letter)
    rest = letters[:1] + re.sub(r"[aeiouywhıə]", "", letters[1:])
    bare = re.sub(r"(.)\1+", r"\1", rest)
    return bare if len(bare) > 1 else ""


@lru_cache(maxsize=20_000)
def weighed(text: str, names: frozenset[str]) -> Mapping[str, float]:
    """What a text is about: concepts and `~names` with their weights, 1 (telling) to 0.1 (in any report)."""
    lex, words, found, i = lexicon(), tokens(text), {}, 0
    while i < len(words):
        token = words[i]
        hit = lex.synonyms.at(words, i)
        if hit:
            found[hit[1]] = lex.weights.get(hit[1], 1.0)
            i += hit[0]
            continue
        i += 1
        if token.number:
            if len(token.text) > 2 and token.text.isdigit() and not 1900 <= int(token.text) <= 2100:
                found["#" + token.text] = 1.0  # "train 214": as telling as a name
            continue
        if token.capital and token.text.lower() in CALENDAR:
            continue
        if names_at(words, i - 1, names):
            if skeleton(token.text):
                found["~" + skeleton(token.text)] = 1.0
        elif token.text.lower() not in lex.stop and len(token.text) > 2:
            found[token.stem] = 0.1 if token.stem in lex.light else 1.0
    return found


NUMBERS = frozenset(table("groups.toml")["numbers"])  # and what stands among them: "at least a hundred and"


def number_end(words: str) -> int:
    """Where the number ends in a figure's words: "five passengers" counts passengers from there on."""
    end = 0
    for t in tokens(words):
        if not (t.number or t.text.lower() in NUMBERS):
            break
        if t.text.lower() not in ("of", "and", "to", "as", "than"):
            end = t.start + len(t.text)
    return end or len(words)

"""What is asked for, as terms: names in every spelling of their entity, typing errors in names set right."""

from __future__ import annotations

import re
import threading
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract
from sqlalchemy import Connection, select, text

from riwaya.resolve.letters import roman, same_sound
from riwaya.store import schema as db
from riwaya.store import words_postgresql
from riwaya.store.derived import IDS
from riwaya.store.folding import folded_words

_PART = re.compile(r'"([^"]+)"|(\S+)')
_ARTICLES = ("al", "el")
_LONGEST = 5  # words of a name
_MOST = 24  # spellings of one name that are searched for
_LONGER = 2  # letters that a wrongly typed word has more or less than the name, at most
_SHORT = 4  # letters from which a typing error may be set right; two errors from twice as many
_NEAREST = 3  # names that a wrongly typed word is taken for
_LOOKED_UP = 400  # names in one statement
_SPELLED, _BEARING = (
    select(db.spelling.c.folded, db.spelling.c.entity).where(column.in_(IDS))
    for column in (db.spelling.c.folded, db.spelling.c.entity)
)
_SEALED = select(db.seal.c.sum).where(db.seal.c.name == db.spelling.name)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: the words as they were asked, and every phrase that answers them."""

    asked: str
    phrases: tuple[str, ...]  # folded; each stands together in the text
    corrected: bool = False  # the words as asked stand nowhere: these come near

    @property
    def match(self) -> str:
        """The term in the query language of the full-text index."""
        quoted = " OR ".join(f'"{phrase}"' for phrase in self.phrases)
        return quoted if len(self.phrases) == 1 else f"({quoted})"


@cache
def stop_words() -> frozenset[str]:
    """Words of a question that are not searched for, folded."""
    listed = (files("riwaya.store") / "searching.toml").read_text("utf-8")
    return frozenset(w for word in str(tomllib.loads(listed)["stop"]).split() for w in folded_words(word))


@dataclass(frozen=True, slots=True)
class Known:
    """The names of a ledger at one time."""

    seal: str | None = ""  # what seals the names
    bearing: Mapping[str, list[str]] = field(default_factory=dict)  # part of a name -> the names it stands in
    long: Mapping[int, list[tuple[int, str]]] = field(
        default_factory=dict
    )  # letters -> parts, in their order

    @classmethod
    def of(cls, seal: str | None, names: Iterable[str]) -> Known:
        """The names by their parts, which keep the order of the names."""
        bearing: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names):
            for part in dict.fromkeys([*name.split(), name.replace(" ", "")]):
                if len(part) >= _SHORT - 1:
                    bearing[part].append(name)
        long: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for place, part in enumerate(bearing):
            long[len(part)].append((place, part))
        return cls(seal, dict(bearing), dict(long))

    def about_as_long(self, word: str) -> list[str]:
        """The parts with about as many letters as a word, in their order."""
        letters = range(len(word) - _LONGER, len(word) + _LONGER + 1)
        return [part for _, part in sorted(p for n in letters for p in self.long.get(n, ()))]


@dataclass
class Names:
    """Every name of the ledger in memory, for words that stand nowhere; read anew when there are others."""

    _lock: threading.Lock = field(default_factory=threading.Lock)
    _last: Known = field(default_factory=Known)

    def near(self, connection: Connection, word: str) -> list[str]:
        """The parts of names that a wrongly typed word comes near, the nearest first."""
        parts = self._known(connection).about_as_long(word)
        errors = 1 if len(word) < 2 * _SHORT else 2
        found = extract(word, parts, scorer=OSA.distance, score_cutoff=errors, limit=_NEAREST)
        if found:
            best = min(distance for _, distance, _ in found)
            return [part for part, distance, _ in found if distance == best]
        heard = roman(word)
        return [part for part in parts if same_sound(heard, roman(part))][:_NEAREST]

    def bearers(self, connection: Connection, words: str) -> set[str] | None:
        """The entities with a spelling that holds these folded words; None: they are too short to tell."""
        longest = max(words.split(), key=len, default="")
        if len(longest) < _SHORT - 1:
            return None
        names = self._known(connection).bearing.get(longest, ())
        found: set[str] = set()
        for batch in _batches([name for name in names if f" {words} " in f" {name} "]):
            found.update(entity for _, entity in connection.execute(_SPELLED, {"ids": batch}))
        return found

    def _known(self, connection: Connection) -> Known:
        with self._lock:
            seal = connection.execute(_SEALED).scalar()
            if self._last.seal != seal:
                names = connection.execute(select(db.spelling.c.folded).distinct()).scalars()
                self._last = Known.of(seal, names)
            return self._last


@dataclass(frozen=True, slots=True)
class _Part:
    """One piece of what was asked: as written, its folded words, whether they were quoted, and set right."""

    raw: str
    words: tuple[str, ...]
    quoted: bool
    near: tuple[str, ...] = ()  # what the words come near, where they stand nowhere


def terms(connection: Connection, names: Names, asked: str) -> tuple[Term, ...]:
    """What the words ask for, in their order; words in double quotes stand together.

    Words beside each other that are a name, and single ones, answer to all spellings of whoever bears it.
    """
    parts = [_Part(a or b, tuple(folded_words(a or b)), bool(a)) for a, b in _PART.findall(asked)]
    parts = [_set_right(connection, names, part) for part in parts if part.words]
    runs = [
        (i, j)
        for i in range(len(parts))
        for j in range(i + 1, min(i + _LONGEST, len(parts)) + 1)
        if j == i + 1 or not any(part.quoted for part in parts[i:j])
    ]
    said = {run: " ".join(w for part in parts[slice(*run)] for w in part.words) for run in runs}
    known = _spellings(connection, {s for s in said.values() if not stop_words().issuperset(s.split())})
    found: list[Term] = []
    at = 0
    while at < len(parts):
        end = max(j for i, j in runs if i == at and (j == i + 1 or said[i, j] in known))
        words, run = said[at, end], parts[at:end]
        if words in known or run[0].quoted or not stop_words().issuperset(words.split()):
            found.append(_term(run, words, known.get(words, ())))
        at = end
    return tuple(found or [_term([part], " ".join(part.words), ()) for part in parts])


def _term(run: Sequence[_Part], words: str, spellings: Iterable[str]) -> Term:
    raw = " ".join(part.raw for part in run).strip("?!.,;:()[]“”")
    near = run[0].near if len(run) == 1 else ()
    return Term(raw, tuple(sorted({words, *spellings, *near})), any(part.near for part in run))


def _set_right(connection: Connection, names: Names, part: _Part) -> _Part:
    """The part, or the names that its one word comes near where it stands nowhere."""
    (word, *more) = part.words
    if more or part.quoted or len(word) < _SHORT or word in stop_words():
        return part
    if counted(connection, f'"{word}"', 1) or _spellings(connection, [word]):
        return part
    near = names.near(connection, word)
    return replace(part, words=(near[0],), near=tuple(near)) if near else part


_COUNT = text(
    "SELECT count(*) FROM (SELECT 1 FROM passage_words WHERE passage_words MATCH :match LIMIT :most)"
)


def counted(connection: Connection, match: str, most: int) -> int:
    """How many passages match, counted up to `most`."""
    if connection.dialect.name == "postgresql":
        return words_postgresql.counted(connection, match, most)
    return int(connection.execute(_COUNT, {"match": match, "most": most}).scalar_one())


def _spellings(connection: Connection, names: Iterable[str]) -> dict[str, list[str]]:
    """Name -> all spellings of whoever bears it, for those names that someone bears."""
    variants: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for form in _forms(name):
            variants[form].add(name)
    owners: dict[str, set[str]] = defaultdict(set)
    for batch in _batches(sorted(variants)):
        for folded, entity in connection.execute(_SPELLED, {"ids": batch}):
            owners[entity] |= variants[folded]
    found: dict[str, set[str]] = defaultdict(set)
    for batch in _batches(sorted(owners)):
        for folded, entity in connection.execute(_BEARING, {"ids": batch}):
            for name in owners[entity]:
                found[name].add(folded)
    return {name: sorted(spellings - {""})[:_MOST] for name, spellings in found.items()}


def _forms(name: str) -> list[str]:
    """The name with and without the Arabic article, which some spellings leave out."""
    first, _, rest = name.partition(" ")
    bare = rest if first in _ARTICLES and rest else name
    return [bare, *(f"{article} {bare}" for article in _ARTICLES)]


def _batches(words: Sequence[str]) -> Iterable[Sequence[str]]:
    return (words[at : at + _LOOKED_UP] for at in range(0, len(words), _LOOKED_UP))

"""Search over sentences by words and by meaning: every hit is a passage with the claims that stand in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from sqlalchemy import Connection, text

from riwaya.store import words_postgresql
from riwaya.store.asked import Names, Term, counted, terms
from riwaya.store.ledger import Hit
from riwaya.store.meaning import Signs, nearest

_DEPTH = 200  # passages of each way of searching that are weighed against each other, at least
_COMMON = 3000  # passages from which words are too common to be ranked by: ranking reads all of them
_TELLING = 1000  # passages from which a word tells nothing of the reports it stands in
_AT_ONCE = 100  # hits whose claims are looked up together
_LATE = 20  # k of reciprocal rank fusion: how much the first places count beyond the later ones
_MEANT = 0.3  # weight of a place by meaning against one by words
_NEAR = 0.33  # cosine from which a passage without any of the words is a hit


@dataclass
class Index:
    """What searching keeps in memory between questions."""

    names: Names = field(default_factory=Names)
    signs: Signs = field(default_factory=Signs)
    _last: tuple[str, str, tuple[Term, ...]] = ("", "", ())  # state of the ledger, words, what they ask for

    def terms(self, connection: Connection, words: str, state: str) -> tuple[Term, ...]:
        """What the words ask for; a page asks more than once."""
        last = self._last
        if last[:2] != (state, words):
            last = self._last = (state, words, terms(connection, self.names, words))
        return last[2]


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched for."""

    words: str
    limit: int
    meaning: bool = True
    among: Collection[str] | None = None  # reports; None: all


def search(connection: Connection, index: Index, question: Question, state: str) -> Iterator[Hit]:
    """The best passages, by their places among those with the words and among those near in meaning.

    Passages with all the words take the first places; a place counts up to double in a report that holds
    more of what is asked for. Where more than 3,000 passages have all the words, the newest are weighed.
    `state` is a text that changes with the ledger.
    """
    words = question.words
    asked = index.terms(connection, words, state)
    if not asked:
        return
    depth = max(_DEPTH, question.limit)
    sizes = {term: counted(connection, term.match, _COMMON + 1) for term in asked}
    by_words = _by_words(connection, sizes, depth)
    by_meaning = nearest(connection, index.signs, words, _DEPTH) if question.meaning else []
    scores: dict[int, float] = defaultdict(float)
    for place, number in enumerate(by_words):
        scores[number] += 1 / (_LATE + place)
    there = set(by_words)
    meant = set()
    for place, (number, cosine) in enumerate(by_meaning):
        if number in there or (cosine >= _NEAR and '"' not in words):  # quoted: these words, no others
            scores[number] += _MEANT / (_LATE + place)
            meant.add(number)
    if not scores:
        return
    about = _about(connection, sizes)
    for number, report in _reports(connection, list(scores)):
        if question.among is None or report in question.among:
            scores[number] *= 1 + about.get(report, 0.0)
        else:
            del scores[number]
    best = sorted(scores, key=lambda n: (-scores[n], n))[: question.limit]
    for at in range(0, len(best), _AT_ONCE):  # whoever has enough of them asks for no more
        for number, hit in _hits(connection, best[at : at + _AT_ONCE]).items():
            how = tuple(w for w, found in (("words", there), ("meaning", meant)) if number in found)
            yield Hit(*hit, round(scores[number], 6), how)


def _by_words(connection: Connection, sizes: Mapping[Term, int], depth: int) -> list[int]:
    """Passages with all the words, then those with some of them that are not too common."""
    there = [term for term in sizes if sizes[term]]
    rare = [term for term in there if sizes[term] <= _COMMON]
    if not there:
        return []
    every = " AND ".join(term.match for term in there)
    found = (
        _ranked(connection, every, depth) if len(rare) == len(there) else _newest(connection, every, depth)
    )
    if rare and len(found) < depth:
        some = _ranked(connection, " OR ".join(term.match for term in rare), depth)
        found = list(dict.fromkeys([*found, *some]))[:depth]
    return found


_RANKED = text(
    "SELECT p.id FROM passage_words JOIN passage p ON p.id = passage_words.rowid"
    " WHERE passage_words MATCH :match ORDER BY -bm25(passage_words) DESC, p.report, p.first LIMIT :limit"
)
_NEWEST = text(
    "SELECT rowid FROM passage_words WHERE passage_words MATCH :match ORDER BY rowid DESC LIMIT :limit"
)
_HOLDING = text(
    "SELECT DISTINCT p.report FROM passage_words JOIN passage p ON p.id = passage_words.rowid"
    " WHERE passage_words MATCH :match"
)
_LAST = text("SELECT max(id) FROM passage")
_REPORTS = "SELECT id, report FROM passage WHERE id IN ({})"
_HITS = (
    "SELECT p.id, p.report, p.first, p.past, c.id FROM passage p"
    " LEFT JOIN claim c ON c.report = p.report AND c.first < p.past AND c.past > p.first"
    " AND c.id NOT IN (SELECT claim FROM reviewed WHERE state IN ('rejected', 'withdrawn'))"
    " WHERE p.id IN ({}) ORDER BY p.id, c.first, c.id"
)


def _about(connection: Connection, sizes: Mapping[Term, int]) -> dict[str, float]:
    """How much of what is asked for stands in each report, rare words counting most: 1 for the best.

    A sentence seldom repeats what its report is about: "214 lorries had crossed by noon".
    """
    passages = int(connection.execute(_LAST).scalar() or 0)
    found: dict[str, float] = defaultdict(float)
    for term, size in sizes.items():
        if 0 < size <= _TELLING:
            for report in _holding(connection, term.match):
                found[report] += log(1 + passages / size)
    most = max(found.values(), default=1.0)
    return {report: share / most for report, share in found.items()}


def _reports(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    wanted = ",".join(map(str, numbers))
    yield from ((n, r) for n, r in connection.exec_driver_sql(_REPORTS.format(wanted)).all())


def _holding(connection: Connection, match: str) -> list[str]:
    if connection.dialect.name == "postgresql":
        return words_postgresql.holding(connection, match)
    return list(connection.execute(_HOLDING, {"match": match}).scalars())


def _ranked(connection: Connection, match: str, depth: int) -> list[int]:
    if connection.dialect.name == "postgresql":
        return words_postgresql.ranked(connection, match, depth)
    return list(connection.execute(_RANKED, {"match": match, "limit": depth}).scalars())


def _newest(connection: Connection, match: str, depth: int) -> list[int]:
    if connection.dialect.name == "postgresql":
        return words_postgresql.newest(connection, match, depth)
    return list(connection.execute(_NEWEST, {"match": match, "limit": depth}).scalars())


def _hits(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[str, int, int, tuple[str, ...]]]:
    """Report, place and claims of each passage, in the order given."""
    where: dict[int, tuple[str, int, int]] = {}
    claims: dict[int, list[str]] = defaultdict(list)
    wanted = ",".join(map(str, numbers))  # numbers of our own, not words of anybody
    for number, report, first, past, claim in connection.exec_driver_sql(_HITS.format(wanted)).all():
        where[number] = (report, first, past)
        if claim is not None:
            claims[number].append(claim)
    return {n: (*where[n], tuple(claims[n])) for n in numbers}

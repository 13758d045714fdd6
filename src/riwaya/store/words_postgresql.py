"""The index of words in PostgreSQL: the words that SQLite's index holds, found and ranked as SQLite does it.

SQLite itself cuts the words (FTS5 with the Porter stemmer, in memory), so that both databases know the same
words in every script; PostgreSQL keeps them with their places in a `tsvector` under a GIN index. No
configuration of text search and no extension is used. What is asked comes in the query language of FTS5, as
far as `asked.Term` writes it: phrases in double quotes, AND, OR and brackets.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from math import log

from sqlalchemy import Connection, text

TABLES = (  # total: words of this passage and all before it
    """CREATE TABLE passage_words (
        id INTEGER PRIMARY KEY, length INTEGER NOT NULL, total INTEGER NOT NULL, words TSVECTOR NOT NULL)""",
    "CREATE INDEX passage_words_words ON passage_words USING GIN (words)",
)
_PLACES = 16_383  # the last place that a tsvector knows: words behind it are not found
_LONGEST = 500  # letters of a word; longer ones are cut, here and in what is asked
_SIZE = 800_000  # bytes of words in one passage; PostgreSQL takes a little more
_K1, _B = 1.2, 0.75  # as in SQLite's bm25()
_PIECE = re.compile(r'"([^"]*)"|\b(AND|OR)\b')
_NOTHING = "' '"  # a word that is in no passage


def words_of(texts: Sequence[str]) -> list[list[str]]:
    """The words of each folded text in their order, as SQLite's index has them."""
    found: list[list[tuple[int, str]]] = [[] for _ in texts]
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute("CREATE VIRTUAL TABLE t USING fts5(words, content='', tokenize='porter unicode61')")
        index.execute("CREATE VIRTUAL TABLE v USING fts5vocab('t', 'instance')")
        index.executemany("INSERT INTO t (rowid, words) VALUES (?, ?)", enumerate(texts, 1))
        for word, number, place in index.execute("SELECT term, doc, offset FROM v"):
            found[number - 1].append((place, word))
    return [[word[:_LONGEST] for _, word in sorted(words)] for words in found]


def put(connection: Connection, passages: Sequence[tuple[int, str]]) -> None:
    """The folded words of new passages, whose numbers go on from those that are there."""
    last = text("SELECT total FROM passage_words ORDER BY id DESC LIMIT 1")
    rows = _rows(passages, int(connection.execute(last).scalar() or 0))
    adding = "INSERT INTO passage_words VALUES (:id, :length, :total, CAST(:words AS tsvector))"
    if rows:
        connection.execute(text(adding), rows)


def _rows(passages: Sequence[tuple[int, str]], total: int) -> list[dict[str, object]]:
    """The rows of these passages, before which there are so many words."""
    rows: list[dict[str, object]] = []
    for (number, _), words in zip(passages, words_of([words for _, words in passages]), strict=True):
        total += len(words)
        rows.append({"id": number, "length": len(words), "total": total, "words": _vector(words)})
    return rows


def _vector(words: Sequence[str]) -> str:
    """The words with their places, as PostgreSQL reads a tsvector."""
    places: dict[str, list[int]] = defaultdict(list)
    size = 0
    for place, word in enumerate(words[:_PLACES], 1):
        size += len(word.encode()) if word not in places else 0
        if size > _SIZE:
            break
        places[word].append(place)
    return " ".join(f"{_quoted(word)}:{','.join(map(str, where))}" for word, where in places.items())


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _phrases(match: str) -> dict[str, list[str]]:
    """Each phrase that is asked for with its words."""
    asked = list(dict.fromkeys(found[1] for found in _PIECE.finditer(match) if found[1] is not None))
    return dict(zip(asked, words_of(asked), strict=True))


def _query(match: str, phrases: Mapping[str, Sequence[str]]) -> str:
    """What is asked, as PostgreSQL reads a tsquery."""
    return _PIECE.sub(lambda m: {"AND": "&", "OR": "|"}.get(m[2] or "", "") or _phrase(phrases[m[1]]), match)


def _phrase(words: Sequence[str]) -> str:
    return f"({' <-> '.join(map(_quoted, words))})" if words else _NOTHING


_COUNT = text(
    "SELECT count(*) FROM (SELECT 1 FROM passage_words WHERE words @@ CAST(:query AS tsquery)"
    " LIMIT :most) AS found"
)
_NEWEST = text(
    "SELECT id FROM passage_words WHERE words @@ CAST(:query AS tsquery) ORDER BY id DESC LIMIT :limit"
)
_HOLDING = text(
    "SELECT DISTINCT p.report FROM passage_words w JOIN passage p ON p.id = w.id"
    " WHERE w.words @@ CAST(:query AS tsquery)"
)
_FOUND = text(
    "SELECT w.id, p.report, p.first, w.length, CAST(w.words AS text) FROM passage_words w"
    " JOIN passage p ON p.id = w.id WHERE w.words @@ CAST(:query AS tsquery)"
)
_ALL = text(
    "SELECT (SELECT count(*) FROM passage), (SELECT total FROM passage_words ORDER BY id DESC LIMIT 1)"
)
_LEXEME = re.compile(r"'((?:[^']|'')*)':([\d,]+)")


def counted(connection: Connection, match: str, most: int) -> int:
    """How many passages match, counted up to `most`."""
    query = _query(match, _phrases(match))
    return int(connection.execute(_COUNT, {"query": query, "most": most}).scalar_one())


def newest(connection: Connection, match: str, depth: int) -> list[int]:
    """The newest passages that match."""
    query = _query(match, _phrases(match))
    return list(connection.execute(_NEWEST, {"query": query, "limit": depth}).scalars())


def holding(connection: Connection, match: str) -> list[str]:
    """The reports of all passages that match."""
    return list(connection.execute(_HOLDING, {"query": _query(match, _phrases(match))}).scalars())


def ranked(connection: Connection, match: str, depth: int) -> list[int]:
    """The passages that match, best first: Okapi BM25 as SQLite computes it, then by report and place."""
    phrases = _phrases(match)
    rows = connection.execute(_FOUND, {"query": _query(match, phrases)}).all()
    if not rows:
        return []
    passages, words = connection.execute(_ALL).one()
    mean = int(words) / int(passages)
    rare = {
        phrase: _rarity(int(passages), counted(connection, f'"{phrase}"', int(passages)))
        for phrase in phrases
    }
    scored: list[tuple[float, str, int, int]] = []
    for number, report, first, length, vector in rows:
        places = _places(vector)
        score = 0.0
        for phrase, asked in phrases.items():
            if often := _often(places, asked):
                norm = often + _K1 * (1 - _B + _B * length / mean)
                score += rare[phrase] * (often * (_K1 + 1)) / norm
        scored.append((-score, report, first, number))
    return [number for *_, number in sorted(scored)[:depth]]


def _rarity(passages: int, holding: int) -> float:
    return max(log((passages - holding + 0.5) / (holding + 0.5)), 0.0) or 1e-6


def _places(vector: str) -> dict[str, set[int]]:
    return {
        word.replace("''", "'"): {int(place) for place in where.split(",")}
        for word, where in _LEXEME.findall(vector)
    }


def _often(places: Mapping[str, set[int]], words: Sequence[str]) -> int:
    """How often the words stand one behind the other."""
    if not words:
        return 0
    first, *more = (places.get(word, set()) for word in words)
    return sum(all(place + after in there for after, there in enumerate(more, 1)) for place in first)


_OFF = text(
    "SELECT w.id FROM passage_words w JOIN unnest(CAST(:ids AS bigint[]), CAST(:lengths AS bigint[]),"
    " CAST(:totals AS bigint[]), CAST(:words AS text[])) AS wanted(id, length, total, words)"
    " ON wanted.id = w.id WHERE w.length = wanted.length AND w.total = wanted.total"
    " AND w.words = CAST(wanted.words AS tsvector)"
)


def off(connection: Connection, batches: Iterable[Sequence[tuple[int, str]]]) -> set[int]:
    """The numbers of the passages that the index has other words for, given all with their folded words."""
    numbers = set(connection.execute(text("SELECT id FROM passage_words")).scalars())
    wrong: set[int] = set()
    total = 0
    for batch in batches:
        rows = _rows(batch, total)
        total = int(str(rows[-1]["total"]))
        asked = {name: [row[name] for row in rows] for name in ("length", "total", "words")}
        ids = [number for number, _ in batch]
        given = {"ids": ids, "lengths": asked["length"], "totals": asked["total"], "words": asked["words"]}
        wrong |= {*ids} - set(connection.execute(_OFF, given).scalars())
        numbers -= {*ids}
    return wrong | numbers

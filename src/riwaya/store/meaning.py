"""Passages by meaning: a vector for each, found exactly enough and fast among very many.

A passage's vector (`corroborate.meaning.sentence_vector`) is kept as signed bytes. 128 signs of it, after two
fixed rotations, are kept apart in blocks: they are small enough to be compared all, and the few passages with
most signs in common are then measured by their vectors.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, insert, select, update

from riwaya.corroborate.meaning import AXES, sentence_vector
from riwaya.records import Span
from riwaya.store import schema as db

if TYPE_CHECKING:
    import numpy as np

_SIGNS = 2 * AXES // 8  # bytes of signs of one passage
_BLOCK = 1024  # passages whose signs stand in one row
_MEASURED = 600  # passages whose vectors are measured: many more than are shown, few enough to fetch
_ROWS = 500
_PART = 32_768  # passages compared at once
_LAST = select(func.max(db.meaning.c.id))
_SOME = 16  # every such passage is looked at to guess how near the nearest are


@cache
def _rotations() -> np.ndarray:
    """Two rotations that spread what the first axes hold over all: Hadamard matrices with signs changed."""
    import numpy as np

    square = np.array([[1]], dtype=np.int8)
    while len(square) < AXES:
        square = np.block([[square, square], [square, -square]])
    flips = np.random.RandomState(7).randint(0, 2, (2, AXES)) * 2 - 1  # the same on every machine
    return np.vstack([square * flip for flip in flips]).astype(np.float32)


def _signs(vectors: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.packbits(vectors @ _rotations().T > 0, axis=-1)


def put(connection: Connection, passages: Iterable[tuple[int, str]]) -> None:
    """The vectors of new passages, whose numbers go on from those that are there."""
    import numpy as np

    numbered = list(passages)
    if not numbered:
        return
    kept = _kept([words for _, words in numbered])
    rows = [{"id": n, "vector": kept[i].tobytes()} for i, (n, _) in enumerate(numbered)]
    connection.execute(insert(db.meaning), rows)
    signs = _signs(kept.astype(np.float32))
    for block in sorted({(n - 1) // _BLOCK for n, _ in numbered}):
        mine = [i for i, (n, _) in enumerate(numbered) if (n - 1) // _BLOCK == block]
        _extend(connection, block, signs[mine].tobytes(), (numbered[mine[0]][0] - 1) % _BLOCK)


def _kept(passages: Sequence[str]) -> np.ndarray:
    """Their vectors as they are kept, a row a passage."""
    import numpy as np

    found = [sentence_vector(words) for words in passages]
    vectors = np.stack([np.zeros(AXES, np.float32) if v is None else v for v in found])
    return np.round(vectors * 127).astype(np.int8)


def off(connection: Connection, passages: Sequence[tuple[int, str]]) -> set[int]:
    """The numbers of those whose vector or signs are not what their words give.

    One step up or down in the last bit is rounding, which machines do in their own ways. Word vectors that
    change need a migration that fills the table anew.
    """
    import numpy as np

    wanted = _kept([words for _, words in passages])
    held = {n: v for rows in _vectors(connection, [n for n, _ in passages]) for n, v in rows}
    signs = {}
    for block in sorted({(n - 1) // _BLOCK for n, _ in passages}):
        packed = connection.execute(select(db.signs.c.packed).where(db.signs.c.block == block)).scalar()
        signs[block] = packed or b""
    wrong = set()
    for (n, _), vector in zip(passages, wanted, strict=True):
        kept = np.frombuffer(held.get(n, b""), dtype=np.int8)
        if len(kept) != AXES or np.abs(kept.astype(np.int16) - vector).max() > 1:
            wrong.add(n)
            continue
        at = (n - 1) % _BLOCK * _SIGNS
        if signs[(n - 1) // _BLOCK][at : at + _SIGNS] != _signs(kept.astype(np.float32)).tobytes():
            wrong.add(n)
    return wrong


def _extend(connection: Connection, block: int, more: bytes, at: int) -> None:
    """The block with more signs, the first of them at a place in it."""
    known = connection.execute(select(db.signs.c.packed).where(db.signs.c.block == block)).scalar()
    packed = (known or b"").ljust(at * _SIGNS, b"\0")[: at * _SIGNS] + more
    if known is None:
        connection.execute(insert(db.signs), {"block": block, "packed": packed})
    else:
        connection.execute(update(db.signs).where(db.signs.c.block == block).values(packed=packed))


def fill(connection: Connection) -> None:
    """The vectors of all passages of a ledger that was made without."""
    query = select(db.passage.c.id, db.passage.c.first, db.passage.c.past, db.report.c.text).join_from(
        db.passage, db.report, db.passage.c.report == db.report.c.id
    )
    last = 0
    while rows := connection.execute(
        query.where(db.passage.c.id > last).order_by(db.passage.c.id).limit(_ROWS)
    ).all():
        put(connection, [(n, Span(first, past).of(whole)) for n, first, past, whole in rows])
        last = rows[-1][0]


class Signs:
    """The signs of all passages in memory, read once; passages are only ever added."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self._words: np.ndarray | None = None

    def all(self, connection: Connection) -> np.ndarray:
        """Two rows of 64 signs, one column a passage, in the order of their numbers from 1."""
        import numpy as np

        with self._lock:
            last = int(connection.execute(_LAST).scalar() or 0)
            if self._words is None or last != self._last:
                blocks = connection.execute(select(db.signs.c.packed).order_by(db.signs.c.block)).scalars()
                flat = np.frombuffer(b"".join(blocks), dtype=np.uint64).reshape(-1, _SIGNS // 8)
                self._words, self._last = np.ascontiguousarray(flat.T), last
            return self._words


def nearest(connection: Connection, signs: Signs, question: str, limit: int) -> list[tuple[int, float]]:
    """Numbers of the passages nearest in meaning with their cosine, best first."""
    import numpy as np

    asked = sentence_vector(question)
    if asked is None:
        return []
    words = signs.all(connection)
    mine = _signs(asked[None]).view(np.uint64)[0]
    apart = _apart(words, mine)
    reach = _reach(apart)
    nearer, last = np.flatnonzero(apart < reach), np.flatnonzero(apart == reach)
    if len(nearer) + len(last) > 2 * _MEASURED:  # very many as far as the last: some of them
        last = last[: _MEASURED - len(nearer)]
    near = np.sort(np.concatenate([nearer, last]))
    return _measured(connection, [int(n) + 1 for n in near], asked, limit)


def _apart(words: np.ndarray, mine: np.ndarray) -> np.ndarray:
    """In how many signs each passage differs; in parts that stay in the processor's cache."""
    import numpy as np

    apart = np.empty(words.shape[1], dtype=np.uint8)
    for at in range(0, len(apart), _PART):
        part = slice(at, at + _PART)
        apart[part] = np.bitwise_count(words[0, part] ^ mine[0])
        apart[part] += np.bitwise_count(words[1, part] ^ mine[1])
    return apart


def _reach(apart: np.ndarray) -> int:
    """How many signs may differ so that enough passages are measured: guessed from some, then counted."""
    import numpy as np

    within = _SOME * np.cumsum(np.bincount(apart[::_SOME], minlength=8 * _SIGNS + 1))
    reach = min(int(np.searchsorted(within, _MEASURED)), 8 * _SIGNS)
    while reach and np.count_nonzero(apart < reach) >= _MEASURED:
        reach -= 1
    while reach < 8 * _SIGNS and np.count_nonzero(apart <= reach) < _MEASURED:
        reach += 1
    return reach


def _measured(
    connection: Connection, numbers: Sequence[int], asked: np.ndarray, limit: int
) -> list[tuple[int, float]]:
    import numpy as np

    rows = [row for some in _vectors(connection, numbers) for row in some]
    vectors = np.frombuffer(b"".join(v for _, v in rows), dtype=np.int8).reshape(-1, AXES)
    cosines = vectors.astype(np.float32) @ asked / 127
    known = np.array([n for n, _ in rows], dtype=np.int64)
    best = np.lexsort((known, -np.round(cosines, 4)))[:limit]
    return [(int(known[at]), float(cosines[at])) for at in best]


def _vectors(connection: Connection, numbers: Sequence[int]) -> Iterator[list[tuple[int, bytes]]]:
    for at in range(0, len(numbers), _ROWS):
        wanted = ",".join(map(str, numbers[at : at + _ROWS]))
        yield [(n, v) for n, v in connection.exec_driver_sql(_VECTORS.format(wanted)).all()]


_VECTORS = "SELECT id, vector FROM meaning WHERE id IN ({})"

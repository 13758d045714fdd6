"""Full-text search over sentences: every hit is a passage with the claims that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Connection, select, text

from riwaya.records import ReviewState
from riwaya.store import schema as db
from riwaya.store.folding import folded_words
from riwaya.store.ledger import Hit

_PART = re.compile(r'"([^"]+)"|(\S+)')
_QUERY = text(
    "SELECT p.report, p.first, p.past, -bm25(passage_words) AS score"
    " FROM passage_words JOIN passage p ON p.id = passage_words.rowid"
    " WHERE passage_words MATCH :match ORDER BY score DESC, p.report, p.first LIMIT :limit"
)


def search(connection: Connection, words: str, limit: int) -> Iterator[Hit]:
    """Passages that hold all the words, best first; then, if there is room, those that hold some.

    Words in double quotes stand together. A word that is the name of an entity also finds its other
    spellings.
    """
    terms = [_term(connection, folded_words(a or b)) for a, b in _PART.findall(words)]
    terms = [term for term in terms if term]
    if not terms:
        return
    seen: set[tuple[str, int, int]] = set()
    for joint in (" AND ", " OR ")[: len(terms)]:
        for report, first, past, score in connection.execute(
            _QUERY, {"match": joint.join(terms), "limit": limit}
        ).all():
            if (report, first, past) not in seen and len(seen) < limit:
                seen.add((report, first, past))
                yield Hit(report, first, past, _claims_in(connection, report, first, past), round(score, 6))


def _term(connection: Connection, words: list[str]) -> str:
    """One term of the query language: the words as a phrase, or any other spelling of the name they are."""
    if not words:
        return ""
    other = db.spelling.alias()
    same = (
        select(other.c.folded)
        .join_from(db.spelling, other, other.c.entity == db.spelling.c.entity)
        .where(db.spelling.c.folded == " ".join(words))
    )
    phrases = {" ".join(words), *connection.execute(same).scalars()} - {""}
    quoted = [f'"{phrase}"' for phrase in sorted(phrases)]
    return quoted[0] if len(quoted) == 1 else "(" + " OR ".join(quoted) + ")"


def _claims_in(connection: Connection, report: str, first: int, past: int) -> tuple[str, ...]:
    gone = select(db.reviewed.c.claim).where(db.reviewed.c.state == ReviewState.REJECTED)
    at = (
        db.claim.c.id.not_in(gone)
        & (db.claim.c.report == report)
        & (db.claim.c.first < past)
        & (db.claim.c.past > first)
    )
    return tuple(
        connection.execute(
            select(db.claim.c.id).where(at).order_by(db.claim.c.first, db.claim.c.id)
        ).scalars()
    )

"""What rests on the archived reports, checked: rows that were concluded, and the search index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from sqlalchemy import Column, Connection, Table, select, text

from riwaya.records import Entity, Event, Status
from riwaya.store import archive, meaning, sealing, words_postgresql
from riwaya.store import schema as db
from riwaya.store.folding import fold, folded_words
from riwaya.store.ledger import Problem
from riwaya.store.serial import load

_TOLD = 20  # rows of one table that are named

Pairs = set[tuple[str, str]]


def rows(connection: Connection, state: str) -> Iterator[Problem]:
    """Tables whose rows are not those that were sealed, the rows first; seals the log knows nothing of."""
    sums = sealing.stored(connection)
    for name, total in sealing.added_up(connection):
        if sums.get(name, 0) != total:
            yield from islice(_named(connection, name), _TOLD)
            yield Problem(
                f"table {name}",
                "its rows are not those that riwaya wrote: some were changed, added or removed",
            )
    if sealing.state(sums) != state:
        yield Problem("seals", "they are not those of the log: rows were changed, and the seals with them")


def _named(connection: Connection, name: str) -> Iterator[Problem]:
    """The rows that are off, as far as short marks tell, or what the rows were made from."""
    for table in sealing.NAMED:
        if table.name == name:
            for record in sealing.changed(connection, table):
                yield Problem(record, f"this row of table {name} is not as riwaya wrote it")
    if name in _LINKS:
        parent, made, stored = _LINKS[name]
        wanted = _wanted(connection, parent, made)
        there: dict[str, Pairs] = defaultdict(set)
        for owner, other in connection.execute(select(*stored).where(stored[0].is_not(None))):
            there[owner].add((owner, other))
        for owner in sorted(wanted.keys() | there.keys()):
            for pair in sorted(wanted.get(owner, set()) ^ there.get(owner, set())):
                missing = pair in wanted.get(owner, set())
                what = "is missing from" if missing else "was put into"
                yield Problem(owner, f"“{pair[1]}” {what} table {name}")


def _wanted(
    connection: Connection, parent: Table, made: Callable[[str], Iterator[str]]
) -> Mapping[str, Pairs]:
    """What a table of links holds when it follows from the bodies of the rows it hangs on."""
    found: dict[str, Pairs] = {}
    for owner, body in connection.execute(select(parent.c.id, parent.c.body)):
        try:
            found[owner] = {(owner, other) for other in made(body)}
        except (ValueError, TypeError, KeyError):  # a body that was written over: named by its mark
            continue
    return found


def _spellings(body: str) -> Iterator[str]:
    return (" ".join(folded_words(name.text)) for name in load(Entity, body).names)


# table, or column that is set later -> (what it follows from, how, its columns: the owner and the other)
_LINKS: Mapping[str, tuple[Table, Callable[[str], Iterator[str]], tuple[Column[str], Column[str]]]] = {
    "event_claim": (
        db.event,
        lambda body: iter(load(Event, body).claims),
        (db.event_claim.c.event, db.event_claim.c.claim),
    ),
    "status_claim": (
        db.status,
        lambda body: iter(load(Status, body).claims),
        (db.status_claim.c.status, db.status_claim.c.claim),
    ),
    "spelling": (db.entity, _spellings, (db.spelling.c.entity, db.spelling.c.folded)),
    "membership": (
        db.entity,
        lambda body: iter(load(Entity, body).referents),
        (db.referent.c.entity, db.referent.c.id),
    ),
}


def index(connection: Connection) -> Iterator[Problem]:
    """The passages that stand in the search index under other words: it is built anew beside."""
    if connection.dialect.name == "postgresql":
        folded = ([(n, fold(words)) for n, words in batch] for batch in archive.passages(connection))
        off = dict.fromkeys(words_postgresql.off(connection, folded), "words")
    else:
        off = dict.fromkeys(_words_off(connection), "words")
    off |= {number: "meaning" for number in _meaning_off(connection) if number not in off}
    for number, what in islice(sorted(off.items()), _TOLD):
        passage = select(db.passage.c.report, db.passage.c.first, db.passage.c.past)
        found = connection.execute(passage.where(db.passage.c.id == number)).first()
        record, where = (found[0], f"{found[1]}..{found[2]}") if found else ("search index", f"no. {number}")
        yield Problem(record, f"the search index has other {what} for the passage at {where}")


_INDEX = (
    "DROP TABLE IF EXISTS temp.riwaya_words",
    "CREATE VIRTUAL TABLE temp.riwaya_words USING fts5(words, content='', tokenize='porter unicode61')",
)
_COMPARE = (
    "CREATE VIRTUAL TABLE temp.riwaya_there USING fts5vocab('main', 'passage_words', 'instance')",
    "CREATE VIRTUAL TABLE temp.riwaya_wanted USING fts5vocab('temp', 'riwaya_words', 'instance')",
)
_OFF = """SELECT DISTINCT doc FROM (
    SELECT * FROM (SELECT term, doc, offset FROM temp.{0} EXCEPT SELECT term, doc, offset FROM temp.{1})
) ORDER BY doc LIMIT {2}"""


def _words_off(connection: Connection) -> set[int]:
    for statement in _INDEX:
        connection.execute(text(statement))
    for batch in archive.passages(connection):
        connection.execute(
            text("INSERT INTO temp.riwaya_words (rowid, words) VALUES (:id, :words)"),
            [{"id": n, "words": fold(words)} for n, words in batch],
        )
    for statement in _COMPARE:
        connection.execute(text(statement))
    found: set[int] = set()
    for pair in (("riwaya_there", "riwaya_wanted"), ("riwaya_wanted", "riwaya_there")):
        found.update(connection.execute(text(_OFF.format(*pair, _TOLD + 1))).scalars())
    for name in ("riwaya_there", "riwaya_wanted", "riwaya_words"):
        connection.execute(text(f"DROP TABLE temp.{name}"))
    return found


def _meaning_off(connection: Connection) -> set[int]:
    numbers = set(connection.execute(select(db.meaning.c.id)).scalars())
    off: set[int] = set()
    for batch in archive.passages(connection):
        off |= meaning.off(connection, batch)
        numbers -= {n for n, _ in batch}
    return off | numbers

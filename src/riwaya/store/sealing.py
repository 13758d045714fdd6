"""Every row of the ledger sealed, so that one changed behind its back shows.

Each table has one running sum over the marks of its rows: a row put in adds its mark, a row taken out
subtracts it, so what a change costs depends on the change alone. The hash over all sums, the state, goes
into the log with every transaction that changed something; `riwaya verify` adds everything up again.

What is concluded keeps a short mark in each row besides, by which `verify` names a row that was changed.
The sums stay what proves it, for whoever edits a row can edit its short mark.

A mark is 2048 bits of SHAKE-256 over the row's values, summed modulo 2**2048 (the construction of LtHash,
Bellare and Micciancio 1997): finding other rows with the same sum is as hard as breaking the hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Float,
    Integer,
    Table,
    bindparam,
    delete,
    insert,
    inspect,
    select,
    update,
)

from riwaya.store import changes
from riwaya.store import schema as db

# What is concluded: each row with its short mark, and the columns that name it.
NAMED: Mapping[Table, Column[Any]] = {
    **{table: table.c.id for table in (db.entity, db.event, db.relation, db.status)},
    db.dating: db.dating.c.report,
}
_ROWS = 1_000
_SHORT = 16  # hexadecimal digits of a short mark

# A column that another row covers, or that is checked by a hash of its own, is left out of the mark.
_LEFT_OUT: Mapping[Table, frozenset[str]] = {
    db.original: frozenset(("packed",)),  # its SHA-256 is the row's name
    db.report: frozenset(("text", "echo_of")),  # text_sha256; `echo` below
    db.referent: frozenset(("entity", "look")),  # `membership` and `look` below
    **{table: frozenset(("mark",)) for table in NAMED},
}
SEALED: tuple[Table, ...] = (
    *(db.original, db.report, db.passage, db.claim, db.claim_referent, db.mention, db.referent),
    *(db.entity, db.spelling, db.event, db.event_claim, db.relation, db.tie, db.status, db.status_claim),
    db.possible,
    *(db.dating, db.related, db.blocking, db.unsettled, db.set_aside, db.finished),
    *(db.judgement, db.judgement_on, db.reviewed, db.dismissed),
    *(db.decision, db.decision_referent, db.setting, db.place_file, db.place),
)
# What is summed up from other rows: `verify` sums it up again and compares.
SUMMED: tuple[Table, ...] = (
    *(db.report_summary, db.stance_summary, db.event_summary, db.entity_report, db.entity_summary),
    *(db.disagreement, db.disagreement_edge, db.disagreement_claim, db.disagreement_at),
)
# Columns that are set after their row was put in, each as a table of its own: key and value.
LATER: Mapping[str, tuple[Column[Any], Column[Any]]] = {
    "echo": (db.report.c.id, db.report.c.echo_of),
    "membership": (db.referent.c.id, db.referent.c.entity),
    "look": (db.referent.c.id, db.referent.c.look),
}
_BITS = 2048
_DELTAS = "riwaya_deltas"  # in `Connection.info`: table -> what this transaction adds to its sum

Row = Mapping[str, object]


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """The rows, in the table and in its sum."""
    if not rows:
        return
    columns = _marked(table)
    marks = [_mark(table.name, columns, [row.get(c.name) for c in columns]) for row in rows]
    if table in NAMED:
        rows = [{**row, "mark": _short(mark)} for row, mark in zip(rows, marks, strict=True)]
    connection.execute(insert(table), list(rows))
    changes.rows(connection, table, rows)
    _add(connection, table.name, sum(marks))


def take(connection: Connection, table: Table, which: ColumnElement[bool]) -> int:
    """How many rows there were of which none is left, in the table or in its sum."""
    columns = _marked(table)
    gone = connection.execute(delete(table).where(which).returning(*columns)).all()
    changes.rows(connection, table, (row._asdict() for row in gone))
    _add(connection, table.name, -sum(_mark(table.name, columns, row) for row in gone))
    return len(gone)


def change(connection: Connection, name: str, values: Mapping[str, str | None]) -> None:
    """A column that is set later, with its values by key."""
    key, column = LATER[name]
    keys = sorted(values)
    delta = 0
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        before = dict(connection.execute(select(key, column).where(key.in_(some))).tuples().all())
        moved = [{"named": one, "now": values[one]} for one, old in before.items() if old != values[one]]
        if moved:
            setting = update(key.table).where(key == bindparam("named"))
            connection.execute(setting.values({column.name: bindparam("now")}), moved)
        for one, old in before.items():
            if old != values[one]:
                delta += _later(name, one, values[one]) - _later(name, one, old)
                if name == "membership":
                    changes.membership(connection, one, (old, values[one]))
    _add(connection, name, delta)


def begin(connection: Connection) -> None:
    """A transaction begins: nothing is changed yet."""
    connection.info[_DELTAS] = {}


def settle(connection: Connection) -> str | None:
    """The new state, the sums written; None where this transaction changed nothing."""
    deltas = {name: delta for name, delta in connection.info.pop(_DELTAS, {}).items() if delta % 2**_BITS}
    if not deltas:
        return None
    sums = stored(connection)
    for name, delta in sorted(deltas.items()):
        value = f"{(sums.get(name, 0) + delta) % 2**_BITS:x}"
        if name in sums:
            connection.execute(update(db.seal).where(db.seal.c.name == name).values(sum=value))
        else:
            connection.execute(insert(db.seal), {"name": name, "sum": value})
        sums[name] = int(value, 16)
    return state(sums)


def stored(connection: Connection) -> dict[str, int]:
    """The sums as the ledger keeps them."""
    sums = select(db.seal.c.name, db.seal.c.sum).where(db.seal.c.name != "log")  # the log's own, see `log`
    return {name: int(value, 16) for name, value in connection.execute(sums)}


def state(sums: Mapping[str, int]) -> str:
    """One SHA-256 over all sums."""
    kept = sorted((name, f"{value:x}") for name, value in sums.items() if value)
    return hashlib.sha256(json.dumps(kept).encode()).hexdigest()


def added_up(connection: Connection) -> Iterator[tuple[str, int]]:
    """Every table with the sum of the rows that it holds now.

    Tables and columns that a later migration makes are passed over until they are there.
    """
    looked = inspect(connection)
    for table in SEALED:
        there = {c["name"] for c in looked.get_columns(table.name)} if looked.has_table(table.name) else set()
        columns = [column for column in _marked(table) if column.name in there]
        if not columns:
            yield table.name, 0
            continue
        rows = connection.execute(select(*columns).execution_options(yield_per=_ROWS))
        yield table.name, sum(_mark(table.name, columns, row) for row in rows) % 2**_BITS
    for name, (key, column) in LATER.items():
        pairs = connection.execute(select(key, column).where(column.is_not(None)))
        yield name, sum(_later(name, one, value) for one, value in pairs) % 2**_BITS


def changed(connection: Connection, table: Table) -> Iterator[str]:
    """What names the rows that are not as they were put, of a table that keeps short marks."""
    columns = _marked(table)
    query = select(NAMED[table], table.c.mark, *columns).order_by(NAMED[table])
    for name, mark, *values in connection.execute(query.execution_options(yield_per=_ROWS)):
        if mark != _short(_mark(table.name, columns, values)):
            yield str(name)


def mark_all(connection: Connection) -> None:
    """Short marks for the rows of a ledger that was made without."""
    for table, key in NAMED.items():
        columns = _marked(table)
        setting = update(table).where(key == bindparam("named")).values(mark=bindparam("short"))
        query = select(key, *columns).order_by(key).limit(_ROWS)
        rows = connection.execute(query).all()
        while rows:
            marks = [{"named": n, "short": _short(_mark(table.name, columns, values))} for n, *values in rows]
            connection.execute(setting, marks)
            rows = connection.execute(query.where(key > rows[-1][0])).all()


def seal_all(connection: Connection) -> str | None:
    """The state of a ledger whose rows were never summed before, the sums written; None if it is empty."""
    begin(connection)
    for name, total in added_up(connection):
        _add(connection, name, total)
    return settle(connection)


def _add(connection: Connection, name: str, delta: int) -> None:
    deltas = connection.info.setdefault(_DELTAS, {})
    deltas[name] = deltas.get(name, 0) + delta


def _marked(table: Table) -> list[Column[Any]]:
    out = _LEFT_OUT.get(table, frozenset())
    return [column for column in table.columns if column.name not in out]


def _mark(name: str, columns: Sequence[Column[Any]], values: Iterable[object]) -> int:
    """The mark of a row. What is null is left out, so that a column added later changes no mark."""
    row = [(c.name, _plain(c, v)) for c, v in zip(columns, values, strict=True) if v is not None]
    return _number([name, row])


def _short(mark: int) -> str:
    return f"{mark >> (_BITS - 4 * _SHORT):0{_SHORT}x}"


def _later(name: str, key: str, value: str | None) -> int:
    return 0 if value is None else _number([name, key, value])


def _number(parts: object) -> int:
    written = json.dumps(parts, ensure_ascii=True, separators=(",", ":")).encode()
    return int.from_bytes(hashlib.shake_256(written).digest(_BITS // 8), "big")


def _plain(column: Column[Any], value: Any) -> str | int | float:
    """The value as the database gives it back."""
    if isinstance(column.type, Integer):
        return int(value)
    return float(value) if isinstance(column.type, Float) else str(value)

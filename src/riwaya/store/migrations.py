"""The schema's history: an ordered list of small functions, each run once in every ledger.

A new ledger walks through all of them, so every step is run by every test. A step never changes after a
release; the next idea is the next function. `schema.py` holds the tables as they are after the last step.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy import Connection, text

from riwaya.store import meaning, words_postgresql

_TABLES = (
    """CREATE TABLE original (
        sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, packed {blob} NOT NULL)""",
    """CREATE TABLE report (
        id TEXT PRIMARY KEY, source TEXT NOT NULL, kind TEXT NOT NULL,
        sha256 TEXT NOT NULL, retrieved TEXT NOT NULL, text TEXT NOT NULL,
        text_sha256 TEXT NOT NULL, title TEXT, outlet TEXT, published TEXT, language TEXT, echo_of TEXT,
        reader TEXT NOT NULL, refused INTEGER NOT NULL, body TEXT NOT NULL)""",
    "CREATE INDEX report_bytes ON report (sha256)",
    """CREATE TABLE passage (
        id INTEGER PRIMARY KEY, report TEXT NOT NULL REFERENCES report, first INTEGER NOT NULL,
        past INTEGER NOT NULL)""",
    "CREATE INDEX passage_place ON passage (report, first)",
    """CREATE TABLE claim (
        id TEXT PRIMARY KEY, report TEXT NOT NULL REFERENCES report, first INTEGER NOT NULL,
        past INTEGER NOT NULL, stance TEXT NOT NULL, negated INTEGER NOT NULL, narrated INTEGER NOT NULL,
        event_type TEXT, edtf TEXT, body TEXT NOT NULL)""",
    "CREATE INDEX claim_place ON claim (report, first)",
    """CREATE TABLE mention (
        report TEXT NOT NULL REFERENCES report, number INTEGER NOT NULL, first INTEGER NOT NULL,
        past INTEGER NOT NULL, kind TEXT NOT NULL, referent TEXT, body TEXT NOT NULL,
        PRIMARY KEY (report, number))""",
    """CREATE TABLE referent (
        id TEXT PRIMARY KEY, report TEXT NOT NULL REFERENCES report, kind TEXT NOT NULL, name TEXT NOT NULL,
        entity TEXT, body TEXT NOT NULL)""",
    "CREATE INDEX referent_report ON referent (report)",
    "CREATE INDEX referent_entity ON referent (entity)",
    "CREATE TABLE claim_referent (referent TEXT NOT NULL, claim TEXT, PRIMARY KEY (referent, claim))",
    "CREATE TABLE entity (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL)",
    "CREATE TABLE spelling (folded TEXT NOT NULL, entity TEXT NOT NULL, PRIMARY KEY (folded, entity))",
    "CREATE INDEX spelling_entity ON spelling (entity)",
    """CREATE TABLE event (
        id TEXT PRIMARY KEY, event_type TEXT NOT NULL, edtf TEXT, place TEXT, body TEXT NOT NULL)""",
    "CREATE TABLE event_claim (claim TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (claim, event))",
    "CREATE INDEX event_claim_event ON event_claim (event)",
    """CREATE TABLE relation (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, about TEXT, claim_a TEXT NOT NULL, claim_b TEXT NOT NULL,
        score {float} NOT NULL, spread INTEGER NOT NULL, body TEXT NOT NULL)""",
    "CREATE INDEX relation_a ON relation (claim_a)",
    "CREATE INDEX relation_b ON relation (claim_b)",
    "CREATE INDEX relation_kind ON relation (kind)",
    "CREATE TABLE tie (claim_a TEXT NOT NULL, claim_b TEXT NOT NULL, PRIMARY KEY (claim_a, claim_b))",
    "CREATE INDEX tie_b ON tie (claim_b)",
    """CREATE TABLE status (
        id TEXT PRIMARY KEY, entity TEXT NOT NULL, aspect TEXT NOT NULL, value TEXT NOT NULL, since TEXT,
        until TEXT, body TEXT NOT NULL)""",
    "CREATE INDEX status_entity ON status (entity)",
    "CREATE TABLE status_claim (claim TEXT NOT NULL, status TEXT NOT NULL, PRIMARY KEY (claim, status))",
    "CREATE INDEX status_claim_status ON status_claim (status)",
    "CREATE TABLE blocking (key TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (key, record))",
    "CREATE INDEX blocking_record ON blocking (record)",
    """CREATE TABLE unsettled (
        step TEXT NOT NULL, report TEXT NOT NULL, record TEXT NOT NULL,
        PRIMARY KEY (step, report, record))""",
    "CREATE INDEX unsettled_record ON unsettled (record)",
    "CREATE TABLE set_aside (source TEXT PRIMARY KEY, kind TEXT, reason TEXT NOT NULL, sha256 TEXT)",
    "CREATE TABLE finished (sha256 TEXT PRIMARY KEY, reports INTEGER NOT NULL)",
    """CREATE TABLE log (
        number INTEGER PRIMARY KEY, what TEXT NOT NULL, record TEXT NOT NULL, detail TEXT NOT NULL,
        hash TEXT NOT NULL)""",
)
_TYPES = {
    "sqlite": {"blob": "BLOB", "float": "REAL"},
    "postgresql": {"blob": "BYTEA", "float": "DOUBLE PRECISION"},
}
# SQLite: the folded words of a passage under the passage's id, without keeping the words a second time
_SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE passage_words USING fts5(words, content='', tokenize='porter unicode61')",
    ),
    "postgresql": words_postgresql.TABLES,
}
# PostgreSQL: texts are ordered by code points and whole numbers have 64 bits, as in SQLite
_WRITTEN = {"TEXT": 'TEXT COLLATE "C"', "INTEGER": "BIGINT"}
_KIND = re.compile(r"\b(TEXT|INTEGER)\b")


def _run(connection: Connection, *statements: str) -> None:
    """The statements as the database takes them; a server gets them all at once."""
    dialect = connection.dialect.name
    every = [statement.format(**_TYPES[dialect]) for statement in statements]
    if dialect == "postgresql":
        script = _KIND.sub(lambda kind: _WRITTEN[kind[0]], ";\n".join(every))
        connection.exec_driver_sql(script, execution_options={"no_parameters": True})
        return
    for statement in every:
        connection.execute(text(statement))


def _first(connection: Connection) -> None:
    _run(connection, *_TABLES, *_SEARCH[connection.dialect.name])


_GIVEN = (
    """CREATE TABLE decision (
        number INTEGER PRIMARY KEY, kind TEXT NOT NULL, undoes INTEGER, body TEXT NOT NULL)""",
    """CREATE TABLE decision_referent (
        referent TEXT NOT NULL, decision INTEGER NOT NULL, PRIMARY KEY (referent, decision))""",
    "CREATE TABLE setting (number INTEGER PRIMARY KEY, name TEXT NOT NULL, body TEXT NOT NULL)",
    "CREATE TABLE place_file (number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, body TEXT NOT NULL)",
    """CREATE TABLE place (
        file INTEGER NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (file, number))""",
)


def _given(connection: Connection) -> None:
    """What people decide, set and add: merges and splits, settings, places of their own."""
    _run(connection, *_GIVEN)


def _dating(connection: Connection) -> None:
    """When an undated report was written, by what others tell of the same events."""
    _run(connection, "CREATE TABLE dating (report TEXT PRIMARY KEY, edtf TEXT NOT NULL, why TEXT NOT NULL)")


_LOOKS = (
    "ALTER TABLE referent ADD COLUMN look TEXT",
    "CREATE INDEX referent_look ON referent (look)",
    "CREATE TABLE related (look_a TEXT NOT NULL, look_b TEXT NOT NULL, PRIMARY KEY (look_a, look_b))",
    "CREATE INDEX related_b ON related (look_b)",
    "DELETE FROM blocking WHERE key LIKE 'r:%'",
    "DELETE FROM unsettled WHERE step = 'resolve'",
    "INSERT INTO unsettled (step, report, record) SELECT 'resolve', report, id FROM referent",
)


def _looks(connection: Connection) -> None:
    """Who may be one with whom, by how they look to a comparison; all are resolved anew."""
    _run(connection, *_LOOKS)


_SURVEYS = (
    "CREATE INDEX claim_stance ON claim (stance, narrated)",
    "CREATE INDEX report_published ON report (published, id)",
    """CREATE INDEX relation_opposed ON relation (about, score, claim_a, claim_b, id)
        WHERE kind = 'contradicts'""",
    "CREATE INDEX event_when ON event (edtf, place, event_type, id)",
    "CREATE INDEX event_place ON event (place)",
    "CREATE INDEX referent_kind ON referent (kind, entity)",
    "CREATE INDEX entity_kind ON entity (kind, id)",
)


def _surveys(connection: Connection) -> None:
    """Pages of a large ledger count and order by columns, without reading records."""
    _run(connection, *_SURVEYS)


_MEANING = (
    "CREATE TABLE meaning (id INTEGER PRIMARY KEY, vector {blob} NOT NULL)",
    "CREATE TABLE meaning_signs (block INTEGER PRIMARY KEY, packed {blob} NOT NULL)",
)


def _meaning(connection: Connection) -> None:
    """Passages are found by meaning: a vector for each, those that are there included."""
    _run(connection, *_MEANING)
    meaning.fill(connection)


_REVIEWED = (
    """CREATE TABLE judgement (
        number INTEGER PRIMARY KEY, kind TEXT NOT NULL, target TEXT NOT NULL, person TEXT NOT NULL,
        undoes INTEGER, body TEXT NOT NULL)""",
    """CREATE TABLE judgement_on (
        record TEXT NOT NULL, judgement INTEGER NOT NULL, PRIMARY KEY (record, judgement))""",
    "CREATE TABLE reviewed (claim TEXT PRIMARY KEY, state TEXT NOT NULL, body TEXT NOT NULL)",
    "CREATE TABLE dismissed (relation TEXT PRIMARY KEY)",
)


def _reviewed(connection: Connection) -> None:
    """What people judge of claims and relations, and the claims as that leaves them."""
    _run(connection, *_REVIEWED)


def _custody(connection: Connection) -> None:
    """Every row sealed, timestamps kept. A ledger that has rows already is sealed as it is."""
    from riwaya.store import log, sealing

    seals = "CREATE TABLE seal (name TEXT PRIMARY KEY, sum TEXT NOT NULL)"
    stamps = """CREATE TABLE stamp (
        number INTEGER PRIMARY KEY, entry INTEGER NOT NULL, server TEXT NOT NULL, at TEXT NOT NULL,
        token {blob} NOT NULL)"""
    _run(connection, seals, stamps)
    log.begin(connection)
    if (state := sealing.seal_all(connection)) is not None:
        log.append(connection, "sealed", "", {"why": "every row as it was when sealing began"})
        log.write(connection, state)


def _added(connection: Connection) -> None:
    """Claims that people add by hand stand among those that were read, with the judgement they come from."""
    _run(connection, "ALTER TABLE claim ADD COLUMN added INTEGER")


_SUMMARIES = (
    """CREATE TABLE report_summary (
        report TEXT PRIMARY KEY, day INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
        claims INTEGER NOT NULL)""",
    "CREATE INDEX report_summary_day ON report_summary (day, report, first, last)",
    """CREATE TABLE stance_summary (
        report TEXT NOT NULL, stance TEXT NOT NULL, narrated INTEGER NOT NULL, claims INTEGER NOT NULL,
        PRIMARY KEY (report, stance, narrated))""",
    "CREATE INDEX stance_summary_stance ON stance_summary (stance, narrated, claims)",
    """CREATE TABLE event_summary (
        event TEXT PRIMARY KEY, day INTEGER NOT NULL, edtf TEXT NOT NULL, event_type TEXT NOT NULL,
        place TEXT, grade TEXT NOT NULL, claims INTEGER NOT NULL)""",
    "CREATE INDEX event_summary_day ON event_summary (day, edtf, event)",
    "CREATE INDEX event_summary_place ON event_summary (place, day, edtf, event)",
    """CREATE TABLE entity_report (
        entity TEXT NOT NULL, report TEXT NOT NULL, day INTEGER NOT NULL, claims INTEGER NOT NULL,
        PRIMARY KEY (entity, report))""",
    "CREATE INDEX entity_report_day ON entity_report (entity, day, report, claims)",
    "CREATE INDEX entity_report_report ON entity_report (report)",
    """CREATE TABLE entity_summary (
        entity TEXT PRIMARY KEY, kind TEXT NOT NULL, named INTEGER NOT NULL, reports INTEGER NOT NULL,
        claims INTEGER NOT NULL, disagreements INTEGER NOT NULL)""",
    "CREATE INDEX entity_summary_reports ON entity_summary (named, kind, reports, entity)",
    """CREATE TABLE disagreement (
        id TEXT PRIMARY KEY, about TEXT, subject TEXT, denied INTEGER NOT NULL, score {float} NOT NULL,
        claims INTEGER NOT NULL, latest INTEGER NOT NULL, review TEXT NOT NULL)""",
    """CREATE INDEX disagreement_order
        ON disagreement (score DESC, claims DESC, id, about, denied, latest, review)""",
    """CREATE TABLE disagreement_edge (
        relation TEXT PRIMARY KEY, disagreement TEXT NOT NULL, subject TEXT, score {float} NOT NULL)""",
    "CREATE INDEX disagreement_edge_of ON disagreement_edge (disagreement, score DESC, relation)",
    """CREATE TABLE disagreement_claim (
        claim TEXT NOT NULL, disagreement TEXT NOT NULL, PRIMARY KEY (claim, disagreement))""",
    "CREATE INDEX disagreement_claim_of ON disagreement_claim (disagreement, claim)",
    """CREATE TABLE disagreement_at (
        entity TEXT NOT NULL, disagreement TEXT NOT NULL, PRIMARY KEY (entity, disagreement))""",
    "CREATE INDEX disagreement_at_of ON disagreement_at (disagreement)",
    "CREATE INDEX claim_referent_claim ON claim_referent (claim)",
)


def _summaries(connection: Connection) -> None:
    """Pages of a large ledger read sums that are kept with the rows they are of."""
    from riwaya.store import summaries

    _run(connection, *_SUMMARIES)
    summaries.fill(connection)


def _named(connection: Connection) -> None:
    """What is concluded is marked row by row, so that `verify` names the row that was changed."""
    from riwaya.store import sealing

    for table in sealing.NAMED:
        _run(connection, f"ALTER TABLE {table.name} ADD COLUMN mark TEXT")
    sealing.mark_all(connection)


def _possible(connection: Connection) -> None:
    """Conflicts that the judge holds for possible and not for sure."""
    table = """CREATE TABLE possible (
        id TEXT PRIMARY KEY, claim_a TEXT NOT NULL, claim_b TEXT NOT NULL, score {float} NOT NULL,
        body TEXT NOT NULL)"""
    _run(connection, table, *(f"CREATE INDEX possible_{x} ON possible (claim_{x})" for x in "ab"))


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    _first,
    _given,
    _dating,
    _looks,
    _surveys,
    _reviewed,
    _meaning,
    _custody,
    _added,
    _summaries,
    _named,
    _possible,
)
VERSION = len(MIGRATIONS)

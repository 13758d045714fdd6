"""All that a ledger holds, as text, for comparing two of them byte for byte."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'passage_words%'"
    " AND name NOT LIKE 'meaning%' ORDER BY name"  # made of the passages, by their numbers
)
_COLUMNS = {
    "passage": "report, first, past",
    "log": "number, what, record, json_remove(detail, '$.at', '$.state')",
}


def content(path: Path, history: bool = True) -> str:
    """One line per row of every table, in an order of their own; without `history`, not the log.

    When a log entry was written, the hash over that, and what seals both are left out.
    """
    raw = sqlite3.connect(path)
    lines: list[str] = []
    for (table,) in raw.execute(_TABLES).fetchall():
        if table == "seal" or (table == "log" and not history):
            continue
        # a passage's number only says in which order reports came
        columns = _COLUMNS.get(table, "*")
        rows = raw.execute(f"SELECT {columns} FROM {table}").fetchall()
        lines += sorted(json.dumps([table, *row], ensure_ascii=False, default=bytes.hex) for row in rows)
    hits = raw.execute("SELECT rowid FROM passage_words WHERE passage_words MATCH 'said'").fetchall()
    lines.append(json.dumps(["passages found", len(hits)]))
    raw.close()
    return "\n".join(lines)

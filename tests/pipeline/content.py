"""All that a ledger holds, as text, for comparing two of them byte for byte."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'passage_words%' ORDER BY name"
)


def content(path: Path, history: bool = True) -> str:
    """One line per row of every table, in an order of their own; without `history`, not the log."""
    raw = sqlite3.connect(path)
    lines: list[str] = []
    for (table,) in raw.execute(_TABLES).fetchall():
        if table == "log" and not history:
            continue
        # a passage's number only says in which order reports came
        columns = "report, first, past" if table == "passage" else "*"
        rows = raw.execute(f"SELECT {columns} FROM {table}").fetchall()
        lines += sorted(json.dumps([table, *row], ensure_ascii=False, default=bytes.hex) for row in rows)
    hits = raw.execute("SELECT rowid FROM passage_words WHERE passage_words MATCH 'said'").fetchall()
    lines.append(json.dumps(["passages found", len(hits)]))
    raw.close()
    return "\n".join(lines)

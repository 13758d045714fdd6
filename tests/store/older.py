"""Ledgers as older versions left them: what later steps of the schema's history brought is taken away."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from riwaya.store import migrations as steps
from riwaya.store.sealing import SUMMED

_BROUGHT: dict[Callable[[Connection], None], tuple[str, ...]] = {
    steps._looks: (
        "DROP INDEX referent_look",
        "ALTER TABLE referent DROP COLUMN look",
        "DROP TABLE related",
    ),
    steps._surveys: tuple(
        f"DROP INDEX {name}"
        for name in (
            *("claim_stance", "report_published", "relation_opposed", "event_when", "event_place"),
            *("referent_kind", "entity_kind"),
        )
    ),
    steps._reviewed: tuple(
        f"DROP TABLE {name}" for name in ("judgement", "judgement_on", "reviewed", "dismissed")
    ),
    steps._meaning: ("DROP TABLE meaning", "DROP TABLE meaning_signs"),
    steps._custody: ("DROP TABLE seal", "DROP TABLE stamp"),
    steps._named: tuple(
        f"ALTER TABLE {name} DROP COLUMN mark" for name in ("entity", "event", "relation", "status", "dating")
    ),
    steps._added: ("ALTER TABLE claim DROP COLUMN added",),
    steps._summaries: (
        *(f"DROP TABLE {table.name}" for table in SUMMED),
        "DROP INDEX claim_referent_claim",
    ),
    steps._possible: ("DROP TABLE possible",),
}


def before(path: Path, step: Callable[[Connection], None], *more: str) -> None:
    """The ledger as it was before a step; `more` are statements to run in it then."""
    first = steps.MIGRATIONS.index(step)
    with sqlite3.connect(path) as raw:
        for later in reversed(steps.MIGRATIONS[first:]):
            for statement in _BROUGHT[later]:
                raw.execute(statement)
        for statement in (*more, f"UPDATE riwaya SET version = {first}"):
            raw.execute(statement)
    raw.close()

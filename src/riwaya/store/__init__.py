"""Schema, migrations, SQLite and PostgreSQL, the queries.

open_ledger(address, create=False) -> WorkingLedger
"""

from __future__ import annotations

from riwaya.store.ledger import WorkingLedger


def open_ledger(address: str, create: bool = False) -> WorkingLedger:
    """The ledger at a path or `postgresql://` address, made there if `create`.

    LedgerError where there is none or it cannot be read.
    """
    from riwaya.store.sql import open_sql  # a database library takes longer to load than `--help` may take

    return open_sql(address, create)

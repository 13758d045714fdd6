"""Settings and places that a person gives a ledger, and what that changes of the reports already in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from riwaya.lexicon.known import rows_of
from riwaya.locate.given_places import read_places
from riwaya.pipeline.decide import now
from riwaya.pipeline.knowledge import ALIASES, TRANSLITERATION, applied
from riwaya.pipeline.settle import settle
from riwaya.pipeline.stages import Stages
from riwaya.records.given import PlaceFile, Setting
from riwaya.store.ledger import WorkingLedger


def add_places(ledger: WorkingLedger, path: Path, by: str) -> tuple[PlaceFile, int]:
    """The gazetteer of a file kept for what is added from now on; how many rows were no place."""
    given = read_places(path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    file = PlaceFile(0, path.name, given.form, sha256, len(given.places), by, now())
    with ledger.transaction():
        return ledger.put_places(file, given.places), given.left_out


def set_transliteration(ledger: WorkingLedger, stages: Stages, wanted: bool, by: str, why: str) -> None:
    """Whether spellings are compared by sound and across scripts; every entity is settled anew."""
    _set(ledger, stages, Setting(0, TRANSLITERATION, "on" if wanted else "off", by, now(), why))


def set_aliases(ledger: WorkingLedger, stages: Stages, text: str, where: str, by: str, why: str) -> int:
    """The ledger's own table of known names in place of the one before; how many names it tells of."""
    rows = rows_of(text, where)
    _set(ledger, stages, Setting(0, ALIASES, text, by, now(), why))
    return len(rows)


def set_desk(ledger: WorkingLedger, name: str, value: str, by: str, why: str) -> None:
    """A setting of how the ledger is shown and reviewed; nothing has to be settled anew."""
    with ledger.transaction():
        ledger.set_value(Setting(0, name, value, by, now(), why))


def _set(ledger: WorkingLedger, stages: Stages, setting: Setting) -> None:
    with ledger.transaction():
        ledger.set_value(setting)
        ledger.forget_looks(None)
    settle(ledger, applied(ledger, stages))

"""Entities in memory: the same records as those that are stored, whatever changed in between."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from riwaya.records import Entity, Kind, Name
from riwaya.store import open_ledger, remembered
from riwaya.store.sql import SqlLedger


def entity(number: int, name: str = "Halbat") -> Entity:
    ids = (f"r{number:020x}",)
    return Entity(ids[0], Kind.PLACE, name, (Name(name, ("d1",)),), ids, True, None, (), "one name")


def test_a_changed_entity_is_read_anew(tmp_path: Path) -> None:
    path = str(tmp_path / "x.riwaya")
    here, there = open_ledger(path, create=True), open_ledger(path)
    assert isinstance(there, SqlLedger)
    there.put_entities([entity(1), entity(2)])
    ids = [entity(2).id, "nobody", entity(1).id]
    assert list(here.entities(ids)) == list(here.entities(ids)) == [entity(1), entity(2)]
    there.put_entities([replace(entity(1), name="Halabat")])
    assert [e.name for e in here.entities(ids)] == ["Halabat", "Halbat"]
    here.close()
    there.close()


def test_those_least_asked_for_are_forgotten_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = open_ledger(str(tmp_path / "x.riwaya"), create=True)
    assert isinstance(ledger, SqlLedger)
    every = [entity(n) for n in range(9)]
    ledger.put_entities(every)
    monkeypatch.setattr(remembered, "_MOST", 900)  # characters: a few of them
    for one in [*every, every[-2]]:
        assert list(ledger.entities([one.id])) == [one]
    known = ledger._remembered._known
    assert 1 < len(known) < 9 and [*known][-1] == every[-2].id
    assert ledger._remembered._size == sum(size for _, size, _ in known.values()) <= 900
    ledger.close()

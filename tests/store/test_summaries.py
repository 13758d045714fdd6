from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from riwaya.records import About, Compared, Entity, Judged, Judgement, Relation, RelationKind, content_id
from riwaya.store import open_ledger, summaries
from riwaya.store.ledger import WorkingLedger
from riwaya.store.migrations import _summaries
from riwaya.store.sealing import SUMMED
from tests.store.older import before
from tests.view.story import halbat


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "town.riwaya"


@pytest.fixture
def ledger(path: Path) -> Iterator[WorkingLedger]:
    made = open_ledger(str(path), create=True)
    halbat().into(made)
    yield made
    made.close()


def wrong(path: Path) -> list[str]:
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        found = list(summaries.wrong(connection))
    engine.dispose()
    return found


def held(path: Path) -> dict[str, list[tuple[object, ...]]]:
    raw = sqlite3.connect(path)
    found = {t.name: sorted(raw.execute(f"SELECT * FROM {t.name}"), key=repr) for t in SUMMED}
    raw.close()
    return found


def contradiction(a: str, b: str, about: About = About.EVENT) -> Relation:
    first, second = sorted((a, b))
    made = content_id("l", "contradicts", first, second, about)
    return Relation(made, RelationKind.CONTRADICTS, about, (first, second), "they cannot both hold", 0.7)


def judgement(kind: Judged, target: str, undoes: int | None = None) -> Judgement:
    return Judgement(0, kind, target, "dana", "2031-06-01T09:00:00Z", "looked", undoes=undoes)


def parted(entity: Entity, referent: str) -> Entity:
    return replace(entity, id=referent, referents=(referent,))


def test_every_sum_has_rows_and_is_what_adding_up_gives(ledger: WorkingLedger, path: Path) -> None:
    assert wrong(path) == []
    assert all(held(path).values())


def test_a_ledger_from_before_gets_the_same_sums(ledger: WorkingLedger, path: Path) -> None:
    kept = held(path)
    ledger.close()
    before(path, _summaries)
    open_ledger(str(path)).close()
    assert held(path) == kept


def test_sums_are_kept_through_every_change(ledger: WorkingLedger, path: Path) -> None:
    chance = random.Random("sums")
    claims = [c.id for c in ledger.claims()]
    entities = list(ledger.entities())
    reports = [r.id for r in ledger.reports()]
    steps = ("compare", "judge", "relate", "entities", "split", "events", "dates", "undo")
    done: list[Judgement] = []
    seen = set()
    for number in range(80):
        step = chance.choice(steps)
        seen.add(step)
        if step == "compare":
            some = chance.sample(claims, 3)
            pairs = [chance.sample(claims, 2) for _ in range(chance.randrange(9))]
            touching = [(a, b) for a, b in pairs if {a, b} & set(some)]
            made = {r.id: r for r in (contradiction(a, b, chance.choice(list(About))) for a, b in touching)}
            there = {r.id for r in ledger.relations() if not set(r.claims) & set(some)}
            ledger.put_compared(some, Compared(tuple(r for i, r in made.items() if i not in there), ()))
        elif step == "judge":
            kind = chance.choice((Judged.ACCEPT, Judged.REJECT))
            done.append(ledger.judge(judgement(kind, chance.choice(claims))))
        elif step == "relate" and (found := list(ledger.relations(RelationKind.CONTRADICTS))):
            kind = chance.choice((Judged.CONFIRM, Judged.DISMISS))
            done.append(ledger.judge(judgement(kind, chance.choice(found).id)))
        elif step == "entities":
            ledger.put_entities(chance.sample(entities, 2))
        elif step == "split":
            one = chance.choice(entities)
            ledger.put_entities([parted(one, r) for r in one.referents])
        elif step == "events" and (events := list(ledger.events())):
            event = chance.choice(events)
            ledger.put_events(event.claims, [] if chance.random() < 0.2 else [event])
        elif step == "dates":
            some = chance.sample(reports, 2)
            ledger.put_dates(some, {some[0]: (f"20{number + 10}-05", "others say so")})
        elif step == "undo" and done:
            last = done.pop()
            ledger.judge(judgement(Judged.UNDO, last.target, last.number))
        assert wrong(path) == [], step
    assert seen == set(steps)


def test_a_sum_that_was_changed_is_found(ledger: WorkingLedger, path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("UPDATE entity_summary SET reports = reports + 1 WHERE named")
    raw.commit()
    raw.close()
    assert [p.record for p in ledger.verify()] == ["table entity_summary"]

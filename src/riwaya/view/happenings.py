"""Events with where and when, for the map and the timeline beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riwaya.records import Entity, Kind
from riwaya.store.paged import Named
from riwaya.view.dates import bounds, in_words
from riwaya.view.facts import Facts
from riwaya.view.mapping import Mark, in_order, marks

MOST_EVENTS = 1000  # events on the map: the latest
MOST_PLACES = 400  # places: those that most reports name


@dataclass(frozen=True, slots=True)
class Happening:
    """One event on the map and on the timeline."""

    id: str
    kind: str
    where_name: str | None
    where: str | None  # entity id
    when_words: str
    first: int | None  # day numbers
    last: int | None
    grade: str
    claims: int


@dataclass(frozen=True, slots=True)
class Happenings:
    """Events by time, the places they were at and the others that are named most."""

    events: tuple[Happening, ...]
    left_out: int
    places: tuple[Mark, ...]
    nowhere: tuple[tuple[str, str], ...]  # named places without a position: id, name


def happenings(ledger: Facts) -> Happenings:
    """The latest events, and places."""
    dated, undated = ledger.events_counted()
    latest = max(0, dated - MOST_EVENTS)
    chosen = ledger.events_in_order(latest, MOST_EVENTS)
    named = ledger.ranked((Kind.PLACE, Kind.FACILITY), 0, MOST_PLACES)
    counts = {row.entity: row for row in named}
    counts.update(ledger.counted({e.place for e in chosen if e.place} - counts.keys()))
    entities = {e.id: e for e in ledger.entities(counts.keys())}
    events = []
    for event in chosen:
        first, last = bounds(event.edtf)
        where = entities.get(event.place or "")
        events.append(
            Happening(
                event.id,
                event.event_type,
                where.name if where else None,
                where.id if where else None,
                in_words(event.edtf),
                first if first is not None else last,
                last if last is not None else first,
                event.grade,
                event.claims,
            )
        )
    placed = _marked(entities.values(), counts)
    shown = {m.id for m in placed}
    nowhere = [
        (row.entity, entities[row.entity].name)
        for row in named
        if row.entity in entities and row.entity not in shown
    ]
    return Happenings(tuple(events), dated + undated - len(chosen), placed, tuple(nowhere[:40]))


def named_most(ledger: Facts, most: int) -> tuple[Mark, ...]:
    """Marks for the places that most reports name, of those that have a position."""
    found: list[Mark] = []
    for at in range(0, MOST_PLACES, most):  # nearly all have one: seldom more than the first are read
        named = ledger.ranked((Kind.PLACE, Kind.FACILITY), at, most)
        found += _marked(ledger.entities([row.entity for row in named]), {row.entity: row for row in named})
        if len(found) >= most or len(named) < most:
            break
    chosen = {m.id for m in sorted(found, key=lambda m: (-m.reports, m.id))[:most]}
    return in_order(m for m in found if m.id in chosen)


def _marked(entities: Iterable[Entity], counts: Mapping[str, Named]) -> tuple[Mark, ...]:
    rows = counts.values()
    return marks(
        entities,
        {row.entity: row.reports for row in rows},
        {row.entity: row.disagreements for row in rows},
        {row.entity: row.claims for row in rows},
    )

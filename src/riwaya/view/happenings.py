"""Events with where and when, for the map and the timeline beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from riwaya.records import Kind
from riwaya.view.board import Group
from riwaya.view.dates import bounds, in_words
from riwaya.view.facts import Facts
from riwaya.view.listing import by_time, ranked
from riwaya.view.lookup import Lookup
from riwaya.view.mapping import Mark, marks

MOST_EVENTS = 2000  # events on the map: the latest
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


def happenings(ledger: Facts, disagreements: tuple[Group, ...]) -> Happenings:
    """The latest events, and places."""
    rows = by_time(ledger)
    dated = [r for r in rows if r.edtf][-MOST_EVENTS:]
    chosen = [*dated, *[r for r in rows if not r.edtf][: MOST_EVENTS - len(dated)]]
    reports = dict(ranked(ledger, (Kind.PLACE, Kind.FACILITY))[:MOST_PLACES])
    wanted = {*reports, *(r.place for r in chosen if r.place)}
    entities = {e.id: e for e in ledger.entities(wanted)}
    found = {e.id: e for e in ledger.events([r.id for r in chosen])}
    events = []
    for row in chosen:
        event = found[row.id]
        first, last = bounds(event.when)
        where = entities.get(event.where or "")
        events.append(
            Happening(
                event.id,
                event.event_type,
                where.name if where else None,
                where.id if where else None,
                in_words(event.when),
                first if first is not None else last,
                last if last is not None else first,
                event.grade.event.value,
                len(event.claims),
            )
        )
    contested = _contested(ledger, disagreements, {r: e.id for e in entities.values() for r in e.referents})
    placed = marks(entities.values(), reports, contested, ledger.claims_counted(list(entities)))
    shown = {m.id for m in placed}
    nowhere = [(i, entities[i].name) for i in reports if i in entities and i not in shown]
    return Happenings(tuple(events), len(rows) - len(chosen), placed, tuple(nowhere[:40]))


def _contested(ledger: Facts, disagreements: tuple[Group, ...], owner: dict[str, str]) -> Counter[str]:
    """In how many disagreements each place stands; of very many only the surest are looked at."""
    looked = disagreements[:500]
    lookup = Lookup(ledger)
    claims = {c.id: c for c in lookup.claims(sorted({c for g in looked for c in g.claims}))}
    found: Counter[str] = Counter()
    for group in looked:
        mine = [claims[c] for c in group.claims if c in claims]
        found.update({owner[p.referent] for c in mine for p in c.where if p.referent and p.referent in owner})
    return found

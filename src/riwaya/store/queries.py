"""Reading a ledger in an SQL database: each method is one query."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Engine, Select, Table, func, or_, select

from riwaya.errors import LedgerError
from riwaya.records import (
    Claim,
    Entity,
    Event,
    Reading,
    Referent,
    Relation,
    RelationKind,
    Report,
    SetAside,
    Status,
)
from riwaya.store import archive, checking, facets, listing
from riwaya.store import schema as db
from riwaya.store.asked import Term
from riwaya.store.derived import IDS, batches
from riwaya.store.engine import streamed
from riwaya.store.ledger import ANYTHING, Head, Held, Hit, Problem, Wanted
from riwaya.store.remembered import Remembered
from riwaya.store.search import Index, Question, search
from riwaya.store.serial import R, load
from riwaya.store.summed import Summed
from riwaya.store.survey import holds

_REPORTS = archive.select_reports().order_by(db.report.c.id)
_THESE_REPORTS = _REPORTS.where(db.report.c.id.in_(IDS))
_CLAIMS = (
    select(func.coalesce(db.reviewed.c.body, db.claim.c.body))
    .select_from(db.claim.outerjoin(db.reviewed, db.reviewed.c.claim == db.claim.c.id))
    .where(or_(db.reviewed.c.state.is_(None), db.reviewed.c.state.not_in(db.GONE)))
)
_THESE_CLAIMS = _CLAIMS.where(db.claim.c.id.in_(IDS)).order_by(db.claim.c.id)


@cache
def _these(table: Table) -> Select[Any]:
    """The records of a table with some ids, by id."""
    return select(table.c.body).where(table.c.id.in_(IDS)).order_by(table.c.id)


class Queries(Summed):
    """The reading half of a ledger (see `store.ledger`); may be used from several threads."""

    def __init__(self, address: str, engine: Engine) -> None:
        super().__init__(address, engine)
        self._index = Index()
        self._remembered = Remembered()

    def _stream(self, kind: type[R], query: Select[Any], few: bool = False) -> Iterator[R]:
        with self._reading() as connection:
            for (body,) in connection.execute(query) if few else streamed(connection, query):
                yield load(kind, body)

    def _with_ids(self, kind: type[R], query: Select[Any], ids: Collection[str]) -> Iterator[R]:
        with self._reading() as connection:
            for batch in batches(ids):
                for body in connection.execute(query, {"ids": batch}).scalars():
                    yield load(kind, body)

    def _bodies(self, kind: type[R], table: Table, ids: Collection[str] | None) -> Iterator[R]:
        """Records of a table by id: all, or those asked for."""
        if ids is None:
            yield from self._stream(kind, select(table.c.body).order_by(table.c.id))
        else:
            yield from self._with_ids(kind, _these(table), ids)

    def reports(self, ids: Collection[str] | None = None) -> Iterator[Report]:
        """All reports, or those of the ids, by id."""
        with self._reading() as connection:
            if ids is None:
                yield from (archive.as_report(*row) for row in streamed(connection, _REPORTS))
                return
            for batch in batches(ids):
                found = streamed(connection, _THESE_REPORTS, {"ids": batch})
                yield from (archive.as_report(*row) for row in found)

    def report(self, report_id: str) -> Report:
        """One report."""
        query = archive.select_reports().where(db.report.c.id == report_id)
        with self._reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise LedgerError(f"no report {report_id} in this ledger; `riwaya export` lists what there is")
        return archive.as_report(*row)

    def original(self, report_id: str) -> bytes:
        """The bytes the report was made from."""
        with self._reading() as connection:
            return archive.original(connection, report_id)

    def retrieved(self, report_id: str) -> str:
        """When the bytes were read or fetched."""
        with self._reading() as connection:
            query = select(db.report.c.retrieved).where(db.report.c.id == report_id)
            when = connection.execute(query).scalar()
        if when is None:
            raise LedgerError(f"no report {report_id} in this ledger; `riwaya export` lists what there is")
        return str(when)

    def readings(self) -> Iterator[Reading]:
        """What was read from every report, by report id."""
        with self._reading() as connection:
            yield from archive.readings(connection)

    def set_aside(self) -> Iterator[SetAside]:
        """The files that could not be read, by source."""
        with self._reading() as connection:
            query = select(db.set_aside).order_by(db.set_aside.c.source)
            yield from (SetAside(*row) for row in connection.execute(query))

    def claims(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Claim]:
        """Claims as judged, without rejected ones: those of the ids by id, else by report and place."""
        table = db.claim.c
        query = _CLAIMS if ids is None else _THESE_CLAIMS
        if report is not None:
            query = query.where(table.report == report)
        if ids is None:
            every = query.order_by(table.report, table.first, table.past, table.id)
            yield from self._stream(Claim, every, few=report is not None)
            return
        yield from self._with_ids(Claim, query, ids)

    def referents(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Referent]:
        """Referents, by id."""
        if report is None:
            yield from self._bodies(Referent, db.referent, ids)
            return
        query = select(db.referent.c.body).where(db.referent.c.report == report).order_by(db.referent.c.id)
        for referent in self._stream(Referent, query, few=True):
            if ids is None or referent.id in ids:
                yield referent

    def possible(self) -> Iterator[Relation]:
        """Conflicts that may be, the likeliest first, without those that others made sure."""
        table = db.possible.c
        sure = select(db.relation.c.id).where(db.relation.c.id == table.id).exists()
        query = select(table.body).where(~sure).order_by(table.score.desc(), table.id)
        yield from self._stream(Relation, query)

    def possible_of(self, claims: Collection[str]) -> Iterator[Relation]:
        """The conflicts that of themselves are only possible and touch any of the claims, by id."""
        table, found = db.possible.c, dict[str, Relation]()
        for batch in batches(claims):
            near = or_(table.claim_a.in_(batch), table.claim_b.in_(batch))
            found.update((r.id, r) for r in self._stream(Relation, select(table.body).where(near)))
        yield from (found[name] for name in sorted(found))

    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]:
        """Entities, by id."""
        if ids is None:
            yield from self._bodies(Entity, db.entity, None)
            return
        with self._reading() as connection:
            yield from self._remembered.entities(connection, ids)

    def entity_of(self, referents: Collection[str]) -> Mapping[str, Entity]:
        """Referent -> its entity, for those that have one."""
        with self._reading() as connection:
            owner = facets.owners(connection, referents)
        known = {entity.id: entity for entity in self.entities(set(owner.values()))}
        # an entity that a writer has replaced between the two questions is left out, as if not yet resolved
        return {referent: known[entity] for referent, entity in owner.items() if entity in known}

    def events(self, ids: Collection[str] | None = None) -> Iterator[Event]:
        """Events, by id."""
        yield from self._bodies(Event, db.event, ids)

    def relations(
        self,
        kind: RelationKind | None = None,
        claims: Collection[str] | None = None,
        ids: Collection[str] | None = None,
    ) -> Iterator[Relation]:
        """Relations, by id: all, of one kind, touching any of the claims, or with these ids."""
        if ids is not None:
            yield from self._with_ids(Relation, _these(db.relation).where(holds()), ids)
            return
        table = db.relation.c
        query = select(table.id, table.body).where(holds()).order_by(table.id)
        if kind is not None:
            query = query.where(table.kind == kind)
        if claims is None:
            yield from self._stream(Relation, query.with_only_columns(table.body))
            return
        bodies: dict[str, str] = {}
        with self._reading() as connection:
            for batch in batches(claims):
                touching = or_(table.claim_a.in_(batch), table.claim_b.in_(batch))
                bodies.update((row[0], row[1]) for row in connection.execute(query.where(touching)))
        yield from (load(Relation, bodies[relation]) for relation in sorted(bodies))

    def direct(self, claims: Collection[str]) -> Iterator[Relation]:
        """The relations that touch any of the claims and do not hold through a copy, by id."""
        table, found = db.relation.c, dict[str, Relation]()
        for batch in batches(claims):
            near = or_(table.claim_a.in_(batch), table.claim_b.in_(batch)) & (table.spread == 0)
            query = select(table.body).where(near, holds())
            found.update((r.id, r) for r in self._stream(Relation, query, few=True))
        yield from (found[name] for name in sorted(found))

    def ids(self, kind: str, after: str, limit: int, where: Mapping[str, str]) -> tuple[str, ...]:
        """The ids of a kind behind an id, by id; see `store.listing`."""
        with self._reading() as connection:
            return listing.ids(connection, kind, after, limit, where)

    def statuses(self, entity: str | None = None, ids: Collection[str] | None = None) -> Iterator[Status]:
        """Statuses, by id: all, of one entity, or with these ids."""
        if ids is not None:
            yield from self._bodies(Status, db.status, ids)
            return
        query = select(db.status.c.body).order_by(db.status.c.id)
        yield from self._stream(
            Status, query if entity is None else query.where(db.status.c.entity == entity)
        )

    def search(
        self, words: str, limit: int = 20, meaning: bool = True, among: Collection[str] | None = None
    ) -> Iterator[Hit]:
        """Cited passages, best first; see `store.search`."""
        with self._reading() as connection:
            question = Question(words, limit, meaning, None if among is None else frozenset(among))
            yield from search(connection, self._index, question, self.version())

    def spelled(self, words: str) -> tuple[str, ...]:
        """The entities that have a spelling with these folded words in it."""
        with self._reading() as connection:
            found = self._index.names.bearers(connection, words)
        return super().spelled(words) if found is None else tuple(sorted(found))

    def held(self, claims: Collection[str], wanted: Wanted = ANYTHING) -> Iterator[Held]:
        """What those of the claims that are wanted can be chosen by."""
        with self._reading() as connection:
            yield from facets.held(connection, claims, wanted)

    def heads(self, reports: Collection[str]) -> Iterator[Head]:
        """What these reports can be chosen by."""
        with self._reading() as connection:
            yield from facets.heads(connection, reports)

    def terms(self, words: str) -> tuple[Term, ...]:
        """What such a search looks for."""
        with self._reading() as connection:
            return self._index.terms(connection, words, self.version())

    def verify(self) -> Iterator[Problem]:
        """All that is off; see `store.checking`."""
        with self._reading() as connection:
            yield from checking.verify(connection)

    def has_report(self, report_id: str) -> bool:
        """Whether the report is there."""
        with self._reading() as connection:
            query = select(db.report.c.id).where(db.report.c.id == report_id)
            return connection.execute(query).first() is not None

    def counts(self) -> Mapping[str, int]:
        """How many records there are of each kind."""
        tables = (db.report, db.claim, db.referent, db.entity, db.event, db.relation, db.status)
        names = ("reports", "claims", "referents", "entities", "events", "relations", "statuses")
        with self._reading() as connection:
            return {
                name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
                for name, table in zip(names, tables, strict=True)
            }

"""The ledger in an SQL database. Each method is one query or one put; the work is in the files beside."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, delete, func, insert, or_, select

from riwaya.errors import LedgerError
from riwaya.records import (
    Claim,
    Document,
    Entity,
    Event,
    Findings,
    Reading,
    Referent,
    Relation,
    RelationKind,
    Report,
    SetAside,
    Status,
)
from riwaya.store import archive, checking, derived, log
from riwaya.store import schema as db
from riwaya.store.derived import batches
from riwaya.store.engine import WRITES, connect
from riwaya.store.ledger import Hit, Problem, Step
from riwaya.store.search import search
from riwaya.store.serial import R, load

_ROWS = 200  # rows held at once while streaming


def open_sql(address: str, create: bool) -> SqlLedger:
    """The ledger at an address; see `riwaya.store.open_ledger`."""
    return SqlLedger(connect(address, create))


class SqlLedger:
    """A ledger (see `store.ledger`) on an SQLAlchemy engine; may be used from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._open = threading.local()  # the connection of the transaction this thread is in

    # --- connections -------------------------------------------------------------------------------
    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, with the write lock held from the start."""
        if getattr(self._open, "connection", None) is not None:
            yield
            return
        with self._engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            self._open.connection = connection
            try:
                yield
            finally:
                self._open.connection = None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self.transaction():
            yield self._open.connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        current = getattr(self._open, "connection", None)
        if current is not None:
            yield current
            return
        with self._engine.connect().execution_options(yield_per=_ROWS) as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    # --- writing -----------------------------------------------------------------------------------
    def has_report(self, report_id: str) -> bool:
        """Whether the report is there."""
        with self._reading() as connection:
            query = select(db.report.c.id).where(db.report.c.id == report_id)
            return connection.execute(query).first() is not None

    def put_report(
        self,
        document: Document,
        reading: Reading,
        referents: Iterable[Referent],
        keys: Mapping[str, Collection[str]],
    ) -> bool:
        """The report with all that was read from it; False if it was there and nothing changed."""
        report = document.report
        people = tuple(referents)
        with self._writing() as connection:
            if self.has_report(report.id):
                return False
            archive.put_document(connection, document, reading)
            archive.put_reading(connection, reading, people)
            derived.put_keys(connection, keys)
            derived.unsettle(connection, Step.RESOLVE, [referent.id for referent in people])
            derived.unsettle(connection, Step.KEY, [claim.id for claim in reading.claims])
            detail = {
                "source": report.source,
                "retrieved": document.retrieved,
                "sha256": report.sha256,
                "text_sha256": archive.sha256(report.text.encode()),
                "reading": archive.reading_digest(reading.claims, reading.mentions, people),
                "reader": reading.reader,
            }
            log.append(connection, "added", report.id, detail)
        return True

    def put_set_aside(self, item: SetAside) -> None:
        """The file waits with its reason; a later reason replaces an earlier one."""
        row = {"source": item.source, "kind": item.kind, "reason": item.reason, "sha256": item.sha256}
        with self._writing() as connection:
            if item in list(self.set_aside()):
                return
            connection.execute(delete(db.set_aside).where(db.set_aside.c.source == item.source))
            connection.execute(insert(db.set_aside), row)
            log.append(connection, "set aside", item.source, {"reason": item.reason, "sha256": item.sha256})

    def clear_set_aside(self, source: str) -> None:
        """The file waits no longer: it could be read."""
        with self._writing() as connection:
            gone = connection.execute(delete(db.set_aside).where(db.set_aside.c.source == source))
            if gone.rowcount:
                log.append(connection, "read after all", source, {})

    def put_entities(self, entities: Iterable[Entity]) -> None:
        """The entities in place of those that held any of their referents."""
        with self._writing() as connection:
            derived.put_entities(connection, tuple(entities))

    def put_findings(self, claims: Collection[str], findings: Findings) -> None:
        """The findings in place of all that was found of these claims."""
        with self._writing() as connection:
            derived.put_findings(connection, claims, findings)

    def put_copies(self, reports: Collection[str], copies: Mapping[str, str]) -> None:
        """Which of the reports copy which other report; those not named copy none."""
        with self._writing() as connection:
            derived.put_copies(connection, reports, copies)

    # --- work left over ----------------------------------------------------------------------------
    def finished(self, sha256: str) -> int | None:
        """How many reports a file of these bytes holds, all of them in the ledger; None: not known."""
        with self._reading() as connection:
            query = select(db.finished.c.reports).where(db.finished.c.sha256 == sha256)
            return connection.execute(query).scalar()

    def finish(self, sha256: str, reports: int) -> None:
        """Everything in the file of these bytes is in the ledger."""
        with self._writing() as connection:
            if self.finished(sha256) is None:
                connection.execute(insert(db.finished), {"sha256": sha256, "reports": reports})

    def counts(self) -> Mapping[str, int]:
        """How many records there are of each kind."""
        tables = (db.report, db.claim, db.referent, db.entity, db.event, db.relation, db.status)
        names = ("reports", "claims", "referents", "entities", "events", "relations", "statuses")
        with self._reading() as connection:
            return {
                name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
                for name, table in zip(names, tables, strict=True)
            }

    def unsettled(self, step: Step, limit: int) -> tuple[str, ...]:
        """The records that wait for the step, the least ids first."""
        query = select(db.unsettled.c.record).where(db.unsettled.c.step == step)
        with self._reading() as connection:
            return tuple(connection.execute(query.order_by(db.unsettled.c.record).limit(limit)).scalars())

    def count_unsettled(self, step: Step) -> int:
        """How many records wait for the step."""
        with self._reading() as connection:
            query = select(func.count()).select_from(db.unsettled).where(db.unsettled.c.step == step)
            return int(connection.execute(query).scalar_one())

    def settled(self, step: Step, records: Collection[str]) -> None:
        """The records no longer wait for the step."""
        with self._writing() as connection:
            derived.settle(connection, step, records)

    def unsettle(self, step: Step, records: Collection[str]) -> None:
        """The records wait for the step."""
        with self._writing() as connection:
            derived.unsettle(connection, step, records)

    def neighbourhood(self, record: str) -> tuple[str, ...]:
        """Everything reached from the record through shared keys, with itself, by id."""
        with self._reading() as connection:
            return derived.neighbourhood(connection, record)

    def rekey(self, keys: Mapping[str, Collection[str]]) -> None:
        """New keys; the claims, and those that shared an old key with them, wait to be related again."""
        with self._writing() as connection:
            derived.unsettle(connection, Step.RELATE, {*keys, *derived.sharing(connection, keys)})
            derived.put_keys(connection, keys)
            derived.settle(connection, Step.KEY, keys)

    def claims_about(self, referents: Collection[str]) -> tuple[str, ...]:
        """The claims that speak through or about any of the referents, by id."""
        found: set[str] = set()
        with self._reading() as connection:
            for batch in batches(referents):
                query = select(db.claim_referent.c.claim).where(db.claim_referent.c.referent.in_(batch))
                found.update(connection.execute(query).scalars())
        return tuple(sorted(found))

    def note(self, what: str, record: str, detail: Mapping[str, str | int | None]) -> None:
        """One entry in the log."""
        with self._writing() as connection:
            log.append(connection, what, record, detail)

    # --- reading -----------------------------------------------------------------------------------
    def _stream(self, kind: type[R], query: Select[Any]) -> Iterator[R]:
        with self._reading() as connection:
            for (body,) in connection.execute(query):
                yield load(kind, body)

    def _bodies(self, kind: type[R], table: Table, ids: Collection[str] | None) -> Iterator[R]:
        """Records of a table by id: all, or those asked for."""
        query = select(table.c.body).order_by(table.c.id)
        if ids is None:
            yield from self._stream(kind, query)
            return
        for batch in batches(ids):
            yield from self._stream(kind, query.where(table.c.id.in_(batch)))

    def reports(self) -> Iterator[Report]:
        """All reports, by id."""
        with self._reading() as connection:
            query = select(*archive.REPORT).order_by(db.report.c.id)
            for row in connection.execute(query):
                yield archive.as_report(*row)

    def report(self, report_id: str) -> Report:
        """One report."""
        query = select(*archive.REPORT).where(db.report.c.id == report_id)
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
        """Claims: those of the ids by id, else by report and place."""
        if ids is not None:
            found = self._bodies(Claim, db.claim, ids)
            yield from found if report is None else (claim for claim in found if claim.report == report)
            return
        table = db.claim.c
        query = select(table.body).order_by(table.report, table.first, table.past, table.id)
        yield from self._stream(Claim, query if report is None else query.where(table.report == report))

    def referents(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Referent]:
        """Referents, by id."""
        if report is None:
            yield from self._bodies(Referent, db.referent, ids)
            return
        query = select(db.referent.c.body).where(db.referent.c.report == report).order_by(db.referent.c.id)
        for referent in self._stream(Referent, query):
            if ids is None or referent.id in ids:
                yield referent

    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]:
        """Entities, by id."""
        yield from self._bodies(Entity, db.entity, ids)

    def entity_of(self, referents: Collection[str]) -> Mapping[str, Entity]:
        """Referent -> its entity, for those that have one."""
        owner: dict[str, str] = {}
        for batch in batches(referents):
            columns = select(db.referent.c.id, db.referent.c.entity).where(db.referent.c.id.in_(batch))
            with self._reading() as connection:
                owner.update((row[0], row[1]) for row in connection.execute(columns) if row[1] is not None)
        known = {entity.id: entity for entity in self.entities(set(owner.values()))}
        return {referent: known[entity] for referent, entity in owner.items()}

    def events(self, ids: Collection[str] | None = None) -> Iterator[Event]:
        """Events, by id."""
        yield from self._bodies(Event, db.event, ids)

    def relations(
        self, kind: RelationKind | None = None, claims: Collection[str] | None = None
    ) -> Iterator[Relation]:
        """Relations, by id: all, of one kind, or touching any of the claims."""
        table = db.relation.c
        query = select(table.id, table.body).order_by(table.id)
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

    def statuses(self, entity: str | None = None) -> Iterator[Status]:
        """Statuses, by id: all, or of one entity."""
        query = select(db.status.c.body).order_by(db.status.c.id)
        yield from self._stream(
            Status, query if entity is None else query.where(db.status.c.entity == entity)
        )

    def search(self, words: str, limit: int = 20) -> Iterator[Hit]:
        """Cited passages, best first; see `store.search`."""
        with self._reading() as connection:
            yield from search(connection, words, limit)

    def verify(self) -> Iterator[Problem]:
        """All that is off; see `store.checking`."""
        with self._reading() as connection:
            yield from checking.verify(connection)

"""The ledger in an SQL database: every put is one transaction. What it reads stands in `queries`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from riwaya.errors import LedgerError
from riwaya.records import (
    Compared,
    Document,
    Entity,
    Event,
    Findings,
    Reading,
    Referent,
    Relation,
    Report,
    SetAside,
    Status,
)
from riwaya.store import archive, blocking, changes, derived, log, sealing, summaries
from riwaya.store import schema as db
from riwaya.store.addresses import shown
from riwaya.store.custody import Custody
from riwaya.store.engine import connect, said, writing
from riwaya.store.waiting import Step


def open_sql(address: str, create: bool) -> SqlLedger:
    """The ledger at an address; see `riwaya.store.open_ledger`."""
    return SqlLedger(shown(address), connect(address, create))


class SqlLedger(Custody):
    """A ledger (see `store.ledger`) on an SQLAlchemy engine."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, with the write lock held from the start."""
        if self._open.connection is not None:
            yield
            return
        try:
            with writing(self._engine) as connection, connection.begin():
                self._open.connection = connection
                sealing.begin(connection)
                changes.begin(connection)
                log.begin(connection)
                yield
                summaries.settle(connection)
                log.write(connection, sealing.settle(connection))
        except DBAPIError as error:
            raise LedgerError(said(self.address, error)) from error
        finally:
            self._open.connection = None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self.transaction(), self._reading() as connection:
            yield connection

    # --- writing -----------------------------------------------------------------------------------
    def put_report(
        self,
        document: Document,
        reading: Reading,
        referents: Iterable[Referent],
    ) -> bool:
        """The report with all that was read from it; False if it was there and nothing changed."""
        report = document.report
        people = tuple(referents)
        with self._writing() as connection:
            if self.has_report(report.id):
                return False
            archive.put_document(connection, document, reading)
            archive.put_reading(connection, reading, people)
            derived.unsettle(connection, Step.RESOLVE, [referent.id for referent in people])
            derived.unsettle(connection, Step.KEY, [claim.id for claim in reading.claims])
            detail: dict[str, str | int | None] = {
                "source": report.source,
                "retrieved": document.retrieved,
                "sha256": report.sha256,
                "text_sha256": archive.sha256(report.text.encode()),
                "reading": archive.reading_digest(reading.claims, reading.mentions, people),
                "reader": reading.reader,
                "how": document.how,
                "report": archive.report_digest(report),
            }
            if document.original is None:
                detail["original"] = "absent"
            log.append(connection, "added", report.id, detail)
        return True

    def put_set_aside(self, item: SetAside) -> None:
        """The file waits with its reason; a later reason replaces an earlier one."""
        row = {"source": item.source, "kind": item.kind, "reason": item.reason, "sha256": item.sha256}
        with self._writing() as connection:
            known = select(db.set_aside).where(db.set_aside.c.source == item.source)
            if connection.execute(known).first() == tuple(row.values()):
                return
            sealing.take(connection, db.set_aside, db.set_aside.c.source == item.source)
            sealing.put(connection, db.set_aside, [row])
            log.append(connection, "set aside", item.source, {"reason": item.reason, "sha256": item.sha256})

    def clear_set_aside(self, source: str) -> None:
        """The file waits no longer: it could be read."""
        with self._writing() as connection:
            if sealing.take(connection, db.set_aside, db.set_aside.c.source == source):
                log.append(connection, "read after all", source, {})

    def put_entities(self, entities: Iterable[Entity]) -> None:
        """The entities in place of those that held any of their referents."""
        with self._writing() as connection:
            derived.put_entities(connection, tuple(entities))

    def put_findings(self, claims: Collection[str], findings: Findings) -> None:
        """The findings in place of all that was found of these claims, with nothing left to settle."""
        with self._writing() as connection:
            ties = {tie for event in findings.events for tie in pairwise(sorted(set(event.claims)))}
            derived.put_compared(connection, claims, Compared(findings.relations, tuple(sorted(ties))))
            derived.put_events(connection, claims, findings.events)
            held = derived.things_held(connection, claims)
            derived.put_statuses(connection, held, findings.statuses)
            for step in (Step.KEY, Step.COMPARE, Step.CONCLUDE):
                derived.settle(connection, step, claims)

    def things_held(self, claims: Collection[str]) -> Collection[tuple[str, str]]:
        """The entities and aspects of the statuses that stand on any of these claims."""
        with self._reading() as connection:
            return derived.things_held(connection, claims)

    def put_compared(self, claims: Collection[str], compared: Compared) -> None:
        """The relations and ties in place of those that touched these claims; both sides wait to conclude."""
        with self._writing() as connection:
            touched = derived.put_compared(connection, claims, compared)
            derived.unsettle(connection, Step.CONCLUDE, touched)
            derived.settle(connection, Step.COMPARE, claims)

    def put_spread(self, claims: Collection[str], relations: Collection[Relation]) -> Collection[str]:
        """Relations through copies in place of those of these claims; whom that touches."""
        with self._writing() as connection:
            return derived.put_spread(connection, claims, relations)

    def put_events(self, claims: Collection[str], events: Collection[Event]) -> None:
        """The events in place of those that held any of these claims."""
        with self._writing() as connection:
            derived.put_events(connection, claims, events)

    def put_statuses(self, things: Collection[tuple[str, str]], statuses: Collection[Status]) -> None:
        """The statuses in place of those of these entities and aspects."""
        with self._writing() as connection:
            derived.put_statuses(connection, things, statuses)

    def put_copies(self, reports: Collection[str], copies: Mapping[str, str]) -> None:
        """Which of the reports copy which other report; those not named copy none."""
        with self._writing() as connection:
            derived.put_copies(connection, reports, copies)

    def put_dates(self, reports: Collection[str], dates: Mapping[str, tuple[str, str]]) -> None:
        """EDTF and why of the undated reports that others date; those not named are as their text tells."""
        with self._writing() as connection:
            derived.put_dates(connection, reports, dates)

    def report_as_read(self, report_id: str) -> Report:
        """One report without the date that other reports give it."""
        query = select(db.report.c.body, db.report.c.text, db.report.c.echo_of)
        with self._reading() as connection:
            row = connection.execute(query.where(db.report.c.id == report_id)).first()
        if row is None:
            raise LedgerError(
                f"no report {report_id} in this ledger; `riwaya show LEDGER` lists what there is"
            )
        return archive.as_report(*row, None, None)

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
                sealing.put(connection, db.finished, [{"sha256": sha256, "reports": reports}])

    def unsettled(self, step: Step, limit: int) -> tuple[str, ...]:
        """The records that wait for the step, by report and id."""
        query = select(db.unsettled.c.record).where(db.unsettled.c.step == step)
        with self._reading() as connection:
            return tuple(
                connection.execute(
                    query.order_by(db.unsettled.c.report, db.unsettled.c.record).limit(limit)
                ).scalars()
            )

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

    def sharing(self, records: Collection[str]) -> tuple[str, ...]:
        """Everything that shares a key with any of the records, with themselves, by id."""
        with self._reading() as connection:
            return tuple(sorted({*records, *blocking.sharing(connection, records)}))

    def tied(self, claims: Collection[str]) -> tuple[str, ...]:
        """Everything reached from the claims through ties, with themselves, by id."""
        with self._reading() as connection:
            return derived.tied(connection, claims)

    def ties(self, claims: Collection[str]) -> Iterator[tuple[str, str]]:
        """The ties that touch any of the claims, in order."""
        with self._reading() as connection:
            yield from derived.ties(connection, claims)

    def named_in(self, reports: Collection[str]) -> Mapping[str, Collection[str]]:
        """The referents of each report that are places or bodies."""
        with self._reading() as connection:
            return blocking.named_in(connection, reports)

    def things(self, claims: Collection[str], prefix: str) -> Mapping[str, tuple[str, ...]]:
        """Key with the prefix -> all claims that have it, for the keys these claims have."""
        with self._reading() as connection:
            return blocking.things(connection, claims, prefix)

    def rekey(self, keys: Mapping[str, Collection[str]]) -> None:
        """New keys of claims, which now wait to be compared."""
        with self._writing() as connection:
            derived.unsettle(connection, Step.COMPARE, keys)
            blocking.put_keys(connection, keys)
            derived.settle(connection, Step.KEY, keys)

    def note(self, what: str, record: str, detail: Mapping[str, str | int | None]) -> None:
        """One entry in the log."""
        with self._writing() as connection:
            log.append(connection, what, record, detail)

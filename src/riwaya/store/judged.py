"""What people judged, and the claims and relations as that leaves them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from sqlalchemy import select

from riwaya.records import Claim, Judged, Judgement, Mention, Relation
from riwaya.store import archive, log, sealing
from riwaya.store import schema as db
from riwaya.store.derived import batches
from riwaya.store.given import next_number
from riwaya.store.looks import Looks
from riwaya.store.serial import dump, load
from riwaya.store.standing import judgements_on, stand


class Judgings(Looks):
    """`JudgedLedger` in an SQL database."""

    def judge(self, judgement: Judgement) -> Judgement:
        """The judgement with its number, appended; claims and relations stand as it leaves them."""
        with self._writing() as connection:
            made = replace(judgement, number=next_number(connection))
            row = {"number": made.number, "kind": made.kind, "target": made.target, "person": made.by}
            sealing.put(connection, db.judgement, [{**row, "undoes": made.undoes, "body": dump(made)}])
            on = [{"record": record, "judgement": made.number} for record in made.records]
            sealing.put(connection, db.judgement_on, on)
            digest = archive.sha256(dump(made).encode())
            detail: log.Detail = {"kind": made.kind, "on": made.target, "by": made.by, "sha256": digest}
            log.append(connection, "judged", str(made.number), detail)
            stand(connection, made.target)
        return made

    def judgements(self, records: Collection[str] | None = None) -> tuple[Judgement, ...]:
        """Every judgement, or those on any of the records with what undoes them, oldest first."""
        with self._reading() as connection:
            return judgements_on(connection, records)

    def claims_as_read(
        self, ids: Collection[str] | None = None, report: str | None = None
    ) -> Iterator[Claim]:
        """Claims as a reader read them, whatever was judged; order as for `claims`."""
        if ids is not None:
            found = self._bodies(Claim, db.claim, ids)
            yield from found if report is None else (claim for claim in found if claim.report == report)
            return
        table = db.claim.c
        query = select(table.body).order_by(table.report, table.first, table.past, table.id)
        yield from self._stream(Claim, query if report is None else query.where(table.report == report))

    def judgements_of_events(self) -> tuple[Judgement, ...]:
        """The judgements that join or part events, with every undoing, oldest first."""
        table = db.judgement.c
        kinds = (Judged.JOIN, Judged.PART)
        with self._reading() as connection:
            if connection.execute(select(table.number).where(table.kind.in_(kinds)).limit(1)).first() is None:
                return ()
            query = select(table.body).where(table.kind.in_((*kinds, Judged.UNDO))).order_by(table.number)
            return tuple(load(Judgement, body) for body in connection.execute(query).scalars())

    def judged_claims(self, ids: Collection[str] | None = None) -> Iterator[Claim]:
        """The claims that people judged, rejected ones too, as they stand now, by id."""
        standing = db.reviewed.c.state != db.WITHDRAWN
        query = select(db.reviewed.c.body).where(standing).order_by(db.reviewed.c.claim)
        if ids is None:
            yield from self._stream(Claim, query)
            return
        for batch in batches(ids):
            yield from self._stream(Claim, query.where(db.reviewed.c.claim.in_(batch)), few=True)

    def dismissed(self) -> tuple[Relation, ...]:
        """The relations that people dismissed and that would stand without that, by id."""
        gone = select(db.dismissed.c.relation)
        query = select(db.relation.c.body).where(db.relation.c.id.in_(gone)).order_by(db.relation.c.id)
        return tuple(self._stream(Relation, query, few=True))

    def relation(self, relation_id: str) -> Relation | None:
        """One relation, dismissed or not."""
        query = select(db.relation.c.body).where(db.relation.c.id == relation_id)
        return next(iter(self._stream(Relation, query, few=True)), None)

    def mentions(self, report: str) -> tuple[Mention, ...]:
        """What a reader found named in a report, in its order."""
        with self._reading() as connection:
            return tuple(archive.mentions_of(connection, report))

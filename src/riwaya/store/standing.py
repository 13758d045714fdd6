"""How judgements leave claims and relations, kept beside what was read and found."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select

from riwaya.records import Claim, Judged, Judgement, reviewed, standing_judgements
from riwaya.store import schema as db
from riwaya.store import sealing
from riwaya.store.derived import batches
from riwaya.store.serial import dump, load


def judgements_on(connection: Connection, records: Collection[str] | None = None) -> tuple[Judgement, ...]:
    """Every judgement, or those on any of the records with what undoes them, oldest first."""
    table = db.judgement.c
    if records is None:
        bodies = connection.execute(select(table.body).order_by(table.number)).scalars()
        return tuple(load(Judgement, body) for body in bodies)
    found: dict[int, str] = {}
    for batch in batches(records):
        touched = select(db.judgement_on.c.judgement).where(db.judgement_on.c.record.in_(batch))
        rows = connection.execute(select(table.number, table.body).where(table.number.in_(touched)))
        found.update((row[0], row[1]) for row in rows)
    return tuple(load(Judgement, found[number]) for number in sorted(found))


def stand(connection: Connection, target: str) -> None:
    """The claim or relation as the standing judgements leave it."""
    judged = judgements_on(connection, [target])
    body = connection.execute(select(db.claim.c.body).where(db.claim.c.id == target)).scalar()
    if body is not None:
        _stand_claim(connection, load(Claim, body), judged)
        return
    verdicts = [j.kind for j in standing_judgements(judged) if j.kind in (Judged.CONFIRM, Judged.DISMISS)]
    sealing.take(connection, db.dismissed, db.dismissed.c.relation == target)
    if verdicts and verdicts[-1] is Judged.DISMISS:
        sealing.put(connection, db.dismissed, [{"relation": target}])


def _stand_claim(connection: Connection, read: Claim, judged: Iterable[Judgement]) -> None:
    claim = reviewed(read, judged)
    sealing.take(connection, db.reviewed, db.reviewed.c.claim == read.id)
    if claim.review is None:
        return
    row = {"claim": claim.id, "state": claim.review.state, "body": dump(claim)}
    sealing.put(connection, db.reviewed, [row])
    known = select(db.claim_referent.c.referent).where(db.claim_referent.c.claim == claim.id)
    fresh = claim.referents - set(connection.execute(known).scalars())
    rows = [{"referent": referent, "claim": claim.id} for referent in sorted(fresh)]
    sealing.put(connection, db.claim_referent, rows)

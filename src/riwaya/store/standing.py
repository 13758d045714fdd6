"""How judgements leave claims and relations, kept beside what was read and found."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from riwaya.records import Claim, Judged, Judgement, reviewed, standing_judgements
from riwaya.store import archive, sealing
from riwaya.store import schema as db
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
    if added := _added(judged):
        _put_added(connection, added)
    body = connection.execute(select(db.claim.c.body).where(db.claim.c.id == target)).scalar()
    if body is not None:
        _stand_claim(connection, load(Claim, body), judged)
        return
    verdicts = [j.kind for j in standing_judgements(judged) if j.kind in (Judged.CONFIRM, Judged.DISMISS)]
    sealing.take(connection, db.dismissed, db.dismissed.c.relation == target)
    if verdicts and verdicts[-1] is Judged.DISMISS:
        sealing.put(connection, db.dismissed, [{"relation": target}])


def left(read: Claim, judged: Collection[Judgement]) -> tuple[str, Claim] | None:
    """The state and the claim that the judgements leave; None where it stays as it was read."""
    added = _added(judged)
    if added is not None and added not in standing_judgements(judged):
        return db.WITHDRAWN, read
    claim = reviewed(read, judged)
    return (claim.review.state, claim) if claim.review else None


def _added(judged: Collection[Judgement]) -> Judgement | None:
    """The judgement by which a person added the claim: the latest that stands, else the latest of all."""
    every = [j for j in judged if j.kind is Judged.ADD]
    standing = [j for j in standing_judgements(judged) if j.kind is Judged.ADD]
    return next(reversed(standing or every), None)


def _put_added(connection: Connection, judgement: Judgement) -> None:
    """The claim as the judgement has it, among those that were read."""
    claim = judgement.added
    if claim is None:
        return
    row = {**archive.claim_row(claim), "added": judgement.number}
    known = connection.execute(select(db.claim.c.added).where(db.claim.c.id == claim.id)).first()
    if known is not None and known[0] in (None, judgement.number):
        return
    sealing.take(connection, db.claim, db.claim.c.id == claim.id)
    sealing.put(connection, db.claim, [row])
    _name(connection, claim)


def _name(connection: Connection, claim: Claim) -> None:
    """Everyone the claim speaks through or about leads to it."""
    known = select(db.claim_referent.c.referent).where(db.claim_referent.c.claim == claim.id)
    fresh = claim.referents - set(connection.execute(known).scalars())
    rows = [{"referent": referent, "claim": claim.id} for referent in sorted(fresh)]
    sealing.put(connection, db.claim_referent, rows)


def _stand_claim(connection: Connection, read: Claim, judged: Collection[Judgement]) -> None:
    sealing.take(connection, db.reviewed, db.reviewed.c.claim == read.id)
    found = left(read, judged)
    if found is None:
        return
    state, claim = found
    sealing.put(connection, db.reviewed, [{"claim": claim.id, "state": state, "body": dump(claim)}])
    _name(connection, claim)

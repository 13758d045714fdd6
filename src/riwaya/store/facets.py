"""What passages are sorted by, read from few columns: who says it, where, how sure, how many."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from riwaya.store import schema as db
from riwaya.store.derived import IDS, batches
from riwaya.store.ledger import Head, Held, Wanted

_AS_JUDGED = (
    select(db.claim.c.id, func.coalesce(db.reviewed.c.body, db.claim.c.body))
    .select_from(db.claim.outerjoin(db.reviewed, db.reviewed.c.claim == db.claim.c.id))
    .where(db.claim.c.id.in_(IDS))
)
_HEADS = (
    select(db.report.c.id, db.report.c.outlet, func.coalesce(db.dating.c.edtf, db.report.c.published))
    .select_from(db.report.outerjoin(db.dating, db.dating.c.report == db.report.c.id))
    .where(db.report.c.id.in_(IDS))
)
_OWNERS = select(db.referent.c.id, db.referent.c.entity).where(
    db.referent.c.id.in_(IDS), db.referent.c.entity.is_not(None)
)


def held(connection: Connection, claims: Collection[str], wanted: Wanted) -> Iterator[Held]:
    """The wanted ones of the claims as they were judged, by id."""
    found: list[Held] = []
    for batch in batches(claims):
        for claim, text in connection.execute(_AS_JUDGED, {"ids": batch}).all():
            one = _of_referents(claim, json.loads(text))
            if wanted.fits(one.stance, one.measures):
                found.append(one)
    owner = owners(connection, {r for one in found for r in (*one.places, *one.sources)})

    def entities(referents: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(owner[r] for r in referents if r in owner))

    yield from (o._replace(places=entities(o.places), sources=entities(o.sources)) for o in found)


def _of_referents(claim: str, body: dict[str, Any]) -> Held:
    """What the claim can be chosen by, with referents in place of their entities."""
    sources = [link["source"] for link in body.get("chain", ())]
    return Held(
        claim,
        body["stance"],
        (body.get("when") or {}).get("edtf"),
        tuple(dict.fromkeys(f.get("measure") or "" for f in body.get("figures", ()))),
        tuple(p["referent"] for p in body.get("where", ()) if p.get("referent")),
        tuple(s["referent"] for s in sources if s.get("referent")),
        tuple(s["words"][0] for s in sources if s.get("words")),
    )


def heads(connection: Connection, reports: Collection[str]) -> Iterator[Head]:
    """The reports, by id."""
    for batch in batches(reports):
        yield from (Head(*row) for row in connection.execute(_HEADS, {"ids": batch}).all())


def owners(connection: Connection, referents: Collection[str]) -> dict[str, str]:
    """Referent -> the id of its entity, for those that have one."""
    found: dict[str, str] = {}
    for batch in batches(referents):
        found.update(
            (referent, entity) for referent, entity in connection.execute(_OWNERS, {"ids": batch}).all()
        )
    return found

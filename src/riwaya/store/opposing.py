"""The contradictions that stand, and what each is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, func, or_, select

from riwaya.corroborate.disputed import figures_of
from riwaya.records import (
    About,
    Claim,
    Judged,
    Relation,
    RelationKind,
    Report,
    standing_judgements,
)
from riwaya.store import archive
from riwaya.store import schema as db
from riwaya.store.derived import batches
from riwaya.store.serial import load
from riwaya.store.standing import judgements_on
from riwaya.store.surveying import Opposed

Row = tuple[Any, ...]


def standing_edges(
    connection: Connection,
    touched: Collection[str] | None,
    known: Mapping[str, str | None],
    judged: Collection[str],
) -> list[tuple[Opposed, str | None]]:
    """The contradictions that stand and touch these claims, or all, each with the measure in question.

    `known` are measures that stay, but for contradictions of claims that people judged since.
    """
    table = db.relation.c
    gone = select(db.reviewed.c.claim).where(db.reviewed.c.state.in_(db.GONE))
    standing = select(table.id, table.about, table.claim_a, table.claim_b, table.score).where(
        table.kind == RelationKind.CONTRADICTS,
        table.id.not_in(select(db.dismissed.c.relation)),
        table.claim_a.not_in(gone),
        table.claim_b.not_in(gone),
    )
    found: dict[str, Row] = {}
    for batch in batches(touched) if touched is not None else [[]]:
        near = or_(table.claim_a.in_(batch), table.claim_b.in_(batch))
        rows = connection.execute(standing if touched is None else standing.where(near))
        found.update((row[0], tuple(row)) for row in rows)
    unread = [
        r
        for r, (_, about, a, b, _) in found.items()
        if about == About.FIGURE and (r not in known or a in judged or b in judged)
    ]
    subjects = {**known, **_subjects(connection, unread)}
    return [
        (Opposed(r, About(about) if about else None, (a, b), score), subjects.get(r))
        for r, (_, about, a, b, score) in found.items()
    ]


def _subjects(connection: Connection, relations: Iterable[str]) -> dict[str, str | None]:
    """What is counted where these contradictions about figures disagree."""
    found: dict[str, str | None] = {}
    body = func.coalesce(db.reviewed.c.body, db.claim.c.body)
    standing = select(body).outerjoin(db.reviewed, db.reviewed.c.claim == db.claim.c.id)
    for batch in batches(relations):
        bodies = connection.execute(select(db.relation.c.body).where(db.relation.c.id.in_(batch))).scalars()
        edges = [load(Relation, written) for written in bodies]
        claims: dict[str, Claim] = {}
        for some in batches(c for e in edges for c in e.claims):
            for written in connection.execute(standing.where(db.claim.c.id.in_(some))).scalars():
                claim = load(Claim, written)
                claims[claim.id] = claim
        reports: dict[str, Report] = {}
        for some in batches(c.report for c in claims.values()):
            rows = connection.execute(archive.select_reports().where(db.report.c.id.in_(some)))
            reports.update((r.id, r) for r in (archive.as_report(*row) for row in rows))
        for edge in (e for e in edges if claims.keys() >= set(e.claims)):  # an import may lack claims
            a, b = (claims[c] for c in edge.claims)
            found[edge.id] = figures_of(edge, a, b, reports.__getitem__)[0]
    return found


def confirmed(connection: Connection, relations: Collection[str]) -> set[str]:
    """Those of the contradictions that somebody confirmed, the latest verdict counting."""
    if connection.execute(select(db.judgement.c.number).limit(1)).first() is None:
        return set()
    verdicts = (Judged.CONFIRM, Judged.DISMISS)
    latest = {
        j.target: j.kind
        for j in standing_judgements(judgements_on(connection, relations))
        if j.kind in verdicts
    }
    return {target for target, kind in latest.items() if kind is Judged.CONFIRM}

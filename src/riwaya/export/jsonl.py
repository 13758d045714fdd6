"""A ledger as JSON lines: the contract objects, one a line, always in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain

from riwaya.export.contract import (
    Object,
    claim_object,
    entity_object,
    event_object,
    relation_object,
    report_object,
    status_object,
)
from riwaya.records import Claim
from riwaya.view.facts import Facts
from riwaya.view.lookup import referents_of

BATCH = 500  # claims whose entities are fetched with one query


def objects(ledger: Facts, rejected: Sequence[Claim] = ()) -> Iterator[Object]:
    """Every object: reports, entities, claims, events, relations, statuses, each kind sorted by id.

    Claims that people rejected are left out but for those given.
    """
    for report in sorted(ledger.reports(), key=lambda r: r.id):
        yield report_object(report)
    for entity in sorted(ledger.entities(), key=lambda e: e.id):
        yield entity_object(entity)
    yield from _claims(ledger, rejected)
    for event in sorted(ledger.events(), key=lambda e: e.id):
        yield event_object(event)
    for relation in sorted(ledger.relations(), key=lambda r: r.id):
        yield relation_object(relation)
    for status in sorted(ledger.statuses(), key=lambda s: s.id):
        yield status_object(status)


def lines(ledger: Facts, rejected: Sequence[Claim] = ()) -> Iterator[str]:
    """Every object as one line of JSON, without its line end."""
    yield from map(line, objects(ledger, rejected))


def line(made: Object) -> str:
    """One object as JSON."""
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def _claims(ledger: Facts, rejected: Sequence[Claim]) -> Iterator[Object]:
    batch: list[Claim] = []
    for claim in sorted(chain(ledger.claims(), rejected), key=lambda c: c.id):
        batch.append(claim)
        if len(batch) == BATCH:
            yield from claim_objects(ledger, batch)
            batch = []
    yield from claim_objects(ledger, batch)


def claim_objects(ledger: Facts, claims: Sequence[Claim]) -> Iterator[Object]:
    """These claims, with whom they name and the events they are about."""
    events = ledger.events_of([c.id for c in claims])
    read = {c.id: c for c in ledger.claims_as_read([c.id for c in claims if c.review])}
    named = sorted({r for c in (*claims, *read.values()) for r in referents_of(c)})
    canonical = {r: e.id for r, e in ledger.entity_of(named).items()} if named else {}
    for claim in claims:
        yield claim_object(claim, canonical, events.get(claim.id), read.get(claim.id))

"""A person, group, organization, place or facility with all that is held by it and about it."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.records import Claim, Entity, Kind
from riwaya.resolve.typed import source_type
from riwaya.view.event import EventView, show_event
from riwaya.view.facts import Facts
from riwaya.view.lookup import Lookup
from riwaya.view.refused import refused
from riwaya.view.telling import Telling, outlet_of, tell
from riwaya.view.timeline import Bars, Moment, events_at, statuses, timeline

PRIVATE = frozenset({"requested", "minor", "victim", "private", "medical"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling and the outlets that use it."""

    text: str
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """One entity to read."""

    id: str
    kind: str
    name: str
    spellings: tuple[Spelling, ...]
    descriptions: tuple[str, ...]
    position: str | None  # "34.37, 40.98, town", in words
    position_why: str | None
    protection: tuple[str, ...]
    why: str
    source_type: str | None  # of someone who is not named: resident, fighter ...
    refused: tuple[str, ...]  # whom it was compared with and is not one with, each with why
    reports: int
    says: tuple[Telling, ...]  # claims it is a source of
    about: tuple[Moment, ...]  # claims about it, by time; none for a person who must be protected
    statuses: Bars
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list of entities."""

    id: str
    kind: str
    name: str
    also: tuple[str, ...]
    claims: int
    reports: int
    protection: tuple[str, ...]


def show_entity(ledger: Facts, entity: Entity) -> EntityView:
    """The entity with its claims; of a protected person no timeline is drawn, so no page shows movements."""
    lookup = Lookup(ledger)
    mine = set(entity.referents)
    reports = sorted({r.report for r in ledger.referents(sorted(mine))})
    claims = [c for r in reports for c in lookup.keep(ledger.claims(report=r))]
    says = [c for c in claims if any(link.source.referent in mine for link in c.chain)]
    about = [c for c in claims if any(p.referent in mine for p in (*c.where, *c.who))]
    hidden = entity.kind is Kind.PERSON and bool(PRIVATE & set(entity.protection))
    descriptions = {d for r in ledger.referents(sorted(mine)) for d in r.descriptions}
    place = entity.position
    return EntityView(
        id=entity.id,
        kind=entity.kind.value,
        name=entity.name,
        spellings=tuple(
            Spelling(n.text, tuple(sorted({outlet_of(lookup.report(r)) for r in n.reports})))
            for n in entity.names
        ),
        descriptions=tuple(sorted(descriptions)),
        position=_position(entity),
        position_why=place.why if place else None,
        protection=entity.protection,
        why=entity.why,
        source_type=None if entity.named else source_type((*sorted(descriptions), entity.name)),
        refused=refused(ledger, entity),
        reports=len(reports),
        says=tuple(tell(c, lookup) for c in _in_order(says)),
        about=() if hidden else timeline(about, lookup),
        statuses=Bars((), ()) if hidden else statuses(ledger, entity.id),
        events=() if hidden else tuple(show_event(e, lookup) for e in events_at(ledger, [entity.id])),
    )


def _in_order(claims: list[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda c: (c.report, c.start, c.id))


def _position(entity: Entity) -> str | None:
    at = entity.position
    if at is None or at.latitude is None or at.longitude is None:
        return None
    country = f", {at.country}" if at.country else ""
    return f"{at.latitude:.2f}, {at.longitude:.2f} ({at.precision}{country})"


def list_entities(ledger: Facts, *kinds: Kind) -> tuple[Listed, ...]:
    """Named entities of the kinds, those in most claims first."""
    lookup = Lookup(ledger)
    claims: dict[str, set[str]] = {}
    for claim in lookup.keep(ledger.claims()):
        referents = [link.source.referent for link in claim.chain]
        referents += [p.referent for p in (*claim.where, *claim.who)]
        for referent in referents:
            found = lookup.entity(referent)
            if found:
                claims.setdefault(found.id, set()).add(claim.id)
    rows = [
        Listed(
            e.id,
            e.kind.value,
            e.name,
            tuple(n.text for n in e.names if n.text != e.name),
            len(claims.get(e.id, ())),
            len({r for n in e.names for r in n.reports}),
            e.protection,
        )
        for e in ledger.entities()
        if e.kind in kinds and e.named
    ]
    return tuple(sorted(rows, key=lambda r: (-r.claims, -r.reports, r.name, r.id)))

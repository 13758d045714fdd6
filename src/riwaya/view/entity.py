"""A person, group, organization, place or facility with all that is held by it and about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from riwaya.records import Claim, Entity, Kind
from riwaya.resolve.typed import source_type
from riwaya.view.dates import order
from riwaya.view.event import EventView, show_events
from riwaya.view.facts import Facts
from riwaya.view.lookup import Lookup
from riwaya.view.refused import refused
from riwaya.view.telling import Telling, outlet_of, tell
from riwaya.view.timeline import Bars, Moment, statuses, timeline

MOST_EVENTS = 16  # the latest
FEW = 8  # claims read of one of them
OUTLETS = 24  # reports of one spelling whose outlets are named
A_REPORT = 10  # claims about somebody in one report, roughly
PRIVATE = frozenset({"requested", "minor", "victim", "private", "medical"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling and the outlets that use it."""

    text: str
    outlets: tuple[str, ...]
    reports: int


class Met(NamedTuple):
    """Someone named together with an entity, and in how many claims."""

    id: str
    kind: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class EntityView:
    """One entity to read."""

    id: str
    kind: str
    name: str
    also: tuple[str, ...]  # other spellings, capital letters aside
    spellings: tuple[Spelling, ...]
    descriptions: tuple[str, ...]
    position: str | None  # "34.37, 40.98, town", in words
    position_why: str | None
    protection: tuple[str, ...]
    why: str
    source_type: str | None  # of someone who is not named: resident, fighter ...
    refused: tuple[str, ...]  # whom it was compared with and is not one with, each with why
    reports: int
    claims: int  # by it and about it
    left_out: int  # of those, how many are not shown
    says: tuple[Telling, ...]  # claims it is a source of
    about: tuple[Moment, ...]  # claims about it, by time; none for a person who must be protected
    statuses: Bars
    events: tuple[EventView, ...]
    people: tuple[Met, ...]  # who else is named in the claims, those in most of them first

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """Every claim that is shown, each once."""
        told = {t.id: t for t in (*self.says, *(t for m in self.about for t in m.tellings))}
        return tuple(told.values())


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


def show_entity(
    ledger: Facts, entity: Entity, most: int | None = None, most_statuses: int | None = None
) -> EntityView:
    """The entity with its claims; of a protected person no timeline is drawn, so no page shows movements.

    With `most`, no more claims than that, those of the reports published last; statuses likewise.
    """
    lookup = Lookup(ledger)
    few = most is None or len(entity.referents) <= most // A_REPORT
    chosen = entity.referents if few or most is None else ledger.latest_referents(entity, most)
    mine = set(chosen)
    referents = tuple(ledger.referents(chosen))
    reports = {r for n in entity.names for r in n.reports} or {r.report for r in referents}
    every = ledger.claims_counted([entity.id]).get(entity.id, 0)
    claims = list(lookup.claims(ledger.claims_about(chosen)[:most]))
    says = [c for c in claims if any(link.source.referent in mine for link in c.chain)]
    about = [c for c in claims if any(p.referent in mine for p in (*c.where, *c.who))]
    hidden = entity.kind is Kind.PERSON and bool(PRIVATE & set(entity.protection))
    descriptions = {d for r in referents for d in r.descriptions}
    place = entity.position
    return EntityView(
        id=entity.id,
        kind=entity.kind.value,
        name=entity.name,
        also=other_names(entity),
        spellings=_spellings(ledger, entity),
        descriptions=tuple(sorted(descriptions)),
        position=_position(entity),
        position_why=place.why if place else None,
        protection=entity.protection,
        why=entity.why,
        source_type=None if entity.named else source_type((*sorted(descriptions), entity.name)),
        refused=refused(ledger, entity),
        reports=len(reports),
        claims=every,
        left_out=max(0, every - len(claims)),
        says=tuple(tell(c, lookup) for c in _in_order(says)),
        about=() if hidden else timeline(about, lookup),
        statuses=Bars((), ()) if hidden else statuses(ledger, entity.id, most_statuses),
        events=() if hidden else _events(ledger, entity, claims, lookup, most),
        people=_people(claims, mine, lookup),
    )


def other_names(entity: Entity) -> tuple[str, ...]:
    """Its other spellings; those that differ in nothing but capital letters are one."""
    seen = {entity.name.casefold(): entity.name}
    for name in sorted(entity.names, key=lambda n: n.text.isupper()):  # "Tel Marwad" before "TEL MARWAD"
        seen.setdefault(name.text.casefold(), name.text)
    return tuple(seen.values())[1:]


def _spellings(ledger: Facts, entity: Entity) -> tuple[Spelling, ...]:
    """Every spelling with the outlets of the first reports that use it."""
    shown = {r for n in entity.names for r in n.reports[:OUTLETS]}
    outlets = {r.id: outlet_of(r) for r in ledger.reports(shown)}
    return tuple(
        Spelling(
            n.text, tuple(sorted({outlets[r] for r in n.reports[:OUTLETS] if r in outlets})), len(n.reports)
        )
        for n in entity.names
    )


def _events(
    ledger: Facts, entity: Entity, claims: list[Claim], lookup: Lookup, most: int | None
) -> tuple[EventView, ...]:
    """The events there, and those of the claims that it is among those concerned of, by time.

    With `most`, the latest dozens, each with the first claims only.
    """
    near = {*ledger.events_with(entity.id, None if most is None else MOST_EVENTS)}
    near |= set(ledger.events_of([c.id for c in claims]).values())
    found = [e for e in ledger.events(near) if e.where == entity.id or entity.id in e.who]
    found.sort(key=lambda e: (order(e.when), e.id))
    shown = found if most is None else found[-MOST_EVENTS:]
    return show_events(shown, lookup, None if most is None else FEW)


def _people(claims: list[Claim], mine: set[str], lookup: Lookup) -> tuple[Met, ...]:
    """People, groups and organizations in the claims; nobody who must be protected."""
    counted: Counter[str] = Counter()
    known: dict[str, Entity] = {}
    for claim in claims:
        for entity in {e.id: e for r in claim.referents - mine for e in (lookup.entity(r),) if e}.values():
            if entity.named and entity.kind not in (Kind.PLACE, Kind.FACILITY) and not entity.protection:
                counted[entity.id] += 1
                known[entity.id] = entity
    ranked = sorted(counted.items(), key=lambda c: (-c[1], c[0]))
    return tuple(Met(i, known[i].kind.value, known[i].name, n) for i, n in ranked)


def _in_order(claims: list[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda c: (c.report, c.start, c.id))


def _position(entity: Entity) -> str | None:
    at = entity.position
    if at is None or at.latitude is None or at.longitude is None:
        return None
    country = f", {at.country}" if at.country else ""
    return f"{at.latitude:.2f}, {at.longitude:.2f} ({at.precision}{country})"

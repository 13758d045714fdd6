"""A ledger masked: the same records without anyone who must be protected, as `public_form` gives them out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from riwaya.errors import BadUse
from riwaya.records import (
    Claim,
    Entity,
    Event,
    Referent,
    Relation,
    RelationKind,
    Report,
    SetAside,
    Status,
    content_id,
)
from riwaya.view.carried import Carried, remembered
from riwaya.view.coarse import coarse
from riwaya.view.facts import Facts
from riwaya.view.file_names import FileNames
from riwaya.view.given_rules import in_use
from riwaya.view.masked_search import MaskedSearch
from riwaya.view.masked_survey import MaskedSurvey
from riwaya.view.masked_text import MaskedText
from riwaya.view.protected import Protected
from riwaya.view.pseudonyms import by_referent, hidden_people
from riwaya.view.public_ids import PublicIds
from riwaya.view.spellings import Spellings, parts_of_others
from riwaya.view.veil import Veil
from riwaya.view.whole import Whole

_AT_ONCE = 500  # relations whose reports are asked for together


class Masked(MaskedText, MaskedSearch, MaskedSurvey, Whole):
    """The reading half of a ledger, masked.

    Names, descriptions and every spelling of a protected person become one pseudonym, in texts, titles,
    addresses, file names and reasons; offsets are carried over, so every anchor still holds. A person has one
    pseudonym under one salt and another under the next.
    """

    def __init__(self, ledger: Facts, salt: str, before: Carried | None = None) -> None:
        self._ledger = ledger
        given = in_use(ledger)
        known = before.protected if before else None
        protected = known.next(ledger) if known else Protected.read(ledger)
        entities = tuple(ledger.entities())
        self._people = hidden_people(ledger, salt, given, protected.all(), entities)
        self._hidden = by_referent(self._people)
        self._of_entity = {e.id: self._hidden[r] for e in entities for r in e.referents if r in self._hidden}
        self._ids = {r: content_id("r", salt, r) for r in self._hidden}
        self._back = {veiled: real for real, veiled in self._ids.items()}
        self._open_parts = parts_of_others(self._hidden, entities)
        start = before or Carried(PublicIds(salt))
        self.carried = start.still(Carried(start.ids, protected, self._people, self._open_parts, given.texts))
        self._edited = self.carried.edited
        self._spellings = Spellings(self._people)
        self._phrases = {phrase: p.pseudonym for p in self._people for phrase in p.phrases}
        longest_first = sorted(self._phrases, key=lambda phrase: (-len(phrase), phrase))
        self._phrase = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b" if longest_first else r"(?!)"
        )
        self._files = FileNames(
            (r.source for r in ledger.reports()), remembered(self.carried.addresses, self.scrub_address)
        )
        self._veil = Veil(self._ids, self.scrub, self.scrub_address)

    # --- the reading half of a ledger --------------------------------------------------------------

    def reports(self, ids: Collection[str] | None = None) -> Iterator[Report]:
        """Every report, masked."""
        for report in self._ledger.reports(ids):
            yield self._veil.report(report, self._text(report.id))

    def report(self, report_id: str) -> Report:
        """One report, masked."""
        return self._veil.report(self._ledger.report(report_id), self._text(report_id))

    def original(self, report_id: str) -> bytes:
        """Refused: the bytes as published are not masked. Raises BadUse."""
        raise BadUse(
            f"the original of {report_id} is not part of a ledger in public form; leave --public out"
        )

    def retrieved(self, report_id: str) -> str:
        """When the bytes were read or fetched."""
        return self._ledger.retrieved(report_id)

    def set_aside(self) -> Iterator[SetAside]:
        """Files set aside, by file name alone and scrubbed."""
        for item in self._ledger.set_aside():
            yield replace(item, source=self._veil.source(item.source), reason=self.scrub(item.reason))

    def claims(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Claim]:
        """Claims, masked."""
        for claim in self._ledger.claims(ids, report):
            yield self._veil.claim(claim, self._text(claim.report))

    def claims_as_read(
        self, ids: Collection[str] | None = None, report: str | None = None
    ) -> Iterator[Claim]:
        """Claims as they were read, masked."""
        for claim in self._ledger.claims_as_read(ids, report):
            yield self._veil.claim(claim, self._text(claim.report))

    def referents(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Referent]:
        """Referents, masked; ids may be those of this public form."""
        for referent in self._ledger.referents(self._real(ids), report):
            person = self._hidden.get(referent.id)
            masked = self._veil.referent(referent, self._text(referent.report), person)
            yield replace(masked, position=coarse(masked.position))

    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]:
        """Entities, masked; ids may be those of this public form."""
        real = self._real(ids)
        found = {e.id: e for e in self._ledger.entities(real)}
        if real and (parts := [i for i in real if i not in found]):  # parts of someone never joined
            found.update((r, e) for r, e in self._ledger.entity_of(parts).items() if r in parts)
        made = {one.id: one for e in found.values() for one in map(self._entity, self._apart(e))}
        yield from sorted((e for e in made.values() if ids is None or e.id in ids), key=lambda e: e.id)

    def entity_of(self, referents: Collection[str]) -> Mapping[str, Entity]:
        """The entity of each referent, masked."""
        found = self._ledger.entity_of(self._real(referents) or ())
        return {self._ids.get(r, r): self._entity(self._alone(e, r)) for r, e in found.items()}

    def _alone(self, entity: Entity, referent: str) -> Entity:
        """The entity; of a place that is masked in one report only, that report's place by itself."""
        hidden = self._hidden.get(referent)
        if hidden is None:
            return entity
        if not hidden.person:
            return replace(entity, id=referent, referents=(referent,))
        return next(e for e in self._apart(entity) if referent in e.referents)

    def _apart(self, entity: Entity) -> Iterator[Entity]:
        """The entity; of someone who asked not to be named, who he is in each report by itself."""
        people = {self._hidden[r] for r in entity.referents if r in self._hidden}
        if len(people) < 2 or not all(p.person for p in people):
            yield entity
            return
        for person in people:
            some = tuple(r for r in entity.referents if r in person.referents)
            names = (
                replace(n, reports=tuple(r for r in n.reports if r in person.reports)) for n in entity.names
            )
            yield replace(entity, id=min(some), referents=some, names=tuple(n for n in names if n.reports))

    def _entity(self, entity: Entity) -> Entity:
        hidden = [self._hidden[r] for r in entity.referents if r in self._hidden]
        person = hidden[0] if hidden and (hidden[0].person or len(hidden) == len(entity.referents)) else None
        if hidden and person is None:
            gone = {r for one in hidden for r in one.reports}
            kept = tuple(
                replace(n, reports=tuple(r for r in n.reports if r not in gone)) for n in entity.names
            )
            open_referents = tuple(r for r in entity.referents if r not in self._hidden)
            entity = replace(
                entity, names=tuple(n for n in kept if n.reports), referents=open_referents, why=""
            )
            entity = replace(entity, id=min(open_referents))
        masked = self._veil.entity(entity, person)
        return replace(masked, position=coarse(masked.position))

    def events(self, ids: Collection[str] | None = None) -> Iterator[Event]:
        """Events, masked."""
        for event in self._ledger.events(ids):
            yield self._veil.event(event)

    def relations(
        self,
        kind: RelationKind | None = None,
        claims: Collection[str] | None = None,
        ids: Collection[str] | None = None,
    ) -> Iterator[Relation]:
        """Relations, their reasons scrubbed."""
        yield from self._scrubbed(self._ledger.relations(kind, claims, ids))

    def possible(self) -> Iterator[Relation]:
        """Conflicts that may be, their reasons scrubbed."""
        yield from self._scrubbed(self._ledger.possible())

    def _scrubbed(self, found: Iterator[Relation]) -> Iterator[Relation]:
        while some := list(islice(found, _AT_ONCE)):
            reports = self._ledger.reports_of({c for relation in some for c in relation.claims})
            for relation in some:
                mine = [reports[c] for c in relation.claims if c in reports]
                yield replace(relation, why=self.scrub(relation.why, mine))

    def statuses(self, entity: str | None = None, ids: Collection[str] | None = None) -> Iterator[Status]:
        """Statuses, their reasons scrubbed; none of a masked person."""
        real = (self._real([entity]) or [entity])[0] if entity else None
        for status in self._ledger.statuses(real, ids):
            person = self._of_entity.get(status.entity)
            if person is None or not person.person:  # nobody's time in custody, day by day
                yield self._veil.status(status)

    def _real(self, ids: Collection[str] | None) -> list[str] | None:
        return None if ids is None else self.meant(ids)

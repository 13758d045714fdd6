"""A ledger in memory, for tests that need records and no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext

from riwaya.errors import LedgerError, NoOriginal
from riwaya.records import (
    Claim,
    Document,
    Entity,
    Event,
    Findings,
    Kind,
    Reading,
    Referent,
    Relation,
    RelationKind,
    Report,
    SetAside,
    Status,
)
from riwaya.store.asked import Term
from riwaya.store.folding import folded_words
from riwaya.store.ledger import ANYTHING, Head, Held, Hit, Problem, Wanted
from riwaya.store.surveying import Dated, Opposed, Placed, Totals
from riwaya.view.whole import Whole


class Memory(Whole):
    """Everything in dictionaries, in the order of the ids."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.readings: dict[str, Reading] = {}
        self.people: dict[str, Referent] = {}
        self.known: dict[str, Entity] = {}
        self.findings = Findings((), (), ())
        self.maybe: tuple[Relation, ...] = ()
        self.aside: dict[str, SetAside] = {}

    def has_report(self, report_id: str) -> bool:
        return report_id in self.documents

    def put_report(
        self,
        document: Document,
        reading: Reading,
        referents: Iterable[Referent],
    ) -> bool:
        if document.report.id in self.documents:
            return False
        self.documents[document.report.id] = document
        self.readings[document.report.id] = reading
        self.people.update({r.id: r for r in referents})
        return True

    def put_set_aside(self, item: SetAside) -> None:
        self.aside[item.source] = item

    def clear_set_aside(self, source: str) -> None:
        self.aside.pop(source, None)

    def put_entities(self, entities: Iterable[Entity]) -> None:
        self.known.update({e.id: e for e in entities})

    def put_findings(self, claims: Collection[str], findings: Findings) -> None:
        self.findings = findings

    def reports(self, ids: Collection[str] | None = None) -> Iterator[Report]:
        return iter([self.documents[i].report for i in sorted(self.documents) if ids is None or i in ids])

    def report(self, report_id: str) -> Report:
        if report_id not in self.documents:
            raise LedgerError(f"no report {report_id}")
        return self.documents[report_id].report

    def original(self, report_id: str) -> bytes:
        original = self.documents[report_id].original
        if original is None:
            raise NoOriginal(f"no original of {report_id}")
        return original

    def retrieved(self, report_id: str) -> str:
        return self.documents[report_id].retrieved

    def set_aside(self) -> Iterator[SetAside]:
        return iter(self.aside.values())

    def claims(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Claim]:
        every = [c for r in self.readings.values() for c in r.claims]
        chosen = [c for c in every if (ids is None or c.id in ids) and (report is None or c.report == report)]
        return iter(sorted(chosen, key=lambda c: c.id))

    def claims_as_read(
        self, ids: Collection[str] | None = None, report: str | None = None
    ) -> Iterator[Claim]:
        return self.claims(ids, report)

    def referents(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Referent]:
        chosen = [
            r
            for r in self.people.values()
            if (ids is None or r.id in ids) and (report is None or r.report == report)
        ]
        return iter(sorted(chosen, key=lambda r: r.id))

    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]:
        return iter([self.known[i] for i in sorted(self.known) if ids is None or i in ids])

    def entity_of(self, referents: Collection[str]) -> Mapping[str, Entity]:
        return {r: e for e in self.known.values() for r in e.referents if r in referents}

    def events(self, ids: Collection[str] | None = None) -> Iterator[Event]:
        return iter([e for e in self.findings.events if ids is None or e.id in ids])

    def relations(
        self,
        kind: RelationKind | None = None,
        claims: Collection[str] | None = None,
        ids: Collection[str] | None = None,
    ) -> Iterator[Relation]:
        return iter(
            [
                r
                for r in self.findings.relations
                if (kind is None or r.kind is kind)
                and (claims is None or set(r.claims) & set(claims))
                and (ids is None or r.id in ids)
            ]
        )

    def possible(self) -> Iterator[Relation]:
        return iter(self.maybe)

    def statuses(self, entity: str | None = None, ids: Collection[str] | None = None) -> Iterator[Status]:
        every = [s for s in self.findings.statuses if entity is None or s.entity == entity]
        return iter([s for s in every if ids is None or s.id in ids])

    def ids(self, kind: str, after: str, limit: int, where: Mapping[str, str]) -> tuple[str, ...]:
        every: dict[str, Iterable[Report | Entity | Claim | Event | Relation | Status]] = {
            "report": self.reports(),
            "entity": self.entities(),
            "claim": self.claims(),
            "event": self.events(),
            "relation": self.relations(),
            "status": self.statuses(),
        }
        found = sorted(r.id for r in every[kind] if all(getattr(r, n) == v for n, v in where.items()))
        return tuple(i for i in found if i > after)[:limit]

    def terms(self, words: str) -> tuple[Term, ...]:
        return (Term(words, (" ".join(folded_words(words)),)),)

    def held(self, claims: Collection[str], wanted: Wanted = ANYTHING) -> Iterator[Held]:
        owner = {r: e.id for e in self.known.values() for r in e.referents}
        for c in self.claims(claims):
            sources = [link.source for link in c.chain]
            if not wanted.fits(c.stance.value, [f.measure or "" for f in c.figures]):
                continue
            yield Held(
                c.id,
                c.stance.value,
                c.when.edtf if c.when else None,
                tuple(f.measure or "" for f in c.figures),
                tuple(owner[p.referent] for p in c.where if p.referent in owner),
                tuple(owner[s.referent] for s in sources if s.referent in owner),
                tuple(s.words.text for s in sources if s.words),
            )

    def heads(self, reports: Collection[str]) -> Iterator[Head]:
        return (Head(r.id, r.outlet, r.published) for r in self.reports(reports))

    def search(
        self, words: str, limit: int = 20, meaning: bool = True, among: Collection[str] | None = None
    ) -> Iterator[Hit]:
        found = []
        for report in self.reports(among):
            at = report.text.casefold().find(words.casefold())
            if at >= 0:
                claims = [
                    c for c in self.readings[report.id].claims if c.sentence.start <= at < c.sentence.end
                ]
                end = claims[0].sentence.end if claims else at + len(words)
                start = claims[0].sentence.start if claims else at
                found.append(Hit(report.id, start, end, tuple(c.id for c in claims), 1.0))
        return iter(found[:limit])

    def moment(self) -> AbstractContextManager[None]:
        return nullcontext()

    def version(self) -> str:
        return f"{len(self.documents)}"

    def totals(self) -> Totals:
        claims = list(self.claims())
        return Totals(
            len(self.documents),
            len(claims),
            sum(c.narrated for c in claims),
            Counter(c.stance.value for c in claims),
            len(self.findings.events),
            sum(1 for _ in self.contradictions()),
            Counter(e.kind.value for e in self.known.values() if e.named),
        )

    def report_dates(self) -> Iterator[Dated]:
        return (Dated(r.id, r.published) for r in self.reports())

    def claim_counts(self, reports: Collection[str]) -> Mapping[str, int]:
        return {r: sum(1 for _ in self.claims(report=r)) for r in reports}

    def reports_of(self, claims: Collection[str]) -> Mapping[str, str]:
        return {c.id: c.report for c in self.claims(claims)}

    def contradictions(self) -> Iterator[Opposed]:
        found = self.relations(RelationKind.CONTRADICTS)
        return (Opposed(r.id, r.about, r.claims, r.score) for r in found)

    def events_placed(self) -> Iterator[Placed]:
        return (Placed(e.id, e.event_type, e.when, e.where) for e in self.findings.events)

    def events_of(self, claims: Collection[str]) -> Mapping[str, str]:
        return {c: e.id for e in self.findings.events for c in e.claims if c in claims}

    def events_with(self, place: str, most: int | None = None) -> tuple[str, ...]:
        here = sorted((e for e in self.findings.events if e.where == place), key=lambda e: e.when or "")
        return tuple(e.id for e in here[::-1][:most])

    def claims_at(self, places: Collection[str]) -> Collection[str]:
        return {c for e in self.findings.events if e.where in places for c in e.claims}

    def claims_about(self, referents: Collection[str]) -> tuple[str, ...]:
        return tuple(sorted(c.id for c in self.claims() if c.referents & set(referents)))

    def claims_counted(self, entities: Collection[str]) -> Mapping[str, int]:
        return {e.id: len(self.claims_about(e.referents)) for e in self.entities(entities)}

    def referent_reports(self, referents: Collection[str]) -> Mapping[str, str]:
        return {r.id: r.report for r in self.referents(referents)}

    def named(self, kinds: Collection[Kind]) -> Iterator[tuple[str, int]]:
        found = [(e.id, len(e.referents)) for e in self.known.values() if e.named and e.kind in kinds]
        return iter(sorted(found, key=lambda f: (-f[1], f[0])))

    def spelled(self, words: str) -> tuple[str, ...]:
        return tuple(
            e.id for e in self.entities() if any(words in " ".join(folded_words(n.text)) for n in e.names)
        )

    def verify(self) -> Iterator[Problem]:
        return iter(())

    def close(self) -> None:
        return None

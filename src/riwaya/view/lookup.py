"""Records of a ledger by their ids, each fetched once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riwaya.errors import BadUse
from riwaya.records import Claim, Entity, Event, Referent, Relation, Report
from riwaya.store.folding import folded_words
from riwaya.view.facts import Facts

FULL_ID = 21  # characters of a content id: its letter and 80 bits


class Lookup:
    """What views need again and again while they shape one page; made for one page and thrown away."""

    def __init__(self, ledger: Facts) -> None:
        self.ledger = ledger
        self._reports: dict[str, Report] = {}
        self._flat: dict[str, str] = {}
        self._claims: dict[str, Claim] = {}
        self._referents: dict[str, Referent] = {}
        self._entities: dict[str, Entity] = {}
        self._loaded: set[str] = set()
        self._names: dict[str, str] = {}

    def report(self, report_id: str) -> Report:
        """The report with this id."""
        if report_id not in self._reports:
            self._reports[report_id] = self.ledger.report(report_id)
        return self._reports[report_id]

    def flat(self, report_id: str) -> str:
        """The text of the report on one line, for finding words that run over a line end."""
        if report_id not in self._flat:
            self._flat[report_id] = " ".join(self.report(report_id).text.split())
        return self._flat[report_id]

    def claims(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """The claims with these ids, in their order, with everyone they name loaded."""
        wanted = tuple(ids)
        missing = [i for i in dict.fromkeys(wanted) if i not in self._claims]
        if missing:
            self.keep(self.ledger.claims(missing))
        return tuple(self._claims[i] for i in wanted if i in self._claims)

    def keep(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """The claims given, remembered, with everyone they name loaded in one query."""
        kept = tuple(claims)
        self._claims.update((c.id, c) for c in kept)
        reports = {c.report for c in kept} - self._reports.keys()
        if len(reports) > 1:
            self._reports.update((r.id, r) for r in self.ledger.reports(reports))
        named = sorted({r for c in kept for r in referents_of(c)} - self._loaded)
        if named:
            self._loaded.update(named)
            self._referents.update((r.id, r) for r in self.ledger.referents(named))
            self._entities.update(self.ledger.entity_of(named))
        return kept

    def referent(self, referent_id: str | None) -> Referent | None:
        """Who is meant within the report, where that is known."""
        return self._referents.get(referent_id) if referent_id else None

    def entity(self, referent_id: str | None) -> Entity | None:
        """Who is meant across reports, where that is known."""
        return self._entities.get(referent_id) if referent_id else None

    def names(self, entities: Iterable[str]) -> dict[str, str]:
        """The names of the entities with these ids."""
        wanted = set(entities)
        missing = wanted - self._names.keys()
        if missing:
            self._names.update((e.id, e.name) for e in self.ledger.entities(missing))
        return {i: self._names[i] for i in sorted(wanted) if i in self._names}

    def relations(self, claims: Iterable[str]) -> tuple[Relation, ...]:
        """Every relation that has one of the claims, by id."""
        wanted = sorted(set(claims))
        return tuple(sorted(self.ledger.relations(claims=wanted), key=lambda r: r.id)) if wanted else ()


def referents_of(claim: Claim) -> Iterator[str]:
    """Ids of everyone and every place the claim names."""
    for link in claim.chain:
        if link.source.referent:
            yield link.source.referent
    for party in (*claim.where, *claim.who):
        if party.referent:
            yield party.referent


def find(ledger: Facts, wanted: str) -> Report | Claim | Entity | Event:
    """The one record whose id is or starts with the words given, or the report with that title or source.

    Raises BadUse where there is none or more than one, naming them.
    """
    found: dict[str, Report | Claim | Entity | Event] = {}
    if len(wanted) == FULL_ID:
        whole: tuple[Iterable[Claim | Entity | Event], ...] = (
            ledger.claims([wanted]),
            ledger.entities([wanted]),
            ledger.events([wanted]),
        )
        for exact in whole:
            for record in exact:
                return record
    everything: tuple[Iterable[Report | Claim | Entity | Event], ...] = (
        ledger.reports(),
        ledger.claims(),
        ledger.entities(),
        ledger.events(),
    )
    for records in everything:
        found.update((r.id, r) for r in records if r.id.startswith(wanted))
    if wanted in found:
        return found[wanted]
    if not found:
        found.update(_by_name(ledger, wanted))
    if len(found) == 1:
        return next(iter(found.values()))
    if not found:
        raise BadUse(
            f"nothing is called {wanted!r}; give an id, the start of one, a report's title or file, or a name"
        )
    several = ", ".join(f"{i[:9]} ({_label(r)})" for i, r in sorted(found.items())[:5])
    raise BadUse(f"{wanted!r} means {len(found)} things: {several}; give more of the id")


def _by_name(ledger: Facts, wanted: str) -> dict[str, Report | Claim | Entity | Event]:
    """Reports with this title or source, else entities with this spelling: whole first, then in part."""
    low = wanted.casefold()
    reports = list(ledger.reports())
    whole = [
        r
        for r in reports
        if low in ((r.title or "").casefold(), r.source.casefold(), r.source.rsplit("/", 1)[-1].casefold())
    ]
    if whole:
        return {r.id: r for r in whole}
    name = folded_words(wanted)  # "al-Qaim" is "Al Qaim"
    entities = [e for e in ledger.entities() if name and any(folded_words(n.text) == name for n in e.names)]
    if entities:
        return {e.id: e for e in entities}
    part = [r for r in reports if low in (r.title or "").casefold() or low in r.source.casefold()]
    return {r.id: r for r in part}


def _label(record: Report | Claim | Entity | Event) -> str:
    match record:
        case Report():
            return record.title or record.source
        case Claim():
            return record.text[:40]
        case Entity():
            return f"{record.kind}: {record.name}"
        case Event():
            return record.event_type

"""Search results as cited passages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from riwaya.records import Claim, Report
from riwaya.view.dates import in_words, since
from riwaya.view.facts import Facts
from riwaya.view.lookup import Lookup
from riwaya.view.places import fold, same_place
from riwaya.view.telling import Telling, known_outlet, tell

DEEPER = 10  # how many times the limit is fetched before filters thin it out


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must satisfy; None asks for nothing."""

    place: str | None = None
    source: str | None = None
    stance: str | None = None
    outlet: str | None = None
    since: str | None = None  # EDTF

    @property
    def about_claims(self) -> bool:
        """Whether a hit needs a claim that fits."""
        return any((self.place, self.source, self.stance))


@dataclass(frozen=True, slots=True)
class Passage:
    """One hit: the words of the passage, where they stand, and the claims in it."""

    report: str
    title: str
    outlet: str
    published: str | None
    published_words: str
    language: str | None
    start: int
    end: int
    text: str
    marked: tuple[tuple[int, int], ...]  # where the words searched for stand in `text`
    tellings: tuple[Telling, ...]
    score: float


def find(ledger: Facts, words: str, filters: Filters, limit: int = 20) -> tuple[Passage, ...]:
    """The best passages for the words that satisfy the filters."""
    lookup = Lookup(ledger)
    places = same_place(ledger, filters.place) if filters.place else frozenset()
    fetched = limit * DEEPER if filters != Filters() else limit
    found: list[Passage] = []
    for hit in ledger.search(words, fetched):
        report = lookup.report(hit.report)
        claims = [c for c in lookup.claims(hit.claims) if _claim_fits(c, filters, places, lookup)]
        if not _report_fits(report, filters) or (filters.about_claims and not claims):
            continue
        text = " ".join(report.text[hit.start : hit.end].split())
        found.append(
            Passage(
                report.id,
                report.title or report.source.rsplit("/", 1)[-1],
                known_outlet(report),
                report.published,
                in_words(report.published),
                report.language,
                hit.start,
                hit.end,
                text,
                _marked(text, words),
                tuple(tell(c, lookup) for c in claims),
                hit.score,
            )
        )
        if len(found) == limit:
            break
    return tuple(found)


def _report_fits(report: Report, filters: Filters) -> bool:
    if filters.outlet and fold(filters.outlet) not in fold(known_outlet(report)):
        return False
    return not filters.since or since(report.published, filters.since)


def _claim_fits(claim: Claim, filters: Filters, places: frozenset[str], lookup: Lookup) -> bool:
    if filters.stance and claim.stance.value != filters.stance:
        return False
    if filters.source and not _says(claim, fold(filters.source), lookup):
        return False
    entities = {e.id for p in claim.where for e in (lookup.entity(p.referent),) if e}
    return not filters.place or bool(entities & places)


def _says(claim: Claim, wanted: str, lookup: Lookup) -> bool:
    """Whether someone of that name stands anywhere in the chain."""
    names = []
    for link in claim.chain:
        entity = lookup.entity(link.source.referent)
        names += [n.text for n in entity.names] if entity else []
        names += [entity.name] if entity else []
        names += [link.source.words.text] if link.source.words else []
    return any(f" {wanted} " in f" {fold(n)} " for n in names)


def _marked(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where the single words stand in the passage, whatever their case."""
    wanted = [re.escape(w) for w in re.findall(r"\w+", words) if len(w) > 1]
    if not wanted:
        return ()
    pattern = rf"(?<!\w)(?:{'|'.join(wanted)})"
    return tuple(m.span() for m in re.finditer(pattern, text, re.IGNORECASE))

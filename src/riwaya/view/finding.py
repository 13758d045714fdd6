"""Search results as cited passages, with how many of them fall under each place, source, stance and so on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from riwaya.records import Kind
from riwaya.store.asked import Term
from riwaya.store.ledger import ANY_FIGURE, Head, Held, Hit, Wanted
from riwaya.view.dates import bounds, in_words, since
from riwaya.view.entity import PRIVATE
from riwaya.view.facts import Facts
from riwaya.view.highlight import Highlighter
from riwaya.view.lookup import Lookup
from riwaya.view.places import fold, same_place
from riwaya.view.telling import Telling, known_outlet, tell

WEIGHED = 100  # passages that are looked at and counted
DEEPER = 400  # and with filters, which thin them out
SHOWN = 8  # values of a facet
FOLLOWING = (
    "place",
    "year",
)  # what one protected person's words are not counted by: it tells where they were


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must satisfy; None asks for nothing."""

    place: str | None = None  # a name in any spelling, or an entity's id
    source: str | None = None  # likewise
    stance: str | None = None
    outlet: str | None = None
    since: str | None = None  # EDTF, of the day of publication
    until: str | None = None
    figure: str | None = None  # "any", or what is counted: killed, displaced

    @property
    def about_claims(self) -> bool:
        """Whether a hit needs a claim that fits."""
        return any((self.place, self.source, self.stance, self.figure))


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
    how: tuple[str, ...] = ("words",)  # words, meaning

    @property
    def href(self) -> str:
        """Where the passage stands in the reader."""
        return f"/reports/{self.report}" + (f"#{self.tellings[0].id}" if self.tellings else "")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a list can be thinned out by, and how many passages it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter with its values, the most frequent first."""

    name: str  # the field of Filters
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The passages of one search, what was looked for, and what they can be thinned out by."""

    passages: tuple[Passage, ...]
    terms: tuple[Term, ...]
    facets: tuple[Facet, ...]
    weighed: int  # passages that were counted: the best, up to 100


@dataclass(frozen=True, slots=True)
class Fitting:
    """One hit that satisfies the filters, with the claims in it that do."""

    hit: Hit
    head: Head
    claims: tuple[Held, ...]


def find(ledger: Facts, words: str, filters: Filters, limit: int = 20) -> tuple[Passage, ...]:
    """The best passages for the words that satisfy the filters."""
    with ledger.moment():
        every, terms = fitting(ledger, words, filters), ledger.terms(words)
        return cited(ledger, every[:limit], terms)


def look(ledger: Facts, words: str, filters: Filters, limit: int = 20) -> Found:
    """The best passages, and how many of all that fit fall under each place, source, stance and so on."""
    with ledger.moment():
        every, terms = fitting(ledger, words, filters), ledger.terms(words)
        counted = facets(ledger, every)
        if filters.source and _of_protected(ledger, every, filters.source):
            counted = tuple(f for f in counted if f.name not in FOLLOWING)
        return Found(cited(ledger, every[:limit], terms), terms, counted, len(every))


def _of_protected(ledger: Facts, every: Iterable[Fitting], source: str) -> bool:
    """Whether the source that is asked for is a protected person."""
    speaking = {s for f in every for c in f.claims for s in c.sources}
    wanted = fold(source)
    return any(
        e.kind is Kind.PERSON and PRIVATE & set(e.protection)
        for e in ledger.entities(speaking)
        if e.id == source or any(_within(wanted, n.text) for n in e.names)
    )


def fitting(ledger: Facts, words: str, filters: Filters) -> list[Fitting]:
    """The hits that satisfy the filters, best first: the first hundred of them."""
    places = same_place(ledger, filters.place) if filters.place else None
    # where a place is not named nobody speaks of it: no passage there needs reading
    hits = _hits(ledger, words, filters, None if places is None else ledger.reports_naming(places))
    found: list[Fitting] = []
    while len(found) < WEIGHED and (some := list(islice(hits, WEIGHED))):
        found += _fitting(ledger, some, filters, places)
    return found[:WEIGHED]


def _fitting(
    ledger: Facts, hits: list[Hit], filters: Filters, places: frozenset[str] | None
) -> Iterator[Fitting]:
    heads = {h.report: h for h in ledger.heads({hit.report for hit in hits}) if _report_fits(h, filters)}
    hits = [hit for hit in hits if hit.report in heads]
    wanted = Wanted(filters.stance, filters.figure)
    claims = {h.claim: h for h in ledger.held({c for hit in hits for c in hit.claims}, wanted)}
    fits = _claim_test(ledger, filters, claims.values(), places or frozenset())
    for hit in hits:
        kept = tuple(claims[c] for c in hit.claims if c in claims and fits(claims[c]))
        if kept or not filters.about_claims:
            yield Fitting(hit, heads[hit.report], kept)


def _hits(ledger: Facts, words: str, filters: Filters, among: Collection[str] | None) -> Iterator[Hit]:
    """The best passages; with a name to filter by first those with the name, lest others crowd it out."""
    if filters == Filters():
        yield from ledger.search(words, WEIGHED)
        return
    seen = set()
    names = [_spelled(ledger, name) for name in (filters.place, filters.source) if name]
    for asked in (*(f'{words} "{name}"' for name in names), words):
        for hit in ledger.search(asked, DEEPER, asked == words, among):
            if (hit.report, hit.start, hit.end) not in seen:
                seen.add((hit.report, hit.start, hit.end))
                yield hit


def _spelled(ledger: Facts, wanted: str) -> str:
    """The name of an entity that is given by its id."""
    return next((e.name for e in ledger.entities([wanted])), wanted).replace('"', "")


def _claim_test(
    ledger: Facts, filters: Filters, claims: Iterable[Held], places: frozenset[str]
) -> Callable[[Held], bool]:
    wanted = fold(filters.source) if filters.source else ""
    speaking: frozenset[str] = frozenset()
    if filters.source:
        entities = ledger.entities({s for c in claims for s in c.sources})
        named = [e for e in entities if any(_within(wanted, n.text) for n in e.names)]
        speaking = frozenset({filters.source, *(e.id for e in named)})

    def fits(claim: Held) -> bool:
        if filters.place and not places & set(claim.places):
            return False
        if not filters.source or speaking & set(claim.sources):
            return True
        return any(_within(wanted, words) for words in claim.printed)

    return fits


def _within(wanted: str, words: str) -> bool:
    return f" {wanted} " in f" {fold(words)} "


def _report_fits(head: Head, filters: Filters) -> bool:
    if filters.outlet and fold(filters.outlet) not in fold(head.outlet or "outlet unknown"):
        return False
    if filters.until:
        first, last = bounds(head.published)[0], bounds(filters.until)[1]
        if first is not None and last is not None and first > last:
            return False
    return not filters.since or since(head.published, filters.since)


def facets(ledger: Facts, every: list[Fitting]) -> tuple[Facet, ...]:
    """How many passages fall under each value."""
    places, sources = (
        Counter(e for f in every for e in {e for c in f.claims for e in getattr(c, field)})
        for field in ("places", "sources")
    )
    shown = [e for counter in (places, sources) for e, _ in counter.most_common(SHOWN)]
    names = {e.id: e.name for e in ledger.entities(shown)}
    figures = Counter(m for f in every for m in {m or ANY_FIGURE for c in f.claims for m in c.measures})
    if figures:
        figures[ANY_FIGURE] = sum(any(c.measures for c in f.claims) for f in every)
    stances = Counter(s for f in every for s in {c.stance for c in f.claims})
    outlets = Counter(f.head.outlet for f in every if f.head.outlet)
    years = Counter(y for f in every if (y := (f.head.published or "")[:4]).isdecimal())
    made = (
        _facet("place", "Place", places, names),
        _facet("source", "Source", sources, names),
        _facet("stance", "Stance", stances),
        _facet("figure", "Figure", figures, {ANY_FIGURE: "any figure"}),
        _facet("outlet", "Outlet", outlets),
        _facet("year", "Published", years),
    )
    return tuple(f for f in made if f.choices)


def _facet(name: str, title: str, counts: Counter[str], names: Mapping[str, str] | None = None) -> Facet:
    """The values in order; an entity without a name that may be shown is left out."""
    best = sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:SHOWN]
    labels = names or {}
    strict = name in ("place", "source")
    return Facet(
        name, title, tuple(Choice(v, labels.get(v, v), n) for v, n in best if not strict or v in labels)
    )


def cited(ledger: Facts, chosen: list[Fitting], terms: tuple[Term, ...]) -> tuple[Passage, ...]:
    """The hits as passages, with the claims in them told."""
    lookup = Lookup(ledger)
    claims = {c.id: c for c in lookup.claims([c.claim for f in chosen for c in f.claims])}
    words = (part for term in terms for phrase in (term.asked, *term.phrases) for part in phrase.split())
    highlighter = Highlighter(words)
    found = []
    for one in chosen:
        report, hit = lookup.report(one.hit.report), one.hit
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
                highlighter.marked(text),
                tuple(tell(claims[c.claim], lookup) for c in one.claims if c.claim in claims),
                hit.score,
                hit.how,
            )
        )
    return tuple(found)


def narrowed(filters: Filters, name: str, value: str | None) -> Filters:
    """The filters with another value of one of them; a year stands for the days in it."""
    if name == "year":
        return replace(filters, since=value, until=value)
    return replace(filters, **{name: value})

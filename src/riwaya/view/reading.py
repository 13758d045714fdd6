"""A report as archived, with its claims marked in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from riwaya.records import Claim, RelationKind, Report, Span
from riwaya.view.dates import in_words
from riwaya.view.facts import Facts
from riwaya.view.lookup import Lookup
from riwaya.view.telling import Telling, known_outlet, tell

SAYS = {
    (RelationKind.CONTRADICTS, 0): "Contradicted by",
    (RelationKind.CONTRADICTS, 1): "Contradicted by",
    (RelationKind.CORROBORATES, 0): "Also held by",
    (RelationKind.CORROBORATES, 1): "Also held by",
    (RelationKind.ECHOES, 0): "Repeats",
    (RelationKind.ECHOES, 1): "Repeated by",
    (RelationKind.UPDATES, 0): "Updates",
    (RelationKind.UPDATES, 1): "Updated by",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters under the same marks."""

    text: str
    start: int
    claims: tuple[str, ...]
    first_of: tuple[str, ...]  # claims whose words begin here
    furniture: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the report as pieces, and the claims that begin in it."""

    pieces: tuple[Piece, ...]
    claims: tuple[str, ...]

    @property
    def furniture(self) -> bool:
        """Whether the whole paragraph is page furniture."""
        return all(p.furniture for p in self.pieces)


@dataclass(frozen=True, slots=True)
class Other:
    """What another claim has to do with this one."""

    says: str  # "Contradicted by"
    about: str | None
    telling: Telling
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """The note in the margin beside one claim."""

    telling: Telling
    others: tuple[Other, ...]

    @property
    def contested(self) -> bool:
        """Whether another account contradicts it."""
        return any(o.says == "Contradicted by" for o in self.others)


@dataclass(frozen=True, slots=True)
class ReportReading:
    """One report to read: head, paragraphs, notes by claim in the order of the text."""

    id: str
    title: str
    outlet: str
    authors: tuple[str, ...]
    dateline: str | None
    published: str | None
    published_words: str
    published_why: str | None
    retrieved: str  # when its bytes were read or fetched: UTC, ISO 8601
    language: str | None
    source: str
    url: str | None
    sha256: str
    echo_of: str | None
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]

    @property
    def file(self) -> str:
        """The name of the file it was read from."""
        return self.source.rsplit("/", 1)[-1]

    @property
    def attributed(self) -> int:
        """How many claims are attributed to someone."""
        return sum(1 for n in self.notes if n.telling.steps)

    @property
    def sources(self) -> int:
        """How many different sources the report attributes claims to."""
        return len({n.telling.steps[0].name for n in self.notes if n.telling.steps})

    @property
    def contested(self) -> int:
        """How many of its claims another account contradicts."""
        return sum(1 for n in self.notes if n.contested)


def read_report(ledger: Facts, report_id: str) -> ReportReading:
    """The report with its claims marked and what others say beside each."""
    lookup = Lookup(ledger)
    report = lookup.report(report_id)
    claims = sorted(lookup.keep(ledger.claims(report=report_id)), key=lambda c: (c.start, c.end, c.id))
    others = others_of([c.id for c in claims], lookup)
    return ReportReading(
        id=report.id,
        title=report.title or report.source.rsplit("/", 1)[-1],
        outlet=known_outlet(report),
        authors=report.authors,
        dateline=report.dateline,
        published=report.published,
        published_words=in_words(report.published),
        published_why=report.published_why,
        retrieved=ledger.retrieved(report.id),
        language=report.language,
        source=report.source,
        url=report.url,
        sha256=report.sha256,
        echo_of=report.echo_of,
        paragraphs=paragraphs(report, claims),
        notes=tuple(Note(tell(c, lookup), others[c.id]) for c in claims),
    )


def others_of(claims: Sequence[str], lookup: Lookup) -> dict[str, tuple[Other, ...]]:
    """For each claim what every related claim has to do with it, contradictions first."""
    found: dict[str, list[tuple[int, str, Other]]] = {c: [] for c in claims}
    relations = lookup.relations(claims)
    known = {c.id: c for c in lookup.claims(sorted({c for r in relations for c in r.claims}))}
    rank = list(RelationKind)
    for relation in relations:
        for here in (0, 1):
            mine, other = relation.claims[here], relation.claims[1 - here]
            if mine in found and other in known:
                about = relation.about.value if relation.about else None
                said = Other(SAYS[relation.kind, here], about, tell(known[other], lookup), relation.why)
                found[mine].append((rank.index(relation.kind), relation.id, said))
    return {c: tuple(o for _, _, o in sorted(rows, key=lambda r: r[:2])) for c, rows in found.items()}


def paragraphs(report: Report, claims: Sequence[Claim]) -> tuple[Paragraph, ...]:
    """The text cut at line ends into paragraphs, and at every edge of a claim or of furniture into pieces."""
    marks = [(span, c.id) for c in claims for span in c.segments]
    begins = {c.id: c.start for c in claims}
    made = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", report.text):
        whole = Span(line.start(), line.end())
        inside = [(s, c) for s, c in marks if s.overlaps(whole)]
        furniture = [f for f in report.furniture if f.overlaps(whole)]
        edges = {whole.start, whole.end}
        for span in [s for s, _ in inside] + furniture:
            edges |= {max(span.start, whole.start), min(span.end, whole.end)}
        cuts = sorted(edges)
        pieces = tuple(_piece(report.text, Span(a, b), inside, furniture, begins) for a, b in pairwise(cuts))
        begun = {c.id for c in claims if whole.start <= c.start < whole.end}
        made.append(Paragraph(pieces, tuple(c.id for c in claims if c.id in begun)))
    return tuple(made)


def _piece(
    text: str,
    here: Span,
    inside: list[tuple[Span, str]],
    furniture: list[Span],
    begins: dict[str, int],
) -> Piece:
    return Piece(
        here.of(text),
        here.start,
        tuple(dict.fromkeys(c for s, c in inside if s.contains(here))),
        tuple(dict.fromkeys(c for s, c in inside if s.start == here.start == begins[c])),
        any(f.contains(here) for f in furniture),
    )

"""A report to be reviewed: its text in pieces with their places, one claim with all that may be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.records import Claim, Judged, Judgement, Kind, Relation, standing_judgements
from riwaya.store.ledger import WorkingLedger
from riwaya.view.dates import in_words
from riwaya.view.lookup import Lookup
from riwaya.view.queue import assignments, state_of
from riwaya.view.reading import SAYS, Paragraph, paragraphs
from riwaya.view.reviewing import Row, Was, all_rows, changes, review_sentence
from riwaya.view.telling import Telling, known_outlet, tell

SPEAKERS = (Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Listed:
    """One claim of the report, in the order of the text."""

    id: str
    number: int
    telling: Telling
    state: str


@dataclass(frozen=True, slots=True)
class Saying:
    """One link of the chain as it may be corrected."""

    at: int
    words: str | None
    name: str  # who the words stand for, as we would introduce them
    person: str | None  # id of the referent
    cue: str | None
    spans: tuple[tuple[int, int], ...]  # where source and cue stand


@dataclass(frozen=True, slots=True)
class Related:
    """A relation of the claim, with what people hold of it."""

    id: str
    says: str
    about: str | None
    telling: Telling
    why: str
    verdict: str | None  # "confirmed by A. Clerk", "dismissed by B. Young"
    dismissed: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """The claim that is looked at."""

    id: str
    number: int
    telling: Telling
    state: str
    said: str | None  # the state in a sentence
    was: tuple[Was, ...]  # what the machine read instead
    reader: str
    by_hand: bool  # a person added it
    confidence: float | None
    links: tuple[Saying, ...]
    parts: tuple[tuple[int, int], ...]  # where its words stand
    related: tuple[Related, ...]
    rows: tuple[Row, ...]  # every judgement on it
    last: int | None  # number of your latest judgement that still counts, to be taken back
    assigned: str | None
    before: str | None  # ids of the neighbours
    after: str | None


@dataclass(frozen=True, slots=True)
class Editing:
    """A report with its claims, one of them chosen."""

    id: str
    title: str
    outlet: str
    published_words: str
    language: str | None
    text: str
    paragraphs: tuple[Paragraph, ...]
    claims: tuple[Listed, ...]
    people: tuple[tuple[str, str], ...]  # id and name of everyone who could be a speaker
    chosen: Chosen | None

    @property
    def open(self) -> int:
        """How many claims nobody judged."""
        return sum(c.state == "open" for c in self.claims)


def editing(
    ledger: WorkingLedger, report_id: str, wanted: str | None = None, you: str | None = None
) -> Editing:
    """The report with the claim of that id chosen, the first open one where none is asked for.

    `you` is who looks at it: one key takes back what you judged last, never what another did.
    """
    lookup = Lookup(ledger)
    report = lookup.report(report_id)
    read = {c.id: c for c in ledger.claims_as_read(report=report_id)}
    claims = {c.id: c for c in (*ledger.claims(report=report_id), *ledger.judged_claims(list(read)))}
    ordered = sorted(lookup.keep(claims.values()), key=lambda c: (c.start, c.end, c.id))
    listed = tuple(Listed(c.id, n, tell(c, lookup), state_of(c)) for n, c in enumerate(ordered, 1))
    fallback = next((c.id for c in listed if c.state == "open"), listed[0].id if listed else None)
    chosen = wanted if wanted in claims else fallback
    people = [(r.id, r.name) for r in ledger.referents(report=report_id) if r.kind in SPEAKERS]
    return Editing(
        id=report.id,
        title=report.title or report.source.rsplit("/", 1)[-1],
        outlet=known_outlet(report),
        published_words=in_words(report.published),
        language=report.language,
        text=report.text,
        paragraphs=paragraphs(report, ordered),
        claims=listed,
        people=tuple(sorted(people, key=lambda p: p[1].casefold())),
        chosen=_chosen(ledger, read[chosen], ordered, lookup, you) if chosen else None,
    )


def _chosen(
    ledger: WorkingLedger, read: Claim, ordered: Sequence[Claim], lookup: Lookup, you: str | None
) -> Chosen:
    at = next(n for n, c in enumerate(ordered) if c.id == read.id)
    claim, rows = ordered[at], ledger.judgements([read.id])
    counting = [j for j in standing_judgements(rows) if j.kind is not Judged.COMMENT]
    own = [j.number for j in counting if you is None or j.by == you]
    told = tell(claim, lookup)
    return Chosen(
        id=claim.id,
        number=at + 1,
        telling=told,
        state=state_of(claim),
        said=review_sentence(claim.review) if claim.review else None,
        was=changes(read, claim),
        reader=claim.reader,
        by_hand=claim.by_hand,
        confidence=claim.confidence,
        links=tuple(_link(claim, n, told) for n in range(len(claim.chain))),
        parts=tuple((s.start, s.end) for s in claim.segments),
        related=_related(ledger, claim, lookup),
        rows=all_rows((), rows),
        last=own[-1] if own else None,
        assigned=assignments(counting).get(claim.id),
        before=ordered[at - 1].id if at else None,
        after=ordered[at + 1].id if at + 1 < len(ordered) else None,
    )


def _link(claim: Claim, at: int, told: Telling) -> Saying:
    link = claim.chain[at]
    words = link.source.words
    spans = [(w.start, w.end) for w in (words, link.cue) if w is not None]
    return Saying(
        at,
        " ".join(words.text.split()) if words else None,
        told.steps[at].name,
        link.source.referent,
        link.cue.text if link.cue else None,
        tuple(spans),
    )


def _related(ledger: WorkingLedger, claim: Claim, lookup: Lookup) -> tuple[Related, ...]:
    """Every relation of the claim, dismissed ones last."""
    gone = [r for r in ledger.dismissed() if claim.id in r.claims]
    relations = [*lookup.relations([claim.id]), *gone]
    judged = ledger.judgements([r.id for r in relations]) if relations else ()
    lookup.claims(sorted({c for r in relations for c in r.claims}))
    made = []
    for relation in relations:
        here = relation.claims.index(claim.id)
        other = lookup.claims([relation.claims[1 - here]])
        if other:
            told = tell(other[0], lookup)
            about = relation.about.value if relation.about else None
            verdict = relation_verdict(relation, judged)
            says = SAYS[relation.kind, here]
            made.append(Related(relation.id, says, about, told, relation.why, verdict, relation in gone))
    return tuple(made)


def relation_verdict(relation: Relation, judged: Sequence[Judgement]) -> str | None:
    """What the latest standing judgement says of a relation, and whose it is."""
    rows = [
        j
        for j in standing_judgements(judged)
        if j.target == relation.id and j.kind in (Judged.CONFIRM, Judged.DISMISS)
    ]
    if not rows:
        return None
    said = "confirmed" if rows[-1].kind is Judged.CONFIRM else "dismissed"
    return f"{said} by {rows[-1].by} on {in_words(rows[-1].at[:10])}"

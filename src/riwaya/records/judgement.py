"""What a person judged of a claim, a relation or an event: appended, never changed, undone by another row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from riwaya.records.claim import Claim, Figure, Link, Party, Source, Stance, When
from riwaya.records.decision import undone
from riwaya.records.review import Field, Judged, Review, ReviewState, Verdict
from riwaya.records.words import Span, Words

VERDICTS = (Judged.ADD, Judged.ACCEPT, Judged.REJECT, Judged.CORRECT)


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of a claim as a person holds it; only the value of that field is set."""

    field: Field
    link: int = 0  # of the chain, for a source or a cue
    source: Source | None = None  # None: nobody is named there
    cue: Words | None = None
    chain: tuple[Link, ...] = ()
    content: Words | None = None  # from the first to the last of its words
    segments: tuple[Span, ...] = ()  # the pieces of the content
    stance: Stance | None = None
    negated: bool | None = None
    when: When | None = None
    parties: tuple[Party, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement, with who made it, when and why."""

    number: int  # in the order of deciding, from 1, in one row with the decisions about entities
    kind: Judged
    target: str  # id of the claim, relation or event; of an undoing, of what it undid
    by: str
    at: str  # UTC, ISO 8601
    why: str
    report: str | None = None  # of a claim
    corrections: tuple[Correction, ...] = ()
    to: str | None = None  # who is to look at the claim; None: nobody any more
    one: tuple[str, ...] = ()  # claims of events that are joined or parted
    other: tuple[str, ...] = ()
    undoes: int | None = None  # number of a judgement
    added: Claim | None = None  # the claim that the machine missed
    blind: bool = False  # the claim was seen as it was read, not as others had judged it

    @property
    def records(self) -> tuple[str, ...]:
        """Ids of everything it is about, sorted."""
        return tuple(sorted({self.target, *self.one, *self.other}))


def standing_judgements(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that count, oldest first: those that no standing row undoes."""
    rows = sorted(judgements, key=lambda j: j.number)
    gone = undone(rows)
    return tuple(j for j in rows if j.number not in gone and j.kind is not Judged.UNDO)


def reviewed(claim: Claim, judgements: Iterable[Judgement]) -> Claim:
    """The claim as the standing verdicts leave it, with its review; as it was read where there is none.

    Corrections are laid over each other by number, so that of two for one field the later counts. The
    latest verdict decides the state; only who accepts blindly takes no correction back.
    """
    verdicts = [j for j in standing_judgements(judgements) if j.kind in VERDICTS and j.target == claim.id]
    if not verdicts:
        return claim
    made, by_person, own = claim, dict[str, Verdict](), dict[str, tuple[Correction, ...]]()
    corrected = False
    for one in verdicts:
        own[one.by] = (*own.get(one.by, ()), *one.corrections)
        made = corrected_claim(made, one.corrections)
        corrected = corrected or bool(one.corrections)
        as_read = one.blind and one.kind is Judged.ACCEPT
        holds = ReviewState.CORRECTED if corrected and not as_read else ReviewState.ACCEPTED
        if one.kind is Judged.REJECT:
            holds = ReviewState.REJECTED
        by_person.pop(one.by, None)  # a later verdict takes the last place
        by_person[one.by] = Verdict(one.kind, holds, one.by, one.at, one.why, one.number)
    last = verdicts[-1]
    state = by_person[last.by].holds
    if last.blind and last.kind is Judged.ACCEPT and corrected:
        state = ReviewState.CORRECTED
    # what each person laid the own corrections over
    seen = {one.by: claim if one.blind else made for one in verdicts}
    held = tuple(
        replace(v, agrees=v.holds is state and corrected_claim(seen[v.by], own[v.by]) == made)
        for v in by_person.values()
    )
    return replace(made, review=Review(state, differing(claim, made), held))


def corrected_claim(claim: Claim, corrections: Iterable[Correction]) -> Claim:
    """The claim with these fields as corrected; its id and its reader stay those of the reading."""
    for one in corrections:
        claim = _corrected(claim, one)
    return claim


def _corrected(claim: Claim, one: Correction) -> Claim:
    match one.field:
        case Field.SOURCE:
            source = one.source or Source(None)
            return replace(claim, chain=_with_link(claim.chain, one.link, source=source))
        case Field.CUE:
            return replace(claim, chain=_with_link(claim.chain, one.link, cue=one.cue))
        case Field.CHAIN:
            return replace(claim, chain=one.chain)
        case Field.CONTENT:
            return _with_content(claim, one.content, one.segments)
        case Field.STANCE:
            return claim if one.stance is None else replace(claim, stance=one.stance)
        case Field.NEGATED:
            return replace(claim, negated=bool(one.negated))
        case Field.WHEN:
            return replace(claim, when=one.when)
        case Field.WHERE:
            return replace(claim, where=one.parties)
        case Field.WHO:
            return replace(claim, who=one.parties)
        case Field.FIGURES:
            return replace(claim, figures=one.figures)


def _with_link(
    chain: tuple[Link, ...], at: int, *, source: Source | None = None, cue: Words | None = None
) -> tuple[Link, ...]:
    """The chain with another source or cue in one link; a link past its end is a new one."""
    link = chain[at] if at < len(chain) else Link(Source(None))
    link = replace(link, source=source) if source is not None else replace(link, cue=cue)
    return (*chain[:at], link, *chain[at + 1 :])


def _with_content(claim: Claim, hull: Words | None, segments: tuple[Span, ...]) -> Claim:
    """The claim with other words, and a sentence that holds them."""
    if hull is None:
        return claim
    sentence = Span(min(hull.start, claim.sentence.start), max(hull.end, claim.sentence.end))
    return replace(claim, segments=segments or (hull.span,), text=hull.text, sentence=sentence)


def corrections_between(read: Claim, made: Claim) -> tuple[Correction, ...]:
    """The corrections that turn one claim into the other, a whole chain at a time."""
    hull = Words(made.text, made.start, made.end)
    every = {
        Field.CHAIN: Correction(Field.CHAIN, chain=made.chain),
        Field.CONTENT: Correction(Field.CONTENT, content=hull, segments=made.segments),
        Field.STANCE: Correction(Field.STANCE, stance=made.stance),
        Field.NEGATED: Correction(Field.NEGATED, negated=made.negated),
        Field.WHEN: Correction(Field.WHEN, when=made.when),
        Field.WHERE: Correction(Field.WHERE, parties=made.where),
        Field.WHO: Correction(Field.WHO, parties=made.who),
        Field.FIGURES: Correction(Field.FIGURES, figures=made.figures),
    }
    return tuple(every[field] for field in differing(read, made))


def differing(read: Claim, made: Claim) -> tuple[Field, ...]:
    """The fields in which two claims of one id differ."""
    same = {
        Field.CHAIN: read.chain == made.chain,
        Field.CONTENT: read.segments == made.segments,
        Field.STANCE: read.stance is made.stance,
        Field.NEGATED: read.negated == made.negated,
        Field.WHEN: read.when == made.when,
        Field.WHERE: read.where == made.where,
        Field.WHO: read.who == made.who,
        Field.FIGURES: read.figures == made.figures,
    }
    return tuple(field for field, alike in same.items() if not alike)

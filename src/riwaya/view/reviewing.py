"""What people judged, told in sentences: of one claim, of one relation, and all of it in a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from riwaya.records import (
    Claim,
    Decided,
    Decision,
    Field,
    Judged,
    Judgement,
    Review,
    ReviewState,
    Verdict,
    undone,
)
from riwaya.view.dates import in_words

SAID = {
    ReviewState.ACCEPTED: "accepted",
    ReviewState.CORRECTED: "corrected",
    ReviewState.REJECTED: "rejected",
}
DID = {
    Judged.ACCEPT: "accepted the claim",
    Judged.REJECT: "rejected the claim",
    Judged.CORRECT: "corrected the claim",
    Judged.CONFIRM: "confirmed the relation",
    Judged.DISMISS: "dismissed the relation",
    Judged.JOIN: "made one with another the event",
    Judged.PART: "parted in two the event",
}
NAMES = {
    Field.CHAIN: "speaker",
    Field.SOURCE: "speaker",
    Field.CUE: "cue",
    Field.CONTENT: "content",
    Field.STANCE: "stance",
    Field.NEGATED: "negation",
    Field.WHEN: "time",
    Field.WHERE: "place",
    Field.WHO: "people",
    Field.FIGURES: "figures",
}


@dataclass(frozen=True, slots=True)
class Was:
    """One field that a person corrected: what it is called, what the machine read, what it is now."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """One decision or judgement in the list of all."""

    number: int
    kind: str
    what: str  # a sentence without its full stop
    on: str | None  # id of the claim, relation or event
    report: str | None
    by: str
    at: str
    why: str
    counts: bool


def review_sentence(review: Review) -> str:
    """ "Corrected (speaker) by A. Clerk on 14 March 2024; B. Young disagrees: accepted"."""
    if not review.verdicts:
        return SAID[review.state].capitalize() + "."
    last = review.verdicts[-1]
    fields = ", ".join(NAMES[f] for f in review.fields)
    shown = SAID[review.state] + (f" ({fields})" if fields and review.state is ReviewState.CORRECTED else "")
    if last.kind is Judged.ADD and review.state is ReviewState.ACCEPTED:
        shown = "added by hand"
    agreeing = review.agreeing or (last,)
    *before, latest = [v.by for v in agreeing]
    by = f"{', '.join(before)} and {latest}" if before else latest
    said = [f"{shown.capitalize()} by {by} on {in_words(agreeing[-1].at[:10])}"]
    said += [f"{v.by} disagrees: {_holding(v, review)}" for v in review.disagreeing if v not in agreeing]
    return "; ".join(said) + "."


def _holding(verdict: Verdict, review: Review) -> str:
    otherwise = verdict.holds is review.state and verdict.holds is ReviewState.CORRECTED
    return "corrected otherwise" if otherwise else SAID[verdict.holds]


def changes(read: Claim, made: Claim) -> tuple[Was, ...]:
    """What differs between the machine's reading and the claim as it stands, in words."""
    if made.review is None:
        return ()
    return tuple(Was(NAMES[f], _value(read, f), _value(made, f)) for f in made.review.fields)


def _value(claim: Claim, field: Field) -> str:
    match field:
        case Field.CHAIN | Field.SOURCE | Field.CUE:
            return " ← ".join(_link(claim, at) for at in range(len(claim.chain))) or "the report’s own voice"
        case Field.CONTENT:
            return _quoted(claim.text)
        case Field.STANCE:
            return claim.stance.value
        case Field.NEGATED:
            return "negated" if claim.negated else "not negated"
        case Field.WHEN:
            when = claim.when
            return f"{_quoted(when.words.text)}: {in_words(when.edtf)}" if when else "no time"
        case Field.WHERE:
            return ", ".join(_quoted(p.words.text) for p in claim.where) or "no place"
        case Field.WHO:
            return ", ".join(_quoted(p.words.text) for p in claim.who) or "nobody"
        case Field.FIGURES:
            return ", ".join(_quoted(f.words.text) for f in claim.figures) or "no figure"


def _link(claim: Claim, at: int) -> str:
    link = claim.chain[at]
    words = link.source.words
    return (_quoted(words.text) if words else "nobody named") + (f" {link.cue.text}" if link.cue else "")


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"


def all_rows(decisions: Iterable[Decision], judgements: Iterable[Judgement]) -> tuple[Row, ...]:
    """Every decision and judgement in their common order, the oldest first."""
    decided, judged = tuple(decisions), tuple(judgements)
    gone = undone(decided) | undone(judged)
    rows = [
        Row(d.number, d.kind.value, _decided(d), None, None, d.by, d.at, d.why, d.number not in gone)
        for d in decided
    ]
    rows += [
        Row(j.number, j.kind.value, told(j), j.target, j.report, j.by, j.at, j.why, j.number not in gone)
        for j in judged
    ]
    return tuple(sorted(rows, key=lambda r: r.number))


def _decided(d: Decision) -> str:
    one, other = d.names
    if d.kind is Decided.UNDO:
        return f"decision {d.undoes} no longer counts"
    return f"“{one}” and “{other}” {'are one' if d.kind is Decided.MERGE else 'are not one'}"


def told(j: Judgement) -> str:
    """What a judgement did, in a few words."""
    if j.kind is Judged.UNDO:
        return f"judgement {j.undoes} no longer counts"
    if j.kind is Judged.ASSIGN:
        return f"assigned claim {j.target[:9]} to {j.to or 'nobody'}"
    if j.kind is Judged.CORRECT:
        fields = ", ".join(dict.fromkeys(NAMES[c.field] for c in j.corrections))
        return f"corrected the {fields} of claim {j.target[:9]}"
    if j.kind is Judged.COMMENT:
        return f"commented on {j.target[:9]}"
    if j.kind is Judged.ADD and j.added:
        return f"added by hand: “{' '.join(j.added.text.split())[:60]}”"
    return f"{DID[j.kind]} {j.target[:9]}"

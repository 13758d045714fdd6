"""Judged claims as annotated passages, in the markup of training/passages: what a reader can learn from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from riwaya.records import Claim, Kind, Referent, Report, Span
from riwaya.view.facts import Facts

NAMES = {
    Kind.PERSON: "P",
    Kind.GROUP: "G",
    Kind.ORGANIZATION: "O",
    Kind.PLACE: "L",
    Kind.FACILITY: "A",
}
MEASURES = frozenset(
    "killed injured missing displaced returned detained abducted in_need served destroyed damaged armed"
    " present".split()
)
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
# Which of two marks over the same words stands outside: sources and contents hold names, never the reverse.
_OUTER = "CSQNTEPGOLA"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch to be put in braces, and its tag."""

    span: Span
    kind: str
    numbers: tuple[int, ...] = ()
    values: str = ""

    @property
    def tag(self) -> str:
        """What stands after the opening brace."""
        return f"{self.kind}{','.join(map(str, self.numbers))}{self.values}"


def lines(ledger: Facts) -> Iterator[str]:
    """A passage for every paragraph with a judged claim: a head, the marked text, an empty line.

    A passage whose head ends in `-part` holds attributed claims that nobody judged yet, as they were read.
    Rejected claims are not marked. Paragraphs with braces of their own cannot be marked and are left out.
    """
    for report in sorted(ledger.reports(), key=lambda r: r.id):
        claims = [*ledger.claims(report=report.id)]
        touched = [
            c.start
            for c in ledger.claims_as_read(report=report.id)
            if c.id not in {c.id for c in claims} and not c.by_hand
        ]
        touched += [c.start for c in claims if c.review]
        if touched:
            yield from _passages(report, claims, touched, tuple(ledger.referents(report=report.id)))


def _passages(
    report: Report, claims: list[Claim], touched: list[int], referents: Iterable[Referent]
) -> Iterator[str]:
    people = tuple(referents)
    for number, found in enumerate(_PARAGRAPH.finditer(report.text), 1):
        here = Span(*found.span())
        if not any(here.start <= at < here.end for at in touched) or set("{}") & set(found.group()):
            continue
        told = [c for c in claims if c.chain and here.contains(_hull(c))]
        marks = [*_voices(told), *_names(people, here), *_others(claims, here)]
        part = "" if all(c.review for c in told) else "-part"
        yield f"=== {report.id}-{number}{part}"
        yield marked(report.text, here, marks)
        yield ""


def _hull(claim: Claim) -> Span:
    """Everything a claim and its chain point to."""
    spans = [*claim.segments]
    for link in claim.chain:
        spans += [words.span for words in (link.source.words, link.cue) if words is not None]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _voices(claims: Iterable[Claim]) -> Iterator[_Mark]:
    """Sources, cues and contents with the numbers of their attributions; a link without a cue has none."""
    marks: dict[tuple[str, Span, str], set[int]] = {}
    known: dict[object, int] = {}
    for claim in sorted(claims, key=lambda c: (c.start, c.id)):
        for depth, link in enumerate(claim.chain):
            if link.cue is None:
                continue
            segments = _content(claim, depth)
            stance = claim.stance.value if depth == 0 else "asserted"
            value = f":{stance}" + (":not" if claim.negated and depth == len(claim.chain) - 1 else "")
            key = (link.source.words, link.cue, segments)
            number = known.setdefault(key, len(known) + 1)
            if link.source.words is not None:
                marks.setdefault(("S", link.source.words.span, ""), set()).add(number)
            marks.setdefault(("Q", link.cue.span, value), set()).add(number)
            for span in segments:
                marks.setdefault(("C", span, ""), set()).add(number)
    for (kind, span, value), numbers in marks.items():
        yield _Mark(span, kind, tuple(sorted(numbers)), value)


def _content(claim: Claim, depth: int) -> tuple[Span, ...]:
    """What the link at this depth holds: the content, and for an outer link everything said inside it."""
    inner = [w for link in claim.chain[depth + 1 :] for w in (link.source.words, link.cue) if w is not None]
    if not inner:
        return claim.segments
    return (Span(min(claim.start, *(w.start for w in inner)), max(claim.end, *(w.end for w in inner))),)


def _names(people: Iterable[Referent], here: Span) -> Iterator[_Mark]:
    """Proper names of the paragraph."""
    for one in people:
        for words in one.mentions:
            if words.text in one.names and here.contains(words.span):
                yield _Mark(words.span, NAMES[one.kind])


def _others(claims: Iterable[Claim], here: Span) -> Iterator[_Mark]:
    """Times and amounts of the claims."""
    found = set[_Mark]()
    for claim in claims:
        if claim.when is not None and here.contains(claim.when.words.span):
            found.add(_Mark(claim.when.words.span, "T"))
        for figure in claim.figures:
            if here.contains(figure.words.span):
                measure = figure.measure if figure.measure in MEASURES else "other"
                found.add(_Mark(figure.words.span, "N", (), f":{measure}"))
    yield from found


def marked(text: str, here: Span, marks: Iterable[_Mark]) -> str:
    """The paragraph with its marks in braces; of two that would cross, the shorter is left out."""
    chosen: list[_Mark] = []
    ordered = sorted(marks, key=lambda m: (-len(m.span), _OUTER.index(m.kind), m.span, m.tag))
    for mark in ordered:
        if here.contains(mark.span) and not any(_cross(mark.span, other.span) for other in chosen):
            chosen.append(mark)
    pieces: list[str] = []
    open_marks: list[Span] = []
    for at in range(here.start, here.end + 1):
        while open_marks and open_marks[-1].end == at:
            open_marks.pop()
            pieces.append("}")
        for mark in (m for m in chosen if m.span.start == at):
            pieces.append(f"{{{mark.tag} ")
            open_marks.append(mark.span)
        pieces.append(text[at] if at < here.end else "")
    return "".join(pieces)


def _cross(a: Span, b: Span) -> bool:
    return a.overlaps(b) and not a.contains(b) and not b.contains(a)

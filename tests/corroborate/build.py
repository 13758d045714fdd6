"""Reports and claims written by hand, for tests of what they add up to."""

from __future__ import annotations

from dataclasses import dataclass, field

from riwaya.corroborate import relate
from riwaya.records import (
    Claim,
    Entity,
    Figure,
    Findings,
    Kind,
    Link,
    Name,
    Party,
    Relation,
    Report,
    Source,
    Span,
    Stance,
    When,
    Words,
    claim_id,
    content_id,
)

Numbers = tuple[float | None, float | None, float | None]


@dataclass
class World:
    """Reports, claims and who is who, built up step by step."""

    reports: dict[str, Report] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)

    def report(
        self, outlet: str | None, text: str, published: str | None = "2031-05-10", title: str = ""
    ) -> Report:
        """A report of an outlet."""
        made = Report(
            id=content_id("r", outlet, text),
            source=f"{outlet or 'unknown'}.txt",
            kind="text",
            sha256=content_id("h", text),
            text=text,
            normal="test",
            title=title or None,
            outlet=outlet,
            published=published,
        )
        self.reports[made.id] = made
        return made

    def claim(
        self,
        report: Report,
        words: str,
        by: str | None = None,
        *,
        person: str | None = None,
        stance: Stance = Stance.ASSERTED,
        when: str | None = None,
        where: str | None = None,
        who: str | None = None,
        figures: tuple[tuple[str, Numbers, str, str | None], ...] = (),
    ) -> Claim:
        """A claim in the exact words of a report; `by` is its source as printed, `person` who that is."""
        start = report.text.index(words)
        span = Span(start, start + len(words))
        chain = (Link(self._source(report, by, person)),) if by else ()
        made = Claim(
            id=claim_id(report.id, (span,), chain),
            report=report.id,
            segments=(span,),
            text=words,
            sentence=_sentence(report.text, span),
            stance=stance,
            negated=False,
            chain=chain,
            reader="test",
            when=When(when, Words.cut(report.text, start, start), "test") if when else None,
            where=(self._party(report, where, Kind.PLACE, "location"),) if where else (),
            who=(self._party(report, who, Kind.PERSON, "target"),) if who else (),
            figures=tuple(_figure(report, span, *f) for f in figures),
        )
        self.claims.append(made)
        return made

    def _source(self, report: Report, by: str, person: str | None) -> Source:
        at = report.text.index(by)
        words = Words.cut(report.text, at, at + len(by))
        if person is None:
            return Source(words)
        return Source(words, self._entity(report, person, Kind.PERSON))

    def _party(self, report: Report, name: str, kind: Kind, role: str) -> Party:
        at = report.text.find(name)
        words = Words.cut(report.text, at, at + len(name)) if at >= 0 else Words(name, 0, len(name))
        return Party(words, self._entity(report, name, kind), role)

    def _entity(self, report: Report, name: str, kind: Kind) -> str:
        referent = content_id("p", report.id, name)
        self.entities[referent] = Entity(
            id=content_id("e", str(kind), name),
            kind=kind,
            name=name,
            names=(Name(name, tuple(sorted(self.reports))),),
            referents=(referent,),
        )
        return referent

    def findings(self) -> Findings:
        """What it all adds up to."""
        return relate(self.claims, self.reports, self.entities)

    def between(self, a: Claim, b: Claim) -> list[Relation]:
        """The relations of two claims."""
        return [r for r in self.findings().relations if set(r.claims) == {a.id, b.id}]

    def kinds(self, a: Claim, b: Claim) -> set[str]:
        """Kind and subject of the relations of two claims, such as `contradicts figure`."""
        return {f"{r.kind} {r.about}" for r in self.between(a, b)}


def _figure(
    report: Report, span: Span, words: str, numbers: Numbers, unit: str, measure: str | None
) -> Figure:
    at = report.text.index(words, span.start)
    return Figure(Words.cut(report.text, at, at + len(words)), *numbers, unit=unit, measure=measure)


def _sentence(text: str, span: Span) -> Span:
    start = max(text.rfind(mark, 0, span.start) + len(mark) for mark in (". ", "\n", "” "))
    ends = [i for mark in (". ", ".\n", "\n") if (i := text.find(mark, span.end)) >= 0]
    return Span(max(0, min(start, span.start)), min(ends, default=len(text)))


def exact(value: float) -> Numbers:
    """An exact number."""
    return (value, value, value)

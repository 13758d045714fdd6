"""Records carried over into masked texts, field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from riwaya.records import (
    Claim,
    Entity,
    Event,
    Figure,
    Link,
    Name,
    Party,
    Referent,
    Report,
    Review,
    Span,
    Status,
    Words,
)
from riwaya.view.edits import Edited
from riwaya.view.pseudonyms import Hidden


@dataclass(frozen=True, slots=True)
class Veil:
    """What a masked record needs: ids to replace, and a way to scrub prose and addresses."""

    ids: Mapping[str, str]
    prose: Callable[[str], str]
    address: Callable[[str], str]

    def id(self, real: str) -> str:
        """The id in public form."""
        return self.ids.get(real, real)

    def maybe(self, text: str | None) -> str | None:
        """Prose scrubbed, where there is any."""
        return None if text is None else self.prose(text)

    def source(self, source: str) -> str:
        """Where a report came from: an address, or the file name without the folders of someone's machine."""
        if "://" in source:
            return self.address(source)
        return self.address(source.replace("\\", "/").rsplit("/", 1)[-1])

    def report(self, report: Report, edited: Edited) -> Report:
        """A report with its text, furniture, title, addresses and reasons masked."""
        return replace(
            report,
            source=self.source(report.source),
            text=edited.text,
            title=self._title(report, edited),
            outlet=self.maybe(report.outlet),
            authors=tuple(self.prose(a) for a in report.authors),
            dateline=self.maybe(report.dateline),
            url=None if report.url is None else self.address(report.url),
            published_why=self.maybe(report.published_why),
            furniture=tuple(edited.span(s) for s in report.furniture),
            origins=tuple((key, self.address(value)) for key, value in report.origins),
        )

    def _title(self, report: Report, edited: Edited) -> str | None:
        """The title as it stands in the masked text, if it does: more is known there of whom it names."""
        at = report.text.find(report.title) if report.title else -1
        if at < 0 or report.title is None:
            return self.maybe(report.title)
        span = edited.span(Span(at, at + len(report.title)))
        return self.prose(edited.text[span.start : span.end])

    def claim(self, claim: Claim, edited: Edited) -> Claim:
        """A claim with all its words cut from the masked text."""
        segments = tuple(edited.span(s) for s in claim.segments)
        when = claim.when and replace(
            claim.when, words=edited.words(claim.when.words), why=self.prose(claim.when.why)
        )
        return replace(
            claim,
            segments=segments,
            text=edited.text[segments[0].start : segments[-1].end],
            sentence=edited.span(claim.sentence),
            chain=tuple(self._link(link, edited) for link in claim.chain),
            when=when,
            where=tuple(self._party(p, edited) for p in claim.where),
            who=tuple(self._party(p, edited) for p in claim.who),
            figures=tuple(self._figure(f, edited) for f in claim.figures if _still_there(f, edited)),
            review=claim.review and unsigned(claim.review),
        )

    def _link(self, link: Link, edited: Edited) -> Link:
        source = link.source
        there = replace(
            source,
            words=_words(source.words, edited),
            referent=None if source.referent is None else self.id(source.referent),
        )
        return replace(link, source=there, cue=_words(link.cue, edited), listener=self.maybe(link.listener))

    def _party(self, party: Party, edited: Edited) -> Party:
        referent = None if party.referent is None else self.id(party.referent)
        return replace(party, words=edited.words(party.words), referent=referent)

    def _figure(self, figure: Figure, edited: Edited) -> Figure:
        return replace(
            figure,
            words=edited.words(figure.words),
            unit=self.maybe(figure.unit),
            population=self.maybe(figure.population),
            part_of=_words(figure.part_of, edited),
            among=self.maybe(figure.among),
            implied=tuple(
                replace(one, unit=self.maybe(one.unit), of=self.prose(one.of), why=self.prose(one.why))
                for one in figure.implied
            ),
        )

    def referent(self, referent: Referent, edited: Edited, person: Hidden | None) -> Referent:
        """A referent: a protected one keeps its pseudonym and its kind and nothing else."""
        mentions = tuple(edited.words(w) for w in referent.mentions)
        if person is None:
            return replace(
                referent,
                name=self.prose(referent.name),
                descriptions=tuple(self.prose(d) for d in referent.descriptions),
                mentions=mentions,
                why=self.prose(referent.why),
                beside=(),
            )
        return replace(
            referent,
            id=self.id(referent.id),
            name=person.pseudonym,
            names=(),
            named=False,
            mentions=mentions,
            descriptions=(),
            position=None,
            protection=person.protection,
            why=masked_why(person),
            beside=(),
        )

    def entity(self, entity: Entity, person: Hidden | None) -> Entity:
        """An entity: a protected one keeps its pseudonym, its kind and the reports."""
        if person is None:
            names = tuple(Name(self.prose(n.text), n.reports) for n in entity.names)
            return replace(entity, name=self.prose(entity.name), names=names, why=self.prose(entity.why))
        reports = tuple(sorted({r for n in entity.names for r in n.reports} | person.reports))
        return replace(
            entity,
            id=self.id(entity.id),
            name=person.pseudonym,
            names=(Name(person.pseudonym, reports),),
            referents=tuple(sorted(self.id(r) for r in entity.referents)),
            named=False,
            position=None,
            protection=person.protection,
            why=masked_why(person),
        )

    def event(self, event: Event) -> Event:
        """An event with ids and reason masked."""
        return replace(
            event,
            where=None if event.where is None else self.id(event.where),
            who=tuple(sorted(self.id(w) for w in event.who)),
            why=self.prose(event.why),
        )

    def status(self, status: Status) -> Status:
        """A status with ids and reason masked."""
        return replace(
            status, entity=self.id(status.entity), value=self.prose(status.value), why=self.prose(status.why)
        )


def _still_there(figure: Figure, edited: Edited) -> bool:
    """Whether a figure is no number that was masked, whose value would tell it: a household's."""
    return any(c.isdigit() for c in edited.words(figure.words).text) or not any(
        c.isdigit() for c in figure.words.text
    )


def unsigned(review: Review) -> Review:
    """A review without the names and the words of those who reviewed; told apart within one claim only."""
    signed = enumerate(review.verdicts, 1)
    return replace(
        review, verdicts=tuple(replace(v, by=f"reviewer {n}", why="", number=n) for n, v in signed)
    )


def masked_why(person: Hidden) -> str:
    """Why a name is missing, in a sentence."""
    return f"masked in public form: {', '.join(person.protection)}"


def _words(words: Words | None, edited: Edited) -> Words | None:
    return None if words is None else edited.words(words)

"""A claim as people read it: exact words, who told whom, how sure, when, how many."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.records import Claim, Link, Naming, Referent, Report, Stance
from riwaya.view.dates import in_words
from riwaya.view.figures import Range, as_range
from riwaya.view.lookup import Lookup
from riwaya.view.places import fold
from riwaya.view.reviewing import review_sentence

BRIEF = 120  # characters
NOBODY = "someone not named"  # a passive without an agent: "residents were told"
TOLD = {
    "interview": "in an interview",
    "briefing": "at a briefing",
    "statement": "in a statement",
    "message": "in a message",
    "social": "on social media",
    "document": "in a document",
    "broadcast": "on the air",
    "court": "in court",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One source of a chain, as we would introduce it."""

    name: str  # the fullest form the report gives
    description: str | None  # "police chief", where the report adds one
    printed: str | None  # the words that stand in this sentence, where they differ from the name
    entity: str | None
    naming: Naming | None
    protection: tuple[str, ...]
    circumstances: str | None  # "in a statement, 4 May 2031, to reporters"


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim shaped for people. `words` are exact; an interrupted quotation has several pieces."""

    id: str
    report: str
    title: str
    outlet: str
    published: str | None  # EDTF
    published_words: str
    language: str | None
    start: int
    end: int
    words: tuple[str, ...]
    before: str  # what stands before the words in their sentence
    after: str
    stance: Stance
    negated: bool
    steps: tuple[Step, ...]  # nearest to the report first
    when: str | None  # EDTF
    when_words: str | None
    when_why: str | None
    where: tuple[Place, ...]
    who: tuple[Place, ...]
    figures: tuple[Range, ...]
    said: str | None  # EDTF: when the nearest source said it, else when it was published
    protection: tuple[str, ...]
    review: str | None  # what people hold of it, in a sentence

    @property
    def text(self) -> str:
        """The words, with an ellipsis where the report interrupts them."""
        return " … ".join(self.words)

    @property
    def quoted(self) -> str:
        """The words between quotation marks."""
        return quoted(self.text)

    @property
    def brief(self) -> str:
        """The words between quotation marks, up to about a line and a half."""
        cut = (
            self.text
            if len(self.text) <= BRIEF
            else self.text[:BRIEF].rsplit(" ", 1)[0].rstrip(" ,;.") + " …"
        )
        return quoted(cut)

    @property
    def speaker(self) -> str:
        """Who says it, shortly: the nearest source that is not the outlet itself, or the outlet."""
        return next((s.name for s in self.steps if s.name != self.outlet), self.outlet)

    @property
    def named(self) -> bool:
        """Whether the one who says it is named."""
        return not self.steps or self.steps[0].naming is Naming.NAMED

    @property
    def chain_words(self) -> str:
        """The chain from the origin to the outlet: "the school → Sami → Radio Sarm"."""
        told = [introduced(step) for step in reversed(before_outlet(self))]
        return " → ".join([*told, self.outlet])


@dataclass(frozen=True, slots=True)
class Place:
    """Someone or some place a claim is about, as printed and as resolved."""

    printed: str
    name: str
    entity: str | None
    role: str | None


def quoted(text: str) -> str:
    """The words between quotation marks; words that hold double ones stand between single ones."""
    return f"‘{text}’" if any(c in text for c in '“”"') else f"“{text}”"


def introduced(step: Step) -> str:
    """A source with its description: "Col. Idris Mansour, the police chief"."""
    return f"{step.name}, {step.description}" if step.description else step.name


def before_outlet(telling: Telling) -> tuple[Step, ...]:
    """The sources through whom the outlet has it: "as the Courier reported" in the Courier is none."""
    first = telling.steps[:1]
    return telling.steps[1:] if first and first[0].name == telling.outlet else telling.steps


def tell(claim: Claim, lookup: Lookup) -> Telling:
    """The claim as people read it. The claim must have come through `lookup.keep` or `lookup.claims`."""
    report = lookup.report(claim.report)
    when = claim.when
    first = claim.chain[0] if claim.chain else None
    return Telling(
        id=claim.id,
        report=report.id,
        title=report.title or report.source.rsplit("/", 1)[-1],
        outlet=outlet_of(report),
        published=report.published,
        published_words=in_words(report.published),
        language=report.language,
        start=claim.start,
        end=claim.end,
        words=tuple(_flat(span.of(report.text)) for span in claim.segments),
        before=_flat(report.text[claim.sentence.start : claim.start], edge=True),
        after=_flat(report.text[claim.end : claim.sentence.end], edge=True),
        stance=claim.stance,
        negated=claim.negated,
        steps=tuple(_step(link, report, lookup) for link in claim.chain),
        when=when.edtf if when else None,
        when_words=_when_words(claim),
        when_why=when.why if when else None,
        where=tuple(_party(p.words.text, p.referent, p.role, lookup) for p in claim.where),
        who=tuple(_party(p.words.text, p.referent, p.role, lookup) for p in claim.who),
        figures=tuple(as_range(f) for f in claim.figures),
        said=(first.said if first else None) or report.published,
        protection=claim.protection,
        review=review_sentence(claim.review) if claim.review else None,
    )


def known_outlet(report: Report) -> str:
    """The outlet, said to be unknown where it is."""
    return report.outlet or "outlet unknown"


def outlet_of(report: Report) -> str:
    """The outlet, or else the title of the report, so that a chain always ends somewhere."""
    if report.outlet:
        return report.outlet
    return f"“{report.title}”" if report.title else report.source.rsplit("/", 1)[-1]


def _when_words(claim: Claim) -> str | None:
    if claim.when is None:
        return None
    return in_words(claim.when.edtf) if claim.when.edtf else f"“{claim.when.words.text}”, date unknown"


def _party(printed: str, referent: str | None, role: str | None, lookup: Lookup) -> Place:
    entity = lookup.entity(referent)
    return Place(printed, entity.name if entity else printed, entity.id if entity else None, role)


def _step(link: Link, report: Report, lookup: Lookup) -> Step:
    words = link.source.words
    who = lookup.referent(link.source.referent)
    entity = lookup.entity(link.source.referent)
    printed = _flat(words.text) if words else None
    name = _flat(who.name) if who else (printed or NOBODY)
    name, description = _introduction(who, name, printed or "", lookup.flat(report.id))
    heard = link.listener if link.listener and not _is_outlet(link.listener, report) else None
    said_how = [
        TOLD.get(link.channel.value) if link.channel else None,
        in_words(link.said) if link.said else None,
        f"to {heard}" if heard else None,
    ]
    return Step(
        name=name,
        description=description,
        printed=printed if printed and printed.casefold() not in name.casefold() else None,
        entity=entity.id if entity else None,
        naming=link.source.naming,
        protection=tuple(
            sorted(set(who.protection if who else ()) | set(entity.protection if entity else ()))
        ),
        circumstances=", ".join(s for s in said_how if s) or None,
    )


def _is_outlet(listener: str, report: Report) -> bool:
    """Whether the listener is the outlet itself, by its name or the end of it: "the Courier", "us"."""
    name = fold(listener).removeprefix("the ")
    return name in ("us", "me") or (bool(name) and f" {fold(report.outlet or '')}".endswith(f" {name}"))


def _introduction(who: Referent | None, name: str, printed: str, text: str) -> tuple[str, str | None]:
    """The name as the report introduces it: with the title that stands before it, or else a description."""
    if who is None or not who.named:
        return name, None
    if printed.endswith(f" {name}"):
        return printed, None
    adding = sorted((_flat(d) for d in who.descriptions), key=lambda d: (-len(d), d))
    adding = [d for d in adding if d.casefold() not in name.casefold()]
    for title in adding:
        if f"{title} {name}" in text:
            return f"{title} {name}", None
    return name, adding[0] if adding else None


def _flat(text: str, *, edge: bool = False) -> str:
    """Words on one line; with `edge`, a space at either end is kept so that pieces can be joined."""
    flat = " ".join(text.split())
    if not edge or not text:
        return flat
    return (" " if text[:1].isspace() else "") + flat + (" " if text[-1:].isspace() and flat else "")

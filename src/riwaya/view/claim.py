"""One claim with its sentence, its chain, its event, and what every related claim has to do with it."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.records import Claim
from riwaya.view.facts import Facts
from riwaya.view.lookup import Lookup
from riwaya.view.reading import Other, others_of
from riwaya.view.reviewing import Was, changes
from riwaya.view.telling import Telling, tell


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim to read."""

    id: str
    telling: Telling
    sentence: str
    segments: tuple[tuple[int, int], ...]
    cues: tuple[str, ...]
    event: str | None
    event_type: str | None
    topics: tuple[str, ...]
    reader: str
    confidence: float | None
    was: tuple[Was, ...]  # what people corrected, and how the machine read it
    others: tuple[Other, ...]


def show_claim(ledger: Facts, claim: Claim) -> ClaimView:
    """The claim shaped for people."""
    lookup = Lookup(ledger)
    lookup.keep([claim])
    report = lookup.report(claim.report)
    event = ledger.events_of([claim.id]).get(claim.id)
    return ClaimView(
        id=claim.id,
        telling=tell(claim, lookup),
        sentence=" ".join(claim.sentence.of(report.text).split()),
        segments=tuple((s.start, s.end) for s in claim.segments),
        cues=tuple(link.cue.text for link in claim.chain if link.cue),
        event=event,
        event_type=claim.event_type,
        topics=claim.topics,
        reader=claim.reader,
        confidence=claim.confidence,
        was=changes(next(iter(ledger.claims_as_read([claim.id])), claim), claim),
        others=others_of([claim.id], lookup)[claim.id],
    )

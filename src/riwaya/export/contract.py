"""Records as the objects of the JSON-lines contract: every key, unknown as null, entity ids canonical."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from riwaya.records import (
    Claim,
    Entity,
    Event,
    Field,
    Figure,
    Link,
    Party,
    Relation,
    Report,
    Span,
    Status,
    Words,
)

Object = dict[str, Any]
Canonical = Mapping[str, str]  # referent id -> entity id


def report_object(report: Report) -> Object:
    """A report."""
    return {
        "type": "report",
        "id": report.id,
        "source": report.source,
        "title": report.title,
        "outlet": report.outlet,
        "authors": list(report.authors),
        "dateline": report.dateline,
        "published": report.published,
        "published_basis": report.published_basis.value if report.published_basis else None,
        "published_why": report.published_why,
        "language": report.language,
        "sha256": report.sha256 or None,
        "text": report.text,
        "furniture": _spans(report.furniture),
        "echo_of": report.echo_of,
    }


def entity_object(entity: Entity) -> Object:
    """An entity with all its spellings."""
    at = entity.position
    return {
        "type": "entity",
        "id": entity.id,
        "kind": entity.kind.value,
        "name": entity.name,
        "names": [{"text": n.text, "reports": list(n.reports)} for n in entity.names],
        "latitude": at.latitude if at else None,
        "longitude": at.longitude if at else None,
        "gazetteer": at.gazetteer if at else None,
        "country": at.country if at else None,
        "protection": list(entity.protection),
        "why": entity.why or None,
    }


def claim_object(claim: Claim, canonical: Canonical, event: str | None, read: Claim | None = None) -> Object:
    """A claim with its chain; offsets count code points of the report's text.

    Of a claim that people judged, `read` is what the reader read: what differs goes into `review`.
    """
    when = claim.when
    return {
        "type": "claim",
        "id": claim.id,
        "report": claim.report,
        "start": claim.start,
        "end": claim.end,
        "segments": _spans(claim.segments),
        "text": claim.text,
        "stance": claim.stance.value,
        "negated": claim.negated,
        "chain": [_link(link, canonical) for link in claim.chain],
        "when": {"edtf": when.edtf, "text": when.words.text, "why": when.why} if when else None,
        "where": [_party(p, canonical) for p in claim.where],
        "who": [_party(p, canonical) for p in claim.who],
        "figures": [_figure(f) for f in claim.figures],
        "event": event,
        "topics": list(claim.topics),
        "protection": list(claim.protection),
        "reader": claim.reader,
        "review": _review(claim, read, canonical),
    }


PARTS = {  # the keys of a claim that hold a field which people correct
    Field.CHAIN: ("chain",),
    Field.CONTENT: ("start", "end", "segments", "text"),
    Field.STANCE: ("stance",),
    Field.NEGATED: ("negated",),
    Field.WHEN: ("when",),
    Field.WHERE: ("where",),
    Field.WHO: ("who",),
    Field.FIGURES: ("figures",),
}


def _review(claim: Claim, read: Claim | None, canonical: Canonical) -> Object | None:
    """What people hold of a claim, and how the machine read what they corrected."""
    review = claim.review
    if review is None:
        return None
    keys = [key for field in review.fields for key in PARTS[field]]
    plain = claim_object(replace(read, review=None), canonical, None) if read and keys else {}
    return {
        "state": review.state.value,
        "fields": [field.value for field in review.fields],
        "machine": {key: plain[key] for key in keys},
        "verdicts": [
            {"verdict": v.kind.value, "holds": v.holds.value, "by": v.by, "at": v.at, "why": v.why or None}
            for v in review.verdicts
        ],
    }


def event_object(event: Event) -> Object:
    """An event with its aggregates, each under its named rule."""
    grade = event.grade
    return {
        "type": "event",
        "id": event.id,
        "event_type": event.event_type,
        "plover": event.plover,
        "acled": event.acled,
        "when": event.when,
        "where": event.where,
        "who": list(event.who),
        "claims": list(event.claims),
        "figures": [
            {
                "measure": a.measure,
                "low": a.low,
                "best": a.best,
                "high": a.high,
                "rule": a.rule,
                "claims": list(a.claims),
            }
            for a in event.figures
        ],
        "grade": {
            "event": grade.event.value,
            "figures": grade.figures.value if grade.figures else None,
            "responsibility": grade.responsibility.value if grade.responsibility else None,
        },
        "why": event.why,
    }


def relation_object(relation: Relation) -> Object:
    """A relation between two claims."""
    return {
        "type": "relation",
        "id": relation.id,
        "kind": relation.kind.value,
        "about": relation.about.value if relation.about else None,
        "claims": list(relation.claims),
        "why": relation.why,
        "score": relation.score,
    }


def status_object(status: Status) -> Object:
    """A status over a span of time."""
    return {
        "type": "status",
        "id": status.id,
        "entity": status.entity,
        "aspect": status.aspect,
        "value": status.value,
        "from": status.since,
        "to": status.until,
        "claims": list(status.claims),
        "why": status.why,
    }


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _words(words: Words | None) -> Object:
    if words is None:
        return {"text": None, "start": None, "end": None}
    return {"text": words.text, "start": words.start, "end": words.end}


def _link(link: Link, canonical: Canonical) -> Object:
    source = link.source
    return {
        "source": {
            **_words(source.words),
            "entity": canonical.get(source.referent or ""),
            "naming": source.naming.value if source.naming else None,
        },
        "cue": _words(link.cue) if link.cue else None,
        "listener": link.listener,
        "channel": link.channel.value if link.channel else None,
        "said": link.said,
    }


def _party(party: Party, canonical: Canonical) -> Object:
    return {**_words(party.words), "entity": canonical.get(party.referent or ""), "role": party.role}


def _figure(figure: Figure) -> Object:
    return {
        **_words(figure.words),
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "unit": figure.unit,
        "measure": figure.measure,
        "population": figure.population,
    }

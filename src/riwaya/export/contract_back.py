"""Contract objects as records again; the reverse of `contract`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from riwaya.records import (
    About,
    Aggregate,
    Basis,
    Channel,
    Claim,
    Entity,
    Event,
    Figure,
    Grade,
    Grades,
    Judged,
    Judgement,
    Kind,
    Link,
    Name,
    Naming,
    Party,
    Position,
    Relation,
    RelationKind,
    Report,
    ReviewState,
    Source,
    Span,
    Stance,
    Status,
    When,
    Words,
    corrections_between,
)

Object = dict[str, Any]


def report_record(o: Object) -> Report:
    """A report; its kind and the version of its normalisation are not in the contract."""
    basis = o["published_basis"]
    return Report(
        id=o["id"],
        source=o["source"],
        kind="imported",
        sha256=o["sha256"] or "",
        text=o["text"],
        normal="imported",
        title=o["title"],
        outlet=o["outlet"],
        authors=tuple(o["authors"]),
        dateline=o["dateline"],
        url=o["source"] if "://" in o["source"] else None,
        published=o["published"],
        published_basis=Basis(basis) if basis else None,
        published_why=o["published_why"],
        language=o["language"],
        furniture=_spans(o["furniture"]),
        echo_of=o["echo_of"],
    )


def entity_record(o: Object) -> Entity:
    """An entity, without its referents; one that no report names has no name of its own."""
    known = (o["latitude"], o["longitude"], o["gazetteer"], o["country"])
    position = None
    if any(k is not None for k in known):
        position = Position(*known[:2], "unknown", *known[2:], "taken back from an export")
    return Entity(
        id=o["id"],
        kind=Kind(o["kind"]),
        name=o["name"],
        names=tuple(Name(n["text"], tuple(n["reports"])) for n in o["names"]),
        referents=(),
        named=bool(o["names"]),
        position=position,
        protection=tuple(o["protection"]),
        why=o["why"] or "",
    )


def claim_record(o: Object, text: str, sentences: Sequence[Span], event_type: str | None) -> Claim:
    """A claim; the place of the words of its time and its sentence are found in the text again."""
    segments = _spans(o["segments"])
    hull = Span(segments[0].start, segments[-1].end)
    touched = [s for s in sentences if s.overlaps(hull)] or [hull]
    sentence = Span(min(hull.start, touched[0].start), max(hull.end, touched[-1].end))
    report = o["report"]
    return Claim(
        id=o["id"],
        report=report,
        segments=segments,
        text=o["text"],
        sentence=sentence,
        stance=Stance(o["stance"]),
        negated=o["negated"],
        chain=tuple(_link(link, report) for link in o["chain"]),
        reader=o["reader"],
        when=_when(o["when"], text, sentence),
        where=tuple(_party(p, report) for p in o["where"]),
        who=tuple(_party(p, report) for p in o["who"]),
        figures=tuple(_figure(f) for f in o["figures"]),
        event_type=event_type,
        topics=tuple(o["topics"]),
        protection=tuple(o["protection"]),
    )


def as_read(o: Object) -> Object:
    """A claim's object as the machine read it, whatever people made of it."""
    return {**o, **(o["review"]["machine"] if o["review"] else {}), "review": None}


def judgements_of(o: Object, read: Claim, made: Claim) -> list[Judgement]:
    """The verdicts on a claim as judgements without numbers; the first holding the corrections has them."""
    if o["review"] is None:
        return []
    verdicts = o["review"]["verdicts"]
    if read.by_hand and verdicts and not any(v["verdict"] == Judged.ADD for v in verdicts):
        # who added it judged it again since, and only the latest verdict of a person is told
        verdicts = [{**verdicts[0], "verdict": Judged.ADD, "holds": ReviewState.ACCEPTED}, *verdicts]
    holding = [n for n, v in enumerate(verdicts) if v["holds"] == ReviewState.CORRECTED]
    bearer = holding[0] if holding else len(verdicts) - 1
    return [
        Judgement(
            number=0,
            kind=Judged(v["verdict"]),
            target=read.id,
            by=v["by"],
            at=v["at"],
            why=v["why"] or "",
            report=read.report,
            corrections=corrections_between(read, made) if n == bearer else (),
            blind=v["verdict"] == Judged.ACCEPT and v["holds"] == ReviewState.ACCEPTED,
            added=read if v["verdict"] == Judged.ADD else None,
        )
        for n, v in enumerate(verdicts)
    ]


def event_record(o: Object) -> Event:
    """An event."""
    grade = o["grade"]
    return Event(
        id=o["id"],
        event_type=o["event_type"],
        plover=o["plover"],
        acled=o["acled"],
        when=o["when"],
        where=o["where"],
        who=tuple(o["who"]),
        claims=tuple(o["claims"]),
        figures=tuple(
            Aggregate(f["measure"], f["low"], f["best"], f["high"], f["rule"], tuple(f["claims"]))
            for f in o["figures"]
        ),
        grade=Grades(Grade(grade["event"]), _grade(grade["figures"]), _grade(grade["responsibility"])),
        why=o["why"],
    )


def relation_record(o: Object) -> Relation:
    """A relation."""
    first, second = o["claims"]
    about = About(o["about"]) if o["about"] else None
    return Relation(o["id"], RelationKind(o["kind"]), about, (first, second), o["why"], o["score"])


def status_record(o: Object) -> Status:
    """A status."""
    return Status(
        o["id"], o["entity"], o["aspect"], o["value"], o["from"], o["to"], tuple(o["claims"]), o["why"]
    )


def _grade(value: str | None) -> Grade | None:
    return Grade(value) if value else None


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _words(o: Object | None) -> Words | None:
    return Words(o["text"], o["start"], o["end"]) if o and o["text"] is not None else None


def _there(o: Object) -> Words:
    return Words(o["text"], o["start"], o["end"])


def _referent(entity: str | None, report: str) -> str | None:
    return f"{entity}.{report}" if entity else None


def _link(o: Object, report: str) -> Link:
    source = o["source"]
    naming, channel = source["naming"], o["channel"]
    return Link(
        Source(_words(source), _referent(source["entity"], report), Naming(naming) if naming else None),
        _words(o["cue"]),
        o["listener"],
        Channel(channel) if channel else None,
        o["said"],
    )


def _party(o: Object, report: str) -> Party:
    return Party(_there(o), _referent(o["entity"], report), o["role"])


def _figure(o: Object) -> Figure:
    return Figure(_there(o), o["low"], o["best"], o["high"], o["unit"], o["measure"], o["population"])


def _when(o: Object | None, text: str, sentence: Span) -> When | None:
    """The time, with its words at the place nearest to the sentence. Raises ValueError where they are not."""
    if o is None:
        return None
    words = o["text"]
    at = text.find(words, sentence.start, sentence.end)
    before, after = text.rfind(words, 0, sentence.end), text.find(words, sentence.start)
    if at < 0:
        at = before if before >= 0 else after
    if at < 0:
        raise ValueError(f"the words of its time, {words!r}, are not in the report")
    return When(o["edtf"], Words(words, at, at + len(words)), o["why"])

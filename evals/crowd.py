"""A ledger of very many invented claims, put in without reading: what pages and searches are timed on.

Reports of five and twenty claims each about invented towns, a few of them in very many reports; events,
contradictions and statuses among the claims. The same on every machine.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

from riwaya.records import (
    About,
    Aggregate,
    Claim,
    Document,
    Entity,
    Event,
    Figure,
    Grade,
    Grades,
    Kind,
    Link,
    Name,
    Naming,
    Party,
    Position,
    Reading,
    Referent,
    Relation,
    RelationKind,
    Report,
    Source,
    Span,
    Stance,
    Status,
    When,
    Words,
    claim_id,
    content_id,
)
from riwaya.store import archive
from riwaya.store.derived import put_entities, put_events, put_relations, put_statuses
from riwaya.store.sql import SqlLedger, open_sql

A_REPORT = 25  # claims
_SYLLABLES = (
    "bar dur el far hal im kas lum mar nah or qas rud sal tam vek zor bel gar nir pol shu tev wid".split()
)
_FIRST = (
    "Omar Dalia Petra Yusuf Ines Samir Hanna Karim Leila Tariq Orlan Ilse Zarmak Nesrin Haitham Mira".split()
)
_VERBS = {"killed": "people were killed", "injured": "people were injured", "displaced": "families left"}
_OUTLETS = [
    "Harbour Post",
    "Valley Radio",
    "The Upland Courier",
    "Relief Bulletin",
    "Northern Wire",
    "Steppe Today",
]
_START = date(2015, 1, 1)


class Told(NamedTuple):
    """What is remembered of a claim until its events are made."""

    id: str
    report: str
    figure: float
    town: str  # referent


@dataclass
class Crowd:
    """What has been put in so far of one world."""

    world: int
    chance: random.Random
    towns: list[tuple[str, float, float]]
    people: list[str]
    referents: dict[tuple[Kind, str], list[Referent]] = field(default_factory=lambda: defaultdict(list))
    told: dict[tuple[str, str, str], list[Told]] = field(
        default_factory=lambda: defaultdict(list)
    )  # town, measure, day -> claims with their figure and the referent of the town


def fill(ledger: SqlLedger, claims: int, world: int = 0) -> None:
    """At least so many claims of one world in the ledger, settled; worlds share no town and no person."""
    chance = random.Random(f"riwaya crowd {world}")  # noqa: S311 - the same everywhere is the point
    size = max(20, claims // 500)
    towns = [(_word(chance, 3), chance.uniform(20, 45), chance.uniform(-10, 60)) for _ in range(size)]
    people = [f"{chance.choice(_FIRST)} {_word(chance, 3)}" for _ in range(size * 4)]
    crowd = Crowd(world, chance, towns, people)
    numbers = iter(range(-(-claims // A_REPORT)))
    while batch := list(islice(numbers, 1000)):
        with ledger._writing() as connection:
            readings: list[Reading] = []
            everyone: list[Referent] = []
            for number in batch:
                document, reading, referents = _report(crowd, number)
                archive.put_document(connection, document, reading)
                readings.append(reading)
                everyone.extend(referents)
            claims_of_all = tuple(c for reading in readings for c in reading.claims)
            archive.put_reading(connection, replace(readings[0], claims=claims_of_all), tuple(everyone))
    with ledger._writing() as connection:
        put_entities(connection, tuple(_entities(crowd)))
        owner = {r.id: min(x.id for x in rs) for rs in crowd.referents.values() for r in rs}
        put_events(connection, (), tuple(_events(crowd, owner)))
        put_relations(connection, tuple(_relations(crowd)))
        put_statuses(connection, (), tuple(_statuses(crowd, owner)))
    with ledger._engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")


def crowded(path: Path, claims: int, worlds: int = 1) -> SqlLedger:
    """The ledger at a path; where there is none it is generated, with so many claims of each world."""
    there = path.exists()
    ledger = open_sql(str(path), create=True)
    if not there:
        started = time.monotonic()
        for world in range(worlds):
            fill(ledger, claims, world)
        sys.stderr.write(f"generated in {time.monotonic() - started:.0f} s\n")
    return ledger


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def _pick(chance: random.Random, many: int) -> int:
    """A few very often, most seldom."""
    return min(many - 1, int(many * chance.random() ** 3))


def _report(crowd: Crowd, number: int) -> tuple[Document, Reading, tuple[Referent, ...]]:
    """One report about one town, in which four people and the report itself speak."""
    chance = crowd.chance
    town = crowd.towns[_pick(chance, len(crowd.towns))][0]
    speakers = [crowd.people[_pick(chance, len(crowd.people))] for _ in range(4)]
    published = _START + timedelta(weeks=chance.randrange(570))
    lines, facts = [], []
    for at in range(A_REPORT):
        speaker = speakers[at % 4] if at % 3 else None
        measure = chance.choice(list(_VERBS))
        figure = float(chance.choice((9, 12, 14, 17, 30, 52)))
        day = published - timedelta(days=chance.randrange(0, 28, 7))
        content = f"{figure:.0f} {_VERBS[measure]} in {town}"
        lines.append(f"{content}, {speaker} said." if speaker else f"{content}.")
        facts.append((speaker, measure, figure, day, content))
    text = " ".join(lines)
    source = f"{crowd.world}-{number}.txt"
    report = Report(
        content_id("d", crowd.world, number),
        source,
        "text",
        hashlib.sha256(f"{source}{text}".encode()).hexdigest(),
        text,
        "1",
        title=f"{town}: report {number}",
        outlet=chance.choice(_OUTLETS),
        published=published.isoformat(),
        language="en",
    )
    people = {name: _referent(crowd, report, Kind.PERSON, name) for name in dict.fromkeys(speakers)}
    place = _referent(crowd, report, Kind.PLACE, town)
    claims, at = [], 0
    for line, (speaker, measure, figure, day, content) in zip(lines, facts, strict=True):
        claim = _claim(report, at, content, people.get(speaker or ""), place, measure, figure, day, line)
        claims.append(claim)
        crowd.told[town, measure, day.isoformat()].append(Told(claim.id, report.id, figure, place.id))
        at += len(line) + 1
    sentences = tuple(c.sentence for c in claims)
    reading = Reading(report.id, "crowd", sentences, tuple(claims), ())
    return Document(report, text.encode(), "2026-01-01T00:00:00Z"), reading, (*people.values(), place)


def _referent(crowd: Crowd, report: Report, kind: Kind, name: str) -> Referent:
    at = report.text.find(name)
    words = Words(name, max(at, 0), max(at, 0) + len(name))
    made = Referent(content_id("r", report.id, kind, name), report.id, kind, name, (name,), True, (words,))
    crowd.referents[kind, name].append(made)
    return made


def _claim(
    report: Report,
    at: int,
    content: str,
    speaker: Referent | None,
    place: Referent,
    measure: str,
    figure: float,
    day: date,
    line: str,
) -> Claim:
    def words(text: str) -> Words:
        start = at + line.index(text)
        return Words(text, start, start + len(text))

    segments = (Span(at, at + len(content)),)
    chain = (Link(Source(words(speaker.name), speaker.id, Naming.NAMED), words("said")),) if speaker else ()
    count = f"{figure:.0f}"
    return Claim(
        id=claim_id(report.id, segments, chain),
        report=report.id,
        segments=segments,
        text=content,
        sentence=Span(at, at + len(line)),
        stance=Stance.ASSERTED,
        negated=False,
        chain=chain,
        reader="crowd",
        when=When(day.isoformat(), words(count), "generated"),
        where=(Party(words(place.name), place.id, "location"),),
        figures=(Figure(words(count), figure, figure, figure, "people", measure),),
        event_type="attack",
    )


def _entities(crowd: Crowd) -> Iterator[Entity]:
    where = {name: (lat, lon) for name, lat, lon in crowd.towns}
    for (kind, name), referents in crowd.referents.items():
        at = where.get(name) if kind is Kind.PLACE else None
        position = Position(at[0], at[1], "town", None, None, "generated") if at else None
        ids = tuple(sorted(r.id for r in referents))
        names = (Name(name, tuple(sorted(r.report for r in referents))),)
        yield Entity(min(ids), kind, name, names, ids, True, position, (), "one name")


def _events(crowd: Crowd, owner: dict[str, str]) -> Iterator[Event]:
    for (town, measure, day), told in crowd.told.items():
        if len(told) > 1:
            ids = tuple(sorted(t.id for t in told))
            values = [t.figure for t in told]
            total = Aggregate(measure, min(values), None, max(values), "indeterminate", ids)
            made = content_id("v", crowd.world, town, measure, day)
            grade = Grades(Grade.FAIR, Grade.WEAK, None)
            place = owner[told[0].town]
            yield Event(
                made, "attack", None, None, day, place, (), ids, (total,), grade, "Event fair: E2, two."
            )


def _relations(crowd: Crowd) -> Iterator[Relation]:
    """Neighbours in a group that differ contradict each other, those that do not agree."""
    for told in crowd.told.values():
        for a, b in pairwise(told):
            one, two = a.figure, b.figure
            kind = RelationKind.CORROBORATES if one == two else RelationKind.CONTRADICTS
            if a.report != b.report and (one == two or crowd.chance.random() < 0.3):
                first, second = sorted((a.id, b.id))
                why = f"{one:.0f} against {two:.0f}; generated"
                yield Relation(
                    content_id("l", kind, first, second), kind, About.FIGURE, (first, second), why, 0.8
                )


def _statuses(crowd: Crowd, owner: dict[str, str]) -> Iterator[Status]:
    for (town, _, day), told in crowd.told.items():
        if told[0].figure == 52:
            made = content_id("s", town, day, told[0].id)
            entity = owner[told[0].town]
            yield Status(made, entity, "crossing", "closed", day, None, (told[0].id,), "generated")

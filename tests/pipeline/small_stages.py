"""Small honest stages for an invented news in which people say how many of what there are.

A file holds reports parted by lines of `---`; the reader knows "Dalia Renn said 40 wells ...".
Run as a program it adds a folder to a ledger, so that a test can kill it: LEDGER FOLDER JOBS [SLOWLY].
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from riwaya.extract.reader import Reader
from riwaya.pipeline import Stages, add
from riwaya.records import (
    About,
    Claim,
    Compared,
    Document,
    Entity,
    Event,
    Figure,
    Grade,
    Grades,
    Kind,
    Link,
    Mention,
    Name,
    Naming,
    Reading,
    Referent,
    Relation,
    RelationKind,
    Report,
    SetAside,
    Source,
    Span,
    Stance,
    Status,
    Words,
    claim_id,
    content_id,
    thing_key,
)
from riwaya.store import open_ledger

_SAID = re.compile(
    r"(?P<who>[A-Z]\w+(?: [A-Z]\w+)*) (?P<cue>said) (?P<what>(?P<count>\d+) (?P<unit>\w+)[^.]*)\."
)


def ingest(source: str) -> Iterator[Document | SetAside]:
    """One document per part of the file; a part that begins with BAD is set aside."""
    for number, part in enumerate(Path(source).read_bytes().split(b"---\n")):
        name = f"{source}!/{number}" if number else source
        sha256 = hashlib.sha256(part).hexdigest()
        if part.startswith(b"BAD"):
            yield SetAside(name, "text", f"{name} is bad; make it good", sha256)
            continue
        report = Report(content_id("r", sha256), name, "text", sha256, part.decode(), "1")
        yield Document(report, part, "2024-01-02T03:04:05Z")


@dataclass(frozen=True)
class SmallReader:
    """Finds who said how many. Fails on "CRASH", takes its process along on "DEADLY", lies on "LIE"."""

    name: str = "small-1"

    def read(self, reports: Sequence[Report]) -> Iterator[Reading]:
        for report in reports:
            if "CRASH" in report.text:
                raise ZeroDivisionError("the reader divided\nby zero")
            if "DEADLY" in report.text:
                os.kill(os.getpid(), signal.SIGKILL)
            found = list(_SAID.finditer(report.text))
            claims = tuple(_claim(report, match) for match in found)
            mentions = tuple(Mention(_words(match, "who"), Kind.PERSON) for match in found)
            yield Reading(report.id, self.name, tuple(c.sentence for c in claims), claims, mentions)


def _words(match: re.Match[str], group: str) -> Words:
    return Words(match[group], match.start(group), match.end(group))


def _claim(report: Report, match: re.Match[str]) -> Claim:
    what, count = _words(match, "what"), float(match["count"])
    chain = (Link(Source(_words(match, "who"), None, Naming.NAMED), _words(match, "cue")),)
    said = "invented words" if "LIE" in what.text else what.text
    figure = Figure(_words(match, "count"), count, count, count, match["unit"])
    return Claim(
        claim_id(report.id, (what.span,), chain), report.id, (what.span,), said, Span(*match.span()),
        Stance.ASSERTED, False, chain, "small-1", figures=(figure,),
    )  # fmt: skip


def locate(report: Report, reading: Reading) -> Reading:
    """The reading as it is: nothing here has a place or a time."""
    return reading


def within(report: Report, reading: Reading) -> tuple[Reading, tuple[Referent, ...]]:
    """One referent per name as printed."""
    people: dict[str, Referent] = {}
    for mention in reading.mentions:
        name = mention.words.text
        one = people.get(name) or Referent(
            content_id("m", report.id, name), report.id, mention.kind, name, (name,), True, ()
        )
        people[name] = replace(one, mentions=(*one.mentions, mention.words))
    claims = []
    for claim in reading.claims:
        (link,) = claim.chain
        assert link.source.words is not None
        who = people[link.source.words.text].id
        claims.append(replace(claim, chain=(replace(link, source=replace(link.source, referent=who)),)))
    return replace(reading, claims=tuple(claims)), tuple(people.values())


def referent_keys(referent: Referent) -> tuple[str, ...]:
    """Each word of the name: Dalia Renn and Omar Renn are candidates, not one."""
    return tuple(sorted(set(referent.name.split())))


def look(referent: Referent) -> str:
    """Whoever has the same name looks the same."""
    return "look " + referent.name


def related(fresh: Sequence[Referent], near: Sequence[Referent]) -> list[tuple[str, str]]:
    """Everyone who shares a word of the name."""
    return [
        (a.id, b.id)
        for a in fresh
        for b in (*fresh, *near)
        if a.id != b.id and not set(referent_keys(a)).isdisjoint(referent_keys(b))
    ]


def across(referents: Sequence[Referent]) -> tuple[Entity, ...]:
    """One entity per full name; a family name alone goes to the only bearer there is."""
    full = {r.name for r in referents if " " in r.name}
    groups: dict[str, list[Referent]] = {}
    for referent in referents:
        bearers = [name for name in full if name.split()[-1] == referent.name]
        groups.setdefault(bearers[0] if len(bearers) == 1 else referent.name, []).append(referent)
    return tuple(_entity(name, groups[name]) for name in sorted(groups))


def _entity(name: str, members: list[Referent]) -> Entity:
    ids = tuple(sorted(member.id for member in members))
    spellings = sorted({member.name for member in members})
    names = tuple(Name(s, tuple(sorted(m.report for m in members if m.name == s))) for s in spellings)
    return Entity(ids[0], Kind.PERSON, name, names, ids, why=f"{len(ids)} under the name {name}")


def claim_keys(claim: Claim, report: Report, entity_of: Mapping[str, Entity]) -> tuple[str, ...]:
    """What is counted, and who counts it."""
    unit = str(claim.figures[0].unit)
    return (unit, *(thing_key(entity_of[r].id, unit) for r in sorted(claim.referents)))


def compare(
    fresh: Set[str],
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    entity_of: Mapping[str, Entity],
) -> Compared:
    """Two counts of one unit agree, conflict, or are one speaker's older and newer; all of them are tied."""
    pairs = [
        (a, b)
        for a, b in combinations(sorted(claims, key=lambda c: c.id), 2)
        if a.figures[0].unit == b.figures[0].unit and not fresh.isdisjoint((a.id, b.id))
    ]
    return Compared(
        tuple(_relation(a, b, entity_of) for a, b in pairs), tuple((a.id, b.id) for a, b in pairs)
    )


def spread(
    of: Set[str],
    claims: Sequence[Claim],
    compared: Compared,
    reports: Mapping[str, Report],
    entity_of: Mapping[str, Entity],
) -> tuple[Relation, ...]:
    """Nothing holds through copies here."""
    return ()


def events(
    of: Set[str],
    claims: Sequence[Claim],
    compared: Compared,
    reports: Mapping[str, Report],
    entity_of: Mapping[str, Entity],
) -> tuple[Event, ...]:
    """An event per unit."""
    units: dict[str, list[str]] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        if claim.id in of:
            units.setdefault(str(claim.figures[0].unit), []).append(claim.id)
    grades = Grades(Grade.WEAK, None, None)
    return tuple(
        Event(content_id("e", *ids), unit, None, None, None, None, (), tuple(ids), (), grades, unit)
        for unit, ids in sorted(units.items())
    )


def statuses(
    of: Set[str],
    claims: Sequence[Claim],
    compared: Compared,
    reports: Mapping[str, Report],
    entity_of: Mapping[str, Entity],
) -> tuple[Status, ...]:
    """What each speaker counts, as a status of the speaker, on all of the speaker's claims."""
    things: dict[tuple[str, str], list[str]] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        for referent in claim.referents:
            if claim.id in of:
                thing = (entity_of[referent].id, str(claim.figures[0].unit))
                things.setdefault(thing, []).append(claim.id)
    return tuple(
        Status(content_id("s", *thing), *thing, "counted", None, None, tuple(ids), "counted")
        for thing, ids in sorted(things.items())
    )


def _relation(a: Claim, b: Claim, entity_of: Mapping[str, Entity]) -> Relation:
    who = [entity_of[r] for claim in (a, b) for r in claim.referents]
    same = a.figures[0].best == b.figures[0].best
    kind = RelationKind.CORROBORATES if same else RelationKind.CONTRADICTS
    if who[0].id == who[1].id:
        kind = RelationKind.ECHOES if same else RelationKind.UPDATES
    why = f"{who[0].name}: {a.figures[0].best}; {who[1].name}: {b.figures[0].best}"
    return Relation(content_id("x", kind, a.id, b.id), kind, About.FIGURE, (a.id, b.id), why, 1.0)


def copies(reports: Sequence[Report]) -> dict[str, str]:
    """Reports that begin with "Again:" copy the one with the rest of the words."""
    known = {report.text: report.id for report in reports}
    found = {report.id: known.get(report.text.removeprefix("Again: ")) for report in reports}
    return {copy: original for copy, original in found.items() if original and original != copy}


def _reader() -> Reader:
    return SmallReader()


SMALL = Stages(
    ingest,
    _reader,
    locate,
    within,
    referent_keys,
    look,
    related,
    across,
    claim_keys,
    compare,
    spread,
    events,
    statuses,
    copies,
)


def _slow_ingest(source: str) -> Iterator[Document | SetAside]:
    time.sleep(0.004)
    yield from ingest(source)


def _slow_across(referents: Sequence[Referent]) -> tuple[Entity, ...]:
    time.sleep(0.002)
    return across(referents)


if __name__ == "__main__":
    slow = replace(SMALL, ingest=_slow_ingest, across=_slow_across)
    book = open_ledger(sys.argv[1], create=True)
    sys.stdout.write("open\n")
    sys.stdout.flush()
    add(book, [sys.argv[2]], slow if "slowly" in sys.argv else SMALL, jobs=int(sys.argv[3]))
    book.close()

"""Records out of JSON lines: a ledger taken back from its own export.

The contract leaves some things out (docs/export.md lists them). What is needed of those is worked out
again the same way every time; `archive` lines, where there are any, give it exactly.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from riwaya.errors import AnchorError, BadUse
from riwaya.export.contract_back import (
    Object,
    as_read,
    claim_record,
    entity_record,
    event_record,
    judgements_of,
    relation_record,
    report_record,
    status_record,
)
from riwaya.export.whole import (
    archived,
    archived_entity,
    decision,
    given_places,
    judgement,
    set_aside,
    setting,
)
from riwaya.records import (
    Decision,
    Document,
    Entity,
    Findings,
    Judgement,
    Kind,
    Mention,
    Reading,
    Referent,
    Report,
    SetAside,
    Span,
    Words,
    anchors,
    misplaced,
)
from riwaya.records.given import GivenPlace, PlaceFile, Setting
from riwaya.resolve import with_details

KINDS = (
    "report", "entity", "claim", "event", "relation", "status", "archive", "set_aside", "setting", "places",
    "decision", "judgement",
)  # fmt: skip
NOT_SAID = "unknown"  # an export without originals does not say when they were read
_SENTENCE = re.compile(r"[^\n.!?؟۔]*(?:[.!?؟۔]+[\"”’»)\]]*|\n|$)\s*")


@dataclass(slots=True)
class Taken:
    """Everything an export holds, as records."""

    documents: list[tuple[Document, Reading, tuple[Referent, ...]]] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    findings: Findings = field(default_factory=lambda: Findings((), (), ()))
    set_aside: list[SetAside] = field(default_factory=list)
    settings: list[Setting] = field(default_factory=list)
    places: list[tuple[PlaceFile, tuple[GivenPlace, ...]]] = field(default_factory=list)
    decisions: list[Decision | Judgement] = field(default_factory=list)  # in their order

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of all claims, those that people added too."""
        read = [c.id for _, reading, _ in self.documents for c in reading.claims]
        judged = [row for row in self.decisions if isinstance(row, Judgement)]
        return tuple(dict.fromkeys([*read, *(j.added.id for j in judged if j.added)]))


def take(lines: Iterable[str]) -> Taken:
    """The records of an export. Raises BadUse for a line that is none, AnchorError for misplaced words."""
    objects: dict[str, list[Object]] = defaultdict(list)
    for number, made in _objects(lines):
        kind = made.get("type")
        if kind not in KINDS:
            raise BadUse(f"line {number} is of type {kind!r}; riwaya takes back {', '.join(KINDS)}")
        objects[str(kind)].append(made | {"line": number})
    archive = {o["id"]: o for o in objects["archive"]}
    taken = Taken()
    entities = {o["id"]: _read(entity_record, o) for o in objects["entity"]}
    events = [_read(event_record, o) for o in objects["event"]]
    event_types = {c: e.event_type for e in events for c in e.claims}
    claims: dict[str, list[Object]] = defaultdict(list)
    for made in objects["claim"]:
        claims[str(made.get("report"))].append(made)
    members: dict[str, set[str]] = defaultdict(set)
    for made in objects["report"]:
        if made["id"] in archive:
            document, reading, people = _read(partial(archived, text=made["text"]), archive[made["id"]])
        else:
            report = _read(report_record, made)
            document = Document(report, None, NOT_SAID)
            reading, people = _reading(report, claims[report.id], entities, event_types)
        _check(document, reading)
        taken.documents.append((document, reading, people))
        if made["id"] not in archive:
            for person in people:
                members[person.id.split(".")[0]].add(person.id)
    orphans = sorted(claims.keys() - {d.report.id for d, _, _ in taken.documents})
    if orphans:
        raise BadUse(f"line {claims[orphans[0]][0]['line']}: report {orphans[0]} is not in the export")
    for entity in entities.values():
        if entity.id in archive:
            taken.entities.append(_read(archived_entity, archive[entity.id]))
        else:
            taken.entities.append(replace(entity, referents=tuple(sorted(members[entity.id]))))
    taken.findings = Findings(
        tuple(events),
        tuple(_read(relation_record, o) for o in objects["relation"]),
        tuple(_read(status_record, o) for o in objects["status"]),
    )
    taken.set_aside = [_read(set_aside, o) for o in objects["set_aside"]]
    taken.settings = [_read(setting, o) for o in objects["setting"]]
    taken.places = [_read(given_places, o) for o in objects["places"]]
    taken.decisions = _decisions(objects, taken.documents, frozenset(archive))
    by_hand = {row.added.id for row in taken.decisions if isinstance(row, Judgement) and row.added}
    taken.documents = [(d, _without(reading, by_hand), people) for d, reading, people in taken.documents]
    return taken


def _without(reading: Reading, by_hand: Collection[str]) -> Reading:
    """What a machine read: claims that people added come with their judgements."""
    return replace(reading, claims=tuple(c for c in reading.claims if c.id not in by_hand))


def _decisions(
    objects: dict[str, list[Object]],
    documents: Iterable[tuple[Document, Reading, tuple[Referent, ...]]],
    exact: frozenset[str],
) -> list[Decision | Judgement]:
    """What people decided: the rows themselves where the export has them, else what the claims carry."""
    rows: list[Decision | Judgement] = [_read(decision, o) for o in objects["decision"]]
    rows += [_read(judgement, o) for o in objects["judgement"]]
    made: list[Judgement] = []
    read = {c.id: (c, document, reading) for document, reading, _ in documents for c in reading.claims}
    for o in objects["claim"]:
        if o["report"] in exact or not o["review"] or o["id"] not in read:
            continue
        claim, document, reading = read[o["id"]]
        text = document.report.text
        shown = _read(lambda o: claim_record(o, text, reading.sentences, claim.event_type), o)  # noqa: B023
        for words in misplaced(anchors(shown), text):
            raise AnchorError(
                f"claim {claim.id}: {words.text!r} does not stand at {words.start}..{words.end}"
            )
        made += judgements_of(o, claim, replace(shown, sentence=claim.sentence))
    return [*sorted(rows, key=lambda r: r.number), *sorted(made, key=lambda j: (j.at, j.target))]


def _objects(lines: Iterable[str]) -> Iterator[tuple[int, Object]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            made = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadUse(
                f"line {number} is no JSON ({error.msg}); riwaya export --format jsonl writes it"
            ) from error
        if not isinstance(made, dict):
            raise BadUse(f"line {number} is no JSON object; riwaya export --format jsonl writes them")
        yield number, made


def _read(make: Any, made: Object) -> Any:
    """The record of an object. Raises BadUse naming the line and the field."""
    try:
        return make(made)
    except KeyError as error:
        raise BadUse(
            f"line {made['line']}: this {made['type']} has no {error}; is it of another version?"
        ) from error
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise BadUse(f"line {made['line']}: this {made['type']} cannot be read: {error}") from error


def _check(document: Document, reading: Reading) -> None:
    """Rule 1: no claim without its words; and no original that is not the one of the hash."""
    report = document.report
    for claim in reading.claims:
        for words in misplaced(anchors(claim), report.text):
            raise AnchorError(
                f"claim {claim.id}: {words.text!r} does not stand at {words.start}..{words.end} "
                f"of {report.id}; the export was changed, export it again"
            )
    if document.original is not None and hashlib.sha256(document.original).hexdigest() != report.sha256:
        raise AnchorError(f"the original of {report.id} has not the SHA-256 {report.sha256}; export it again")


def _reading(
    report: Report, made: list[Object], entities: dict[str, Entity], event_types: dict[str, str]
) -> tuple[Reading, tuple[Referent, ...]]:
    """The claims of a report, with a referent for every entity they name."""
    cuts = tuple(
        Span(m.start(), m.start() + len(m.group().rstrip()))
        for m in _SENTENCE.finditer(report.text)
        if m[0].strip()
    )
    claims = tuple(
        _read(lambda o: claim_record(as_read(o), report.text, cuts, event_types.get(o["id"])), o)
        for o in made
    )
    spoken: dict[str, set[Words]] = defaultdict(set)
    for claim in claims:
        for link in claim.chain:
            if link.source.referent and link.source.words:
                spoken[link.source.referent].add(link.source.words)
        for party in (*claim.where, *claim.who):
            if party.referent:
                spoken[party.referent].add(party.words)
    for entity in entities.values():
        if any(report.id in name.reports for name in entity.names):
            spoken.setdefault(referent_id(entity.id, report.id), set())
    named = [_referent(r, report.id, spoken[r], entities) for r in sorted(spoken)]
    people = with_details(report.text, named)
    mentions = tuple(
        Mention(w, p.kind, p.named, p.position, p.id) for p in people for w in sorted(p.mentions, key=_place)
    )
    ordered = tuple(sorted(claims, key=lambda c: (c.start, c.id)))
    readers = {c.reader for c in claims if not c.by_hand}
    reader = min(readers) if readers else "import"
    return Reading(
        report.id, reader, cuts, ordered, tuple(sorted(mentions, key=lambda m: _place(m.words)))
    ), people


def referent_id(entity: str, report: str) -> str:
    """The id of an entity within one report; it sorts after the entity's, which stays the least."""
    return f"{entity}.{report}"


def _place(words: Words) -> tuple[int, int]:
    return words.start, words.end


def _referent(rid: str, report: str, words: set[Words], entities: dict[str, Entity]) -> Referent:
    entity = entities.get(rid.split(".")[0])
    if entity is None:
        raise BadUse(f"entity {rid.split('.')[0]} of report {report} is not in the export; export it again")
    names = tuple(n.text for n in entity.names if report in n.reports)
    return Referent(
        id=rid,
        report=report,
        kind=Kind(entity.kind),
        name=names[0] if names else entity.name,
        names=names,
        named=entity.named,
        mentions=tuple(sorted(words, key=_place)),
        position=entity.position,
        protection=entity.protection,
        why="taken back from an export",
    )

"""What JSON lines of the contract leave out, as extra lines: originals, readings, what people gave."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

from riwaya.errors import NoOriginal
from riwaya.records import (
    Claim,
    Decision,
    Document,
    Entity,
    Judgement,
    Reading,
    Referent,
    Report,
    ReviewState,
    SetAside,
)
from riwaya.records.given import GivenPlace, PlaceFile, Setting
from riwaya.store.ledger import WorkingLedger
from riwaya.store.serial import dump, load

Object = dict[str, Any]
R = TypeVar("R")


def extra_objects(ledger: WorkingLedger) -> Iterator[Object]:
    """An `archive` object for every report and entity; then what was set aside, given, decided, judged."""
    for reading in ledger.readings():
        report = ledger.report(reading.report)
        original = _original(ledger, report.id)
        yield {
            "type": "archive",
            "id": report.id,
            "retrieved": ledger.retrieved(report.id),
            "original": None if original is None else base64.b64encode(original).decode(),
            "report": json.loads(dump(replace(report, text=""))),
            "reading": json.loads(dump(reading)),
            "referents": [json.loads(dump(r)) for r in ledger.referents(report=report.id)],
        }
    for entity in ledger.entities():
        yield {"type": "archive", "id": entity.id, "entity": json.loads(dump(entity))}
    for item in ledger.set_aside():
        yield {
            "type": "set_aside",
            "source": item.source,
            "kind": item.kind,
            "reason": item.reason,
            "sha256": item.sha256,
        }
    for setting in ledger.settings():
        yield {"type": "setting", "number": setting.number, "row": json.loads(dump(setting))}
    for file in ledger.place_files():
        places = [json.loads(dump(place)) for place in ledger.given_places(file.number)]
        yield {"type": "places", "number": file.number, "row": json.loads(dump(file)), "places": places}
    rows = [("decision", d.number, dump(d)) for d in ledger.decisions()]
    rows += [("judgement", j.number, dump(j)) for j in ledger.judgements()]
    for kind, number, row in sorted(rows, key=lambda r: r[1]):
        yield {"type": kind, "number": number, "row": json.loads(row)}


def rejected(ledger: WorkingLedger) -> tuple[Claim, ...]:
    """The claims that people rejected, which other exports leave out."""
    judged = ledger.judged_claims()
    return tuple(c for c in judged if c.review and c.review.state is ReviewState.REJECTED)


def decision(made: Object) -> Decision:
    """The decision of a `decision` object."""
    return _back(Decision, made["row"])


def judgement(made: Object) -> Judgement:
    """The judgement of a `judgement` object."""
    return _back(Judgement, made["row"])


def _original(ledger: WorkingLedger, report: str) -> bytes | None:
    try:
        return ledger.original(report)
    except NoOriginal:
        return None


def archived(made: Object, text: str) -> tuple[Document, Reading, tuple[Referent, ...]]:
    """The report of an `archive` object with all that was read from it."""
    report = replace(_back(Report, made["report"]), text=text)
    original = None if made["original"] is None else base64.b64decode(made["original"], validate=True)
    referents = tuple(_back(Referent, r) for r in made["referents"])
    return Document(report, original, made["retrieved"]), _back(Reading, made["reading"]), referents


def archived_entity(made: Object) -> Entity:
    """The entity of an `archive` object."""
    return _back(Entity, made["entity"])


def set_aside(made: Object) -> SetAside:
    """The file of a `set_aside` object."""
    return SetAside(made["source"], made["kind"], made["reason"], made["sha256"])


def setting(made: Object) -> Setting:
    """The value of a `setting` object."""
    return _back(Setting, made["row"])


def given_places(made: Object) -> tuple[PlaceFile, tuple[GivenPlace, ...]]:
    """The gazetteer of a `places` object."""
    return _back(PlaceFile, made["row"]), tuple(_back(GivenPlace, p) for p in made["places"])


def _back(kind: type[R], plain: Object) -> R:
    return load(kind, json.dumps(plain))

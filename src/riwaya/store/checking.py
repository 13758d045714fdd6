"""Everything in the ledger checked again: originals, texts, anchors, and the log of how it came to be."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, LargeBinary, cast, select
from sqlalchemy.exc import DBAPIError

from riwaya.records import Claim, Referent, Report, Words, anchors, misplaced
from riwaya.store import rechecking, sealing, summaries
from riwaya.store import schema as db
from riwaya.store.archive import claims_of, digest, mentions_of, reading_digest, sha256
from riwaya.store.ledger import Problem
from riwaya.store.log import BEGINNING, Entry, end, entries
from riwaya.store.serial import dump, load
from riwaya.store.standing import judgements_on, left


def verify(connection: Connection) -> Iterator[Problem]:
    """All that is off, one problem a thing, in the order of the log and then of the reports."""
    added: dict[str, dict[str, Any]] = {}
    judged: dict[str, str] = {}
    previous, state = BEGINNING, sealing.state({})
    for expected, entry in enumerate(entries(connection), 1):
        if entry.number != expected or not entry.follows(previous):
            yield Problem(
                f"log {expected}", "the log was changed here: the entry does not follow from the one before"
            )
        previous = entry.hash
        detail = _detail(entry)
        if detail is None:
            yield Problem(f"log {entry.number}", "its detail is not what a ledger writes")
            continue
        state = detail.get("state", state)
        if entry.what == "added":
            added[entry.record] = detail
        if entry.what == "judged":
            judged[entry.record] = str(detail.get("sha256"))
    if (last := end(connection)) is not None and last != previous:
        yield Problem("log", "its last entry is not the last that was written: entries were cut off")
    yield from _stamps(connection)
    yield from _originals(connection)
    reports = connection.execute(select(db.report.c.id).order_by(db.report.c.id)).scalars().all()
    for report in reports:
        try:
            yield from list(_report(connection, report, added.pop(report, None)))
        except (DBAPIError, ValueError, TypeError, KeyError) as error:  # rows that no ledger ever wrote
            reason = " ".join(str(getattr(error, "orig", error)).split())
            yield Problem(
                report, f"what is stored of it cannot be read back: {type(error).__name__}: {reason}"
            )
    yield from _judgements(connection, judged)
    for report in sorted(added):
        yield Problem(report, "the log says it was added, but it is not in the ledger")
    yield from rechecking.rows(connection, state)
    yield from _sums(connection)
    yield from _index(connection)


def _detail(entry: Entry) -> dict[str, Any] | None:
    """What an entry tells; None for what is no JSON object."""
    try:
        detail = json.loads(entry.detail)
    except ValueError:
        return None
    return detail if isinstance(detail, dict) else None


def _sums(connection: Connection) -> Iterator[Problem]:
    """The tables of sums that adding up again does not give."""
    try:
        for name in summaries.wrong(connection):
            yield Problem(f"table {name}", "it does not hold what adding up the rows it sums up gives")
    except (DBAPIError, ValueError, TypeError, KeyError):  # rows that no ledger ever wrote, told above
        yield Problem("sums", "they cannot be added up: some rows that they sum up cannot be read back")


def _index(connection: Connection) -> Iterator[Problem]:
    """What is off with the search index, one that cannot be read included."""
    try:
        yield from list(rechecking.index(connection))
    except (DBAPIError, ValueError) as error:
        reason = " ".join(str(getattr(error, "orig", error)).split())
        yield Problem("search index", f"it cannot be read: {reason}")


def _stamps(connection: Connection) -> Iterator[Problem]:
    """Timestamps whose token is not the one the log has."""
    logged: dict[str, str] = {}
    for entry in entries(connection):
        if entry.what == "timestamped":
            logged[entry.record] = str((_detail(entry) or {}).get("token"))
    for number, token in connection.execute(select(db.stamp.c.number, db.stamp.c.token)):
        if logged.pop(str(number), None) != sha256(token):
            yield Problem(f"timestamp {number}", "its token is not the one that the log says was given")
    for number in logged:
        yield Problem(f"timestamp {number}", "the log says it was given, but it is not in the ledger")


def _originals(connection: Connection) -> Iterator[Problem]:
    held = connection.execute(select(db.original.c.sha256).order_by(db.original.c.sha256)).scalars().all()
    for name in held:
        packed = connection.execute(
            select(db.original.c.packed).where(db.original.c.sha256 == name)
        ).scalar_one()
        reports = select(db.report.c.id).where(db.report.c.sha256 == name).order_by(db.report.c.id)
        record = ", ".join(connection.execute(reports).scalars()) or f"original {name}"
        try:
            found = sha256(zlib.decompress(packed))
        except zlib.error as error:
            yield Problem(record, f"the original bytes cannot be unpacked: {error}")
            continue
        if found != name:
            yield Problem(record, f"the original bytes have SHA-256 {found}, expected {name}")


def _report(connection: Connection, report: str, logged: dict[str, Any] | None) -> Iterator[Problem]:
    stored: ColumnElement[Any] = db.report.c.text
    if connection.dialect.name == "sqlite":
        stored = cast(stored, LargeBinary)  # the bytes themselves: they may no longer be text
    columns = (stored, db.report.c.text_sha256, db.report.c.sha256, db.report.c.retrieved, db.report.c.body)
    row = connection.execute(select(*columns).where(db.report.c.id == report)).one()
    archived, text_sha256, bytes_sha256, retrieved, body = row
    archived = archived.encode() if isinstance(archived, str) else archived
    absent = logged is not None and logged.get("original") == "absent"  # from an export without originals
    held = select(db.original.c.size).where(db.original.c.sha256 == bytes_sha256)
    if not absent and connection.execute(held).first() is None:
        yield Problem(report, f"its original bytes, SHA-256 {bytes_sha256}, are not in the ledger")
    if sha256(archived) != text_sha256:
        yield Problem(report, f"the archived text has SHA-256 {sha256(archived)}, expected {text_sha256}")
    text = archived.decode(errors="replace")
    claims = list(claims_of(connection, report))
    mentions = list(mentions_of(connection, report))
    bodies = select(db.referent.c.body).where(db.referent.c.report == report)
    referents = [load(Referent, body) for body in connection.execute(bodies).scalars()]
    for claim in claims:
        yield from _words(claim.id, anchors(claim), text)
    for mention in mentions:
        yield from _words(report, (mention.words,), text)
    for referent in referents:
        yield from _words(referent.id, referent.mentions, text)
    if logged is None:
        yield Problem(report, "it is in the ledger, but the log does not say that it was added")
        return
    now = {
        "sha256": bytes_sha256,
        "text_sha256": text_sha256,
        "retrieved": retrieved,
        "reading": reading_digest(claims, mentions, referents),
    }
    if "report" in logged:  # ledgers of the first version did not say
        now["report"] = digest([load(Report, body)])
    for name, value in now.items():
        if logged.get(name) != value:
            yield Problem(report, f"its {name} is {value}, the log has {logged.get(name)}")


def _judgements(connection: Connection, logged: dict[str, str]) -> Iterator[Problem]:
    """Judgements that are not those of the log, and judged claims that are not what these leave."""
    for number, body in connection.execute(select(db.judgement.c.number, db.judgement.c.body)).all():
        if logged.pop(str(number), None) != sha256(body.encode()):
            yield Problem(f"judgement {number}", "it is not the judgement that the log says was made")
    for number in sorted(logged):
        yield Problem(f"judgement {number}", "the log says it was made, but it is not in the ledger")
    columns = (db.reviewed.c.claim, db.reviewed.c.state, db.reviewed.c.body)
    query = select(*columns, db.claim.c.body, db.claim.c.added, db.report.c.text)
    joined = query.join(db.claim, db.claim.c.id == db.reviewed.c.claim).join(
        db.report, db.report.c.id == db.claim.c.report
    )
    for claim, state, body, read, added, text in connection.execute(joined).all():
        judged = judgements_on(connection, [claim])
        if added is not None and not any(j.number == added and j.added == load(Claim, read) for j in judged):
            yield Problem(claim, f"it is not the claim that judgement {added} added")
        found = left(load(Claim, read), judged)
        if found is None or (found[0], dump(found[1])) != (state, body):
            yield Problem(claim, "it is not what the judgements leave of it; judge it again or undo them")
        yield from _words(claim, anchors(load(Claim, body)), text)
    lost = select(db.claim.c.id).where(
        db.claim.c.added.is_not(None), db.claim.c.id.not_in(select(db.reviewed.c.claim))
    )
    for claim in connection.execute(lost).scalars():
        yield Problem(claim, "a person added it, but the ledger does not have what was judged of it")


def _words(record: str, words: Iterable[Words], text: str) -> Iterator[Problem]:
    for word in misplaced(words, text):
        expected, found = _short(word.text), _short(word.span.of(text))
        yield Problem(
            record, f"“{expected}” should stand at {word.start}..{word.end}, there stands “{found}”"
        )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."

"""Reports into and out of the ledger: originals packed, texts hashed, passages made searchable."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, func, select, text

from riwaya.errors import LedgerError, NoOriginal
from riwaya.records import Basis, Claim, Document, Mention, Reading, Referent, Report, Span
from riwaya.store import meaning, sealing, words_postgresql
from riwaya.store import schema as db
from riwaya.store.folding import fold
from riwaya.store.serial import dump, load

_ROWS = 1_000


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest(records: Iterable[object]) -> str:
    """One SHA-256 over records, for the log; the order counts."""
    whole = hashlib.sha256()
    for record in records:
        whole.update(dump(record).encode() + b"\n")
    return whole.hexdigest()


def reading_digest(
    claims: Iterable[Claim], mentions: Iterable[Mention], referents: Iterable[Referent]
) -> str:
    """What the log keeps of a reading, so that a claim changed later shows."""
    return digest(
        [*sorted(claims, key=lambda c: c.id), *mentions, *sorted(referents, key=lambda r: r.id)],
    )


def report_digest(report: Report) -> str:
    """What the log keeps of a report as it was read: title, outlet, dates, furniture and all else."""
    return digest([replace(report, text="", echo_of=None)])


def put_document(connection: Connection, document: Document, reading: Reading) -> None:
    """The original, the report and its passages."""
    report = document.report
    known = select(db.original.c.sha256).where(db.original.c.sha256 == report.sha256)
    if document.original is not None and connection.execute(known).first() is None:
        packed = zlib.compress(document.original, 6)
        row = {"sha256": report.sha256, "size": len(document.original), "packed": packed}
        sealing.put(connection, db.original, [row])
    sealing.put(
        connection,
        db.report,
        [
            {
                "id": report.id,
                "source": report.source,
                "kind": report.kind,
                "sha256": report.sha256,
                "retrieved": document.retrieved,
                "text": report.text,
                "text_sha256": sha256(report.text.encode()),
                "title": report.title,
                "outlet": report.outlet,
                "published": report.published,
                "language": report.language,
                "reader": reading.reader,
                "refused": reading.refused,
                "body": dump(replace(report, text="", echo_of=None)),
            }
        ],
    )
    sealing.change(connection, "echo", {report.id: report.echo_of})
    _put_passages(connection, report, reading.sentences)


def _put_passages(connection: Connection, report: Report, sentences: tuple[Span, ...]) -> None:
    if not sentences:
        return
    last = connection.execute(select(func.max(db.passage.c.id))).scalar() or 0
    numbered = list(enumerate(sentences, last + 1))
    rows = [{"id": n, "report": report.id, "first": s.start, "past": s.end} for n, s in numbered]
    sealing.put(connection, db.passage, rows)
    put_words(connection, [(n, fold(s.of(report.text))) for n, s in numbered])
    meaning.put(connection, [(n, s.of(report.text)) for n, s in numbered])


def put_words(connection: Connection, passages: Sequence[tuple[int, str]]) -> None:
    """The folded words of new passages, for the search."""
    if connection.dialect.name == "postgresql":
        words_postgresql.put(connection, passages)
        return
    connection.execute(
        text("INSERT INTO passage_words (rowid, words) VALUES (:id, :words)"),
        [{"id": n, "words": words} for n, words in passages],
    )


def put_reading(connection: Connection, reading: Reading, referents: tuple[Referent, ...]) -> None:
    """The claims, the mentions, and who they are about."""
    if referents:
        rows = [
            {"id": r.id, "report": r.report, "kind": r.kind, "name": r.name, "body": dump(r)}
            for r in referents
        ]
        sealing.put(connection, db.referent, rows)
    if reading.claims:
        sealing.put(connection, db.claim, [claim_row(claim) for claim in reading.claims])
    about = [
        {"referent": referent, "claim": claim.id}
        for claim in reading.claims
        for referent in sorted(claim.referents)
    ]
    if about:
        sealing.put(connection, db.claim_referent, about)
    if reading.mentions:
        found: list[dict[str, object]] = [
            {
                "report": reading.report,
                "number": number,
                "first": mention.words.start,
                "past": mention.words.end,
                "kind": mention.kind,
                "referent": mention.referent,
                "body": dump(mention),
            }
            for number, mention in enumerate(reading.mentions)
        ]
        sealing.put(connection, db.mention, found)


def claim_row(claim: Claim) -> dict[str, object]:
    """The row of a claim."""
    return {
        "id": claim.id,
        "report": claim.report,
        "first": claim.start,
        "past": claim.end,
        "stance": claim.stance,
        "negated": int(claim.negated),
        "narrated": int(claim.narrated),
        "event_type": claim.event_type,
        "edtf": claim.when.edtf if claim.when else None,
        "body": dump(claim),
    }


_REPORT = (db.report.c.body, db.report.c.text, db.report.c.echo_of, db.dating.c.edtf, db.dating.c.why)


def select_reports() -> Select[Any]:
    """Reports with what is derived about them, for `as_report`."""
    return select(*_REPORT).select_from(db.report.outerjoin(db.dating, db.dating.c.report == db.report.c.id))


def as_report(body: str, text: str, echo_of: str | None, edtf: str | None, why: str | None) -> Report:
    """The report of a row of `select_reports`; a date that other reports gave stands in place of its own."""
    read = replace(load(Report, body), text=text, echo_of=echo_of)
    if edtf is None:
        return read
    return replace(read, published=edtf, published_basis=Basis.INFERRED, published_why=why)


def original(connection: Connection, report: str) -> bytes:
    """The bytes a report was made from."""
    query = select(db.original.c.packed).join_from(
        db.original, db.report, db.report.c.sha256 == db.original.c.sha256
    )
    packed = connection.execute(query.where(db.report.c.id == report)).scalar()
    if packed is None:
        there = select(db.report.c.id).where(db.report.c.id == report)
        if connection.execute(there).first() is not None:
            raise NoOriginal(
                f"report {report} was imported without its original; export it there --with-originals"
            )
        raise LedgerError(f"no report {report} in this ledger; `riwaya show LEDGER` lists what there is")
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise LedgerError(
            f"the original of report {report} is damaged ({error}); restore the ledger from a copy"
        ) from error


def readings(connection: Connection) -> Iterator[Reading]:
    """Every reading as it was put, by report id."""
    columns = (db.report.c.id, db.report.c.reader, db.report.c.refused)
    for report, reader, refused in connection.execute(select(*columns).order_by(db.report.c.id)):
        yield Reading(
            report=report,
            reader=reader,
            sentences=sentences(connection, report),
            claims=tuple(claims_of(connection, report)),
            mentions=tuple(mentions_of(connection, report)),
            refused=refused,
        )


def passages(connection: Connection) -> Iterator[list[tuple[int, str]]]:
    """Every passage with its words, in batches; one whose report is gone has none."""
    query = (
        select(db.passage.c.id, db.passage.c.first, db.passage.c.past, db.report.c.text)
        .join_from(db.passage, db.report, db.passage.c.report == db.report.c.id)
        .order_by(db.passage.c.id)
        .limit(_ROWS)
    )
    last = 0
    while found := connection.execute(query.where(db.passage.c.id > last)).all():
        yield [(n, Span(first, past).of(str(whole))) for n, first, past, whole in found]
        last = found[-1][0]


def sentences(connection: Connection, report: str) -> tuple[Span, ...]:
    """The sentences of a report, in order."""
    columns = select(db.passage.c.first, db.passage.c.past).where(db.passage.c.report == report)
    return tuple(Span(*row) for row in connection.execute(columns.order_by(db.passage.c.id)))


def claims_of(connection: Connection, report: str) -> Iterator[Claim]:
    """The claims that a machine read in a report, by place."""
    places = (db.claim.c.first, db.claim.c.past, db.claim.c.id)
    read = (db.claim.c.report == report) & db.claim.c.added.is_(None)
    query = select(db.claim.c.body).where(read).order_by(*places)
    return (load(Claim, body) for (body,) in connection.execute(query))


def mentions_of(connection: Connection, report: str) -> Iterator[Mention]:
    """The mentions of a report, in the reader's order."""
    query = select(db.mention.c.body).where(db.mention.c.report == report).order_by(db.mention.c.number)
    return (load(Mention, body) for (body,) in connection.execute(query))

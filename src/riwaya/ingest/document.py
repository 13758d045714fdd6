"""Draft -> Document: the text normalised once, furniture marked, every fact with where it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from riwaya.errors import Unreadable
from riwaya.ingest import language
from riwaya.ingest.dates import Printed
from riwaya.ingest.furniture import furniture
from riwaya.ingest.masthead import Head, facts, head_of
from riwaya.ingest.normal import VERSION, normalise
from riwaya.ingest.options import Options
from riwaya.ingest.piece import Block, Draft, Fact
from riwaya.records import Basis, Document, Report, Span, content_id

_NEAR = 60  # days between a dateline without a year and the day a file was made, to lend it the year


def document(draft: Draft, options: Options, retrieved: str) -> Document:
    """The report of a draft with its original bytes; raises Unreadable if nothing in it can be read.

    A language that nothing declares is for `with_language` to tell: its model wants to write to the disk.
    """
    size = sum(len(block.text) for block in draft.blocks)
    if size > 4 * options.limits.characters:  # normalising it would take longer than it is worth
        raise Unreadable(
            f"{draft.source} has {size:,} characters, more than {options.limits.characters:,}; split it"
        )
    text, marked = _text(draft.blocks)
    if len(text) > options.limits.characters:
        raise Unreadable(
            f"{draft.source} has {len(text):,} characters, more than {options.limits.characters:,}; split it"
        )
    if text.count("\n") > options.limits.lines:
        raise Unreadable(
            f"{draft.source} has over {options.limits.lines:,} lines; if it is a report, split it"
        )
    if not any(char.isalnum() for char in text):
        raise Unreadable(
            f"{draft.source} holds no text; if it is a picture of a page, add it again with --ocr"
        )
    spans = furniture(text, marked)
    head = head_of(text, spans)
    known = [*_given(options), *draft.facts, *facts(head)]
    chosen = {fact.field: fact for fact in reversed(known) if fact.value.strip()}
    writers = _authors(known)
    day = _published(options, draft.facts, head)
    code = _language(known, text)
    origins: list[tuple[str, str]] = [
        (field, chosen[field].origin) for field in ("title", "outlet", "dateline") if field in chosen
    ]
    origins += [("authors", writers[0].origin)] if writers else []
    origins += [("language", code.origin)] if code else []
    sha256 = hashlib.sha256(draft.original).hexdigest()
    report = Report(
        id=content_id("r", sha256),
        source=draft.source,
        kind=draft.kind,
        sha256=sha256,
        text=text,
        normal=VERSION,
        title=_line(chosen.get("title")),
        outlet=_line(chosen.get("outlet")),
        authors=tuple(dict.fromkeys(fact.value for fact in writers)),
        dateline=_line(chosen.get("dateline")),
        url=draft.url,
        published=day.edtf if day else None,
        published_basis=day.basis if day else None,
        published_why=day.why if day else None,
        language=code.value if code else None,
        furniture=spans,
        origins=(*origins, *draft.notes),
    )
    return Document(report, draft.original, draft.retrieved or retrieved)


def _text(blocks: Sequence[Block]) -> tuple[str, tuple[Span, ...]]:
    """The normalised text of the blocks, a blank line between them, and the spans of furniture."""
    raw: list[str] = []
    marks: list[tuple[int, int]] = []
    at = 0
    for block in blocks:
        if block.furniture is not None:
            marks.append((at, at + len(block.text)))
        raw.append(block.text)
        at += len(block.text) + 2
    done = normalise("\n\n".join(raw))
    spans = [Span(done.place(start), done.place(end)) for start, end in marks]
    return done.text, tuple(trimmed for span in spans if (trimmed := _trim(done.text, span)))


def _trim(text: str, span: Span) -> Span | None:
    """The span without the white space at its ends; None if nothing is left."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    return Span(start, end) if start < end else None


def _given(options: Options) -> list[Fact]:
    said = "given by the person who added the report"
    found = [("outlet", options.outlet), ("language", options.language)]
    return [Fact(field, value, said) for field, value in found if value]


def _authors(known: Sequence[Fact]) -> list[Fact]:
    """The writers, all from the first place that names any."""
    names = [fact for fact in known if fact.field == "author" and fact.value.strip()]
    return [fact for fact in names if fact.origin == names[0].origin] if names else []


def _line(fact: Fact | None) -> str | None:
    """The value as one clean line."""
    if fact is None:
        return None
    return " ".join(normalise(fact.value).text.split()) or None


@dataclass(frozen=True, slots=True)
class _Day:
    edtf: str
    basis: Basis
    why: str


def _published(options: Options, from_file: Sequence[Fact], head: Head) -> _Day | None:
    """The publication date: given, from metadata, printed in the text, or from when the file was made."""
    if options.published:
        return _Day(options.published, Basis.GIVEN, "Given by the person who added the report.")
    printed = next((fact for fact in facts(head) if fact.field == "published"), None)
    day = None
    if meta := next((fact for fact in from_file if fact.field == "published"), None):
        day = _Day(meta.value, Basis.METADATA, f"{_capital(meta.origin)} says {meta.value}.")
        if printed and len(meta.value) < len(printed.value) and printed.value.startswith(meta.value):
            day = _Day(printed.value, Basis.STATED, f"{_capital(printed.origin)}; {meta.origin} agrees.")
    elif printed:
        day = _Day(printed.value, Basis.STATED, f"{_capital(printed.origin)}.")
    made = next((fact for fact in from_file if fact.field == "made"), None)
    when = head.dateline.when if head.dateline else None
    if when is not None and when.year is None and head.dateline is not None:
        day = _with_year(head.dateline.text, when, day, made) or day
    if day is None and made is not None:
        why = f"{_capital(made.origin)} says {made.value}: when the file was made, which may be long after."
        return _Day(made.value, Basis.METADATA, why)
    return day


def _with_year(line: str, when: Printed, day: _Day | None, made: Fact | None) -> _Day | None:
    """The day of a dateline without a year, where the file's own data give the year."""
    if when.month is None or when.day is None:
        return None
    if day is not None:
        if len(day.edtf) == 4 or (len(day.edtf) == 7 and int(day.edtf[5:]) == when.month):
            full = Printed(int(day.edtf[:4]), when.month, when.day).edtf
            return (
                _Day(full, Basis.STATED, f"The dateline says “{line}”; the year: {day.why}") if full else None
            )
        return None
    if made is None or len(made.value) != 10:
        return None
    full = Printed(int(made.value[:4]), when.month, when.day).edtf
    if full is None or not 0 <= (date.fromisoformat(made.value) - date.fromisoformat(full)).days <= _NEAR:
        return None
    why = f"The dateline says “{line}”; the year is that of the file, made on {made.value}."
    return _Day(full, Basis.STATED, why)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _language(known: Sequence[Fact], text: str) -> Fact | None:
    """The language as declared, unless the letters say otherwise; None where it is to be detected."""
    for fact in known:
        if fact.field != "language":
            continue
        code = language.declared(fact.value)
        if code and (fact.origin.startswith("given") or language.fits(code, text)):
            return Fact("language", code, fact.origin)
    return None


def with_language(document: Document) -> Document:
    """The document with the language of its text, where it declares none."""
    report = document.report
    found = None if report.language else language.detect(report.text)
    if found is None:
        return document
    origins = (*report.origins, ("language", f"detected by {found[1]}"))
    return replace(document, report=replace(report, language=found[0], origins=origins))

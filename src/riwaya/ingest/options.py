"""What the person who adds a report may say about it, and how much a report may cost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from riwaya.errors import BadUse

MIB = 1024 * 1024
PATIENCE = 3  # times as long by the clock: others may keep the processor busy
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")  # as `now` writes it
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one source may take, so that a hostile file costs seconds and not the machine."""

    document: int = 64 * MIB  # bytes of one document
    characters: int = 5_000_000  # of one report's text: about ten novels
    lines: int = 50_000  # of one report; more is a table or a log
    pages: int = 3_000  # of one PDF
    members: int = 200_000  # of one archive
    unpacked: int = 8192 * MIB  # bytes out of one source, all nesting together
    ratio: int = 200  # unpacked to packed, for members over 1 MiB
    nesting: int = 5  # archive in mail in archive ...
    pieces: int = 1_000_000  # things out of one source, all nesting together
    lost: int = 20  # things of one source that had to be stopped; more, and over a tenth, end it
    download: int = 32 * MIB
    seconds: float = 30.0  # for one download, all redirects together
    redirects: int = 5
    ocr_seconds: float = 120.0  # for one page
    parse_seconds: float = 8.0  # of the processor, for one document
    memory: int = 1024 * MIB  # of the process that reads it


@dataclass(frozen=True, slots=True)
class Options:
    """What is known beforehand of everything a source holds."""

    published: str | None = None  # EDTF; basis `given`
    outlet: str | None = None
    language: str | None = None  # ISO 639-1
    ocr: bool = False
    retrieved: str | None = None  # UTC, ISO 8601, to the second; None: now
    limits: Limits = field(default_factory=Limits)

    @property
    def seconds(self) -> float:
        """How long one document may take to be read; with OCR as long as ten slow pages."""
        return self.limits.parse_seconds + (10 * self.limits.ocr_seconds if self.ocr else 0.0)


def now() -> str:
    """The present moment, UTC, ISO 8601, to the second."""
    return datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def check(options: Options) -> None:
    """Nothing; raises BadUse for a publication date that is not EDTF or a language that is not a code."""
    if options.published is not None and not is_edtf(options.published):
        raise BadUse(f"published {options.published!r} is not an ISO or EDTF date; write it like 2019-11-04")
    if options.language is not None and not re.fullmatch(r"[a-z]{2,3}", options.language):
        raise BadUse(f"language {options.language!r} is not a code; write it like en, ar or fr")


def is_edtf(written: str) -> bool:
    """Whether the string is a date in EDTF (ISO 8601-2), levels 0 to 2."""
    if ISO_DATE.fullmatch(written):
        return _on_the_calendar(written)
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parse_edtf(written)
    except EDTFParseException:
        return False
    return True


def _on_the_calendar(written: str) -> bool:
    from datetime import date

    parts = [int(part) for part in written.split("-")]
    if len(parts) < 3:
        return True
    try:
        date(parts[0], parts[1], parts[2])
    except ValueError:
        return False
    return True

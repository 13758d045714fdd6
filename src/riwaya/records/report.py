"""A report as it was published, and what is kept beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from riwaya.records.words import Span


class Basis(StrEnum):
    """How a publication date is known, best first."""

    GIVEN = "given"  # by the person who added the report
    METADATA = "metadata"  # in the file's own metadata or its address
    STATED = "stated"  # printed in the text
    INFERRED = "inferred"  # worked out from what the text says


@dataclass(frozen=True, slots=True)
class Report:
    """One document as it was published.

    `text` is the normalised text (see `ingest.normal`); every span of every record counts Unicode code
    points in it. `furniture` marks what is not the report: menus, newsletter boxes, paywalls. `origins`
    says where each of title, outlet, authors, dateline and language came from.
    """

    id: str
    source: str  # path or address it was read from; `archive.zip!/inner/page.html` inside a container
    kind: str  # text, html, pdf, docx, odt, email, feed, reliefweb, jsonl
    sha256: str  # of the original bytes
    text: str
    normal: str  # version of the normalisation that made `text`
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    url: str | None = None
    published: str | None = None  # EDTF
    published_basis: Basis | None = None
    published_why: str | None = None
    language: str | None = None  # ISO 639-1
    furniture: tuple[Span, ...] = ()
    origins: tuple[tuple[str, str], ...] = ()  # ("title", "og:title"), ...
    echo_of: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report together with the bytes it was read from, for the archive."""

    report: Report
    original: bytes | None  # None: it came from an export that carried no originals
    retrieved: str  # when the bytes were read or fetched: UTC, ISO 8601, to the second
    how: str | None = None  # "read from a file", "GET https://... answered 200 OK ..."


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that could not be read: nothing of it is lost, it waits with its reason."""

    source: str
    kind: str | None
    reason: str  # one line: what, with which value, and the way out
    sha256: str | None  # of the bytes, where they could be had

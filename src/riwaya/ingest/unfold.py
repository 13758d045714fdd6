"""source -> Documents: find the items, tell their kinds, unfold containers, set aside what cannot be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from riwaya.errors import Unreadable
from riwaya.ingest.apart import belongs_apart, read_apart
from riwaya.ingest.document import document, with_language
from riwaya.ingest.kinds import kind_of
from riwaya.ingest.options import MIB, Options, check
from riwaya.ingest.piece import Draft, Item, Kind, Piece
from riwaya.ingest.source import find
from riwaya.records import Document, SetAside


def read(
    source: str, options: Options | None = None, data: bytes | None = None
) -> Iterator[Document | SetAside]:
    """Every report in a file, folder, archive, feed or http(s) address; what cannot be read as SetAside.

    `data` gives the bytes that `source` only names (`-` for standard input, the name of an upload): nothing
    is opened then. Order is that of the file, folders sorted by name. Raises BadUse for a source that does
    not exist or options that are no date or language; everything else becomes a SetAside.
    """
    options = options or Options()
    check(options)
    items = find(source, options, data)
    return _read(items, options)


def _read(items: Iterator[Item | SetAside], options: Options) -> Iterator[Document | SetAside]:
    for item in items:
        if isinstance(item, SetAside):
            yield item
        else:
            how = item.how or ("read from a file" if item.path else "given as bytes")
            empty = True
            for found in _unfold(item, options, 0, _Meter(options.limits.unpacked)):
                empty = False
                yield replace(found, how=how) if isinstance(found, Document) else found
            if empty:
                yield set_aside(item, None, f"{item.source} holds no report; see that it is the right file")


class _Meter:
    """How many bytes came out of one source so far."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.spent = 0

    def take(self, item: Item) -> None:
        """Nothing; raises Unreadable above the limit."""
        self.spent += item.size
        if self.spent > self.limit:
            raise Unreadable(
                f"{item.source} and what came before it unpack to more than {self.limit // MIB} MiB; "
                "unpack the archive yourself and add the folder"
            )


def _unfold(item: Item, options: Options, depth: int, meter: _Meter) -> Iterator[Document | SetAside]:
    """The documents of one item, those inside it included."""
    kind = None
    try:
        kind = kind_of(item)
        for piece in _opened(kind, item, options):
            if isinstance(piece, Document):
                yield with_language(piece)
            elif isinstance(piece, SetAside):
                yield piece
            elif depth >= options.limits.nesting:
                yield set_aside(
                    piece, None, f"{piece.source} lies {depth + 1} containers deep; unpack it first"
                )
            else:
                meter.take(piece)
                yield from _unfold(piece, options, depth + 1, meter)
    except Unreadable as error:
        yield set_aside(item, kind.name if kind else None, str(error))
    except OSError as error:
        yield set_aside(
            item, kind.name if kind else None, f"{item.source} cannot be opened ({error.strerror})"
        )
    except Exception as error:  # noqa: BLE001 - whatever an item does to its reader costs that item, with its reason
        said = f"{item.source} could not be read: {type(error).__name__}: {error}; please report this fault"
        yield set_aside(item, kind.name if kind else None, said)


def _opened(kind: Kind, item: Item, options: Options) -> Iterator[Document | Item | SetAside]:
    """What is in an item, read here or apart."""
    options = replace(options, retrieved=options.retrieved or _now())
    if belongs_apart(kind, item):
        return read_apart(kind, item, options)
    return finished(kind.read(item, options), options)


def finished(pieces: Iterable[Piece], options: Options) -> Iterator[Document | Item | SetAside]:
    """The pieces, drafts made documents."""
    for piece in pieces:
        yield _finished(piece, options) if isinstance(piece, Draft) else piece


def _finished(draft: Draft, options: Options) -> Document | SetAside:
    """The document of a draft; a draft without text is set aside with the hash of its bytes."""
    try:
        return document(draft, options, options.retrieved or _now())
    except Unreadable as error:
        return SetAside(draft.source, draft.kind, str(error), hashlib.sha256(draft.original).hexdigest())


def set_aside(item: Item, kind: str | None, reason: str) -> SetAside:
    """The record of an item that could not be read, with the hash of its bytes where they can be had."""
    try:
        sha256 = item.sha256()
    except OSError:
        sha256 = None
    return SetAside(item.source, kind, " ".join(reason.split()), sha256)


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")

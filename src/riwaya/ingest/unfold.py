"""source -> Documents: find the items, tell their kinds, unfold containers, set aside what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from riwaya.errors import Unreadable
from riwaya.ingest.apart import Ended, belongs_apart, kind_apart, read_apart
from riwaya.ingest.document import with_language
from riwaya.ingest.kinds import kind_named, kind_of
from riwaya.ingest.opening import Read, opened
from riwaya.ingest.options import MIB, Limits, Options, check, now
from riwaya.ingest.piece import Container, Item, Kind
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
            for found in _unfold(item, options, 0, _Meter(options.limits)):
                empty = False
                yield replace(found, how=how) if isinstance(found, Document) else found
            if empty:
                yield set_aside(item, None, f"{item.source} holds no report; see that it is the right file")


class _Meter:
    """What came out of one source so far: bytes, things, and things that had to be stopped."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.spent = self.pieces = self.lost = 0

    def take(self, item: Item) -> None:
        """Nothing; raises Unreadable above a limit."""
        self.spent += item.size
        self.pieces += 1
        if self.spent > self.limits.unpacked:
            said = f"unpack to more than {self.limits.unpacked // MIB} MiB"
        elif self.pieces > self.limits.pieces:
            said = f"are more than {self.limits.pieces:,} things"
        elif self.lost > self.limits.lost and self.lost * 10 > self.pieces:
            said = f"held {self.lost} that had to be stopped"
        else:
            return
        raise Unreadable(
            f"{item.source} was not read: it and what came before it {said}; "
            "unpack the archive yourself and add the folder"
        )


def _unfold(item: Item, options: Options, depth: int, meter: _Meter) -> Iterator[Document | SetAside]:
    """The documents of one item, those inside it included."""
    kind = None
    try:
        kind = _kind(item, options)
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
        meter.lost += isinstance(error, Ended)
        yield set_aside(item, kind.name if kind else None, str(error))
    except OSError as error:
        yield set_aside(
            item, kind.name if kind else None, f"{item.source} cannot be opened ({error.strerror})"
        )
    except Exception as error:  # noqa: BLE001 - whatever an item does to its reader costs that item, with its reason
        said = f"{item.source} could not be read: {type(error).__name__}: {error}; please report this fault"
        yield set_aside(item, kind.name if kind else None, said)


def _kind(item: Item, options: Options) -> Kind | Container:
    """The kind of an item; where only what is inside a ZIP file tells it, a child looks."""
    if item.kind is None and item.head().startswith(b"PK"):
        return kind_named(kind_apart(item, options))
    return kind_of(item)


def _opened(kind: Kind | Container, item: Item, options: Options) -> Iterator[Read]:
    """What is in an item, read here or apart."""
    options = replace(options, retrieved=options.retrieved or now())
    if belongs_apart(kind, item):
        return read_apart(kind, item, options)
    return (read for make in opened(kind, item, options) if (read := make()) is not None)


def set_aside(item: Item, kind: str | None, reason: str) -> SetAside:
    """The record of an item that could not be read, with the hash of its bytes where they can be had."""
    try:
        sha256 = item.sha256()
    except OSError:
        sha256 = None
    return SetAside(item.source, kind, " ".join(reason.split()), sha256)

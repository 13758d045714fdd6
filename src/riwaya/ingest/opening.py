"""What is in an item, one thing after another, each made when it is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from riwaya.errors import Unreadable
from riwaya.ingest.document import document
from riwaya.ingest.options import Options, now
from riwaya.ingest.piece import Container, Draft, Item, Kind, Piece
from riwaya.records import Document, SetAside

Read = Document | Item | SetAside
Making = Callable[[], Read | None]


def opened(kind: Kind | Container, item: Item, options: Options) -> Iterator[Making]:
    """A call for each thing in the item, in order: it gives a document, an item, or None for nothing to read.

    Going on to the next call costs little, so what a thing does to its reader happens in its own call.
    """
    if isinstance(kind, Container):
        for member in kind.members(item, options):
            yield lambda member=member: _finished(member(), options)  # type: ignore[misc]
    else:
        for piece in kind.read(item, options):
            yield lambda piece=piece: _finished(piece, options)  # type: ignore[misc]


def _finished(piece: Piece | None, options: Options) -> Read | None:
    """The piece, a draft made a document; a draft without text is set aside with the hash of its bytes."""
    if not isinstance(piece, Draft):
        return piece
    try:
        return document(piece, options, options.retrieved or now())
    except Unreadable as error:
        return SetAside(piece.source, piece.kind, str(error), hashlib.sha256(piece.original).hexdigest())

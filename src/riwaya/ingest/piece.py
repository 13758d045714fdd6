"""What passes between the readers of ingest: items to read, and drafts of what was read."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from riwaya.errors import Unreadable
from riwaya.ingest.options import MIB, Limits, Options
from riwaya.records import SetAside

HEAD = 8192  # bytes looked at to tell the kind


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a report, and where from."""

    field: str  # title, outlet, author, published, language, dateline, country ...
    value: str
    origin: str  # og:title, dateline, file name ...; for `published` the words for its sentence


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as read, before normalisation. `furniture` says why it is not the report, else None."""

    text: str
    furniture: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One report as its reader found it. `facts` are in order of trust: the first of a field wins."""

    source: str
    kind: str
    original: bytes
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...] = ()
    url: str | None = None
    retrieved: str | None = None
    notes: tuple[tuple[str, str], ...] = ()  # what else the reader must tell, for Report.origins


@dataclass(frozen=True, slots=True)
class Item:
    """Bytes that wait to be read: a file on disk, or bytes out of a container."""

    source: str
    data: bytes | None = None
    path: Path | None = None
    media: str | None = None  # what a server or a mail says it is
    url: str | None = None
    retrieved: str | None = None
    kind: str | None = None  # where the container around it knows
    how: str | None = None  # the bytes were come by, for Document.how

    @property
    def extension(self) -> str:
        """The end of the name, lower case, without the dot."""
        name = self.source.rsplit("!/", 1)[-1].split("?")[0].rsplit("/", 1)[-1]
        return name.rsplit(".", 1)[-1].lower() if "." in name else ""

    @property
    def size(self) -> int:
        """How many bytes there are."""
        if self.data is not None:
            return len(self.data)
        assert self.path is not None
        return self.path.stat().st_size

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes as a seekable stream."""
        if self.data is not None:
            yield io.BytesIO(self.data)
            return
        assert self.path is not None
        with self.path.open("rb") as stream:
            yield stream

    def head(self) -> bytes:
        """The first bytes, enough to tell the kind."""
        with self.open() as stream:
            return stream.read(HEAD)

    def bytes(self, limits: Limits) -> bytes:
        """All bytes; raises Unreadable above the limit for one document."""
        if self.size > limits.document:
            raise Unreadable(
                f"{self.source} has {self.size // MIB} MiB, more than the {limits.document // MIB} MiB "
                "of one document; split it and add the parts"
            )
        if self.data is not None:
            return self.data
        with self.open() as stream:
            return stream.read()

    def sha256(self) -> str:
        """The hash of the bytes, read in pieces."""
        with self.open() as stream:
            digest = hashlib.sha256()
            while chunk := stream.read(MIB):
                digest.update(chunk)
            return digest.hexdigest()


Piece = Draft | Item | SetAside
Member = Callable[[], Piece | None]  # of a container, unpacked by the call; None: nothing to read


class Named(Protocol):
    """What every kind of file can say of itself."""

    @property
    def name(self) -> str:
        """Short name, `Report.kind` for documents."""
        ...

    @property
    def says(self) -> str:
        """What it is, for help texts."""
        ...

    @property
    def extensions(self) -> tuple[str, ...]:
        """Ends of file names, lower case, without the dot."""
        ...

    def sniff(self, head: bytes, item: Item) -> bool:
        """Whether the first bytes are of this kind."""
        ...


class Kind(Named, Protocol):
    """A kind of file that is read."""

    def read(self, item: Item, options: Options) -> Iterator[Piece]:
        """What is in it; raises Unreadable with the way out."""
        ...


@runtime_checkable
class Container(Named, Protocol):
    """A kind of file that is unpacked: an archive, a mailbox, a line for each report."""

    def members(self, item: Item, options: Options) -> Iterator[Member]:
        """What is in it, none of it unpacked before its call; raises Unreadable with the way out."""
        ...


@contextmanager
def readable(item: Item, what: str, *errors: type[Exception]) -> Iterator[None]:
    """A stretch in which the named errors of a library mean that the item is broken."""
    try:
        yield
    except errors as error:
        said = " ".join(str(error).split())[:160] or type(error).__name__
        raise Unreadable(
            f"{item.source} cannot be read as {what} ({said}); open it in its own program and save it again"
        ) from error

"""What there is to read: sources opened up into files, so that each is known by its bytes and counted."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from riwaya.errors import BadUse
from riwaya.ingest import Options
from riwaya.ingest.source import find
from riwaya.records import SetAside

_SQLITE = ("", "-wal", "-shm", "-journal")  # what SQLite keeps beside a file
_OWN = (*_SQLITE, *(f"-team{ending}" for ending in _SQLITE))  # the ledger's, and those of the desk's accounts


@dataclass(frozen=True, slots=True)
class File:
    """One thing to read: a file, an address or `-`. Size is in bytes, 0 where it is not known."""

    source: str
    size: int
    local: bool

    def sha256(self) -> str | None:
        """The hash of a local file's bytes; None where it has none or cannot be opened."""
        if not self.local:
            return None
        try:
            with Path(self.source).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return None  # the reader will say why


def files(sources: Sequence[str], ledger: str) -> Iterator[File | SetAside]:
    """The files of the sources, those of a folder by name, without the ledger's own files.

    BadUse for a path that is not there and for the ledger given as a source.
    """
    own = {_absolute(ledger + ending) for ending in _OWN}
    for source in sources:
        path = Path(source)
        if source == "-" or "://" in source:
            yield File(source, 0, local=False)
        elif path.is_dir():
            for item in find(source, Options(), None):
                if isinstance(item, SetAside):
                    yield item
                elif _absolute(item.source) not in own:
                    yield File(item.source, item.size, local=True)
        elif _absolute(source) in own:
            raise BadUse(f"{source} is the ledger itself; give the reports to read into it")
        elif path.exists():
            yield File(source, path.stat().st_size, local=path.is_file())
        else:
            raise BadUse(f"there is no file or folder {source}; check the path")


def _absolute(path: str) -> str:
    return os.path.realpath(path)

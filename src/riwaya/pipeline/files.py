"""What there is to read: sources opened up into files, so that each is known by its bytes and counted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from riwaya.errors import BadUse
from riwaya.ingest import Options
from riwaya.ingest.source import find
from riwaya.records import SetAside


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


def files(sources: Sequence[str]) -> Iterator[File | SetAside]:
    """The files of the sources, those of a folder by name; BadUse for a path that is not there."""
    for source in sources:
        path = Path(source)
        if source == "-" or "://" in source:
            yield File(source, 0, local=False)
        elif path.is_dir():
            for item in find(source, Options(), None):
                yield item if isinstance(item, SetAside) else File(item.source, item.size, local=True)
        elif path.exists():
            yield File(source, path.stat().st_size, local=path.is_file())
        else:
            raise BadUse(f"there is no file or folder {source}; check the path")

"""What there is to read: sources opened up into files, those already in the ledger left out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from riwaya.errors import BadUse


@dataclass(frozen=True, slots=True)
class File:
    """One thing to read: a file, an address or `-`. Size is in bytes, 0 where it is not known."""

    source: str
    size: int
    local: bool

    def sha256(self) -> str | None:
        """The hash of a local file's bytes."""
        if not self.local:
            return None
        with Path(self.source).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


def files(sources: Sequence[str]) -> Iterator[File]:
    """The files of the sources, those of a folder by name; BadUse for a path that is not there."""
    for source in sources:
        path = Path(source)
        if source == "-" or "://" in source:
            yield File(source, 0, local=False)
        elif path.is_dir():
            yield from (_file(inner) for inner in sorted(path.rglob("*")) if _wanted(inner, path))
        elif path.exists():
            yield _file(path)
        else:
            raise BadUse(f"there is no file or folder {source}; check the path")


def _file(path: Path) -> File:
    return File(str(path), path.stat().st_size, local=path.is_file())


def _wanted(path: Path, folder: Path) -> bool:
    """Files, but not hidden ones or those of hidden folders below, such as .git or .DS_Store."""
    return path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)

"""Where items come from: a file, a folder, an address, or bytes the caller gives."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from riwaya.errors import BadUse, Unreadable
from riwaya.ingest.options import Options
from riwaya.ingest.piece import Item
from riwaya.records import SetAside

_JUNK = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


def find(source: str, options: Options, data: bytes | None) -> Iterator[Item | SetAside]:
    """The items of a source; raises BadUse where there is nothing of that name."""
    if data is not None:
        return iter([Item(source, data=data)])
    if source == "-":
        raise BadUse("source - needs the bytes of standard input")
    if source.lower().startswith(("http://", "https://")):
        return _fetched(source, options)
    if "://" in source:
        raise BadUse(f"address {source!r} cannot be read; only files, folders, http:// and https://")
    path = Path(source)
    if not path.exists():
        raise BadUse(f"{source} does not exist; check the name")
    return _walk(path) if path.is_dir() else iter([Item(source, path=path)])


def _fetched(address: str, options: Options) -> Iterator[Item | SetAside]:
    from riwaya.ingest.fetch import fetch

    try:
        yield fetch(address, options.limits)
    except Unreadable as error:
        yield SetAside(address, None, str(error), None)


def _walk(folder: Path) -> Iterator[Item | SetAside]:
    """The files below a folder, sorted by path; hidden files and the parts of saved pages left out."""
    seen: set[tuple[int, int]] = set()
    for root, folders, files in os.walk(folder, followlinks=False):
        pages = {Path(name).stem for name in files if name.lower().endswith((".html", ".htm", ".xhtml"))}
        folders[:] = sorted(name for name in folders if is_content(name) and not _is_page_part(name, pages))
        for name in sorted(files):
            path = Path(root) / name
            if not is_content(name):
                continue
            try:
                status = path.stat()
            except OSError as error:
                yield SetAside(
                    path.as_posix(), None, f"{path.as_posix()} cannot be opened ({error.strerror})", None
                )
                continue
            if not path.is_file() or (status.st_dev, status.st_ino) in seen:
                continue  # a pipe or device, or a second link to the same file
            seen.add((status.st_dev, status.st_ino))
            yield Item(path.as_posix(), path=path)


def is_content(name: str) -> bool:
    """Whether a file or folder name is a person's, not the system's own (.git, Thumbs.db, ~$draft.docx)."""
    return not name.startswith((".", "~$")) and name.lower() not in _JUNK


def _is_page_part(folder: str, pages: set[str]) -> bool:
    """Whether a folder holds the pictures and scripts that a browser saved beside a page."""
    return any(
        folder == page + ending for page in pages for ending in ("_files", "-files", ".files", "_Dateien")
    )

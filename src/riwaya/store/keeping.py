"""A copy of a ledger made while others read and write it, and a ledger brought back from such a copy."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from riwaya.errors import BadUse, LedgerError
from riwaya.store.addresses import is_url, shown

BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a ledger


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was made: whole, checked, on the disk."""

    path: str
    size: int
    sha256: str
    reports: int


def backup(address: str, target: Path) -> Copy:
    """The ledger as it is at this moment, in one file; writers go on meanwhile.

    BadUse where the target is there already, LedgerError where the ledger cannot be read or the copy not be
    written. Nothing stands under the target's name before it is whole.
    """
    if target.exists():
        raise BadUse(f"{target} is there already; give another name, a backup replaces nothing")
    if not target.parent.is_dir():
        raise BadUse(f"there is no folder {target.parent} to put the backup in; make it first")
    if is_url(address):
        from riwaya.store import carrying  # needs a database library, which takes long to load

        return _written(shown(address), target, lambda part: carrying.to_file(address, part))
    return _copied(Path(address), target)


def restore(copy: Path, address: str, replace: bool) -> tuple[Copy, str | None]:
    """The ledger from a backup, and where the ledger that stood there before is kept, if one did.

    BadUse where a ledger is there and `replace` is not asked for.
    """
    if not copy.is_file():
        raise BadUse(f"there is no backup at {copy}; check the path")
    if is_url(address):
        return _restored(copy, address, replace)
    target = Path(address)
    if target.exists() and not replace:
        raise BadUse(f"{target} is there already; --replace puts it aside, or give another name")
    fresh = target.with_name(f".{target.name}.restored")
    made = _copied(copy, fresh)
    kept = _put_aside(target) if target.exists() else None
    for ending in BESIDE:  # a left-over of another file would be taken for a part of this one
        Path(f"{target}{ending}").unlink(missing_ok=True)
    fresh.replace(target)
    return Copy(str(target), made.size, made.sha256, made.reports), str(kept) if kept else None


def _restored(copy: Path, address: str, replace: bool) -> tuple[Copy, str | None]:
    """The same at a server; the backup stays as it is, whatever version of riwaya made it."""
    from riwaya.store import carrying

    with tempfile.TemporaryDirectory(prefix="riwaya-restore-") as folder:
        made = _copied(copy, Path(folder) / "copy.riwaya")
        reports, kept = carrying.from_file(Path(made.path), address, replace)
    return Copy(shown(address), made.size, made.sha256, reports), kept


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing, also where the disk can be read only; LedgerError for no file."""
    if not path.is_file():
        raise LedgerError(f"there is no ledger at {path}; check the path")
    name = path.resolve().as_uri()
    fixed = not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    return sqlite3.connect(
        f"{name}?{'immutable=1' if fixed else 'mode=ro'}", uri=True, timeout=60, check_same_thread=False
    )


def _put_aside(target: Path) -> Path:
    """Where the ledger is now, with what SQLite keeps beside it: under a name that is free."""
    number = 1
    while (aside := target.with_name(f"{target.name}.before-{number}")).exists():
        number += 1
    for ending in ("", *BESIDE):
        with contextlib.suppress(FileNotFoundError):
            Path(f"{target}{ending}").rename(f"{aside}{ending}")
    return aside


def _copied(source: Path, target: Path) -> Copy:
    return _written(str(source), target, lambda part: _pages(source, part))


def _pages(source: Path, part: Path) -> None:
    """The pages of one file in another."""
    with closing(open_to_read(source)) as ledger, closing(sqlite3.connect(part)) as made:
        if not ledger.execute("SELECT 1 FROM sqlite_master WHERE name = 'riwaya'").fetchone():
            raise LedgerError(f"{source} is no ledger; give the file that `riwaya add` made")
        ledger.backup(made)


def _written(source: str, target: Path, write: Callable[[Path], object]) -> Copy:
    """The file that `write` makes, checked, on the disk and then under the target's name."""
    part = target.with_name(f".{target.name}.part")
    try:
        with _removed_unless_whole(part):
            write(part)
            with closing(sqlite3.connect(part)) as made:
                made.execute("PRAGMA journal_mode = DELETE")
                off = made.execute("PRAGMA quick_check(1)").fetchone()[0]
                if off != "ok":
                    raise LedgerError(
                        f"{source} is damaged ({' '.join(str(off).split())[:150]}), so no copy was made;"
                        f" `riwaya doctor {source}` says how to go on"
                    )
                reports = int(made.execute("SELECT count(*) FROM report").fetchone()[0])
            sha256 = _on_disk(part)
            part.replace(target)
    except sqlite3.Error as error:
        raise LedgerError(
            f"{source} could not be copied to {target}: {error}; see that the disk has room and may be"
            f" written to, and `riwaya doctor {source}` whether the ledger is whole"
        ) from error
    except OSError as error:
        raise LedgerError(f"{target} could not be written: {error.strerror}; give another path") from error
    return Copy(str(target), target.stat().st_size, sha256, reports)


@contextlib.contextmanager
def _removed_unless_whole(part: Path) -> Iterator[None]:
    part.unlink(missing_ok=True)
    try:
        yield
    finally:
        for ending in ("", *BESIDE):
            Path(f"{part}{ending}").unlink(missing_ok=True)


def _on_disk(path: Path) -> str:
    """The SHA-256 of the file, which is on the disk itself from now on."""
    with path.open("rb+") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    return digest


def room(path: Path) -> int:
    """Free bytes on the disk a ledger is on."""
    return shutil.disk_usage(path.resolve().parent).free

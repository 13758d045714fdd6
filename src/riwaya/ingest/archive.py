"""ZIP files: what is inside, and nothing that could hurt."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from riwaya.errors import Unreadable
from riwaya.ingest.options import MIB, Limits, Options
from riwaya.ingest.piece import Item, Member, Piece, readable
from riwaya.ingest.source import is_content
from riwaya.records import SetAside

# what zipfile raises on broken, encrypted or unknown members
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    OSError,
)


class Zip:
    """A ZIP archive of any of the other kinds, nested archives included."""

    name = "zip"
    says = "ZIP archive of any of these"
    extensions = ("zip",)

    def sniff(self, head: bytes, item: Item) -> bool:
        """Whether the bytes open like a ZIP archive."""
        return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    def members(self, item: Item, options: Options) -> Iterator[Member]:
        """The items inside, sorted by name; a member that cannot be unpacked is set aside."""
        errors = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError)
        with (
            readable(item, "a ZIP archive", *errors),
            item.open() as stream,
            zipfile.ZipFile(stream) as archive,
        ):
            check_members(archive, item, options.limits)
            for member in sorted(archive.infolist(), key=lambda entry: entry.filename):
                parts = [part for part in PurePosixPath(member.filename).parts if part != ".."]
                if not member.filename.endswith("/") and all(map(is_content, parts)):
                    yield partial(_member, archive, member, item, options.limits)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, item: Item, limits: Limits) -> Piece:
    source = f"{item.source}!/{member.filename}"
    if not member.filename:
        return SetAside(
            source, None, f"{item.source} holds a member without a name; unpack it yourself", None
        )
    if not is_safe(member.filename):
        said = f"{item.source} holds a member named {member.filename!a}, which points outside it"
        return SetAside(source, None, said, None)
    if stat.S_ISLNK(member.external_attr >> 16):
        said = f"{source} is a link and no file; add what it points to"
        return SetAside(source, None, said, None)
    try:
        return Item(source, data=_unpacked(archive, member, source, limits), retrieved=item.retrieved)
    except Unreadable as error:
        return SetAside(source, None, str(error), None)
    except MemoryError:
        return SetAside(
            source, None, f"{source} needs more memory than it may take; unpack it yourself", None
        )
    except BROKEN as error:
        said = " ".join(str(error).split())[:120] or type(error).__name__
        return SetAside(source, None, f"{source} cannot be unpacked ({said}); unpack it yourself", None)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: str, limits: Limits) -> bytes:
    """The bytes of a member; raises Unreadable above the limits, whatever size its header claims."""
    if member.file_size > limits.document:
        raise Unreadable(
            f"{source} unpacks to {member.file_size // MIB} MiB, over {limits.document // MIB} MiB; split it"
        )
    with archive.open(member) as stream:
        data = stream.read(limits.document + 1)
    if len(data) > limits.document:
        raise Unreadable(f"{source} unpacks to more than {limits.document // MIB} MiB; split it")
    return data


def is_safe(name: str) -> bool:
    """Whether a member's name stays inside its archive: no absolute path, no drive, no way up."""
    if name.startswith(("/", "\\")) or "\x00" in name or ":" in name.split("/")[0][:3]:
        return False
    return ".." not in name.replace("\\", "/").split("/")


def check_members(archive: zipfile.ZipFile, item: Item, limits: Limits) -> None:
    """Nothing; raises Unreadable for too many members or one that is a decompression bomb."""
    members = archive.infolist()
    if len(members) > limits.members:
        raise Unreadable(f"{item.source} holds {len(members)} files, more than {limits.members}; split it")
    total = 0
    for member in members:
        total += member.file_size
        packed = max(member.compress_size, 1)
        if member.file_size > MIB and member.file_size / packed > limits.ratio:
            raise Unreadable(
                f"{item.source} holds {member.filename!a}, which unpacks to {member.file_size // packed} "
                f"times its size, more than {limits.ratio}; if you trust it, unpack it yourself"
            )
    if total > limits.unpacked:
        raise Unreadable(
            f"{item.source} unpacks to {total // MIB} MiB, more than {limits.unpacked // MIB}; split it"
        )
    if total > limits.document and total / item.size > limits.ratio:  # members that share their bytes
        raise Unreadable(
            f"{item.source} unpacks to {total // item.size} times its size, more than {limits.ratio}; "
            "if you trust it, unpack it yourself"
        )


def member_names(item: Item) -> frozenset[str]:
    """The names inside a ZIP file; empty for a broken one."""
    try:
        with item.open() as stream, zipfile.ZipFile(stream) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()

"""A gzip stream unpacked as it is read, and given up when it turns out to be a bomb."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from riwaya.ingest.options import MIB, Limits

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

_GZIP = b"\x1f\x8b"
_PIECE = 64 * 1024
_SMALL = 64 * MIB  # unpacked: below, no ratio says anything


def unpacked(stream: BinaryIO, limits: Limits) -> BinaryIO:
    """The bytes of a stream, unpacked where they are gzip, all members one after another.

    Reading raises ValueError for what unpacks to more than the limits allow, zlib.error for what is broken.
    """
    buffered = io.BufferedReader(cast(io.RawIOBase, stream), _PIECE)
    if buffered.peek(2)[:2] != _GZIP:
        return buffered
    return io.BufferedReader(_Gzip(buffered, limits), _PIECE)


class _Gzip(io.RawIOBase):
    """Members of gzip as one stream."""

    def __init__(self, packed: io.BufferedReader[io.RawIOBase], limits: Limits) -> None:
        self._packed = packed
        self._limits = limits
        self._member = zlib.decompressobj(31)
        self._read = self._given = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, into: Buffer) -> int:
        """How many bytes were put into the buffer; 0 at the end."""
        room = memoryview(into).cast("B")
        data = b""
        while not data:
            if self._member.eof:
                rest = self._member.unused_data
                self._member = zlib.decompressobj(31)
                data = self._member.decompress(rest, len(room)) if rest else b""
            elif self._member.unconsumed_tail:
                data = self._member.decompress(self._member.unconsumed_tail, len(room))
            if data:
                break
            piece = self._packed.read(_PIECE)
            if not piece:
                return 0
            self._read += len(piece)
            data = self._member.decompress(piece, len(room))
        self._given += len(data)
        self._check()
        room[: len(data)] = data
        return len(data)

    def _check(self) -> None:
        most = self._limits.ratio * self._read
        if self._given > _SMALL and self._given > most:
            raise ValueError(f"it unpacks to more than {self._limits.ratio} times its size")
        if self._given > self._limits.unpacked:
            raise ValueError(f"it unpacks to more than {self._limits.unpacked // MIB} MiB; split it")

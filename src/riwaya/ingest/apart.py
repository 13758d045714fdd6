"""Files whose parsers run native code, and whatever must be unpacked, are read in a limited child process.

A file that crashes its parser, hangs it or eats its memory costs itself: the child ends, the file is set
aside with its reason, a fresh child reads the next. A member of an archive costs itself in the same way.
`walls` says what holds on which system.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from riwaya.errors import Unreadable
from riwaya.ingest import frames
from riwaya.ingest.children import Child, Frame, give_back, waiting
from riwaya.ingest.frames import Head
from riwaya.ingest.opening import Read
from riwaya.ingest.options import MIB, PATIENCE, Options
from riwaya.ingest.piece import Container, Item, Kind
from riwaya.records import SetAside

_NATIVE = frozenset(("pdf", "docx", "odt", "feed", "html", "email", "reliefweb"))
_LONG = 64 * 1024  # bytes of plain text: above, it is read where time is limited too
_ANSWERS = 512 * MIB  # of one document, together
_WAY_OUT = "open it in its own program and save it again as PDF or text"


class Ended(Unreadable):
    """What was read made its process end, or had to be stopped."""


def belongs_apart(kind: Kind | Container, item: Item) -> bool:
    """Whether an item of this kind is read in a child."""
    if isinstance(kind, Container) or kind.name in _NATIVE:
        return True
    return kind.name == "text" and item.size > _LONG


def kind_apart(item: Item, options: Options) -> str:
    """The name of the kind of a ZIP file, which only what is inside tells; raises Unreadable."""
    with _at_hand(item, options) as (here, data):
        names = [str(head.get("name")) for head, _ in _Run(here, data, None, options).frames()]
    if names:  # taken to the last frame, so the child stays for the next file
        return names[0]
    raise Unreadable(f"{item.source} cannot be read; {_WAY_OUT}")


def read_apart(kind: Kind | Container, item: Item, options: Options) -> Iterator[Read]:
    """What a child reads from the item; raises Unreadable where it cannot, Ended where it ends over it.

    Where the member of a container is its end, that member is set aside and the next are read.
    """
    if not isinstance(kind, Container):
        yield from _whole(_Run(item, item.bytes(options.limits), kind, options))
        return
    with _at_hand(item, options) as (here, data):
        skip, lost = 0, 0
        while True:
            run = _Run(here, data, kind, options, skip)
            try:
                yield from run.reads()
                return
            except Ended as error:
                lost += 1
                if not run.there or lost > options.limits.lost:
                    raise Ended(f"{error}; what stands behind it was not read") from error
                skip += run.answers + 1
                yield SetAside(f"{item.source}!/{skip}", None, str(error), None)


def _whole(run: _Run) -> Iterator[Read]:
    """What a run reads, none of it given before the child is free for the next file."""
    found: list[Read] = []
    trouble: Unreadable | None = None
    try:
        for read in run.reads():
            found.append(read)  # what came before an error is kept
    except Unreadable as error:
        trouble = error
    yield from found
    if trouble is not None:
        raise trouble


@contextmanager
def _at_hand(item: Item, options: Options) -> Iterator[tuple[Item, bytes | None]]:
    """The item with its bytes; one larger than a document as a file that the child opens, without bytes."""
    if item.size <= options.limits.document:
        yield item, item.bytes(options.limits)
    elif item.data is None:
        yield item, None
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "given"
            path.write_bytes(item.data)
            yield replace(item, data=None, path=path), None


class _Run:
    """One item read by one child, from its beginning or after what is to be skipped."""

    def __init__(
        self, item: Item, data: bytes | None, kind: Kind | Container | None, options: Options, skip: int = 0
    ) -> None:
        self.item, self.data, self.kind, self.options, self.skip = item, data, kind, options, skip
        self.unpacks = isinstance(kind, Container)
        self.answers = 0  # how many things it has told
        self.there = not skip  # whether it has got past what is to be skipped

    def reads(self) -> Iterator[Read]:
        """What it reads; raises Unreadable for what it cannot read, Ended where it ends."""
        for head, more in self.frames():
            try:
                if head["is"] != "nothing":
                    yield frames.answered(head, more, self.item, self.data)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise self._senseless() from error

    def frames(self) -> Iterator[Frame]:
        """The frames it sends, errors raised; the child ends where they are not taken to the last."""
        child = self._begun()
        fit = False
        try:
            size, left = 0, PATIENCE * self.options.seconds
            while True:
                started = time.monotonic()
                frame = child.next(left)
                if frame is None:
                    raise self._ended(child)
                head, more = frame
                size += len(more)
                if head.get("is") in ("done", "unreadable", "failed"):
                    fit = head.get("fit") is True
                    if head["is"] == "done":
                        return
                    raise Unreadable(self._told(head))
                if head.get("is") == "there":
                    self.there = True
                    continue
                if not self.unpacks:
                    left -= time.monotonic() - started
                    if size > _ANSWERS:
                        raise self._senseless()
                yield frame
                self.answers += 1
        finally:
            if fit:
                give_back(child)
            else:
                child.end()

    def _begun(self) -> Child:
        """A child that has begun with the job: one that waits, or else a fresh one."""
        name = self.kind.name if self.kind else None
        job = frames.job(self.item, self.data, name, self.options, self.skip)
        while (child := waiting(self.options)) is not None:
            if child.begin(job, self.data or b""):
                return child
            child.end()  # it died while it waited, which is no fault of this file
        child = Child(self.options)
        if not child.begin(job, self.data or b""):
            code = child.end()
            raise Unreadable(
                f"{self.item.source} was not read: the process that reads files did not start (exit code"
                f" {code}); see that memory is free, then add it again"
            )
        return child

    def _ended(self, child: Child) -> Ended:
        late, how = child.ended()
        what, seconds = self.item.source, f"{self.options.seconds:.0f} s"
        if self.unpacks:
            what = f"member {self.skip + self.answers + 1} of {what}"
            if late:
                return Ended(f"{what} took more than {seconds} to unpack and was stopped; unpack it yourself")
            return Ended(f"{what} made the process that unpacked it end ({how}); unpack it yourself")
        if late:
            return Ended(
                f"{what} took more than {seconds} to read and was stopped; split it, or save it as text"
            )
        return Ended(f"{what} made the process that read it end ({how}); {_WAY_OUT}")

    def _senseless(self) -> Ended:
        """The error for answers that are none of ours: what runs there gets no other file."""
        return Ended(f"{self.item.source} cannot be read (its parser gave no sense); {_WAY_OUT}")

    def _told(self, head: Head) -> str:
        """Why an item could not be read, as its child says."""
        reason = " ".join(str(head.get("reason")).split())
        if head["is"] == "unreadable":
            return reason
        if reason == "memory":
            return f"{self.item.source} needs more memory to be read than a file may take; split it"
        return f"{self.item.source} cannot be read ({reason}); {_WAY_OUT}"

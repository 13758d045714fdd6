"""What passes between `apart` and its child: a JSON head and raw bytes, never live objects.

What comes from a child is not trusted: it may have been taken over by the file it reads. So nothing here
is unpickled, lengths are bounded, and ids and hashes are worked out anew from the bytes.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import struct
from pathlib import Path
from typing import IO, Any

from riwaya.ingest.opening import Read
from riwaya.ingest.options import MIB, Limits, Options
from riwaya.ingest.piece import Item
from riwaya.records import Basis, Document, Report, SetAside, Span, content_id

Head = dict[str, Any]
_ITEM = ("source", "media", "url", "retrieved", "kind")
_LENGTHS = struct.Struct(">II")
_MOST = 256 * MIB  # of one frame: several times the largest document


def send(stream: IO[bytes], head: Head, data: bytes = b"") -> None:
    """One frame written."""
    # surrogates cannot stand in UTF-8, so everything beyond ASCII is escaped
    written = json.dumps(head).encode("ascii")
    stream.write(_LENGTHS.pack(len(written), len(data)))
    stream.write(written)
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[Head, bytes] | None:
    """The next frame; None at the end, for a torn frame and for one that is none."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    first, second = _LENGTHS.unpack(lengths)
    if first + second > _MOST:
        return None
    written, data = stream.read(first), stream.read(second)
    if len(written) < first or len(data) < second:
        return None
    try:
        head = json.loads(written)
    except (ValueError, RecursionError):
        return None
    return (head, data) if isinstance(head, dict) else None


def job(item: Item, data: bytes | None, kind: str | None, options: Options, skip: int = 0) -> Head:
    """The head of a frame that asks for an item to be read, or for its kind where that is None.

    Its bytes go with it; where there are none, the child opens the path. `skip`: things in it to leave out.
    """
    here = None if item.path is None or data is not None else str(item.path.absolute())
    return {
        "kind": kind,
        "skip": skip,
        "item": {n: getattr(item, n) for n in _ITEM} | {"path": here},
        "options": dataclasses.asdict(options),
    }


def asked(head: Head, data: bytes) -> tuple[Item, str | None, Options, int]:
    """The item, the name of its kind, the options and what to skip, as `job` wrote them."""
    given = dict(head["options"])
    options = Options(**{**given, "limits": Limits(**given["limits"])})
    fields = dict(head["item"])
    path = fields.pop("path")
    item = Item(**fields, data=data) if path is None else Item(**fields, path=Path(path))
    return item, head["kind"], options, head["skip"]


def answer(read: Read, item: Item) -> tuple[Head, bytes]:
    """The frame of something that was read from an item; bytes that are the item's own are left out."""
    if isinstance(read, SetAside):
        return {"is": "aside", **dataclasses.asdict(read)}, b""
    if isinstance(read, Item):
        return {"is": "item", **{n: getattr(read, n) for n in _ITEM}}, read.data or b""
    own = read.original == item.data
    report = dataclasses.asdict(read.report)
    head = {"is": "document", "report": report, "retrieved": read.retrieved, "own": own}
    return head, b"" if own or read.original is None else read.original


def answered(head: Head, data: bytes, item: Item, original: bytes | None) -> Read:
    """What a child says it read from an item; raises ValueError, KeyError or TypeError for what cannot be."""
    if head["is"] == "aside":
        reason = " ".join(_text(head["reason"]).split())
        return SetAside(_inside(head["source"], item), _maybe(head["kind"]), reason, _maybe(head["sha256"]))
    if head["is"] == "item":
        media, url, retrieved, kind = (_maybe(head[name]) for name in _ITEM[1:])
        return Item(_inside(head["source"], item), data, None, media, url, retrieved, kind)
    bytes_ = original if head["own"] else data
    if bytes_ is None:
        raise ValueError("bytes of its own that nobody has")
    return Document(_report(head["report"], bytes_, item), bytes_, _text(head["retrieved"]))


def _report(made: Head, original: bytes, item: Item) -> Report:
    """The report with its id and hash taken from the bytes, its spans inside its text."""
    sha256 = hashlib.sha256(original).hexdigest()
    text = _text(made["text"])
    spans = tuple(Span(int(span["start"]), int(span["end"])) for span in made["furniture"])
    if any(not 0 <= span.start <= span.end <= len(text) for span in spans):
        raise ValueError("furniture outside the text")
    lines = ("title", "outlet", "dateline", "url", "published", "published_why", "language")
    basis = made["published_basis"]
    return Report(
        id=content_id("r", sha256),
        source=_inside(made["source"], item),
        kind=_text(made["kind"]),
        sha256=sha256,
        text=text,
        normal=_text(made["normal"]),
        authors=tuple(map(_text, made["authors"])),
        published_basis=None if basis is None else Basis(basis),
        furniture=spans,
        origins=tuple((_text(field), _text(origin)) for field, origin in made["origins"]),
        **{name: _maybe(made[name]) for name in lines},
    )


def _inside(source: object, item: Item) -> str:
    """A source that is the item's, or lies in it; raises ValueError for another."""
    if source != item.source and not _text(source).startswith(f"{item.source}!/"):
        raise ValueError("a source outside the item")
    return _text(source)


def _maybe(value: object) -> str | None:
    return None if value is None else _text(value)


def _text(value: object) -> str:
    """The string; raises ValueError for anything else and for what UTF-8 cannot hold."""
    if not isinstance(value, str):
        raise ValueError(f"{type(value).__name__} where text is wanted")
    value.encode("utf-8")
    return value

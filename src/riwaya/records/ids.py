"""Identity: the same input gives the same id on every machine."""

from __future__ import annotations

import hashlib
import json

from riwaya.records.words import Span

Part = str | int | float | bool | None | list["Part"]


def content_id(letter: str, *parts: Part) -> str:
    """An id such as `c3f2…`: one letter for the kind and 80 bits of SHA-256 over the parts.

    The parts are written as JSON first, so that no two different lists of parts share an id by joining.
    """
    written = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return letter + hashlib.sha256(written.encode()).hexdigest()[:20]


def span_parts(spans: tuple[Span, ...]) -> Part:
    """Spans as plain lists, for use in an id."""
    return [[span.start, span.end] for span in spans]

"""Passages as they are written: text with braces in it, see README.md in this folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from riwaya.neural.labels import GUARDED
from training.marked import Unmarked, marked_passages

TAGS = {"anonymity": "requested", "keep": "kept"}  # where the tag is not called as the kind it marks
_MARK = re.compile(r"\{(\w+) ([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of a passage and its kind, one of `riwaya.neural.labels.GUARDED`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage's text and what is marked in it, in order."""

    name: str
    text: str
    marks: tuple[Mark, ...]


def read_passages(path: Path) -> Iterator[Passage]:
    """The passages of a file, in order; raises Unmarked at the first that does not hold to the format."""
    for name, marked in marked_passages(path):
        yield passage(name, marked)


def passage(name: str, marked: str) -> Passage:
    """One passage from its marked text."""
    text, at = "", 0
    marks: list[Mark] = []
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        kind = TAGS.get(found[1], found[1])
        if kind not in GUARDED:
            raise Unmarked(f"{name}: no kind is called {found[1]!r}; see training/protected/README.md")
        marks.append(Mark(len(text), len(text) + len(found[2]), kind))
        text += found[2]
        at = found.end()
    text += marked[at:]
    if stray := re.search(r".{0,20}[{}].{0,20}", text):
        raise Unmarked(f"{name}: a brace that marks nothing: {stray.group()!r}")
    return Passage(name, text, tuple(sorted([*marks, *_again(text, marks)], key=lambda m: m.start)))


def _again(text: str, marks: list[Mark]) -> Iterator[Mark]:
    """Further namings of towns and bodies that stay, of which only the first is marked."""
    for kept in {text[m.start : m.end] for m in marks if m.kind == "kept"}:
        for found in re.finditer(rf"(?<!\w){re.escape(kept)}(?!\w)", text):
            if not any(m.start < found.end() and found.start() < m.end for m in marks):
                yield Mark(*found.span(), "kept")

"""Annotated passages as they are written: text with braces in it, see README.md in this folder."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from riwaya.neural.labels import EVENTS, MEASURES, STANCES
from training.marked import Unmarked, marked_passages

Stretch = tuple[int, int]
NAMES = {"P": "PER", "G": "GRP", "O": "ORG", "L": "LOC", "A": "FAC"}
_TAG = re.compile(r"\{([SQC])(\d+(?:,\d+)*)((?::[a-z]+)*) |\{([PGOLATNE])((?::[a-z_]+)*) ")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of a passage: `kind` is a letter of the table in README.md."""

    start: int
    end: int
    kind: str
    numbers: tuple[int, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One attribution of a passage."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    stance: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage's text and everything marked in it."""

    name: str
    text: str
    marks: tuple[Mark, ...]
    voices: tuple[Voice, ...]

    def of(self, kinds: str) -> tuple[Mark, ...]:
        """Marks of some kinds, in the order of the text, the outermost first."""
        return tuple(m for m in self.marks if m.kind in kinds)


def read_passages(path: Path) -> Iterator[Passage]:
    """The passages of a file, in order; raises Unmarked at the first that does not hold to the format."""
    for name, marked in marked_passages(path):
        yield passage(name, marked)


def passage(name: str, marked: str) -> Passage:
    """One passage from its marked text."""
    text, marks = _unmark(name, marked)
    return Passage(name, text, tuple(sorted(marks, key=lambda m: (m.start, -m.end))), _voices(name, marks))


def _unmark(name: str, marked: str) -> tuple[str, list[Mark]]:
    """The text without its braces, and what they mark."""
    text, at = "", 0
    still_open: list[tuple[int, str, tuple[int, ...], tuple[str, ...]]] = []
    marks: list[Mark] = []
    while at < len(marked):
        if marked[at] == "{":
            tag = _TAG.match(marked, at)
            if tag is None:
                raise Unmarked(f"{name}: no tag at {marked[at : at + 30]!r}; see training/passages/README.md")
            numbers = tuple(int(n) for n in (tag.group(2) or "").split(",") if n)
            values = tuple((tag.group(3) or tag.group(5) or "").split(":")[1:])
            still_open.append((len(text), tag.group(1) or tag.group(4), numbers, values))
            at = tag.end()
        elif marked[at] == "}":
            if not still_open:
                raise Unmarked(f"{name}: a closing brace too many before {marked[at + 1 : at + 30]!r}")
            start, kind, numbers, values = still_open.pop()
            marks.append(Mark(start, len(text), kind, numbers, values))
            at += 1
        else:
            text += marked[at]
            at += 1
    if still_open:
        start, kind, _, _ = still_open[-1]
        raise Unmarked(f"{name}: {{{kind} is never closed, at {text[start:][:30]!r}")
    for mark in marks:
        _check(name, mark, text)
    return text, marks


def _check(name: str, mark: Mark, text: str) -> None:
    """That a mark holds words and says what its kind has to say."""
    allowed = {"N": MEASURES, "E": EVENTS, "Q": STANCES}.get(mark.kind)
    shown = f"{name}: {mark.kind} {text[mark.start : mark.end]!r}"
    if not text[mark.start : mark.end].strip():
        raise Unmarked(f"{shown} is empty")
    if allowed is None and mark.values:
        raise Unmarked(f"{shown} takes no {mark.values[0]!r}")
    if allowed is not None and (not mark.values or mark.values[0] not in allowed):
        raise Unmarked(f"{shown} is {mark.values}; give one of {', '.join(allowed)}")
    if mark.values[1:] not in ((), ("not",)) or (mark.values[1:] and mark.kind != "Q"):
        raise Unmarked(f"{shown} has {mark.values[1:]}; only a cue may say 'not'")


def _voices(name: str, marks: list[Mark]) -> tuple[Voice, ...]:
    """The attributions by their numbers."""
    parts: dict[int, dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for mark in sorted(marks, key=lambda m: m.start):
        for number in mark.numbers:
            parts[number][mark.kind].append(mark)
    voices = []
    for number, by_kind in sorted(parts.items()):
        if not by_kind["Q"] or not by_kind["C"]:
            raise Unmarked(f"{name}: attribution {number} has no cue or no content")
        held = by_kind["Q"][0].values
        source, cue, content = (tuple((m.start, m.end) for m in by_kind[k]) for k in "SQC")
        voices.append(Voice(source, cue, content, held[0], held[1:] == ("not",)))
    return tuple(voices)

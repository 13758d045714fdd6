"""Words replaced in a text, with every offset carried over to the new text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from riwaya.records import Span, Words

# What may stand between two names of one person, which are then one.
_APART = re.compile(r"[\s,]*(?:(?:a|an|the)\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A stretch of the old text and the words that take its place."""

    start: int
    end: int
    words: str


class Edited:
    """A text after its edits.

    Spans of the old text are carried over so that they still mark what they marked; an edge inside replaced
    words moves to the edge of the replacement.
    """

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        self.old = text
        self.edits = _joined(text, edits)
        pieces: list[str] = []
        at = 0
        self._old_ends: list[int] = []  # for each edit its old end, and how far everything after it has moved
        self._moved: list[int] = []
        moved = 0
        for edit in self.edits:
            pieces += [text[at : edit.start], edit.words]
            at = edit.end
            moved += len(edit.words) - (edit.end - edit.start)
            self._old_ends.append(edit.end)
            self._moved.append(moved)
        pieces.append(text[at:])
        self.text = "".join(pieces)

    def span(self, span: Span) -> Span:
        """Where the span lies in the new text."""
        return Span(self._at(span.start, left=True), self._at(span.end, left=False))

    def words(self, words: Words) -> Words:
        """The words that stand there now."""
        there = self.span(words.span)
        return Words.cut(self.text, there.start, there.end)

    def _at(self, offset: int, *, left: bool) -> int:
        index = bisect_right(self._old_ends, offset)
        before = self._moved[index - 1] if index else 0
        if index < len(self.edits) and self.edits[index].start < offset < self.edits[index].end:
            edit = self.edits[index]
            return edit.start + before + (0 if left else len(edit.words))
        return offset + before


def _joined(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Edits in order; those that overlap, or that stand side by side for one person, become one."""
    kept: list[Edit] = []
    for edit in sorted(set(edits)):
        if edit.start >= edit.end:
            continue
        last = kept[-1] if kept else None
        if last and edit.start < last.end:
            kept[-1] = Edit(last.start, max(last.end, edit.end), last.words)
        elif last and last.words == edit.words and _APART.fullmatch(text[last.end : edit.start]):
            kept[-1] = Edit(last.start, edit.end, last.words)
        else:
            kept.append(edit)
    return kept

"""The one normalisation of text, and the way back to what was there before: see docs/normalisation.md.

Every offset in the ledger counts Unicode code points of a text that went through here once.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass

VERSION = "n1"

# One for one: what stands for a space or for the end of a line becomes one.
_SPACES = "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028"
# Removed: soft hyphen, zero-width space, word joiner, byte-order mark, marks and overrides of direction,
# invisible operators, interlinear and tag characters. None of them is seen; all of them can hide words.
_REMOVED = re.compile(
    "[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# Zero-width joiners are spelling in Persian, Kurdish and Indic scripts: kept there, dropped elsewhere.
_JOINERS = re.compile("[\u200c\u200d]+")
_PLAIN = re.compile("[\x20-\x7e\n]*")
_STARTS = re.compile("[^\u0300-\U0010ffff][\u0300-\U0010ffff]*|[\u0300-\U0010ffff]+")


def _table() -> dict[int, str]:
    table = {code: " " for code in range(0x20) if code != 0x0A}
    table |= {0x7F: " "} | dict.fromkeys(range(128, 160), " ")
    table |= {ord(char): " " for char in _SPACES} | {ord(char): "\n" for char in _BREAKS}
    # A lone surrogate cannot be written as UTF-8; a noncharacter means nothing.
    table |= dict.fromkeys(range(55296, 57344), "�")
    return table | {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


_ONE_FOR_ONE = _table()


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text with, for each of its characters, the offset in the raw text that it came from."""

    text: str
    origin: array[int]

    def place(self, raw_offset: int) -> int:
        """The first offset in `text` whose character came from `raw_offset` or later."""
        return bisect_left(self.origin, raw_offset)

    def raw(self, offset: int) -> int:
        """The raw offset of the character at `offset`; for its end, one past its last character."""
        if offset < len(self.origin):
            return self.origin[offset]
        return self.origin[-1] + 1 if self.origin else 0


def normal(raw: str) -> str:
    """The normalised text. `normal(normal(x)) == normal(x)`; any string is accepted."""
    return normalise(raw).text


def normalise(raw: str) -> Normal:
    """The normalised text with the map back to the raw one: NFC, line ends, spaces, invisible characters."""
    text, origin = raw, array("q", range(len(raw)))
    text, origin = _drop(text, origin, [m.span() for m in re.finditer(r"\r(?=\n)", text)])
    text = text.replace("\u2029", "\n").translate(_ONE_FOR_ONE)
    if not _PLAIN.fullmatch(text):
        text, origin = _drop(text, origin, [m.span() for m in _REMOVED.finditer(text)])
        text, origin = _compose(text, origin)
        while needless := _needless_joiners(
            text
        ):  # what composes can leave another joiner with nothing to join
            text, origin = _compose(*_drop(text, origin, needless))
    text, origin = _drop(text, origin, [m.span() for m in re.finditer(r" +(?=\n|\Z)", text)])
    extra = [(m.start() + 2, m.end()) for m in re.finditer(r"\n{3,}", text)]
    text, origin = _drop(text, origin, extra)
    start, end = len(text) - len(text.lstrip("\n")), len(text.rstrip("\n"))
    return Normal(text[start:end], origin[start:end])


def _drop(text: str, origin: array[int], spans: list[tuple[int, int]]) -> tuple[str, array[int]]:
    """The text and its origins without the given stretches."""
    if not spans:
        return text, origin
    pieces, kept, last = [], array("q"), 0
    for start, end in [*spans, (len(text), len(text))]:
        pieces.append(text[last:start])
        kept.extend(origin[last:start])
        last = end
    return "".join(pieces), kept


def _needless_joiners(text: str) -> list[tuple[int, int]]:
    """Joiners that join nothing: beside a space or an ASCII character, or after another one."""
    spans = []
    for match in _JOINERS.finditer(text):
        start, end = match.span()
        joins = start > 0 and end < len(text) and _can_join(text[start - 1]) and _can_join(text[end])
        if not joins:
            spans.append((start, end))
        elif end - start > 1:
            spans.append((start + 1, end))
    return spans


def _can_join(char: str) -> bool:
    return ord(char) >= 0x300 and char != "\ufffd"


def _compose(text: str, origin: array[int]) -> tuple[str, array[int]]:
    """NFC. A composed character points at the first character it was made from."""
    if unicodedata.is_normalized("NFC", text):
        return text, origin
    pieces, kept = [], array("q")
    for match in _STARTS.finditer(text):
        for start, end, composed in _composed(text, *match.span()):
            pieces.append(composed)
            if len(composed) == end - start:
                kept.extend(origin[start:end])
            else:
                kept.extend([origin[start]] * len(composed))
    return "".join(pieces), kept


def _composed(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """One run between two characters that never compose, cut as finely as NFC allows."""
    run = text[start:end]
    whole = unicodedata.normalize("NFC", run)
    if whole == run:
        return [(start, end, run)]
    starters = [i for i in range(start, end) if i == start or not unicodedata.combining(text[i])]
    cut = list(zip(starters, [*starters[1:], end], strict=True))
    fine = [(a, b, unicodedata.normalize("NFC", text[a:b])) for a, b in cut]
    return fine if "".join(piece for _, _, piece in fine) == whole else [(start, end, whole)]

"""Lines that were broken to fit a page -> paragraphs, done before normalisation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

_HYPHENS = "-\u2010\ufffe\x02\xad"  # PDFium writes U+FFFE for a hyphen at the end of a line
_BROKEN = re.compile(rf"(\w+)[{_HYPHENS}]$")
_WORD = re.compile(r"\w+(?:-\w+)*")
_LIST = re.compile(r"^\s*([•·▪◦*–—-]\s|\d{1,3}[.)]\s|\(?[a-z][.)]\s)")
_END = re.compile(r"[.!?؟…:;]['\"”’»)\]]*$")
# prefixes after which the hyphen is part of the word
_KEEPS = frozenset(
    (
        *(
            "abu",
            "al",
            "an",
            "anti",
            "ar",
            "as",
            "ash",
            "at",
            "co",
            "counter",
            "cross",
            "el",
            "ex",
            "half",
            "inter",
        ),
        *("multi", "non", "post", "pre", "pro", "self", "semi", "sub", "well"),
    )
)


def join(lines: Iterable[str], known: frozenset[str] = frozenset()) -> str:
    """One paragraph from its lines. `known` holds the words of the whole document, to mend broken ones."""
    pieces: list[str] = []
    for line in (line.strip() for line in lines):
        if not line:
            continue
        if pieces:
            pieces[-1], between = _mended(pieces[-1], line, known)
            pieces.append(between)
        pieces.append(line)
    return "".join(pieces)


def _mended(before: str, line: str, known: frozenset[str]) -> tuple[str, str]:
    """(the line before without the hyphen that broke a word, what stands between it and the next)."""
    broken = _BROKEN.search(before, max(0, len(before) - 60))
    first = _WORD.match(line)
    if broken is None or first is None:
        return before, " "
    head, tail = broken.group(1), first.group(0).split("-")[0]
    bare = before[: broken.end(1)]
    hyphened, joined = f"{head}-{tail}".lower(), f"{head}{tail}".lower()
    if not tail[0].islower() or head[-1].isdigit() or head.lower() in _KEEPS:
        return bare, "-"
    return bare, "-" if joined not in known and hyphened in known else ""


def words_of(text: str) -> frozenset[str]:
    """Every word of a document, lower case, compounds as they stand."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def unwrap(text: str) -> str:
    """The text with paragraphs that were broken at a fixed width joined again; any other text unchanged."""
    paragraphs = re.split(r"\n[ \t]*\n", text)
    if not _is_wrapped(paragraphs):
        return text
    known = words_of(text)
    return "\n\n".join(_unwrapped(paragraph, known) for paragraph in paragraphs)


def _is_wrapped(paragraphs: list[str]) -> bool:
    """Whether lines run up to one width and stop in mid-sentence: three lines or more, and most of them."""
    inner: list[str] = []
    longest = 0
    for paragraph in paragraphs:
        lines = [line.rstrip() for line in paragraph.split("\n") if line.strip()]
        longest = max([longest, *map(len, lines)])
        inner += [line for line in lines[:-1] if not line.startswith(">")]
    if not 40 <= longest <= 130 or len(inner) < 3:
        return False
    full = [line for line in inner if len(line) > 0.7 * longest and not _END.search(line)]
    return len(full) >= 3 and len(full) > 0.55 * len(inner)


def _unwrapped(paragraph: str, known: frozenset[str]) -> str:
    lines = [line for line in paragraph.split("\n") if line.strip()]
    if len(lines) < 2:
        return paragraph
    width = max(map(len, lines))
    runs: list[list[str]] = [[lines[0]]]
    for before, line in pairwise(lines):
        # a line that could have taken the next word and did not was ended on purpose
        room = len(before) + 1 + len(line.split(maxsplit=1)[0]) <= min(width, 72) - 12
        if room or _LIST.match(line) or line.startswith(">") or before.startswith(">"):
            runs.append([line])
        else:
            runs[-1].append(line)
    return "\n".join(join(run, known) for run in runs)

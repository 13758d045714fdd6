"""Copied text: passages that stand in two reports, and reports that are copies as a whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from riwaya.corroborate.times import window
from riwaya.records import Report

if TYPE_CHECKING:
    import numpy as np

_WIDTH = 3  # words in a shingle: short enough to survive a changed name, long enough to mean a sentence
_LEAST = 0.5  # Jaccard over shingles from which two passages are one text
_INSIDE = 0.75  # or so much of the shorter one inside the longer
_WHOLE = 0.5  # share of a report's sentences found in another from which it is a copy of it
_NAMED = 0.2  # the share when the other's outlet is named, as rewritten agency copy does
_BAND = 3  # hash rows in a band: at Jaccard 0.5 two texts share one of 8 bands with 0.66, at 0.7 with 0.97
_BANDS = 8
_PRIME = 2**31 - 1  # factors and hashes stay below it, so that a product fits in 64 bits


@lru_cache(maxsize=50_000)
def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of three words of a text, spelled without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.lower())
    words = re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    if len(words) < _WIDTH:
        return frozenset([tuple(words)]) if words else frozenset()
    return frozenset(tuple(words[i : i + _WIDTH]) for i in range(len(words) - _WIDTH + 1))


def alike(a: str, b: str) -> float:
    """Jaccard of two texts over shingles, or how much of the shorter stands in the other if that is high."""
    x, y = shingles(a), shingles(b)
    if min(len(x), len(y)) < 3:
        return 1.0 if x == y and x else 0.0
    both = len(x & y)
    inside = both / min(len(x), len(y))
    return max(both / len(x | y), inside if inside >= _INSIDE else 0.0)


def copied(a: str, b: str) -> bool:
    """Whether two passages are one text."""
    return alike(a, b) >= _LEAST


@lru_cache(maxsize=20_000)
def bands(text: str) -> tuple[str, ...]:
    """MinHash bands of a passage: copies share at least one, whatever ledger they stand in."""
    found = shingles(text)
    if len(found) < 5:
        return ()
    import numpy as np

    a, b = _permutations()
    hashes = np.array([_hash31(" ".join(s).encode()) for s in sorted(found)], dtype=np.uint64)
    rows = ((a[:, None] * hashes[None, :] + b[:, None]) % _PRIME).min(axis=1).tolist()
    return tuple(
        f"t{i}:" + blake2b(repr(rows[i * _BAND : (i + 1) * _BAND]).encode(), digest_size=6).hexdigest()
        for i in range(_BANDS)
    )


def _hash31(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=4).digest(), "big") >> 1


@cache
def _permutations() -> tuple[np.ndarray, np.ndarray]:
    """The two rows of factors of MinHash's hash functions (Broder 1997), the same on every machine."""
    import numpy as np

    drawn = [
        _hash31(f"{name}{i}".encode()) % (_PRIME - 1) + 1 for name in "ab" for i in range(_BAND * _BANDS)
    ]
    both = np.array(drawn, dtype=np.uint64).reshape(2, _BAND * _BANDS)
    return both[0], both[1]


def body(report: Report) -> str:
    """A report's text without its furniture: two pages of one site are no copies for their menus."""
    text = report.text
    for span in sorted(report.furniture, reverse=True):
        text = text[: span.start] + "\n" + text[span.end :]
    return text


def passages(text: str) -> tuple[str, ...]:
    """Sentences of a report's body long enough to tell a copy by."""
    parts = re.split(r"(?<=[.!?”\"])\s+|\n+", text)
    return tuple(p.strip() for p in parts if len(p.split()) >= 6)


def copies(reports: Sequence[Report]) -> Mapping[str, str]:
    """Report id -> id of the report it copies, for those most of whose sentences stand in another.

    The copy is the one that appeared later, else the one that names the other's outlet, else the longer one
    (a copy adds lines), else the greater id.
    """
    by_band: dict[str, set[str]] = {}
    known = {r.id: r for r in reports}
    for report in reports:
        for passage in passages(body(report)):
            for band in bands(passage):
                by_band.setdefault(band, set()).add(report.id)
    pairs = {(a, b) for ids in by_band.values() for a in ids for b in ids if a < b}
    found: dict[str, tuple[float, str]] = {}
    for a, b in sorted(pairs):
        share = overlap(known[a], known[b])
        named = names_outlet(known[a], known[b]) or names_outlet(known[b], known[a])
        if share < (_NAMED if named else _WHOLE) or known[a].sha256 == known[b].sha256 != "":
            continue
        copy, original = _order(known[a], known[b])
        if original.id not in found or found[original.id][1] != copy.id:
            found[copy.id] = max(found.get(copy.id, (0.0, "")), (share, original.id))
    return {copy: original for copy, (_, original) in sorted(found.items())}


@lru_cache(maxsize=50_000)
def _overlap(a: str, b: str) -> float:
    mine, theirs = passages(a), passages(b)
    if not mine or not theirs:
        return 0.0
    return sum(any(copied(p, q) for q in theirs) for p in mine) / len(mine)


def overlap(a: Report, b: Report) -> float:
    """Share of the sentences of the shorter (in sentences) report that stand in the other."""
    return max(_overlap(body(a), body(b)), _overlap(body(b), body(a)))


def _order(a: Report, b: Report) -> tuple[Report, Report]:
    """(copy, original) of two reports with one text."""
    if names_outlet(a, b) != names_outlet(b, a):
        return (a, b) if names_outlet(a, b) else (b, a)
    x, y = window(a.published), window(b.published)
    if x and y and x.first != y.first:
        return (a, b) if x.first > y.first else (b, a)
    if (x is None) != (y is None):
        return (b, a) if x else (a, b)
    return (a, b) if (len(a.text), a.id) > (len(b.text), b.id) else (b, a)


def names_outlet(a: Report, b: Report) -> bool:
    """Whether a report names the outlet of the other, as copies do ("with material from ...")."""
    return bool(b.outlet and a.outlet != b.outlet and any(_holds(a.text, name) for name in _short(b.outlet)))


# "With ANS", "From our desk, with ANS", "(ANS)", "ANS, own reporters"; "she told the news agency ANS"
_CREDITED = (
    r"(?:\b[Ww]ith(?: material from| files from)?|\b[Ff]rom|\b[Vv]ia|\b[Bb]y|\b[Ss]ources?:|^|[(/,])"
    r"\s*(?:the )?"
)
_TOLD = r"\b(?:told|tells|telling) (?:the )?(?:(?:news|press|wire) )?(?:agency |newswire |wire |service )?"
_EDGE = 300  # characters at either end of a report in which its credits stand
_LINE = 60  # characters that a line of credits is long at most


def credits(a: Report, b: Report) -> bool:
    """Whether a report says that it is made from the other's: in a line of credits, or by who was told."""
    return bool(b.outlet) and a.outlet != b.outlet and not _later(b, a) and _credits(a.text, b.outlet or "")


@lru_cache(maxsize=50_000)
def _credits(text: str, outlet: str) -> bool:
    lines = [n for n in text[:_EDGE].split("\n") + text[-_EDGE:].split("\n") if len(n) <= _LINE]
    for name in _short(outlet):
        if not _holds(text, name):
            continue
        here = re.escape(name) + r"(?!\w)"
        dated = rf"\({here}\)\s*[-–—]"  # TAL, May 3 (ANS) -
        told = re.search(_TOLD + here, text) or re.search(dated, text[:_EDGE])
        if told or any(re.search(_CREDITED + here, line) for line in lines):
            return True
    return False


def _later(a: Report, b: Report) -> bool:
    """Whether a report is known to have appeared on a later day than another."""
    x, y = window(a.published), window(b.published)
    return x is not None and y is not None and not x.yearless and not y.yearless and x.first > y.last


_GENERIC = frozenset({"agency", "press", "news", "newswire", "wire", "service", "the", "of", "and"})


@lru_cache(maxsize=5_000)
def _short(outlet: str) -> tuple[str, ...]:
    """An outlet's name, its initials where they are three or more, and its name without "News Agency"."""
    words = re.findall(r"[\w-]+", outlet)
    initials = "".join(w[0] for w in words if w[0].isupper())
    bare = " ".join(w for w in words if w.lower() not in _GENERIC)
    agency = any(w.lower() in ("agency", "press", "newswire", "wire") for w in words)
    return tuple(
        dict.fromkeys(
            [outlet, *([initials] if len(initials) > 2 else []), *([bare] if agency and bare else [])]
        )
    )


@lru_cache(maxsize=50_000)
def _holds(text: str, name: str) -> bool:
    return name in text and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))

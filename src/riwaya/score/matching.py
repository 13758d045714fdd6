"""When a value counts as the one that was wanted: names, dates, figures, places in the text."""

from __future__ import annotations

import re
from typing import Any

from riwaya.lexicon import titles
from riwaya.records import Figure, Span

WORD = re.compile(r"[^\W_]+")
ARTICLES = frozenset(("the", "a", "an"))
TITLES = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "dr",
        "col",
        "colonel",
        "gen",
        "general",
        "maj",
        "major",
        "capt",
        "captain",
        "sheikh",
        "mayor",
        "minister",
        "prime",
        "deputy",
        "president",
        "governor",
        "brigadier",
        "eng",
        "engineer",
        "prof",
        "professor",
        "father",
        "mullah",
        "judge",
        "sir",
        "sergeant",
        "lieutenant",
        "haji",
        "daw",
        "ko",
    )
)
PEOPLE = frozenset(
    (
        "people",
        "persons",
        "men",
        "women",
        "children",
        "pupils",
        "soldiers",
        "fighters",
        "residents",
        "civilians",
        "rebels",
    )
)


def words(text: str) -> list[str]:
    """The words of a name, folded, without articles."""
    return [w for w in (m.group().casefold() for m in WORD.finditer(text)) if w not in ARTICLES and w != "s"]


def key_span(text: str, key: str) -> Span:
    """Where a key stands, white space folded; ValueError where it does not."""
    key = " ".join(str(key).split())
    at = text.find(key)
    if at < 0:
        raise ValueError(f"the key {key!r} does not stand in the passage")
    return Span(at, at + len(key))


def whole_words(text: str, wanted: str) -> list[Span]:
    """Everywhere that these words stand and are no part of a longer word or number."""
    found = re.finditer(rf"(?<![\w.,]){re.escape(wanted)}(?![\w]|[.,]\d)", text)
    return [Span(match.start(), match.end()) for match in found]


def source_matches(wanted: str, got: str) -> bool:
    """Whether two sources are the same words, articles and what follows a comma or "who" aside."""
    one, other = words(wanted), words(got)
    cut = words(re.split(r",|\bwho\b|\bwhose\b", got, maxsplit=1)[0])
    short = words(re.split(r",|\bwho\b", wanted, maxsplit=1)[0])
    return bool(one) and (one in (other, cut) or short == other)


def untitled(name: str) -> list[str]:
    """The words of a name without the forms of address and ranks before it, and titles anywhere."""
    found = [w for w in words(name) if w not in TITLES] or words(name)
    while len(found) > 1 and titles().get(found[0]) in ("address", "rank"):
        found.pop(0)
    return found


def name_matches(wanted: str, got: str, *, exact: bool = False) -> bool:
    """Whether two names are the same, titles and articles aside; unless `exact`, one may hold the other."""
    one, other = untitled(wanted), untitled(got)
    if one == other:
        return True
    return not exact and bool(one) and len(other) > len(one) and _holds(other, one)


def _holds(longer: list[str], shorter: list[str]) -> bool:
    return any(longer[i : i + len(shorter)] == shorter for i in range(len(longer) - len(shorter) + 1))


def _edtf(value: str | None) -> str | None:
    if value is None:
        return None
    value = str(value).removesuffix("..")
    return re.sub(r"T[0-9:]+Z?", "", value)


def dates_match(wanted: list[Any] | None, got: str | None) -> bool:
    """Whether a listed EDTF value is the value; times of day and the spelling of an open end aside."""
    if not wanted:
        return got is None
    return _edtf(got) in {_edtf(None if one is None else str(one)) for one in wanted}


def has_number(text: str, number: str) -> bool:
    """Whether the number stands in the text as a whole word."""
    return re.search(rf"(?<![\w.,]){re.escape(number)}(?![\w]|[.,]\d)", text, re.I) is not None


def figure_matches(wanted: dict[str, Any], got: Figure, text: str) -> bool:
    """Whether a figure overlaps the wanted words and has the wanted low, best, high and unit.

    Exact numbers may be written as best alone or as low = best = high.
    """
    place = Span(got.words.start, got.words.end)
    if not any(span.overlaps(place) for span in whole_words(text, str(wanted["text"]))):
        return False
    exact = wanted.get("low") is None and wanted.get("high") is None and wanted.get("best") is not None
    if exact and got.low == got.best == got.high:
        return bool(got.best == wanted["best"])
    bounds = all(bool(getattr(got, b) == wanted[b]) for b in ("low", "best", "high") if b in wanted)
    return bounds and ("unit" not in wanted or _unit(wanted["unit"]) == _unit(got.unit))


def _unit(unit: str | None) -> str | None:
    return "people" if unit in PEOPLE else unit

"""When a value counts as the one that was wanted: names, dates, figures, places in the text."""

from __future__ import annotations

import re
from typing import Any

from riwaya.records import Figure, Span

WORD = re.compile(r"[^\W_]+")
ARTICLES = frozenset(("the", "a", "an"))
TITLES = frozenset(
    "mr mrs ms dr col colonel gen general maj major capt captain sheikh mayor minister deputy president governor"
    " brigadier eng engineer prof professor father mullah judge sir sergeant lieutenant haji daw ko".split()
)
PEOPLE = frozenset(
    "people persons men women children pupils soldiers fighters residents civilians rebels".split()
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


def source_matches(wanted: str, got: str) -> bool:
    """Whether two sources are the same words, articles and what follows a comma or "who" aside."""
    one, other = words(wanted), words(got)
    cut = words(re.split(r",|\bwho\b|\bwhose\b", got, maxsplit=1)[0])
    return bool(one) and (
        one == other or one == cut or words(re.split(r",|\bwho\b", wanted, maxsplit=1)[0]) == other
    )


def name_matches(wanted: str, got: str, *, exact: bool = False) -> bool:
    """Whether two names are the same, titles and articles aside; unless `exact`, one may hold the other."""
    one = [w for w in words(wanted) if w not in TITLES] or words(wanted)
    other = [w for w in words(got) if w not in TITLES] or words(got)
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
    """Whether one of the listed EDTF values is the value; times of day and the spelling of an open end aside."""
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
    place = key_span(text, wanted["text"])
    if not place.overlaps(Span(got.words.start, got.words.end)):
        return False
    exact = wanted.get("low") is None and wanted.get("high") is None and wanted.get("best") is not None
    if exact and got.low == got.best == got.high:
        return got.best == wanted["best"]
    bounds = all(getattr(got, b) == wanted[b] for b in ("low", "best", "high") if b in wanted)
    return bounds and ("unit" not in wanted or _unit(wanted["unit"]) == _unit(got.unit))


def _unit(unit: str | None) -> str | None:
    return "people" if unit in PEOPLE else unit

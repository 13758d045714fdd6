"""Dates on one line: when each account of a disagreement was given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from riwaya.view.dates import bounds, in_words, month_starts


@dataclass(frozen=True, slots=True)
class Dot:
    """One account: where on the line (0 to 1), how high in the stack of its day, of which side."""

    at: float
    level: int
    side: int
    words: str  # "the hospital, 15 March 2024"
    account: str  # id of the claim


@dataclass(frozen=True, slots=True)
class Strip:
    """The line with its ticks; how many accounts carry no date."""

    title: str
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    levels: int
    undated: int


def strip(title: str, accounts: Iterable[tuple[str, str, str | None, int]]) -> Strip | None:
    """Accounts (id, who, EDTF, number of the side) on one line; None where fewer than two days are known."""
    every = list(accounts)
    dated = [(day, *a) for a in every for day in (bounds(a[2])[0],) if day is not None]
    days = [day for day, *_ in dated]
    if len(set(days)) < 2:
        return None
    margin = max(1, (max(days) - min(days)) // 14)
    first, last = min(days) - margin, max(days) + margin
    width = last - first
    stacked: dict[int, int] = {}
    dots = []
    for day, account, who, edtf, side in sorted(dated, key=lambda d: (d[0], d[4], d[1])):
        slot = round((day - first) / width * 40)  # dots nearer than this would cover each other
        level = stacked.get(slot, 0)
        stacked[slot] = level + 1
        dots.append(Dot((day - first) / width, level, side, f"{who}, {in_words(edtf)}", account))
    ticks = tuple(((at - first) / width, label) for at, label in month_starts(first, last))
    return Strip(title, tuple(dots), ticks, max(stacked.values()), len(every) - len(dated))

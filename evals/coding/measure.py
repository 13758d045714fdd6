"""Passages with the codes of their event, and how many of them the code books' rules get right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.corroborate.codes import acled_subs, acled_type, code
from riwaya.score.tasks import digest

HERE = Path(__file__).parent
SETS = ("seen", "held_out", "fresh_1", "fresh_2", "fresh_3")
FIELDS = ("plover", "mode", "acled", "beside", "lasting", "marks")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and its event's codes, field by field; "-" is none."""

    text: str
    codes: dict[str, str]


def passages(name: str) -> list[Passage]:
    """The passages of one set."""
    lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [_passage(*row) for row in rows]


def _passage(plover: str, acled: str, beside: str, lasting: str, marks: str, text: str) -> Passage:
    kind, _, mode = plover.partition("-")
    if acled != "-" and acled_type(acled) is None:
        raise ValueError(f"{acled} is no sub-type of ACLED: {text}")
    given = (kind or "-", mode or "-", acled, beside, lasting, marks)
    return Passage(text, dict(zip(FIELDS, given, strict=True)))


def coded(text: str) -> dict[str, str]:
    """What the rules make of a text, in the terms of the key."""
    found = code(text)
    if found is None:
        return dict.fromkeys(FIELDS, "-")
    kind, _, mode = (found.plover or "-").partition("-")
    sub = next((s for s in acled_subs() if found.acled and found.acled.endswith(f"/{s}")), "-")
    given = (kind or "-", mode or "-", sub, found.beside or "-", found.lasting or "-")
    return dict(zip(FIELDS, (*given, " ".join(found.marks) or "-"), strict=True))


def score(path: Path) -> dict[str, Any]:
    """The figures of every set under a folder, for the floors."""
    return {**{name: figures(name) for name in SETS}, "data": digest(path.glob("*.txt"))}


def figures(name: str) -> dict[str, float]:
    """The share of a set's events with each field right, and with all of them right."""
    known = passages(name)
    right = Counter[str]()
    for one in known:
        ours = coded(one.text)
        right.update(f for f in FIELDS if ours[f] == one.codes[f])
        right["all"] += ours == one.codes
    shares = {f: round(right[f] / len(known), 3) for f in (*FIELDS, "all")}
    return {"events": len(known), **shares}


def wrong(name: str) -> Iterator[str]:
    """What differs, an event a line."""
    for one in passages(name):
        ours = coded(one.text)
        differs = [f"{f}: {ours[f]} for {one.codes[f]}" for f in FIELDS if ours[f] != one.codes[f]]
        if differs:
            yield f"{one.text} || {'; '.join(differs)}"

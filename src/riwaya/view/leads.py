"""Words that lead to a person, and what stands for them in public form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riwaya.lexicon import Detail, details
from riwaya.view.edits import Edit
from riwaya.view.pseudonyms import label, rules

_DEGREES = re.compile(r"-?\d{1,3}\.\d{3,}")


@dataclass(frozen=True, slots=True)
class Seen:
    """Where someone who is masked stands in a text, and why they are masked."""

    start: int
    end: int
    protection: tuple[str, ...]


def masked_details(text: str, seen: Sequence[Seen] = ()) -> Iterator[Edit]:
    """What takes the place of every such stretch of a text in which these people stand."""
    for detail in details(text):
        if _counts(detail, seen):
            yield Edit(detail.start, detail.end, _instead(text, detail))


def _counts(detail: Detail, seen: Sequence[Seen]) -> bool:
    """Whether the words lead to someone masked: always, or near a masked person, or near a child."""
    if detail.needs is None:
        return True
    near = rules().near
    return any(
        detail.start - near < one.end and one.start < detail.end + near
        for one in seen
        if detail.needs == "person" or detail.needs in one.protection
    )


def _instead(text: str, detail: Detail) -> str:
    """Coordinates rounded, with the rule; for all else the kind of what is missing."""
    words = text[detail.start : detail.end]
    if detail.kind == "coordinates" and (found := _DEGREES.findall(words)):
        decimals = rules().decimals
        rounded = ", ".join(f"{float(degrees):.{decimals}f}" for degrees in found)
        return f"[coordinates {rounded}, rounded to {10**-decimals:g} degree]"
    return instead(detail.kind)


def instead(kind: str) -> str:
    """What stands for words of this kind: "[home]"."""
    return f"[{label([kind])}]" if kind != "medical" else "[medical detail]"

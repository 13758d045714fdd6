"""Fractions of a base that is printed behind them, as the count they come to."""

from __future__ import annotations

from dataclasses import replace

from riwaya.locate.counted import Counted
from riwaya.locate.tokens import Tokens

_BASE_WORDS = frozenset({"of", "the", "their", "its", "those", "these", "his", "her", "our"})


def with_bases(found: tuple[Counted, ...], tokens: Tokens) -> tuple[Counted, ...]:
    """Fractions of a printed base ("a third of the 90 houses") as the count they come to."""
    out: list[Counted] = []
    for index, one in enumerate(found):
        base = found[index + 1] if index + 1 < len(found) else None
        value = one.figure.best or one.figure.low or one.figure.high
        joined = base is not None and all(
            w in _BASE_WORDS or w.endswith("'s") for w in tokens.words[one.last + 1 : base.first]
        )
        if (
            one.figure.unit == "percent"
            and "%" not in one.figure.words.text
            and base
            and joined
            and base.figure.best
            and value
        ):
            size = base.figure.best

            def share(part: float | None, whole: float = size) -> float | None:
                return None if part is None else float(round(part * whole / 100))

            f = one.figure
            made = replace(f, low=share(f.low), best=share(f.best), high=share(f.high), unit=base.figure.unit)
            out.append(replace(one, figure=made))
        else:
            out.append(one)
    return tuple(out)

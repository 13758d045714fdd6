"""A figure with the place of its words among the tokens of its text."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.records import Figure


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the token indexes of its words."""

    figure: Figure
    first: int
    last: int  # of the words or of the noun behind them
    words_last: int  # of the words alone
    part: bool  # "six of them": counted among those counted just before

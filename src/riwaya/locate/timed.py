"""A time as it was read, and what relative times are counted from."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.locate.expression import Expression
from riwaya.locate.moments import Moment
from riwaya.records import Words

UNANCHORED = frozenset({"duration", "set", "reference"})  # times that are no date: never a claim's `when`


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative times are counted from: a moment, exact or not, and what it is."""

    moment: Moment
    what: str


@dataclass(frozen=True, slots=True)
class Time:
    """One time expression: its words, kind, EDTF or None, why, and how it stands in its clause."""

    words: Words
    kind: str  # the meaning of its pattern: date, weekday, unit, duration ...
    moment: Moment | None
    point: Moment | None  # the moment without the open side that "since" or "by" gave it
    why: str
    ahead: bool  # the clause speaks of what is to come
    saying: bool  # it stands behind a verb of speech
    bound: str  # "", "since", "until": an open stretch
    first: int  # token indexes
    last: int
    expression: Expression

    @property
    def edtf(self) -> str | None:
        """The time as EDTF, None where the words cannot be put on the calendar."""
        return self.moment.edtf if self.moment else None

    @property
    def dated(self) -> bool:
        """Whether it is a point or stretch of the calendar rather than a length, a habit or a "now"."""
        return self.kind not in UNANCHORED

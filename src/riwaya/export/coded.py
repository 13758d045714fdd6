"""What event datasets ask of an event, worked out of its claims on export only; the ledger keeps the words.

The codes follow the published codebooks of ACLED and UCDP GED; `docs/export.md` says which rule stands where.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from riwaya.corroborate.codes import UNDONE, Coding
from riwaya.corroborate.coding import event_coding
from riwaya.records import Aggregate, Claim, Entity, Event, Figure
from riwaya.view.dates import bounds, in_words
from riwaya.view.facts import Facts
from riwaya.view.lookup import Lookup
from riwaya.view.telling import Telling, tell

_DEATHS = "killed"
_DEAD = ("people", "bodies")
_EXACT, _BELOW_A_WEEK, _WEEK, _MONTH, _YEAR = 1, 6, 7, 31, 366  # days


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which an event may have happened."""

    first: date
    last: date

    @property
    def count(self) -> int:
        """How many there are."""
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """The middle one."""
        return self.first + timedelta((self.count - 1) // 2)


@dataclass(frozen=True, slots=True)
class Coded:
    """An event with what its claims say of it, as people would read it."""

    event: Event
    coding: Coding | None
    days: Days | None
    when_words: str
    place: Entity | None
    claims: tuple[Claim, ...]
    tellings: tuple[Telling, ...]
    actors: tuple[str, ...]  # named as doing it, the one most often named first
    targets: tuple[str, ...]

    @property
    def deaths(self) -> Aggregate | None:
        """The aggregate of those killed, as people."""
        return next((a for a in self.event.figures if a.measure == _DEATHS), None)

    @property
    def death_figures(self) -> tuple[Figure, ...]:
        """The figures of people killed that stand behind the aggregate; parts lie below its least."""
        behind = self.deaths.claims if self.deaths else ()
        found = (f for c in self.claims if c.id in behind for f in c.figures)
        least = self.least_deaths
        return tuple(f for f in found if f.measure == _DEATHS and f.unit in _DEAD and least <= _least(f))

    @property
    def least_deaths(self) -> float:
        """The least of the aggregate of those killed, 0 without one."""
        return _least(self.deaths) if self.deaths else 0.0

    @property
    def undone(self) -> bool:
        """Whether all that is told of it lies ahead, is supposed, or did not happen."""
        return self.coding is not None and not UNDONE.isdisjoint(self.coding.marks)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published it, each once."""
        return tuple(sorted({t.outlet for t in self.tellings}))

    @property
    def notes(self) -> str:
        """What the claims say, in their words, each with who says it."""
        return " ".join(f"{t.quoted} ({t.chain_words})" for t in self.tellings)


def coded_events(ledger: Facts) -> Iterator[Coded]:
    """Every event of a ledger, by id."""
    lookup = Lookup(ledger)
    places = {e.id: e for e in ledger.entities()}
    for event in sorted(ledger.events(), key=lambda e: e.id):
        claims = tuple(sorted(lookup.claims(event.claims), key=lambda c: (c.report, c.start, c.id)))
        tellings = tuple(tell(c, lookup) for c in claims)
        yield Coded(
            event=event,
            coding=event_coding((c, lookup.report(c.report)) for c in claims),
            days=days_of(event.when),
            when_words=in_words(event.when),
            place=places.get(event.where or ""),
            claims=claims,
            tellings=tellings,
            actors=_named(tellings, "actor"),
            targets=_named(tellings, "target"),
        )


def _named(tellings: Sequence[Telling], role: str) -> tuple[str, ...]:
    """Who has a part in the claims, most often named first."""
    counts = Counter(p.name for t in tellings for p in t.who if p.role == role)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def days_of(edtf: str | None) -> Days | None:
    """The first and last day an event may have happened on; None where one of them is open or unknown."""
    low, high = bounds(edtf)
    if low is None or high is None or high < low:
        return None
    return Days(date.fromordinal(low), date.fromordinal(high))


def acled_precision(days: Days) -> int | None:
    """ACLED's time_precision: 1 the day, 2 within a week, 3 within a month; None is vaguer."""
    return 1 if days.count == _EXACT else 2 if days.count <= _WEEK else 3 if days.count <= _MONTH else None


def ucdp_precision(days: Days) -> int | None:
    """UCDP's date_prec: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year; None is vaguer."""
    steps = ((_EXACT, 1), (_BELOW_A_WEEK, 2), (_WEEK, 3), (_MONTH, 4), (_YEAR, 5))
    return next((code for most, code in steps if days.count <= most), None)


# ACLED's numbers for words without one: "several" is 3, or 10 where coders know of a large event
_ACLED_WORDS = (
    ("hundreds", 100.0),
    ("several hundred", 100.0),
    ("a few hundred", 100.0),
    ("dozens", 12.0),
    ("several dozen", 12.0),
    ("several", 3.0),
    ("a handful", 3.0),
    ("many", 3.0),
    ("few", 3.0),
)


def acled_deaths(figures: Sequence[Figure]) -> float | None:
    """The lowest number of deaths that any figure gives, in ACLED's reading; None where none is given."""
    return min((n for f in figures if (n := _acled_number(f)) is not None), default=None)


def _least(figure: Figure | Aggregate) -> float:
    """The least that a figure says."""
    return next((v for v in (figure.low, figure.best, figure.high) if v is not None), 0.0)


def _acled_number(figure: Figure) -> float | None:
    """One figure as ACLED would count it."""
    words = f" {' '.join(figure.words.text.casefold().split())} "
    if not any(c.isdigit() for c in words):
        for word, number in _ACLED_WORDS:
            if f" {word} " in words and f" of {word} " not in words:
                return number
    return _least(figure) or None

"""What happened and what was held, by time; undated accounts stand at the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from riwaya.records import Claim, Status
from riwaya.view.dates import bounds as day_bounds
from riwaya.view.dates import in_words, month_starts, order
from riwaya.view.facts import Facts
from riwaya.view.lookup import Lookup
from riwaya.view.telling import Telling, tell


@dataclass(frozen=True, slots=True)
class Moment:
    """One date with the tellings about it, in words; `when` is None for those without a date."""

    when: str | None
    words: str
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One status on a time axis: fractions of its width, open ends as None."""

    id: str
    aspect: str
    value: str
    since_words: str
    start: float | None
    end: float | None
    claims: tuple[str, ...]
    contested: bool  # another value of the same aspect is held for an overlapping time
    why: str

    @property
    def said(self) -> str:
        """The condition in words: "bridge: closed", or "not working" where the value names the aspect."""
        return self.value if self.aspect in self.value else f"{self.aspect}: {self.value}"


@dataclass(frozen=True, slots=True)
class Bars:
    """All statuses of one entity over the same ticks."""

    rows: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    left_out: int = 0  # earlier ones that are not drawn


def timeline(claims: Iterable[Claim], lookup: Lookup) -> tuple[Moment, ...]:
    """The claims by the time of what they are about, earliest first, undated ones last."""
    found: dict[str | None, list[Telling]] = {}
    for claim in sorted(claims, key=lambda c: (c.report, c.start, c.id)):
        found.setdefault(claim.when.edtf if claim.when else None, []).append(tell(claim, lookup))
    dated = sorted((w for w in found if w), key=order)
    moments = [Moment(w, in_words(w), tuple(found[w])) for w in dated]
    if None in found:
        moments.append(Moment(None, "without a date", tuple(found[None])))
    return tuple(moments)


def statuses(ledger: Facts, entity: str, most: int | None = None) -> Bars:
    """What is said to have held at the entity, as bars on one time axis; of many the `most` latest."""
    rows = sorted(ledger.statuses(entity), key=lambda s: (s.aspect, order(s.since), s.value, s.id))
    spans = {s.id: (day_bounds(s.since)[0], day_bounds(s.until)[1]) for s in rows}
    drawn = rows if most is None else _latest(rows, spans, most)
    days = [d for s in drawn for d in spans[s.id] if d is not None]
    if not days:
        first, last = 0, 1
    else:
        first, last = min(days), max(days)
        margin = max(3, (last - first) // 12)
        first, last = first - margin, last + margin
    width = last - first
    of_aspect: dict[str, list[Status]] = defaultdict(list)
    for status in rows:
        of_aspect[status.aspect].append(status)
    disputed = {aspect for aspect, mine in of_aspect.items() if len({s.value for s in mine}) > 1}
    bars = []
    for status in drawn:
        start, end = spans[status.id]
        against = status.aspect in disputed and any(
            o.value != status.value and _overlap(spans[o.id], (start, end)) for o in of_aspect[status.aspect]
        )
        bars.append(
            Bar(
                status.id,
                status.aspect,
                status.value,
                _held(status.since, status.until),
                None if start is None else (start - first) / width,
                None if end is None else (end - first) / width,
                status.claims,
                against,
                status.why,
            )
        )
    ticks = tuple(((at - first) / width, label) for at, label in month_starts(first, last)) if days else ()
    return Bars(tuple(bars), ticks, len(rows) - len(drawn))


def _latest(
    rows: Sequence[Status], spans: Mapping[str, tuple[int | None, int | None]], most: int
) -> list[Status]:
    """The rows that began or were last said latest, in their order."""
    newest = sorted(rows, key=lambda s: (max(d or 0 for d in spans[s.id]), s.id), reverse=True)
    kept = {s.id for s in newest[:most]}
    return [s for s in rows if s.id in kept]


def _overlap(a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> bool:
    """Whether two spans share a day; spans of which nothing is known are not said to."""
    if a == (None, None) or b == (None, None):
        return False
    starts_in_time = a[0] is None or b[1] is None or a[0] < b[1]
    ends_in_time = b[0] is None or a[1] is None or b[0] < a[1]
    return starts_in_time and ends_in_time


def _held(start: str | None, end: str | None) -> str:
    if start and end:
        return in_words(start) if start == end else in_words(f"{start}/{end}")
    if start:
        return f"since {in_words(start)}"
    return f"until {in_words(end)}" if end else "no date given"

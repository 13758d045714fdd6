"""Each claim tied to the one it means of several like occurrences: two bombings in one town a week apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.kinds import INCIDENTS, event_types, types_in
from riwaya.corroborate.occasion import (
    EARLIER,
    LAST,
    Occasion,
    Spots,
    again,
    counted_from,
    days_before,
    rank_told,
    ranks,
    several_in,
    spots,
    words_of,
)
from riwaya.corroborate.scene import BACKGROUND, COUNTING
from riwaya.corroborate.times import Window, bounded, gap
from riwaya.records import Stance

_LONG = 8  # days: a longer time is none that dates an occurrence ("last week" does)
_FEW = 3  # days: a shorter one is a day
_APART = 3  # days beyond which two like occurrences are two
_LOOSE = 7  # days from which a time counted in weeks is only about
_TWO = 2
_MONTH = 31  # days before the last of them from which one is another story
_LEAD = 3  # lines that say what a report is about


@dataclass(frozen=True, slots=True)
class _Told:
    """One of the occurrences a report tells of, its own undated."""

    day: Window | None
    own: bool
    struck: tuple[Spots, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of things that it struck."""
        return frozenset(kind for one in self.struck for kind in one.kinds)


def tied(found: list[Gist]) -> list[Gist]:
    """The claims of one report, each with which of several like occurrences it means, where that is said."""
    if not found:
        return found
    report, main = found[0].report, _main(found[0])
    told, rank = _occurrences(found, main), rank_told(report.text)
    made = [_tie(g, told, main, rank) for g in found]
    named, own = words_of(_own_text(made)), _lead_spots(made)
    return [_finished(g, named, own, told, rank) for g in made]


def _main(g: Gist) -> Window | None:
    """The day a report gives to its own occurrence."""
    return next((d for f, d in g.scene.days.items() if f in INCIDENTS), None)


def _occurrences(found: Sequence[Gist], main: Window | None) -> list[_Told]:
    """The like occurrences that a report dates, in order, its own last where it has no day."""
    days: dict[Window, list[Spots]] = {}
    own = main or _dated_first(found)
    for g in sorted(found, key=lambda g: (g.when.days if g.when else 0, g.claim.start)):
        when = bounded(g.when, 0)
        if when is None or not _dates(g):
            continue
        near = next((d for d in days if gap(d, when) <= (_APART if when.days <= _FEW else 0)), when)
        days.setdefault(near, []).append(spots(g.wide_text))
    newest = max((d.first for d in days), default=0)
    made = [
        _Told(d, own is not None and gap(d, own) <= _APART, tuple(struck))
        for d, struck in days.items()
        if newest - d.last <= _MONTH
    ]
    if own is None and len(made) == 1:  # "last week's" is told beside what has no day
        only = made[0]
        wide = only.day is not None and only.day.days > _FEW and not _long_ago(found[0], only.day)
        made = [only, _Told(None, True, ())] if wide else [replace(only, own=True)]
    return sorted(made, key=lambda t: (t.day is None, t.day.first if t.day else 0))


def _dated_first(found: Sequence[Gist]) -> Window | None:
    """The day in the first lines of a report, as far as it does not look back on several."""
    lines, end = 0, 0
    for line in found[0].report.text.splitlines(keepends=True):
        lines, end = lines + (len(line.split()) > 3), end + len(line)
        if lines == _LEAD:
            break
    days = [g.when for g in found if g.claim.start < end and g.when and g.when.days <= _FEW and _dates(g)]
    return days[0] if days and all(gap(d, days[0]) <= _APART for d in days) else None


def _long_ago(g: Gist, day: Window | None) -> bool:
    """Whether a report looks back on a day long before it."""
    return bool(g.told and day and gap(day, g.told) > _LONG)


def _dates(g: Gist) -> bool:
    """Whether a claim dates an occurrence by its own words."""
    when = bounded(g.when, 0)
    if when is None or when.days >= _LONG or g.rejects or g.claim.stance is Stance.PREDICTED:
        return False
    if g.tallies and all(t.part for t in g.tallies):
        return False  # "four of them overnight"
    return (_incident(BACKGROUND.sub(" ", g.text)) and not COUNTING.search(g.text)) or again(g.wide_text)


def _rank(g: Gist) -> int | None:
    """Which of several a claim says it means, itself or the sentences before it in its paragraph."""
    at, text = g.claim.sentence, g.report.text
    own = {rank for _, rank in ranks(g.wide_text)}
    if len(own) > 1:
        own = {rank for _, rank in ranks(g.text)}
    if own:
        return own.pop() if len(own) == 1 else None
    if g.when or not (g.tallies or g.families & INCIDENTS):
        return None
    start = text.rfind("\n", 0, at.start) + 1
    before = ranks(text[start : at.start])
    return before[-1][1] if before else None


def _tie(g: Gist, told: Sequence[_Told], main: Window | None, main_rank: int | None) -> Gist:
    """A claim with the occurrence that it means, where its words say so."""
    if g.tallies and several_in(g.wide_text, g.report.text):
        return replace(g, occasion=Occasion(several=True))
    own, base = _counted_from(g, main), main or g.told
    if own is not None:
        return own
    rank = _rank(g)
    if g.when and g.when.days <= _FEW:
        return replace(g, occasion=Occasion(rank=rank if rank and rank > 0 else None))
    earlier = days_before(g.wide_text)
    if earlier is not None and base and not g.when and g.families & INCIDENTS:
        return _other(g, _about(base, -earlier), None)
    if rank is None:
        meant = _by_spot(g, told)
        return _meaning(g, meant, None) if meant else g
    if len(told) > 1:
        return _meaning(g, _ranked(rank, told), rank)
    if main_rank is not None and rank not in (main_rank, LAST):
        return _other(g, None, rank)
    return replace(g, occasion=Occasion(rank=rank if rank > 0 else None))


def _ranked(rank: int, told: Sequence[_Told]) -> _Told | None:
    if rank == LAST:
        return told[-1]
    if rank == EARLIER:
        before = [t for t in told if not t.own]
        return before[0] if len(before) == 1 else None
    return told[rank - 1] if rank <= len(told) else None


def _meaning(g: Gist, meant: _Told | None, rank: int | None) -> Gist:
    """A claim that means one of the occurrences of its report."""
    known = rank if rank and rank > 0 else None
    if meant is None:
        return replace(g, occasion=Occasion(rank=known))
    side = g.side if meant.day is None or meant.own else _beside_main(g, meant)
    return replace(g, side=side, occasion=Occasion(day=meant.day, rank=known))


def _beside_main(g: Gist, meant: _Told) -> bool:
    """Whether what a claim means is told beside what its report is about; a look back is about all alike."""
    return _main(g) is not None or not _long_ago(g, meant.day)


def _other(g: Gist, day: Window | None, rank: int | None) -> Gist:
    """A claim of another occurrence than its report's own."""
    known = rank if rank and rank > 0 else None
    return replace(g, side=True, beside=None, occasion=Occasion(day=day, rank=known))


def _about(day: Window, days: int) -> Window:
    """So many days off; what is counted in weeks is only about."""
    slack = 1 if abs(days) >= _LOOSE else 0
    return Window(day.first + days - slack, day.last + days + slack, day.yearless)


def _counted_from(g: Gist, main: Window | None) -> Gist | None:
    """A claim of what its sentence only counts from: "a week after a car bomb killed eleven"."""
    found = counted_from(g.wide_text)
    if not found or not g.tallies:
        return None
    at, days = g.claim.sentence.start + found[0], found[1]
    later = [t for t in g.tallies if t.start >= at]
    if not later:
        return None
    if len(later) < len(g.tallies):
        return replace(g, tallies=tuple(replace(t, part=True) if t in later else t for t in g.tallies))
    return _other(g, _about(main, days) if main else None, None)


def _by_spot(g: Gist, told: Sequence[_Told]) -> _Told | None:
    """The occurrence that alone struck what a claim without a day names."""
    if len(told) < 2 or g.when or g.beside or not (g.tallies or g.families & INCIDENTS):
        return None
    named, hits = spots(g.wide_text), list[bool]()
    for one in told:
        rest = frozenset[str]().union(*(t.kinds for t in told if t is not one))
        said = any(not s.nouns.isdisjoint(named.nouns) for s in one.struck)
        hits.append(said and not (one.kinds - rest).isdisjoint(named.kinds))
    return told[hits.index(True)] if sum(hits) == 1 else None


def _own_text(found: Sequence[Gist]) -> str:
    """The text of a report without the sentences that tell of another occurrence."""
    text = found[0].report.text
    cut = sorted({(g.claim.sentence.start, g.claim.sentence.end) for g in found if g.side}, reverse=True)
    for start, end in cut:
        text = text[:start] + " " * (end - start) + text[end:]
    return f"{found[0].report.title or ''}\n{text}"


def _lead_spots(found: Sequence[Gist]) -> Spots:
    """What the first lines of a report say was struck."""
    lines = [line for line in _own_text(found).splitlines() if len(line.split()) > 3][:_LEAD]
    told = [s for line in lines for s in re.split(r"(?<=[.!?])\s", line) if _incident(s)]
    return spots("\n".join(told))


def _incident(sentence: str) -> bool:
    return bool({event_types()[t].family for t in types_in(sentence)} & INCIDENTS)


def _finished(
    g: Gist,
    named: frozenset[str],
    lead: Spots,
    told: Sequence[_Told],
    rank: int | None,
) -> Gist:
    """A claim with what its whole report says of its own occurrence, where it is of that one."""
    said = g.occasion
    own = spots(g.wide_text) if _incident(g.wide_text) else Spots()
    main = not g.side and said.day is None and not said.several
    whole = main and said.rank is None and not g.when
    days = tuple(t.day for t in told if t.day)
    others = tuple(t.day for t in told if t.day and not t.own)
    return replace(
        g,
        occasion=replace(
            said,
            rank=rank if whole else said.rank,
            others=others if whole and len(others) < len(told) else (),
            apart=len(told) > 1,
            days=days if len(days) > 1 and len(others) == len(told) else (),
            spots=own or (lead if main and said.rank is None and (whole or len(told) < _TWO) else own),
            named=named,
        ),
    )

"""When an undated report was written, by what other reports tell of the same events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from riwaya.locate.dating import tightest
from riwaya.locate.language import language
from riwaya.locate.moments import Moment, bounds
from riwaya.locate.timed import Time
from riwaya.locate.times import times_in
from riwaya.locate.tokens import tokenise
from riwaya.locate.written import Bounds, edtf_of, meeting, written_for
from riwaya.records import Basis, Claim, Report, Stance

_KNOWN = frozenset({Basis.GIVEN, Basis.METADATA, Basis.STATED})  # dates that nobody worked out
_NARROW = 7  # days: a vaguer date of an event dates no report
_COMING = frozenset({Stance.PREDICTED, Stance.WANTED, Stance.ASKED})


@dataclass(frozen=True, slots=True)
class Account:
    """A claim of another report about an event that the undated report tells of too."""

    own: Claim  # of the undated report
    other: Claim
    report: Report  # the other's


def date_from_others(report: Report, accounts: Iterable[Account]) -> tuple[str, str] | None:
    """EDTF interval and why, better than what the report's own text tells; None where others add nothing.

    Only reports whose date is given, in their metadata or printed count, so that one guess never rests on
    another. The order of the accounts does not matter.
    """
    dated = [(a, m) for a in accounts if (m := _day(a)) is not None]
    if not dated or (report.published is not None and report.published_basis is not Basis.INFERRED):
        return None
    own = bounds(report.published)
    known = [Bounds(own.lo, own.hi, report.published_why or "its own text")] if own else []
    spans = sorted(_evidence(report, dated), key=lambda one: (*tightest(one), one.why))
    met = meeting([*known, *spans])
    edtf = edtf_of(met) if met else None
    if met is None or edtf is None or (own and (met.lo, met.hi) == (own.lo, own.hi)):
        return None
    return edtf, met.why


def _day(account: Account) -> Moment | None:
    """The day on which the other report says it happened, where that is known well enough."""
    when = account.other.when
    moment = bounds(when.edtf) if when and account.report.published_basis in _KNOWN else None
    if moment is None or moment.lo is None or moment.hi is None or (moment.hi - moment.lo).days > _NARROW:
        return None
    return moment


def _evidence(report: Report, dated: Sequence[tuple[Account, Moment]]) -> Iterator[Bounds]:
    """What each account bounds: a relative time that names the event's day, else that it had happened."""
    tokens = tokenise(report.text)
    read = {
        (t.words.start, t.words.end): t
        for t in times_in(tokens, None, language(report.language or "en"))
        if not t.expression.has("YEAR", "BEFORE", "AFTER", "THAT", "EARLIER", "LATER")
    }
    for account, moment in dated:
        own, outlet = account.own, account.report.outlet or account.report.title or account.report.source
        when = own.when
        time: Time | None = read.get((when.words.start, when.words.end)) if when else None
        span = written_for(time.expression, time.ahead, moment) if time else None
        if span is not None and when is not None:
            yield Bounds(*span, f"“{when.words.text}” here is {moment.edtf} in {outlet}")
        elif own.stance not in _COMING and not own.negated and moment.lo is not None:
            yield Bounds(moment.lo, None, f"it tells of what {outlet} dates to {moment.edtf}")

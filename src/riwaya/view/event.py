"""An event: what several claims are about, its figures under their rule, its grades."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riwaya.corroborate.coding import event_coding
from riwaya.records import Aggregate, Event
from riwaya.view.dates import in_words, order
from riwaya.view.figures import Axis, axis, range_words
from riwaya.view.lookup import Lookup
from riwaya.view.origins import origin
from riwaya.view.rules import Given, disagreement, under
from riwaya.view.telling import Telling, tell

ALONE = "the only account"  # instead of "all equal", where one claim gives the figure

# "Event fair: E2, two sources that do not rest on each other."
_CRITERION = re.compile(r"(Event|Figures?(?: of [\w ()]+)?|Responsibility) (\w+): ([EFR]\d, [^.]+)\.")


@dataclass(frozen=True, slots=True)
class Counted:
    """One measure of an event: the aggregate, the rule that gave it, every source's figure on one axis."""

    measure: str
    words: str
    grade: str | None
    criterion: str | None  # what the grade rests on: "F4, figures that cannot all hold"
    rule: str
    axis: Axis | None
    tellings: tuple[Telling, ...]
    disagreement: float  # 0 (all equal) to 1


@dataclass(frozen=True, slots=True)
class EventView:
    """One event with everything that is held about it."""

    id: str
    kind: str
    plover: str | None
    acled: str | None
    beside: str | None  # humanitarian sector or pillar
    lasting: str | None  # displacement, return, missing, services, access, crossings or control
    when: str | None
    when_words: str
    where: str | None  # entity id
    where_name: str | None
    who: tuple[tuple[str, str], ...]  # (entity id, name)
    figures: tuple[Counted, ...]
    grade: str
    grade_figures: str | None
    grade_responsibility: str | None
    why: str
    tellings: tuple[Telling, ...]
    claims: int  # in all, shown or not

    @property
    def criteria(self) -> tuple[tuple[str, str, str], ...]:
        """What each grade rests on: ("Event", "fair", "E2, two sources ...")."""
        return tuple((m[1], m[2], m[3]) for m in _CRITERION.finditer(self.why))

    @property
    def why_one(self) -> str:
        """Why the claims are about one event, without the sentences of the grades."""
        return _CRITERION.sub("", self.why).strip()

    @property
    def title(self) -> str:
        """The event in a line: "bombing, Halbat, 2 May 2031"."""
        parts = [self.kind, self.where_name, self.when_words if self.when else None]
        return ", ".join(p for p in parts if p)


def graded(figure: Counted) -> str:
    """The grade of a figure with its criterion: "contested: F4, figures that cannot all hold"."""
    return f"{figure.grade}: {figure.criterion}" if figure.grade else "not graded"


def show_events(events: Iterable[Event], lookup: Lookup, most: int | None) -> tuple[EventView, ...]:
    """Several events in their order, with at most so many claims of each; what they need is read at once."""
    shown = tuple(events)
    lookup.claims([c for e in shown for c in _first(e, most)])
    lookup.names({n for e in shown for n in (*e.who, *([e.where] if e.where else []))})
    return tuple(show_event(e, lookup, most=most) for e in shown)


def _first(event: Event, most: int | None) -> list[str]:
    """The claims that are read of an event: those that its figures rest on come first."""
    counted = {c for a in event.figures for c in a.claims}
    return sorted(event.claims, key=lambda c: (c not in counted, c))[:most]


def show_event(event: Event, lookup: Lookup, rule: str | None = None, most: int | None = None) -> EventView:
    """The event shaped for people; `rule` is one of `rules.RULES` and takes the place of the stored one.

    With `most`, no more claims than that are read; those that its figures rest on come first.
    """
    claims = lookup.claims(_first(event, most))
    tellings = tuple(
        sorted((tell(c, lookup) for c in claims), key=lambda t: (order(t.said), t.report, t.start))
    )
    wanted = {*event.who, *([event.where] if event.where else [])}
    names = lookup.names(wanted)
    coded = event_coding((c, lookup.report(c.report)) for c in claims)
    origins = {c.id: origin(c, lookup) for c in claims}
    figures = tuple(
        _counted(a, [t for t in tellings if t.id in a.claims], origins, rule, _graded(event, a.measure))
        for a in sorted(event.figures, key=lambda a: a.measure)
    )
    return EventView(
        id=event.id,
        kind=event.event_type,
        plover=event.plover,
        acled=event.acled,
        beside=coded.beside if coded else None,
        lasting=coded.lasting if coded else None,
        when=event.when,
        when_words=in_words(event.when),
        where=event.where,
        where_name=names.get(event.where or ""),
        who=tuple((w, names[w]) for w in event.who if w in names),
        figures=figures,
        grade=event.grade.event.value,
        grade_figures=event.grade.figures.value if event.grade.figures else None,
        grade_responsibility=event.grade.responsibility.value if event.grade.responsibility else None,
        why=event.why,
        tellings=tellings,
        claims=len(event.claims),
    )


def _graded(event: Event, measure: str) -> tuple[str | None, str | None]:
    """Grade and criterion of one figure; of an event with one figure those of its figures."""
    said = {m[1]: (m[2], m[3]) for m in _CRITERION.finditer(event.why)}
    alone = said.get("Figures") if len(event.figures) == 1 else None
    return said.get(f"Figure of {measure}") or alone or (None, None)


def _counted(
    a: Aggregate,
    tellings: list[Telling],
    origins: Mapping[str, str],
    rule: str | None,
    graded: tuple[str | None, str | None],
) -> Counted:
    """A measure with its range, what it comes to under a rule, and how far the figures are apart."""
    given = [Given(f, origins[t.id], t.said) for t in tellings for f in t.figures if f.measure == a.measure]
    words = range_words(a.low, a.best, a.high)
    if rule is not None:
        words = f"{under(rule, given)} (given: {range_words(a.low, None, a.high)})"
    alone = ALONE if a.rule == "all equal" and len(a.claims) == 1 else a.rule
    shown = _axis(tellings, a.measure)
    return Counted(a.measure, words, *graded, rule or alone, shown, tuple(tellings), disagreement(given))


def _axis(tellings: list[Telling], measure: str) -> Axis | None:
    return axis([(t.speaker, f, t.named) for t in tellings for f in t.figures if f.measure == measure])

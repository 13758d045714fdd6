"""Status over time: spans in which a condition of a place or facility is said to have held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.seats import seat_of
from riwaya.corroborate.states import State, stands_for, states
from riwaya.corroborate.times import Window, edtf_of, gap, printed, until_open
from riwaya.corroborate.why import voice
from riwaya.corroborate.words import stem, table, tokens
from riwaya.records import About, Entity, Kind, Relation, RelationKind, Status, content_id

_VALUES = {
    "passage": ("open", "closed"),
    "working": ("working", "not working"),
    "custody": ("held", "released"),
    "presence": ("present", "gone"),
    "control": ("retaken", "lost"),
    "danger": ("calm", "unsafe"),
    "whereabouts": ("found", "missing"),
    "drinkable": ("safe to drink", "contaminated"),
}
_OF_A_THING = frozenset({"passage", "working", "drinkable"})  # named by what they are of: a bridge, a well
_AT_A_PLACE = _OF_A_THING | {"control"}
_FAR = 10**7


@dataclass(frozen=True, slots=True)
class _Entry:
    """One claim's word on a condition."""

    gist: Gist
    state: State

    @property
    def day(self) -> int:
        """The first day it speaks of."""
        w = self.state.span or self.gist.told
        return w.first if w else _FAR


def spans(
    known: Sequence[Gist], relations: Sequence[Relation], entity_of: Mapping[str, Entity]
) -> tuple[Status, ...]:
    """Spans by entity and aspect: claims of one value run together until one says it changed.

    A claim in conflict with the run of its time stands as a span of its own, marked contested.
    """
    by_thing: dict[tuple[str, str], list[_Entry]] = {}
    for g in known:
        for thing, s in _stated(g, entity_of):
            if not g.side and not (g.rejects and not s.span):
                by_thing.setdefault(thing, []).append(_Entry(g, s))
    disputed = {
        c
        for r in relations
        if r.kind is RelationKind.CONTRADICTS and r.about is About.STATUS
        for c in r.claims
    }
    found = [
        status
        for (entity, aspect), entries in sorted(by_thing.items())
        for status in _spans(entity, aspect, entries, disputed)
    ]
    return tuple(sorted(found, key=lambda s: (s.entity, s.aspect, s.since or "", s.value, s.id)))


def things(g: Gist, entity_of: Mapping[str, Entity]) -> frozenset[tuple[str, str]]:
    """(entity, aspect) of every condition a claim states, known from the claim and its report alone."""
    return frozenset(thing for thing, _ in _stated(g, entity_of))


def _stated(g: Gist, entity_of: Mapping[str, Entity]) -> list[tuple[tuple[str, str], State]]:
    found = [(_entity(g, s, entity_of), s) for s in (*states(g), *_taken(g))]
    return [((entity, _aspect(s)), s) for entity, s in found if entity]


def _taken(g: Gist) -> tuple[State, ...]:
    """One named person taken is held from then on, until somebody says otherwise."""
    single = len(g.people) == 1 and not g.tallies and not g.rejects and g.firm
    if (
        not single
        or "detention" not in g.types
        or any(s.aspect == "custody" for s in states(g))
        or not g.when
    ):
        return ()
    return (State("custody", True, "detained", g.people, frozenset(), until_open(g.when.first), True, False),)


def _aspect(s: State) -> str:
    """What the condition is called: by its thing where it is of a thing."""
    if s.aspect not in _OF_A_THING or not s.subjects:
        return s.aspect
    printed_as = {t: w for w in reversed(table("states.toml")[s.aspect]["what"]) for t in [stem(w)]}
    order = list(printed_as)[::-1]
    noun = min(s.subjects, key=lambda n: (order.index(n) if n in order else len(order), n))
    name: str = printed_as.get(noun, noun)
    return name


def _entity(g: Gist, s: State, entity_of: Mapping[str, Entity]) -> str | None:
    """The facility the claim is about, else its place; people for what holds of people."""
    where = [entity_of[p.referent] for p in g.claim.where if p.referent and p.referent in entity_of]
    if s.aspect == "custody" and g.people:
        return min(g.people)
    if s.aspect == "presence":  # of groups only: where a person goes is nobody's status
        who = [entity_of[p.referent] for p in g.claim.who if p.referent and p.referent in entity_of]
        groups = sorted(e.id for e in who if e.kind in (Kind.GROUP, Kind.ORGANIZATION))
        if groups:
            return groups[0]
    facilities = sorted(e.id for e in where if e.kind is Kind.FACILITY and _is_one(e, s))
    if facilities:
        return facilities[0]
    if s.aspect in _AT_A_PLACE:
        return seat_of(g.claim, g.report, g.seats, s.aspect, s.word)
    return min((e.id for e in where if e.kind is Kind.PLACE), default=None)


def _is_one(facility: Entity, s: State) -> bool:
    """Whether a facility may be the thing of which a condition is said: no hospital is the bazaar."""
    known = {stem(w) for w in table("states.toml")[s.aspect]["what"] if " " not in w}
    called = {t.stem for n in facility.names for t in tokens(n.text)} & known
    return not called or bool(stands_for(called) & stands_for({stem(_aspect(s))}))


def _spans(entity: str, aspect: str, entries: list[_Entry], disputed: set[str]) -> list[Status]:
    """Runs of one value in time; a later run of the other value closes the one before."""
    ordered = sorted(entries, key=lambda e: (e.day, e.gist.id))
    runs: list[list[_Entry]] = []
    for e in (e for e in ordered if e.gist.id not in disputed):
        if runs and runs[-1][0].state.holds == e.state.holds:
            runs[-1].append(e)
        else:
            runs.append([e])
    apart: list[list[_Entry]] = []
    for e in (e for e in ordered if e.gist.id in disputed):
        home = _home(e, runs)
        if home is not None:
            home.append(e)
        else:
            own = [r for r in apart if r[0].state.holds == e.state.holds]
            if own:
                own[0].append(e)
            else:
                apart.append([e])
    closing = [next((e for e in after if e.state.enters), None) for after in runs[1:]]
    made = [_status(entity, aspect, r, c, disputed) for r, c in zip(runs, [*closing, None], strict=False)]
    return made + [_status(entity, aspect, r, None, disputed) for r in apart]


def _home(e: _Entry, runs: list[list[_Entry]]) -> list[_Entry] | None:
    """The run of the same value that is under way on the day a disputed claim speaks of."""
    for i, run in enumerate(runs):
        begins = min(x.day for x in run)
        ends = min((x.day for x in runs[i + 1]), default=_FAR) if i + 1 < len(runs) else _FAR
        if run[0].state.holds == e.state.holds and begins <= e.day < ends:
            return run
    return None


def _known_day(day: int) -> int | None:
    """The day, None where it is an open end."""
    return day if -_FAR < day < _FAR else None


def _told(run: list[_Entry]) -> list[Window]:
    """When the claims of a run were told, as far as the year is known."""
    return [e.gist.told for e in run if e.gist.told and not e.gist.told.yearless]


def _since(run: Sequence[_Entry]) -> Window | None:
    """When it began: of the accounts of the earliest time the one that is most exact."""
    begins = [w for e in run for w in [_begin(e)] if w]
    earliest = min(begins, key=lambda w: (w.first, w.last), default=None)
    if earliest is None:
        return None
    return min((w for w in begins if gap(w, earliest) == 0), key=lambda w: (w.days, w.first))


def _begin(e: _Entry) -> Window | None:
    """The time that a claim gives to the beginning, or the first day for which it was said."""
    span, when = e.state.span, e.gist.when
    if span is None or span.yearless or span.first <= -_FAR:
        return None
    if e.state.enters and when and span.first == when.first and when.last < _FAR:
        return when
    return Window(span.first, span.first)


def _status(
    entity: str, aspect: str, run: list[_Entry], closing: _Entry | None, disputed: set[str]
) -> Status:
    run = sorted(run, key=lambda e: (e.day, e.gist.id))
    value = _VALUES[run[0].state.aspect][0 if run[0].state.holds else 1]
    since = _since(run)
    until = _known_day(closing.state.span.first) if closing and closing.state.span else None
    told = max((w.last if w.last < _FAR else w.first for w in _told(run) if w.first > -_FAR), default=None)
    ids = tuple(sorted({e.gist.id for e in run}))
    first = run[0]
    why = f"{'Begins' if first.state.enters else 'Said to be so'}: {first.state.word}, {voice(first.gist)}"
    why += f"; ends with {closing.state.word}, {voice(closing.gist)}" if closing else ""
    if until is None and told is not None:
        why += f"; as of {printed(Window(told, told))}, nothing later was said"
    why += "; contested" if any(i in disputed for i in ids) else ""
    return Status(
        id=content_id("s", entity, aspect, value, list(ids)),
        entity=entity,
        aspect=aspect,
        value=value,
        since=edtf_of(since) if since else None,
        until=edtf_of(Window(until, until)) if until is not None else None,
        claims=ids,
        why=why + ".",
    )

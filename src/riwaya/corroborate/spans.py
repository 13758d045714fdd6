"""Status over time: spans in which a condition of a place or facility is said to have held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.states import State, states
from riwaya.corroborate.times import Window, edtf_of, printed
from riwaya.corroborate.why import voice
from riwaya.records import Entity, Kind, Relation, RelationKind, Status, content_id

_VALUES = {
    "passage": ("open", "closed"),
    "working": ("working", "not working"),
    "custody": ("held", "released"),
    "presence": ("present", "gone"),
    "control": ("retaken", "lost"),
    "danger": ("calm", "unsafe"),
    "drinkable": ("safe to drink", "contaminated"),
    "alive": ("alive", "dead"),
}


@dataclass(frozen=True, slots=True)
class _Entry:
    gist: Gist
    state: State
    entity: str


def spans(
    known: Sequence[Gist], relations: Sequence[Relation], entity_of: Mapping[str, Entity]
) -> tuple[Status, ...]:
    """Spans by entity and aspect: claims of one value run together until one says it changed."""
    by_thing: dict[tuple[str, str], list[_Entry]] = {}
    for g in known:
        for s in states(g):
            entity = entity_with(g, s, entity_of)
            if entity and not (g.rejects and not s.span):
                by_thing.setdefault((entity, s.aspect), []).append(_Entry(g, s, entity))
    found: list[Status] = []
    for (entity, aspect), entries in sorted(by_thing.items()):
        found += _spans(entity, aspect, entries, relations)
    return tuple(sorted(found, key=lambda s: (s.entity, s.aspect, s.since or "", s.value, s.id)))


def entity_with(g: Gist, s: State, entity_of: Mapping[str, Entity]) -> str | None:
    """The facility the claim is about, else its place, else who it is about."""
    kinds = (Kind.FACILITY, Kind.PLACE)
    where = [entity_of[p.referent] for p in g.claim.where if p.referent and p.referent in entity_of]
    for kind in kinds:
        named = sorted(e.id for e in where if e.kind is kind)
        if named:
            return named[0]
    if s.aspect in ("custody", "alive", "presence"):
        return min(g.people, default=None)
    return None


def _day(e: _Entry) -> int:
    w = e.state.span or e.gist.told
    return w.first if w else 10**7


def _spans(entity: str, aspect: str, entries: list[_Entry], relations: Sequence[Relation]) -> list[Status]:
    """Runs of one value in time; a later run of the other value closes the one before."""
    runs: list[list[_Entry]] = []
    for e in sorted(entries, key=lambda e: (_day(e), e.gist.id)):
        if runs and runs[-1][0].state.holds == e.state.holds:
            runs[-1].append(e)
        else:
            runs.append([e])
    contested = {c for r in relations if r.kind is RelationKind.CONTRADICTS for c in r.claims}
    made = []
    for i, run in enumerate(runs):
        after = runs[i + 1] if i + 1 < len(runs) else None
        closing = next((e for e in after or () if e.state.enters and e.gist.id not in contested), None)
        made.append(_status(entity, aspect, run, closing, contested))
    return made


def _status(
    entity: str, aspect: str, run: list[_Entry], closing: _Entry | None, contested: set[str]
) -> Status:
    value = _VALUES[aspect][0 if run[0].state.holds else 1]
    windows = [e.state.span for e in run if e.state.span and not e.state.span.yearless]
    since = min((w.first for w in windows if w.first > -(10**7)), default=None)
    until = closing.state.span.first if closing and closing.state.span else None
    last = max((e.gist.told.last for e in run if e.gist.told and not e.gist.told.yearless), default=None)
    ids = tuple(sorted({e.gist.id for e in run}))
    opened = run[0]
    why = f"{'begins' if opened.state.enters else 'said to be so'}: {opened.state.word}, {voice(opened.gist)}"
    why += f"; ends with {closing.state.word}, {voice(closing.gist)}" if closing else ""
    if until is None and last is not None:
        why += f"; as of {printed(Window(last, last))}, nothing later was said"
    why += "; contested" if any(i in contested for i in ids) else ""
    return Status(
        id=content_id("s", entity, aspect, value, list(ids)),
        entity=entity,
        aspect=aspect,
        value=value,
        since=edtf_of(Window(since, since)) if since is not None else None,
        until=edtf_of(Window(until, until)) if until is not None else None,
        claims=ids,
        why=why[:1].upper() + why[1:] + ".",
    )

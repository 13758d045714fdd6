"""Scenes in which one report says otherwise: what two tell alike told apart by one word, and the reverse.

Pairs that differ from a known one in nothing but a number, a day, a name or a "not" teach what a
conflict hangs on.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from riwaya.records import Kind
from training.judge.reading import Read
from training.judge.rewording import DAY, HOUR, MONTH_DAY, Known, numbers, otherwise, put, value_of, written
from training.scenes.markup import Mark, Scene, Stands


@dataclass(frozen=True, slots=True)
class Altered:
    """A scene in another telling, and the marks that say something else than they did."""

    scene: Scene
    changed: frozenset[Mark]


def altered(read: Read, seed: int) -> Altered:
    """The scene with one mark changed of every proposition that several reports tell and that can be."""
    scene, dice = read.scene, random.Random(f"{seed} {read.scene.id}")  # noqa: S311 - the same every time
    changes: dict[tuple[int, Mark], tuple[str, str]] = {}  # its new words and proposition
    added: list[Stands] = []
    told: dict[str, list[tuple[int, Mark]]] = {}
    for number, report in enumerate(scene.reports):
        for mark in report.marks:
            told.setdefault(mark.proposition, []).append((number, mark))
    names = _named(read)
    for proposition, places in told.items():
        alone = [p for p in places if sum(other[0] == p[0] for other in places) == 1]
        if len({number for number, _ in places}) < 2 or not alone:
            continue
        number, mark = dice.choice(alone)
        others = [_words(scene, n, m) for n, m in places if m is not mark]
        found = otherwise(
            _words(scene, number, mark), others, Known(names, *_days(scene, number, places)), dice
        )
        if found:
            words, about = found
            changes[number, mark] = words, proposition + "_"
            added.append(Stands(proposition + "_", proposition, "contradicts", about))
            added += _inherited(scene, proposition)
    for stands in scene.relations:
        made = _alike(scene, told, stands) if stands.about in {"figure", "date"} else None
        if made and made[0] not in changes and dice.random() < 0.5:
            changes[made[0]] = made[1], stands.a
    return _applied(scene, changes, added)


def _days(scene: Scene, number: int, places: Iterable[tuple[int, Mark]]) -> tuple[bool, int]:
    days = [scene.reports[n].date for n, _ in places if n != number]
    own = scene.reports[number].date
    if own is None or None in days:
        return True, 0
    ahead = [(date.fromisoformat(own) - date.fromisoformat(day or own)).days for day in days]
    return any(abs(n) > 1 for n in ahead), 1 if max(ahead) > 0 else -1 if min(ahead) < 0 else 0


def _words(scene: Scene, number: int, mark: Mark) -> str:
    return scene.reports[number].text[mark.start : mark.end]


def _named(read: Read) -> dict[str, dict[str, tuple[str, ...]]]:
    """What a conflict of names is about -> every name of that kind -> those that may stand in its place."""
    groups = {"place": (Kind.PLACE, Kind.FACILITY), "responsibility": (Kind.GROUP, Kind.ORGANIZATION)}
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    entities = sorted({e.id: e for e in read.entity_of.values()}.values(), key=lambda e: e.id)
    for about, kinds in groups.items():
        fit = [e for e in entities if e.kind in kinds and e.named and e.name[:1].isupper()]
        found[about] = {
            n.text: tuple(o.name for o in fit if o.id != e.id)
            for e in fit
            for n in e.names
            if len(n.text) > 3
        }
    return found


def _inherited(scene: Scene, proposition: str) -> Iterator[Stands]:
    """How what is told otherwise stands to what the proposition stood to: nobody knows."""
    for r in scene.relations:
        if proposition in {r.a, r.b}:
            other = r.b if r.a == proposition else r.a
            yield Stands(proposition + "_", other, "debatable", None)


def _alike(
    scene: Scene, told: Mapping[str, Sequence[tuple[int, Mark]]], stands: Stands
) -> tuple[tuple[int, Mark], str] | None:
    """A mark of the second of two that contradict each other, in the number or day of the first."""
    if len(told[stands.b]) > 1:
        return None
    ((number, mark),) = told[stands.b]
    words = _words(scene, number, mark)
    for where, other in told[stands.a]:
        beside = _words(scene, where, other)
        if where == number:
            continue
        for pattern in (numbers, DAY.finditer, HOUR.finditer, MONTH_DAY.finditer):
            mine, theirs = list(pattern(words)), list(pattern(beside))
            if len(mine) == len(theirs) == 1 and mine[0].group() != theirs[0].group():
                wanted = theirs[0].group()
                new = written(value_of(wanted), mine[0].group()) if pattern is numbers else wanted
                if pattern is numbers and value_of(new) != value_of(wanted):
                    new = wanted.lower() if mine[0].start() else wanted.capitalize()
                return (number, mark), put(words, mine[0], new)
    return None


def _applied(
    scene: Scene, changes: Mapping[tuple[int, Mark], tuple[str, str]], added: Iterable[Stands]
) -> Altered:
    reports, changed = [], []
    for number, report in enumerate(scene.reports):
        text, marks, shift = report.text, [], 0
        for mark in sorted(report.marks, key=lambda m: m.start):
            start, end = mark.start + shift, mark.end + shift
            words, proposition = changes.get((number, mark), (text[start:end], mark.proposition))
            text = text[:start] + words + text[end:]
            marks.append(Mark(start, start + len(words), proposition, mark.origin))
            shift += len(words) - (end - start)
            if (number, mark) in changes:
                changed.append(marks[-1])
        reports.append(replace(report, text=text, marks=tuple(marks)))
    seen: dict[frozenset[str], Stands] = {frozenset((s.a, s.b)): s for s in (*scene.relations, *added)}
    whole = Scene(f"{scene.id}~", tuple(reports), tuple(seen.values()))
    return Altered(whole, frozenset(changed))

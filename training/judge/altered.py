"""Scenes in which one report says otherwise: what two tell alike told apart by one word, and the reverse.

Pairs that differ from a known one in nothing but a number, a day, a name or a "not" teach what a
conflict hangs on.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from riwaya.records import Kind
from training.judge.reading import Read
from training.scenes.markup import Mark, Scene, Stands

_ONES = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
_TENS = "thirty forty fifty sixty seventy eighty ninety".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_HOURS = ("dawn", "morning", "noon", "afternoon", "evening", "midnight")
_WORDS = "|".join((*_ONES, *_TENS))
# not a number inside a date, a clock time, an age or a range
_NUMBER = re.compile(
    rf"(?<![\w.,:/-])(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|(?:{_WORDS}))"
    rf"(?![\w:/%-]|[.,]\d| (?:{'|'.join(_MONTHS)}))",
    re.IGNORECASE,
)
_DATED = re.compile(rf"(?:{'|'.join(_MONTHS)}),? $")
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_MONTH_DAY = re.compile(rf"\b\d{{1,2}}(?= (?:{'|'.join(_MONTHS)})\b)")
_HOUR = re.compile(rf"\b(?:{'|'.join(_HOURS)})\b")
_BE = re.compile(r"\b(?:is|was|were|are|has|have|had|will|can|could)\b(?! (?:not|no|never|been no)\b)")
_NOT = re.compile(r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without)\b|n't", re.IGNORECASE)
_OPPOSED = {
    "open": "closed",
    "closed": "open",
    "shut": "open",
    "opened": "closed",
    "reopened": "stayed shut",
    "alive": "dead",
    "empty": "full",
    "before": "after",
    "after": "before",
    "inside": "outside",
    "outside": "inside",
    "refused": "agreed",
    "armed": "unarmed",
    "unarmed": "armed",
    "all": "none",
    "intact": "destroyed",
    "north": "south",
    "south": "north",
    "east": "west",
    "west": "east",
    "northern": "southern",
    "southern": "northern",
    "eastern": "western",
    "western": "eastern",
}
_OPPOSITE = re.compile(rf"\b(?:{'|'.join(_OPPOSED)})\b")
_SIDES = frozenset("north south east west northern southern eastern western inside outside".split())

_NEGATED = 0.3  # share of what can be changed in no other way that is put in the negative
_LOWER, _HIGHER = (0.5, 0.7, 0.8), (1.3, 1.5, 2)

Change = tuple[str, str]  # the words as they stand now, and what the conflict is about


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
        found = _otherwise(
            _words(scene, number, mark), others, _Known(names, *_days(scene, number, places)), dice
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


@dataclass(frozen=True, slots=True)
class _Known:
    """What may stand in a name's place, and when the others tell the same."""

    names: Mapping[str, Mapping[str, tuple[str, ...]]]
    apart: bool  # whether others tell it days before or after: what is so may then have changed
    rising: int  # whether a higher count would be of a later day (1), of an earlier one (-1), or neither


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


def _otherwise(words: str, others: Sequence[str], known: _Known, dice: random.Random) -> Change | None:
    """The words changed in one thing that the others say as well, and what the conflict is then about."""
    beside = " ".join(others)
    ways: list[Callable[[], Change | None]] = [
        lambda: _number(words, beside, known.rising, dice),
        lambda: _of(_DAY, words, beside, _DAYS, dice),
        lambda: _of(_HOUR, words, beside, _HOURS, dice),
        lambda: _month_day(words, beside, dice),
        lambda: _name(words, beside, known.names["place"], "place", dice),
        lambda: _name(words, beside, known.names["responsibility"], "responsibility", dice),
    ]
    dice.shuffle(ways)
    if not known.apart:
        ways += [lambda: _opposite(words), *[lambda: _negated(words)] * (dice.random() < _NEGATED)]
    return next((found for way in ways if (found := way())), None)


def _put(words: str, found: re.Match[str], new: str) -> str:
    return words[: found.start()] + new + words[found.end() :]


def _numbers(words: str) -> list[re.Match[str]]:
    return [m for m in _NUMBER.finditer(words) if not _DATED.search(words[: m.start()])]


def _value(token: str) -> int:
    low = token.lower()
    if low in _ONES:
        return 2 + _ONES.index(low)
    if low in _TENS:
        return 30 + 10 * _TENS.index(low)
    return int(token.replace(",", ""))


def _written(value: int, like: str) -> str:
    if like[0].isdigit():
        return f"{value:,}" if "," in like else str(value)
    word = _ONES[value - 2] if 2 <= value <= 20 else _TENS[min(6, max(0, value // 10 - 3))]
    return word.capitalize() if like[0].isupper() else word


def _number(words: str, beside: str, rising: int, dice: random.Random) -> Change | None:
    """Another number, and not one that the days between could bring about."""
    taken = {_value(m.group()) for m in _numbers(beside)}
    fit = [m for m in _numbers(words) if _value(m.group()) in taken and not 1990 <= _value(m.group()) <= 2050]
    if not fit:
        return None
    found = dice.choice(fit)
    old = _value(found.group())
    times = dice.choice((*(_LOWER if rising >= 0 else ()), *(_HIGHER if rising <= 0 else ())))
    step = 10 ** (len(str(old)) - len(str(old).rstrip("0")))
    new = max(step, round(old * times) // step * step)
    text = _written(new, found.group())
    if _value(text) in taken or _value(text) < 2:
        return None
    return _put(words, found, text), "figure"


def _of(
    pattern: re.Pattern[str], words: str, beside: str, row: Sequence[str], dice: random.Random
) -> Change | None:
    """One of a row of words, which the others say as well, made another that none of them says."""
    fit = [m for m in pattern.finditer(words) if m.group() in beside]
    free = [word for word in row if word not in beside and word not in words]
    if not fit or not free:
        return None
    return _put(words, dice.choice(fit), dice.choice(free)), "date"


def _month_day(words: str, beside: str, dice: random.Random) -> Change | None:
    taken = {m.group() for m in _MONTH_DAY.finditer(beside)}
    fit = [m for m in _MONTH_DAY.finditer(words) if m.group() in taken]
    if not fit:
        return None
    found = dice.choice(fit)
    new = (int(found.group()) + dice.choice((1, 2, 3, 5, 9)) - 1) % 28 + 1
    return None if str(new) in taken else (_put(words, found, str(new)), "date")


def _name(
    words: str, beside: str, names: Mapping[str, tuple[str, ...]], about: str, dice: random.Random
) -> Change | None:
    fit = [n for n in sorted(names) if n in beside and re.search(rf"\b{re.escape(n)}\b", words)]
    if not fit:
        return None
    old = max(fit, key=len)
    free = [name for name in names[old] if name not in words and name not in beside]
    found = re.search(rf"\b{re.escape(old)}\b", words)
    return (_put(words, found, dice.choice(free)), about) if free and found else None


def _opposite(words: str) -> Change | None:
    found = _OPPOSITE.search(words)
    if not found or _NOT.search(words):
        return None
    return _put(words, found, _OPPOSED[found.group()]), "place" if found.group() in _SIDES else "status"


def _negated(words: str) -> Change | None:
    found = _BE.search(words)
    if not found or _NOT.search(words):
        return None
    return _put(words, found, f"{found.group()} not"), "status"


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
        for pattern in (_numbers, _DAY.finditer, _HOUR.finditer, _MONTH_DAY.finditer):
            mine, theirs = list(pattern(words)), list(pattern(beside))
            if len(mine) == len(theirs) == 1 and mine[0].group() != theirs[0].group():
                wanted = theirs[0].group()
                new = _written(_value(wanted), mine[0].group()) if pattern is _numbers else wanted
                if pattern is _numbers and _value(new) != _value(wanted):
                    new = wanted.lower() if mine[0].start() else wanted.capitalize()
                return (number, mark), _put(words, mine[0], new)
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

"""What an event is called in the field's code books: PLOVER, ACLED, humanitarian sector or pillar.

A text is reduced to what is done, with what, by whom and to what (`acts.toml`); the first rule that fits its
telling act gives the codes (`codes.toml`). Sources: the PLOVER manual, ACLED's code book, HumSet's pillars.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from riwaya.corroborate.marks import background, marks, passive, sentence_starts
from riwaya.corroborate.words import Phrases, table, tokens

SECTORS = (
    *("Health", "Education", "WASH", "Food Security", "Agriculture", "Shelter", "Livelihoods", "Logistics"),
)
_GAP = 6  # words that may stand inside a phrase
_NEAR = 90  # characters from an act within which who does it, or suffers it, stands
_TOLL = frozenset({"kill", "hurt"})  # by nobody, they tell what came of another act
_SPOKEN = frozenset({"reject", "threaten", "pledge", "request"})
_MODAL = re.compile(r"(?:will|shall|would|to)\s+", re.I)
_FIRST = frozenset({"displace", "return", "missing"})  # told as what came of an act, they are the event
_HELD = ("-held", "-controlled", "-run", "-backed")  # "rebel-held" is no rebel
UNDONE = frozenset({"future", "hypothetical", "negation"})  # what ACLED does not code


@dataclass(frozen=True, slots=True)
class Coding:
    """One event in the terms of the code books; None is what a book has no name for."""

    plover: str | None  # TYPE or TYPE-mode
    acled: str | None  # type/sub-type
    beside: str | None  # humanitarian sector of what is touched, else pillar
    lasting: str | None  # displacement, return, missing, services, access, crossings, control
    marks: tuple[str, ...]  # PLOVER's auxiliary modes: historical, future, hypothetical, negation
    words: str  # the words of the telling act

    @property
    def toll(self) -> bool:
        """Whether it tells how many died or were hurt, and nothing of what was done."""
        return self.plover is None and self.lasting is None and self.beside == "Casualties"


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a text that belong to a class."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class _Layer:
    """One part of the table, ready for use: phrases by stems, their classes each with its only form or ""."""

    phrases: Phrases
    classes: Mapping[str, frozenset[tuple[str, str]]]
    apart: Mapping[
        str, tuple[tuple[tuple[str, ...], tuple[str, ...], str, str], ...]
    ]  # "took .. hostage", by "took"


@cache
def _layer(name: str) -> _Layer:
    classes: dict[str, set[tuple[str, str]]] = {}
    seen: dict[str, str] = {}
    apart: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str, str]]] = {}
    for kind, words in table("acts.toml")[name].items():
        for word in words:
            first, gap, last = word.lstrip("=").partition(" .. ")
            if gap:
                opening = _stems(first)
                form = _form(first.split()[0])
                apart.setdefault(opening[0], []).append((opening, _stems(last), kind, form))
                continue
            stems = " ".join(_stems(first))
            seen[stems] = first
            classes.setdefault(stems, set()).add((kind.replace(" ", "_"), _form(word)))
    return _Layer(
        Phrases((word, stems) for stems, word in seen.items()),
        {stems: frozenset(found) for stems, found in classes.items()},
        {stem: tuple(found) for stem, found in apart.items()},
    )


def _form(word: str) -> str:
    """The pattern of the forms that an entry stands for: "=rape" for itself, "guarding" for no "guard"."""
    if word.startswith("="):
        return re.escape(word[1:])
    return r".*(?:ed|ing)" if " " not in word and word.endswith(("ed", "ing")) else r"(?s:.*)"


def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(t.stem for t in tokens(phrase))


def _hits(name: str, text: str) -> list[Hit]:
    """The classes of one part of the table that stand in a text, in its order."""
    layer = _layer(name)
    whole = [
        Hit(a, b, kind)
        for a, b, stems in layer.phrases.all(text)
        for kind, form in sorted(layer.classes[stems])
        if re.fullmatch(form, text[a:b].lower())
    ]
    return sorted({*whole, *_apart(layer, text)}, key=lambda h: (h.start, -h.end, h.name))


def _apart(layer: _Layer, text: str) -> Iterator[Hit]:
    """Phrases with other words inside: "took the poet into custody"."""
    words = tokens(text)
    for i, word in enumerate(words):
        for opening, rest, kind, form in layer.apart.get(word.stem, ()):
            same = tuple(w.stem for w in words[i : i + len(opening)]) == opening
            if not same or not re.fullmatch(form, word.text.lower()):
                continue
            for j in range(i + len(opening) + 1, min(i + len(opening) + _GAP, len(words) - len(rest)) + 1):
                if words[j].initial:
                    break
                if tuple(w.stem for w in words[j : j + len(rest)]) == rest:
                    yield Hit(word.start, word.start + len(word.text), kind)
                    break


class _Scene:
    """What stands in one text, and how it stands to the act that is looked at."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.acts = _hits("act", text)
        self.who = [h for h in _hits("who", text) if not text.startswith(_HELD, h.end)]
        self.starts = sentence_starts(text)
        self.things = [h for h in _hits("thing", text) if not self._in_name(h)]
        self.instruments = {h.name for h in _hits("with", text) if not self._in_name(h)}
        self.all = {h.name for h in (*self.acts, *self.who, *self.things)} | self.instruments

    def _in_name(self, hit: Hit) -> bool:
        """Whether words are part of a name: the Sons of the Spear carry none, nor has Two Wells water."""
        return self.text[hit.start].isupper() and hit.start not in self.starts

    def telling(self) -> list[Hit]:
        """The acts, what the text is about first: told, not a circumstance, and saying more than "attack"."""
        weak = table("acts.toml")["weak"]

        def rank(h: Hit) -> tuple[int, int]:
            if h.name == "die" or (h.name in _TOLL and self.by(h) <= {"civil", "nobody"}):
                return 4, h.start
            aside = 2 * background(self.text, h.start) + (h.name in weak)
            return aside - (h.name in _FIRST), h.start

        return sorted(self.acts, key=rank)

    def after(self, act: Hit) -> set[str]:
        """Classes of what follows an act in its sentence."""
        end = self._end(act)
        return {h.name for h in (*self.acts, *self.who, *self.things) if act.end <= h.start < end}

    def by(self, act: Hit) -> set[str]:
        """Who does it: the nearest before it; behind "by" where it is told as suffered."""
        if passive(self.text, act.start, act.end):
            at = self.text.find(" by ", act.end, act.end + _NEAR)
            to = act.end if self.text[: act.end].endswith(" to") else at
            return self._first(to, self._end(act)) if to >= 0 else {"nobody"}
        return self._last(self._begin(act), act.start)

    def to(self, act: Hit) -> set[str]:
        """Whom it befalls."""
        if passive(self.text, act.start, act.end):
            return self._last(self._begin(act), act.start)
        return self._first(act.end, min(self._end(act), act.end + _NEAR))

    def _first(self, start: int, end: int) -> set[str]:
        found = [h for h in self.who if start <= h.start < end and h.name not in ("place", "none")]
        first = min((h.start for h in found), default=-1)
        return {h.name for h in found if h.start == first} or {"civil"}

    def _last(self, start: int, end: int) -> set[str]:
        found = [h for h in self.who if start <= h.start < end and h.name not in ("place", "none")]
        last = max((h.start for h in found), default=-1)
        return {h.name for h in found if h.start == last} or {"civil"}

    def _begin(self, act: Hit) -> int:
        return self.starts[bisect_right(self.starts, act.start) - 1]

    def _end(self, act: Hit) -> int:
        i = bisect_right(self.starts, act.start)
        return self.starts[i] if i < len(self.starts) else len(self.text)


@lru_cache(maxsize=20_000)
def code(text: str, year: int | None = None) -> Coding | None:
    """The codes of what a text tells first; None where it tells of nothing that the table knows.

    `year` is the one the text was written in; without it only what it says itself is history.
    """
    scene = _Scene(text)
    rules = table("codes.toml")["rule"]
    fitting = ((act, rule) for act in scene.telling() for rule in rules if _fits(rule, act, scene))
    act, rule = next(fitting, (None, None))
    if act is None or rule is None:
        return None
    # "will shell" lies ahead; "will not take part" is a refusal of today
    modal = None if act.name in _SPOKEN else _MODAL.match(text, act.start)
    found = marks(text, modal.end() if modal else act.start, act.end, year)
    plover = str(rule.get("plover", ""))
    instead = table("codes.toml")["future"].get(plover.partition("-")[0])
    if "future" in found and instead:
        plover, found = instead, tuple(m for m in found if m != "future")
    return Coding(
        plover=plover or None,
        acled=None if UNDONE & set(found) else acled_type(rule.get("acled")),
        beside=_beside(rule, plover, act, scene),
        lasting=rule.get("lasting"),
        marks=found,
        words=text[act.start : act.end],
    )


def acled_subs() -> tuple[str, ...]:
    """Every sub-type of ACLED's code book."""
    return tuple(sub for subs in table("codes.toml")["acled"].values() for sub in subs)


def acled_type(sub: str | None) -> str | None:
    """ACLED's type and sub-type, joined by a slash."""
    books: Mapping[str, Sequence[str]] = table("codes.toml")["acled"]
    return next((f"{kind}/{sub}" for kind, subs in books.items() if sub in subs), None)


def _fits(rule: Mapping[str, Any], act: Hit, scene: _Scene) -> bool:
    def named(key: str) -> set[str]:
        return set(rule.get(key, "").split())

    rest = (scene.all - {act.name}) | {h.name for h in scene.acts if h.start != act.start}
    return (
        act.name in named("act")
        and ("with" not in rule or bool(named("with") & scene.instruments))
        and ("also" not in rule or bool(named("also") & rest))
        and not named("not") & rest
        and ("then" not in rule or bool(named("then") & scene.after(act)))
        and ("by" not in rule or bool(named("by") & scene.by(act)))
        and ("to" not in rule or bool(named("to") & scene.to(act)))
    )


def _beside(rule: Mapping[str, Any], plover: str, act: Hit, scene: _Scene) -> str | None:
    """The sector of what the act touches, where the code takes one; else its pillar."""
    books: Mapping[str, Any] = table("codes.toml")
    key = plover or rule.get("lasting", "")
    wanted: Sequence[str] | None = books["sector"].get(key)
    if wanted is not None and rule.get("beside") not in ("Protection", "Context"):
        things = [h for h in scene.things if h.name.replace("_", " ") in (wanted or SECTORS)]
        if things:
            nearest = min(things, key=lambda h: (h.start < act.start, abs(h.start - act.start)))
            return nearest.name.replace("_", " ")
    default = books["beside"].get(plover.partition("-")[0], "Context")
    return str(rule.get("beside", default))

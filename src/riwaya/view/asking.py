"""A question, answered by the passages that speak of it and what is contested about them; no word is ours."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from riwaya.locate.times import times
from riwaya.records import RelationKind
from riwaya.store.asked import Term
from riwaya.store.folding import folded_words
from riwaya.store.ledger import Held
from riwaya.view.contested import Contested, contested_with
from riwaya.view.dates import bounds, in_words
from riwaya.view.facts import Facts
from riwaya.view.finding import Facet, Filters, Fitting, Passage, cited, facets, fitting
from riwaya.view.places import same_place

PASSAGES = 10
DISAGREEMENTS = 5
_BOOST = 0.4  # what an account gains that names the place asked for, the time, or what is asked
_SAME = (RelationKind.CORROBORATES, RelationKind.ECHOES)
_SAID = {
    "figure": "accounts with a figure first",
    "time": "accounts with a date first",
    "place": "accounts with a place first",
    "speaker": "attributed accounts first",
    "denial": "denials first",
    "blame": "accounts that name somebody first",
}


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made of the question: the terms, and what brings an account forward."""

    terms: tuple[Term, ...]
    places: tuple[str, ...]  # as asked
    dates: tuple[str, ...]  # EDTF
    wanted: tuple[str, ...]  # figure, time, place, speaker, denial, blame

    @property
    def sentences(self) -> tuple[str, ...]:
        """What brings accounts forward, in words."""
        at = [f"accounts about {place} first" for place in self.places]
        when = [f"accounts of {in_words(date)} first" for date in self.dates]
        return (*at, *when, *(_SAID[w] for w in self.wanted))


@dataclass(frozen=True, slots=True)
class Account:
    """Passages that hold the same, the one nearest to the question first."""

    passages: tuple[Passage, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carry it."""
        return tuple(dict.fromkeys(p.outlet for p in self.passages))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reports say to a question."""

    question: str
    understood: Understood
    accounts: tuple[Account, ...]
    contested: tuple[Contested, ...]  # what is contested about the claims in them, every side whole
    facets: tuple[Facet, ...]


@cache
def _asks() -> Mapping[str, re.Pattern[str]]:
    listed = tomllib.loads((files("riwaya.view") / "asking.toml").read_text("utf-8"))
    return {
        what: re.compile(r"\b(?:" + "|".join(re.escape(w) for w in words) + r")\b", re.IGNORECASE)
        for what, words in listed.items()
    }


def ask(ledger: Facts, question: str, filters: Filters, limit: int = PASSAGES) -> Answer:
    """The best passages for the question, those that hold the same together, and what is contested."""
    with ledger.moment():
        asked = understood(ledger, question)
        every = ranked(ledger, question, filters, asked)
        passages = cited(ledger, every[:limit], asked.terms)
        return Answer(
            question, asked, _accounts(ledger, passages), _contested(ledger, passages), facets(ledger, every)
        )


def _contested(ledger: Facts, passages: tuple[Passage, ...]) -> tuple[Contested, ...]:
    """The disagreements that the claims take part in, those about the first passages first."""
    place = {t.id: n for n, p in reversed(list(enumerate(passages))) for t in p.tellings}
    items = contested_with(ledger, place) if place else ()

    def nearest(item: Contested) -> int:
        return min(place.get(t.id, len(passages)) for s in item.sides for t in s.tellings)

    return tuple(sorted(items, key=nearest)[:DISAGREEMENTS])


def understood(ledger: Facts, question: str) -> Understood:
    """The names, times and places of the question, and what it wants to know."""
    terms = ledger.terms(question)
    names = [
        t.phrases[0] if t.corrected else t.asked
        for t in terms
        if t.asked[:1].isupper() or not t.asked.isascii()
    ]
    read = times(question, None, "en")
    return Understood(
        terms,
        tuple(name for name in dict.fromkeys(names) if folded_words(name) and same_place(ledger, name)),
        tuple(dict.fromkeys(t.edtf for t in read if t.dated and t.edtf)),
        tuple(what for what, words in _asks().items() if words.search(question)),
    )


def ranked(ledger: Facts, question: str, filters: Filters, asked: Understood) -> list[Fitting]:
    """The hits that satisfy the filters, with those forward that say more of what is asked."""
    every = fitting(ledger, question, filters)
    places = frozenset(e for name in asked.places for e in same_place(ledger, name))

    def worth(one: Fitting) -> float:
        gains = [bool(places & {p for c in one.claims for p in c.places})] if places else []
        gains += [_when(one, date) for date in asked.dates]
        gains += [any(_says(c, what) for c in one.claims) for what in asked.wanted]
        return one.hit.score * (1 + _BOOST * sum(gains))

    return sorted(every, key=lambda f: (-round(worth(f), 9), f.hit.report, f.hit.start))


def _when(one: Fitting, date: str) -> bool:
    """Whether a claim of the passage is about that time, or its report of that time."""
    wanted = bounds(date)
    return any(
        _meet(bounds(edtf), wanted) for edtf in (*(c.when for c in one.claims), one.head.published) if edtf
    )


def _meet(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Whether two stretches of days share one; an open end reaches anywhere."""
    (a, b), (c, d) = one, other
    if (a is None and b is None) or (c is None and d is None):
        return False
    return not (b is not None and c is not None and b < c) and not (a is not None and d is not None and d < a)


def _says(claim: Held, what: str) -> bool:
    return {
        "figure": bool(claim.measures),
        "time": claim.when is not None,
        "place": bool(claim.places),
        "speaker": bool(claim.printed),
        "denial": claim.stance == "denied",
        "blame": claim.stance in ("alleged", "denied"),
    }[what]


def _accounts(ledger: Facts, passages: tuple[Passage, ...]) -> tuple[Account, ...]:
    """The passages in groups: those whose claims say the same, or are one claim, stand together."""
    groups = list(range(len(passages)))
    home = {t.id: n for n, p in reversed(list(enumerate(passages))) for t in p.tellings}
    for n, passage in enumerate(passages):
        for telling in passage.tellings:
            _join(groups, n, home[telling.id])
    for relation in ledger.relations(claims=list(home)) if home else ():
        a, b = relation.claims
        if relation.kind in _SAME and a in home and b in home:
            _join(groups, home[a], home[b])
    return tuple(
        Account(tuple(p for p, group in zip(passages, groups, strict=True) if group == number))
        for number in _first_seen(groups)
    )


def _join(groups: list[int], a: int, b: int) -> None:
    old, new = max(groups[a], groups[b]), min(groups[a], groups[b])
    groups[:] = [new if g == old else g for g in groups]


def _first_seen(groups: Iterable[int]) -> Iterable[int]:
    return dict.fromkeys(groups)

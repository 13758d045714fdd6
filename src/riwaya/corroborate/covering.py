"""How much of what one text says another says too, in the same words or in words near in meaning."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.meaning import near
from riwaya.corroborate.scene import BACKGROUND
from riwaya.corroborate.words import CALENDAR, lexicon, names_at, skeleton, tokens


@dataclass(frozen=True, slots=True)
class Term:
    """One telling word or phrase of a text."""

    key: str  # its concept, stem or ~name
    word: str  # as printed, in lower case
    weight: float
    named: bool


@lru_cache(maxsize=20_000)
def terms(text: str, names: frozenset[str]) -> tuple[Term, ...]:
    """The telling words of a text, each once: concepts, names and other words that are not stop words."""
    lex, words, found, i = lexicon(), tokens(text), dict[str, Term](), 0
    while i < len(words):
        token, hit = words[i], lex.synonyms.at(words, i)
        if hit:
            found.setdefault(hit[1], Term(hit[1], token.text.lower(), 1.0, False))
            i += hit[0]
            continue
        i += 1
        lower = token.text.lower()
        if (token.capital and lower in CALENDAR) or token.number:
            continue
        if names_at(words, i - 1, names):
            if skeleton(token.text):
                key = "~" + skeleton(token.text)
                found.setdefault(key, Term(key, lower, 1.0, True))
        elif lower not in lex.stop and len(lower) > 2 and token.stem not in lex.light:
            found.setdefault(token.stem, Term(token.stem, lower, 1.0, False))
    return tuple(found.values())


def match(term: Term, others: tuple[Term, ...]) -> float:
    """How well one term is matched by the best of others: 1 the same, 0 nothing near."""
    best = 0.0
    for other in others:
        if term.key == other.key:
            return 1.0
        if not (term.named or other.named):
            best = max(best, near(term.word, other.word))
    return best


@dataclass(frozen=True, slots=True)
class Cover:
    """How much of one claim another says: matched weight, its share of the whole, and the words matched."""

    mass: float
    share: float
    words: tuple[str, ...]


# words of the denying itself
_OF_DENIAL = frozenset(
    "story stories invented invention fabricated fabrication rumour rumours rumor rumors fake propaganda "
    "lie lies "
    "baseless false untrue truth suggestions suggestion reports report claims claim allegations allegation "
    "media "
    "press".split()
)
_BREAKS = re.compile(r"(?<=[.!?])\s+|\n+")
_BESIDE = 0.6  # worth of a match that stands in the other's sentence but not in its words
_PLACE = 0.4  # worth of the name of a place, which every claim of the report could carry


@lru_cache(maxsize=5_000)
def spread(text: str, names: frozenset[str]) -> Mapping[str, int]:
    """In how many sentences of a report each term stands: what stands in many says little of one."""
    counted = Counter[str]()
    for sentence in _BREAKS.split(text[:20_000]):
        counted.update(t.key for t in terms(sentence, names))
    return counted


def core(g: Gist) -> tuple[Term, ...]:
    """What a claim holds or rejects: its terms without circumstances and without its own speaker's name."""
    return g.once("core", _core)


def _core(g: Gist) -> tuple[Term, ...]:
    own = {t.key for t in terms(g.origin.label, g.scene.proper)}
    text = BACKGROUND.sub(" ", g.text) if not g.lead else g.lead
    return tuple(t for t in terms(text, g.scene.proper) if t.key not in own and t.word not in _OF_DENIAL)


def cover(of: Gist, by: Gist) -> Cover:
    """How much of what one claim says the other says, rare terms of the two reports weighing most."""
    said, near_by = by.once("said", _said), () if _holds(by, of) else by.once("near by", _near_by)
    here, there = of.once("spread", _spread), by.once("spread", _spread)
    scenery = of.scene.places | by.scene.places
    whole = mass = 0.0
    words = []
    for t in core(of):
        weight = 1 / math.sqrt(max(1, here.get(t.key, 0), there.get(t.key, 0)))
        weight *= _PLACE if t.named and t.key[1:] in scenery else 1.0
        found = max(match(t, said), _BESIDE * match(t, near_by))
        whole += weight
        mass += weight * found
        words += [t.word] if found else []
    return Cover(mass, mass / whole if whole else 0.0, tuple(words))


def distinct(of: Gist, by: Gist) -> int:
    """How many different terms of the other cover what one claim says: "boat" is not "towing the boat"."""
    others = {t.key: t for t in (*by.once("said", _said), *by.once("near by", _near_by))}
    found = set[str]()
    for t in core(of):
        best = max(others.values(), key=lambda o: (match(t, (o,)), o.key), default=None)
        if best and match(t, (best,)):
            found.add(best.key)
    return len(found)


def _said(g: Gist) -> tuple[Term, ...]:
    return terms(g.text, g.scene.proper)


def _near_by(g: Gist) -> tuple[Term, ...]:
    return terms(g.wide_text, g.scene.proper)


def _spread(g: Gist) -> Mapping[str, int]:
    return spread(g.report.text, g.scene.proper)


def _holds(by: Gist, of: Gist) -> bool:
    """Whether the sentence of one holds the words of the other: then it covers them by itself."""
    return by.report.id == of.report.id and by.claim.sentence.overlaps(of.claim.sentence)

"""Responsibility: who or what each account holds responsible, who takes it on, who disowns it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from riwaya.corroborate.accused import party
from riwaya.corroborate.answering import pro_form, spares_civilians
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.kinds import INCIDENTS, event_types, types_in
from riwaya.corroborate.polarity import NOT_ON
from riwaya.corroborate.scene import BACKGROUND
from riwaya.corroborate.words import Phrases, table, weighed
from riwaya.records import Stance


@dataclass(frozen=True, slots=True)
class Blame:
    """What a claim says about responsibility."""

    accused: frozenset[str]  # skeletons of the names and stems of the institutions held responsible
    words: str  # as printed
    admits: bool  # the speaker takes it on
    disowns: bool  # the speaker has no part in it
    apart: bool  # and says so in words of taking part
    cause: str | None  # technical, attack
    kind: str | None  # the class of a technical cause
    causal: bool  # named as the cause, not only mentioned
    named: frozenset[str]  # concepts of a cause that is named outright ("caused by a spark")


@cache
def _phrases(name: str) -> Phrases:
    return Phrases((word, name) for word in table("blame.toml")[name])


def _named(text: str, g: Gist) -> frozenset[str]:
    """Concepts of the words that follow "caused by" and the like."""
    found = _phrases("names_cause").all(text)
    if not found or g.rejects:
        return frozenset()
    after = re.split(r"[,;.]", text[found[0][1] :], maxsplit=1)[0]
    return frozenset(k for k, w in weighed(after, g.scene.proper).items() if w >= 0.5)


@cache
def _technical() -> Phrases:
    return Phrases((word, name) for name, words in table("blame.toml")["technical"].items() for word in words)


def blame(g: Gist) -> Blame:
    """The responsibility in a claim; empty where it says nothing about it."""
    return g.once("blame", _blame)


def _blame(g: Gist) -> Blame:
    text = g.text
    around = g.claim.sentence.of(g.report.text)
    accused, words = frozenset[str](), ""
    if not g.rejects:
        for _, end, _ in _phrases("accuses").all(text) or _accusing(g):
            accused, words = party(text[end:] or around, g)
            break
    technical = _technical().all(text)
    cause = "technical" if technical else "attack" if _phrases("attack").all(text) else None
    return Blame(
        accused=accused,
        words=words,
        admits=not g.rejects and bool(_phrases("admits").all(text)) and not _nobody(text),
        disowns=g.rejects and (bool(_phrases("disowns").all(text)) or pro_form(g) or _denies_incident(g)),
        apart=g.rejects and bool(_phrases("parts").all(text)),
        cause=cause,
        kind=technical[0][2] if technical else None,
        causal=bool(_phrases("causal").all(text)),
        named=_named(text, g),
    )


def _denies_incident(g: Gist) -> bool:
    """Whether it is said to be denied, in whatever words, that such a thing happened."""
    if spares_civilians(g):
        return True
    told = {event_types()[t].family for t in types_in(BACKGROUND.sub(" ", g.text))}
    return g.claim.stance is Stance.DENIED and bool(told & INCIDENTS) and not NOT_ON.search(g.text)


def _accusing(g: Gist) -> list[tuple[int, int, str]]:
    """The cue "accused" may stand before the content: then the party opens the content."""
    cue = g.claim.chain[0].cue if g.claim.chain else None
    return [(0, 0, "accuses")] if cue and _phrases("accuses").all(cue.text) else []


def _nobody(text: str) -> bool:
    return bool(re.match(r"\W*(?:no|nobody|neither)\b", text, re.I))

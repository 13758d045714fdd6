"""Responsibility: who or what each account holds responsible, who takes it on, who disowns it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from riwaya.corroborate.accused import doer, party
from riwaya.corroborate.answering import pro_form, spares_civilians, speaks_for
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.kinds import INCIDENTS, event_types, types_in
from riwaya.corroborate.polarity import NOT_ON
from riwaya.corroborate.scene import BACKGROUND
from riwaya.corroborate.words import Phrases, pattern, stem, table, tokens, weighed
from riwaya.records import Stance


@dataclass(frozen=True, slots=True)
class Blame:
    """What a claim says about responsibility."""

    accused: frozenset[str]  # skeletons of the names and stems of the institutions held responsible
    words: str  # as printed
    outright: bool  # named as the one responsible, and not only as the subject of "bombed"
    admits: bool  # the speaker takes it on
    disowns: bool  # the speaker has no part in it
    apart: bool  # and says so in words of taking part
    deed: bool  # what is said is that the speaker, or people of the speaker's, did something
    open: bool  # nobody knows, confirms or has claimed it
    cause: str | None  # technical, attack
    kind: str | None  # the class of a technical cause
    causal: bool  # named as the cause, not only mentioned
    named: frozenset[str]  # concepts of a cause that is named outright ("caused by a spark")

    @property
    def speaks(self) -> bool:
        """Whether it says anything about responsibility."""
        return bool(self.accused or self.admits or self.disowns or self.cause or self.named or self.open)


@cache
def _phrases(name: str) -> Phrases:
    return Phrases((word, name) for word in table("blame.toml")[name])


@cache
def _technical() -> Phrases:
    return Phrases((word, name) for name, words in table("blame.toml")["technical"].items() for word in words)


def blame(g: Gist) -> Blame:
    """The responsibility in a claim; empty where it says nothing about it."""
    return g.once("blame", _blame)


def _blame(g: Gist) -> Blame:
    text = g.text
    accused, words, outright = _accused(g)
    did = doer(text)
    own = did is not None and _self(did.words, g)
    if did and not (g.rejects or words or own):
        accused, words = party(did.words, g)
        outright = did.outright
    nobody = _open(g)
    technical = _technical().all(text)
    return Blame(
        accused=accused if not nobody else frozenset(),
        words=words if not nobody else "",
        outright=outright or (own and did is not None and did.outright) or (did is None and _admits(g)),
        admits=not (g.rejects or nobody) and (own or (did is None and _admits(g))),
        disowns=g.rejects
        and not nobody
        and (own or bool(_phrases("disowns").all(text)) or pro_form(g) or _charge(g) or _denies_incident(g)),
        apart=g.rejects and not nobody and (own or bool(_phrases("parts").all(text)) or _charge(g)),
        deed=own,
        open=nobody,
        cause="technical" if technical else "attack" if _phrases("attack").all(text) else None,
        kind=technical[0][2] if technical else None,
        causal=bool(_phrases("causal").all(text)),
        named=_named(text, g),
    )


def _accused(g: Gist) -> tuple[frozenset[str], str, bool]:
    """Who is named after a word of blame; the words of blame may be the cue, before the content."""
    if g.rejects:
        return frozenset(), "", False
    before = pattern("blame.toml", "then_party").search(g.text)
    found = _phrases("accuses").all(g.text) or _accusing(g)
    for end in [before.end()] if before else [end for _, end, _ in found[:1]]:
        return *party(g.text[end:] or g.wide_text, g), True
    return frozenset(), "", False


def _accusing(g: Gist) -> list[tuple[int, int, str]]:
    """The cue "accused" may stand before the content: then the party opens the content."""
    cue = _cue(g)
    held = pattern("blame.toml", "holds").match(f"{cue} {g.text}")
    return [(0, 0, "accuses")] if held or _phrases("accuses").all(cue) else []


def _cue(g: Gist) -> str:
    """The words that attribute the claim, "" where there are none."""
    cue = g.claim.chain[0].cue if g.claim.chain else None
    return cue.text if cue else ""


def _named(text: str, g: Gist) -> frozenset[str]:
    """Concepts of the words that follow "caused by" and the like."""
    found = _phrases("names_cause").all(text)
    if not found or g.rejects:
        return frozenset()
    after = re.split(r"[,;.]", text[found[0][1] :], maxsplit=1)[0]
    return frozenset(k for k, w in weighed(after, g.scene.proper).items() if w >= 0.5)


def _admits(g: Gist) -> bool:
    """Whether the speaker takes it on in words that say no more than that."""
    takes = pattern("blame.toml", "takes_on").match(f"{_cue(g)} {g.text}")
    return bool(takes or _phrases("admits").all(g.text))


def _open(g: Gist) -> bool:
    """Whether a claim says that nobody knows, confirms or has claimed it."""
    source = g.claim.chain[0].source.words if g.claim.chain else None
    if source and pattern("blame.toml", "nobody").match(source.text):
        return bool(pattern("blame.toml", "claims").match(_cue(g)))
    return any(pattern("blame.toml", name).search(g.text) for name in ("unclaimed", "unknown"))


def _self(subject: str, g: Gist) -> bool:
    """Whether the subject of a deed is who speaks: "it", "our fighters", or the speaker's own name."""
    if g.claim.narrated:
        return False
    if pattern("blame.toml", "oneself").fullmatch(subject):
        bystanders = {stem(w) for w in table("origins.toml")["bystanders"]}
        return not any(t.stem in bystanders for t in tokens(g.origin.label))
    names = party(subject, g)[0]
    return bool(names) and names <= speaks_for(g)


def _charge(g: Gist) -> bool:
    """Whether what is denied is a charge ("a charge that it denied") or a deed of one's own."""
    if g.claim.stance is Stance.DENIED and pattern("blame.toml", "own_deed").match(g.text):
        return True
    return pro_form(g) and bool(pattern("blame.toml", "charge").search(g.text))


def _denies_incident(g: Gist) -> bool:
    """Whether it is said to be denied, in whatever words, that such a thing happened."""
    if spares_civilians(g):
        return True
    told = {event_types()[t].family for t in types_in(BACKGROUND.sub(" ", g.text))}
    return g.claim.stance is Stance.DENIED and bool(told & INCIDENTS) and not NOT_ON.search(g.text)

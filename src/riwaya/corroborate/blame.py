"""Responsibility: who or what each account holds responsible, who takes it on, who disowns it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.kinds import INCIDENTS, event_types, types_in
from riwaya.corroborate.likeness import story
from riwaya.corroborate.occurrence import same_occurrence
from riwaya.corroborate.origins import alike, one_origin
from riwaya.corroborate.polarity import NOT_ON
from riwaya.corroborate.scene import BACKGROUND
from riwaya.corroborate.why import independent, quote, relation, upper, voice
from riwaya.corroborate.words import Phrases, is_name, skeleton, stem, table, tokens, weighed
from riwaya.records import About, Relation, RelationKind, Stance

_NEAR = 0.2
_CAUSES = 0.45  # and two causes be causes of one thing
_PARTIES = 0.5  # two accused parties must surely be accused of one thing
_AFTER = 4  # days within which blame is laid for a thing, or causes before it are named


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
            accused, words = _party(text[end:] or around, g)
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


_CIVILIAN = re.compile(
    r"\b(?:any|no|a|never|not) (?:\w+ ){0,2}?(?:civilian|residential|medical|humanitarian|public)s? "
    r"(?:building|target|object|site|facilit\w+|infrastructure|area|house|home|convoy|vehicle)s?\b",
    re.I,
)


def spares_civilians(g: Gist) -> bool:
    """Whether a claim rejects, in those general words, that a civilian place was hit."""
    return g.rejects and bool(_CIVILIAN.search(g.text))


def strikes_civilians(g: Gist) -> bool:
    """Whether a claim tells of an attack on a place of a kind that is civilian."""
    struck = any(event_types()[t].family == "attack" for t in types_in(g.text))
    return (
        not g.rejects and struck and bool(g.about.keys() & set(table("blame.toml")["civilian"]["concepts"]))
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


def _party(text: str, g: Gist) -> tuple[frozenset[str], str]:
    """Names and institutions at the head of a text, up to its first verb-like break."""
    parts = re.split(r"[,.;:”\"]|\b(?:for|of having|over|who|which|that|to|in|on|at|and)\b", text.strip())
    head = parts[0]
    if len(parts) > 1 and not any(is_name(t, g.scene.proper) for t in tokens(head)):
        head = (
            f"{head}, {parts[1].strip()}" if re.match(r"\W*[^,]*, [A-Z]", text) else head
        )  # "a firm, Hill Water,"
    found = set(alike(head))
    for t in tokens(head):
        if is_name(t, g.scene.proper) and skeleton(t.text):
            found.add(skeleton(t.text))
        elif t.stem in _bodies():
            found.add("i:" + t.stem)
    return frozenset(found), head.strip()


@cache
def _bodies() -> frozenset[str]:
    return frozenset(stem(w) for w in table("origins.toml")["institutions"]) | {"command", "rebel", "militia"}


def _nobody(text: str) -> bool:
    return bool(re.match(r"\W*(?:no|nobody|neither)\b", text, re.I))


_PRO = re.compile(
    r"\b(?:neither the first nor|(?:that|this|the|any such|\w+['’]s?) "
    r"(?:accusation|assertion|claim|allegation|report|charge|story)s?\b(?! that\b))",
    re.I,
)


def pro_form(g: Gist) -> bool:
    """Whether a claim that rejects something says no more than "it", "this", "the accusation", "neither"."""
    if not g.rejects or g.carried or any(t.withdrawn for t in g.tallies):
        return False
    telling = [k for k, w in g.about.items() if w >= 0.5 and not k.startswith("~")]
    return not telling or bool(_PRO.search(g.text))


def speaks_for(g: Gist) -> frozenset[str]:
    """Skeletons and institutions that a speaker stands for: is an accusation meant for him?"""
    found = {k for k in g.origin.keys if k.startswith("i:")}
    named = [
        g.origin.label,
        g.report.outlet or ""
        if g.claim.narrated or re.search(r"\b(?:we|our|this command|it)\b", g.text + g.origin.label, re.I)
        else "",
    ]
    if re.search(r"\b(?:we|our|us)\b", g.text, re.I) or pro_form(g):
        start = max(0, g.claim.sentence.start - 160)
        named.append(g.report.text[start : g.claim.sentence.end])
    for phrase in named:
        for t in tokens(phrase):
            if t.capital and skeleton(t.text) and (t.text.lower() in g.scene.proper or not t.initial):
                found.add(skeleton(t.text))
            if t.stem in _bodies() and t.capital:
                found.add("i:" + t.stem)
    for key in g.origin.keys:
        if key.startswith("n:"):
            found |= set(key[2:].split())
    return frozenset(found)


def meant(accused: Blame, denier: Gist) -> bool:
    """Whether the accused party is the one that speaks: by two of its names, or one telling one."""
    own, scene = speaks_for(denier), denier.scene.names
    hits = accused.accused & own
    telling = {h for h in hits if not h.startswith("i:")}
    return (
        bool(telling - _commonplace())
        or bool(hits and len(accused.accused) <= 2)
        or len(hits) > 1
        or bool(hits - scene)
    )


@cache
def _commonplace() -> frozenset[str]:
    return frozenset(
        skeleton(w) for w in ("front", "army", "forces", "council", "command", "party", "movement", "state")
    )


def responsibility(a: Gist, b: Gist) -> Iterator[Relation]:
    """What two claims say to each other about who or what is responsible."""
    if not (a.firm and b.firm):
        return
    x, y = blame(a), blame(b)
    if not (
        (x.accused or x.admits or x.disowns or x.cause or x.named)
        and (y.accused or y.admits or y.disowns or y.cause or y.named)
    ):
        return
    same = same_occurrence(a, b, slack=_AFTER)
    if same.sure < _NEAR or story(a, b) < _NEAR:
        return
    found = (
        _directed(x, a, y, b, same.sure)
        or _directed(y, b, x, a, same.sure)
        or _claimed_since(a, x, b, y, same.sure)
        or _causes(a, x, b, y, same.sure)
    )
    if found:
        yield found


_UNCLAIMED = re.compile(
    r"\b(?:no one|nobody|no (?:armed )?(?:group|party|side|organi[sz]ation)) "
    r"(?:has|had|have)? ?(?:yet )?(?:claimed|admitted)",
    re.I,
)


def _claimed_since(a: Gist, x: Blame, b: Gist, y: Blame, sure: float) -> Relation | None:
    """ "No group had claimed it", and later one does."""
    for g, one, h in ((a, x, b), (b, y, a)):
        if one.admits and _UNCLAIMED.search(h.text):
            why = (
                f"When {voice(h)} spoke nobody had taken it on, {quote(h)}; later {voice(g)} did: {quote(g)}."
            )
            return relation(RelationKind.UPDATES, About.RESPONSIBILITY, g, h, why, sure)
    return None


_ABSENT = re.compile(
    r"\b(?:no|any|never a|not a) (?:\w+ )?(?:" + "|".join(table("blame.toml")["attack"]) + r")\b", re.I
)


def _directed(one: Blame, g: Gist, two: Blame, h: Gist, sure: float) -> Relation | None:
    if one.disowns and two.accused and meant(two, g):
        held = f"{voice(h)} holds {two.words or 'it'} responsible: {quote(h)}"
        why = f"{upper(voice(g))} denies it: {quote(g)}; {held}."
        return relation(RelationKind.CONTRADICTS, About.DENIAL, g, h, why, max(sure, 0.6))
    if one.disowns and two.admits and speaks_for(g) & speaks_for(h) - g.scene.names.intersection():
        why = f"{upper(voice(g))} disowns what {voice(h)} took upon itself: {quote(g)} against {quote(h)}."
        return relation(RelationKind.CONTRADICTS, About.RESPONSIBILITY, g, h, why, max(sure, 0.6))
    if (
        g.rejects
        and not _UNCLAIMED.search(g.text)
        and _ABSENT.search(g.text)
        and one.cause == "attack"
        and two.accused
        and not h.rejects
        and not one_origin(g.origin, h.origin)
    ):
        why = f"{upper(voice(g))} says there was none, {quote(g)}; {voice(h)} names who did it: {quote(h)}."
        return relation(RelationKind.CONTRADICTS, About.DENIAL, g, h, why, sure)
    if one.admits and two.accused and meant(two, g) and not one_origin(g.origin, h.origin):
        why = f"{upper(voice(g))} takes on what {voice(h)} accuses it of: {quote(g)} and {quote(h)}."
        return relation(RelationKind.CORROBORATES, About.RESPONSIBILITY, g, h, why, sure)
    return None


def _causes(a: Gist, x: Blame, b: Gist, y: Blame, sure: float) -> Relation | None:
    """An accident against an attack; one party against another; one cause found twice."""
    if a.rejects or b.rejects or one_origin(a.origin, b.origin):
        return None
    for g, one, h, two in ((a, x, b, y), (b, y, a, x)):
        accident = one.cause == "technical" and bool(one.named or (one.causal and g.families & INCIDENTS))
        if accident and sure >= _CAUSES and (two.accused or (two.cause == "attack" and _struck(h))):
            why = f"{upper(voice(g))} names one cause, {quote(g)}; {voice(h)} another, {quote(h)}."
            return relation(RelationKind.CONTRADICTS, About.RESPONSIBILITY, g, h, why, sure)
    if x.named and y.named and not x.named & y.named and (x.kind is None or x.kind != y.kind):
        why = f"{upper(voice(a))} names one cause, {quote(a)}; {voice(b)} another, {quote(b)}."
        return relation(RelationKind.CONTRADICTS, About.RESPONSIBILITY, a, b, why, sure * 0.8)
    apart = x.accused and y.accused and not x.accused & y.accused and sure >= _PARTIES
    if apart and a.report.id != b.report.id:
        why = f"{upper(voice(a))} holds {x.words} responsible, {voice(b)} {y.words}."
        return relation(RelationKind.CONTRADICTS, About.RESPONSIBILITY, a, b, why, sure * 0.9)
    one_cause = x.kind == y.kind and x.kind is not None and (x.causal or y.causal)
    doubt = Stance.POSSIBLE in (a.claim.stance, b.claim.stance)
    if one_cause and not doubt and a.report.id != b.report.id:
        why = f"{independent(a, b)} name the same cause: {quote(a)} and {quote(b)}."
        return relation(RelationKind.CORROBORATES, About.RESPONSIBILITY, a, b, why, sure)
    return None


def _speaks(b: Blame, g: Gist) -> bool:
    return bool(b.accused or b.admits or b.disowns or b.cause or b.named or _UNCLAIMED.search(g.text))


def _struck(g: Gist) -> bool:
    return bool({"airstrike", "suicide attack", "shelling"} & set(g.types))

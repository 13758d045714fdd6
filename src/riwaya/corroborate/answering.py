"""Whom an accusation means, and which denials answer one without saying what they deny."""

from __future__ import annotations

import re
from functools import cache

from riwaya.corroborate.accused import bodies
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.kinds import event_types, types_in
from riwaya.corroborate.words import pattern, skeleton, table, tokens


def spares_civilians(g: Gist) -> bool:
    """Whether a claim rejects, in those general words, that a civilian place was hit."""
    return g.rejects and bool(pattern("blame.toml", "civilian").search(g.text))


def strikes_civilians(g: Gist) -> bool:
    """Whether a claim tells of an attack on a place of a kind that is civilian."""
    struck = any(event_types()[t].family == "attack" for t in types_in(g.text))
    return (
        not g.rejects and struck and bool(g.about.keys() & set(table("blame.toml")["civilian"]["concepts"]))
    )


_CIVILIAN = re.compile(
    r"\bcivilians?\b"
    r"(?! (?:traffic|vehicle|car|lorr|truck|convoy|flight|airport|plane|use|authorit|administration))",
    re.I,
)


def only_traffic(g: Gist) -> bool:
    """Whether a claim that speaks of what is civilian speaks of no civilian: "closed to civilian traffic"."""
    return "civilian" in g.text.lower() and not _CIVILIAN.search(g.text)


def pro_form(g: Gist) -> bool:
    """Whether a claim that rejects something says no more than "it", "this", "the accusation", "neither"."""
    if not g.rejects or g.carried or any(t.withdrawn for t in g.tallies):
        return False
    telling = [k for k, w in g.about.items() if w >= 0.5 and not k.startswith("~")]
    return not telling or bool(pattern("blame.toml", "pro_form").search(g.text))


def hollow(g: Gist) -> bool:
    """Whether a claim only names what it speaks of: "the story", "the report as a fabrication"."""
    return pattern("blame.toml", "hollow").fullmatch(g.text) is not None


def beside_the_point(no: Gist, yes: Gist) -> bool:
    """Whether one says that nobody told him ("received no letter") and the other speaks of no telling."""
    if pattern("blame.toml", "unheard").search(no.text) is None:
        return False
    return pattern("blame.toml", "tells").search(yes.text) is None


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
            if t.stem in bodies() and t.capital:
                found.add("i:" + t.stem)
    for key in g.origin.keys:
        if key.startswith("n:"):
            found |= set(key[2:].split())
    return frozenset(found)


def meant(accused: frozenset[str], denier: Gist) -> bool:
    """Whether the accused party is the one that speaks: by two of its names, or one telling one."""
    own, scene = speaks_for(denier), denier.scene.names
    hits = accused & own
    telling = {h for h in hits if not h.startswith("i:")}
    return (
        bool(telling - _commonplace())
        or bool(hits and len(accused) <= 2)
        or len(hits) > 1
        or bool(hits - scene)
    )


@cache
def _commonplace() -> frozenset[str]:
    return frozenset(
        skeleton(w) for w in ("front", "army", "forces", "council", "command", "party", "movement", "state")
    )

"""The sentence behind a relation: both values, both speakers, in words a reader would accept."""

from __future__ import annotations

import re

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.words import pattern, table
from riwaya.records import About, Relation, RelationKind, content_id

_LONGEST = 110


def voice(g: Gist) -> str:
    """Whose word a claim is, as a sentence names them, with the outlet behind an unnamed source."""
    name = g.origin.label
    if g.claim.narrated:
        return name
    return f"{name} (in {g.report.outlet or g.report.title or g.report.source})"


def voiced(g: Gist, verb: str) -> str:
    """Whose word a claim is with a verb in its third person ("denies"), which follows a plural speaker."""
    plural = not g.claim.narrated and pattern("why.toml", "several").match(g.origin.label)
    irregular = table("why.toml")["plural"]
    return f"{voice(g)} {irregular.get(verb, verb.removesuffix('s')) if plural else verb}"


def quote(g: Gist, limit: int = _LONGEST) -> str:
    """A claim's words, cut at a word when long."""
    text = re.sub(r"\s+", " ", g.text).strip(" \"“”'‘’,;")
    if len(text) > limit:
        text = text[:limit].rsplit(" ", 1)[0] + " …"
    return f"“{text}”"


JUDGED = "Judged by the network from their words, not by a rule"  # how the sentence of its judgement ends
BESIDE = ", and from how others stand to both"  # of a second look


def is_judged(r: Relation) -> bool:
    """Whether a relation is the network's judgement and not what a rule says."""
    return JUDGED in r.why


def relation(kind: RelationKind, about: About | None, a: Gist, b: Gist, why: str, score: float) -> Relation:
    """A relation record; symmetric kinds are put in the order of their ids."""
    first, second = a.id, b.id
    if kind in (RelationKind.CONTRADICTS, RelationKind.CORROBORATES):
        first, second = sorted((first, second))
    return Relation(
        id=content_id("x", str(kind), str(about) if about else None, first, second),
        kind=kind,
        about=about,
        claims=(first, second),
        why=why,
        score=round(min(1.0, max(0.0, score)), 3),
    )


def independent(a: Gist, b: Gist) -> str:
    """Two speakers who back each other, for the head of a sentence."""
    return f"{upper(voice(a))} and {voice(b)}, who do not rest on each other,"


def upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]

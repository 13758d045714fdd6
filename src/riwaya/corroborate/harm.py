"""How people came to harm: manners that exclude each other, and harm said to be done to nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from riwaya.corroborate.covering import core, match
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.likeness import story
from riwaya.corroborate.meaning import near
from riwaya.corroborate.occurrence import same_occurrence
from riwaya.corroborate.origins import one_origin
from riwaya.corroborate.why import quote, relation, upper, voice, voiced
from riwaya.corroborate.words import Phrases, stem, table, tokens
from riwaya.records import About, Relation, RelationKind, Stance

_SURE = 0.6  # that both speak of one occurrence
_NEAR = 0.45  # and two reports of one story
_AFTER = 4  # days within which causes are named


def manners(g: Gist) -> frozenset[str]:
    """The manners of harm a claim names, none where it tells of no harm done."""
    return g.once("manners", _named)


def _named(g: Gist) -> frozenset[str]:
    return (
        frozenset(name for _, _, name in _all_manners(g.text)) if _harms(g) and not g.rejects else frozenset()
    )


def _all_manners(text: str) -> list[tuple[int, int, str]]:
    found = []
    for name, words in table("harm.toml")["manners"].items():
        found += [(a, b, name) for a, b, _ in _of(name, tuple(words)).all(text)]
    return found


@cache
def _of(name: str, words: tuple[str, ...]) -> Phrases:
    return Phrases((w, name) for w in words)


def _harms(g: Gist) -> frozenset[str]:
    rows = table("harm.toml")["harm"]
    return frozenset(kind for kind, concepts in rows.items() if g.about.keys() & set(concepts))


def exclude(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of manners have nothing in common, and neither brings the other about."""
    rows = table("harm.toml")["brought_about"]
    by, what = set(rows["by"]), set(rows["what"])
    brought = (a & by and b & what) or (b & by and a & what)
    return bool(a and b) and not a & b and not brought


def harm_relations(a: Gist, b: Gist) -> Iterator[Relation]:
    """Two manners of one harm, or harm that one side says was done to nobody."""
    if not (a.firm and b.firm) or one_origin(a.origin, b.origin):
        return
    if a.rejects != b.rejects:
        yield from _unharmed(*((a, b) if a.rejects else (b, a)))
        return
    if a.rejects or not _harms(a) & _harms(b) or not exclude(manners(a), manners(b)) or _other_victims(a, b):
        return
    if Stance.POSSIBLE in (a.claim.stance, b.claim.stance):
        return
    if not _one_thing(a, b) or _other_toll(a, b):
        return
    same = same_occurrence(a, b, slack=_AFTER)
    if same.sure < _SURE or story(a, b) < _NEAR:
        return
    why = f"{upper(voiced(a, 'names'))} one manner, {quote(a)}; {voice(b)} another, {quote(b)}."
    yield relation(RelationKind.CONTRADICTS, About.RESPONSIBILITY, a, b, why, same.sure * 0.9)


def _one_thing(a: Gist, b: Gist) -> bool:
    """Whether the two name one thing beside the harm and its manner."""
    harm = {c for concepts in table("harm.toml")["harm"].values() for c in concepts}
    said, other = (
        tuple(t for t in core(g) if not t.named and t.key not in harm and not _all_manners(t.word))
        for g in (a, b)
    )
    return any(match(t, other) for t in said)


_TWICE = 2.0  # times as many dead as in another account: whose manners differ too, tells of another thing


def _other_toll(a: Gist, b: Gist) -> bool:
    """Whether both count the dead, the one many times as many as the other."""
    one, two = (max((t.best or 0 for t in g.tallies if t.measure == "killed"), default=0) for g in (a, b))
    return bool(one and two) and max(one, two) > _TWICE * min(one, two)


def _other_victims(a: Gist, b: Gist) -> bool:
    """Whether the two name different kinds of people as the harmed: guards and inmates."""
    one, two = (_people(g) for g in (a, b))
    return bool(one and two) and not one & two


def _people(g: Gist) -> frozenset[str]:
    listed = frozenset(stem(w) for w in table("groups.toml")["narrow"])
    return frozenset(t.stem for t in tokens(g.text)) & listed


_NOBODY = re.compile(
    r"\b(?:no(?:t one| one)?|nobody|none|any(?:one|body)?|never) ?(?:of )?(?:\w+ ){0,4}?"
    r"(?P<deed>harmed|killed|hurt|injured|wounded|died|dead|deaths?|casualt\w+|fatalit\w+|victims?)\b",
    re.I,
)
_CIVILIAN = re.compile(r"\bcivilians?\b", re.I)


def _unharmed(no: Gist, yes: Gist) -> Iterator[Relation]:
    """ "No civilian was harmed" against who counts the dead."""
    said = _NOBODY.search(no.text)
    if not said or no.tallies or not _counts_harm(yes, _DEEDS.get(said["deed"].lower(), _ANY_HARM)):
        return
    if _CIVILIAN.search(no.text) and not _civilians(yes):
        return
    if not _CIVILIAN.search(no.text) and not _victims_named(no, yes):
        return
    same = same_occurrence(no, yes)
    if same.sure < _NEAR or story(no, yes) < _NEAR:
        return
    told = f"{voiced(yes, 'tells')} of them: {quote(yes)}"
    why = f"{upper(voiced(no, 'says'))} there were none, {quote(no)}; {told}."
    yield relation(RelationKind.CONTRADICTS, About.DENIAL, no, yes, why, max(0.6, same.sure * 0.9))


_WHOM = re.compile(r"\b(?:no|not (?:a|one)(?: single)?|none of (?:the|our|its|their)|any) ([a-z]+)", re.I)


def _victims_named(no: Gist, yes: Gist) -> bool:
    """Whether those whom the denial keeps unharmed are those whom the other counts."""
    whom = _WHOM.search(no.text)
    if whom is None or stem(whom[1]) in {stem(w) for w in (*table("groups.toml")["people"], "one", "body")}:
        return not _other_victims(no, yes)
    return any(t.stem == stem(whom[1]) or near(whom[1].lower(), t.text.lower()) for t in tokens(yes.text))


_ANY_HARM = frozenset({"killed", "injured"})
_DEEDS = dict.fromkeys(("killed", "died", "dead", "death", "deaths"), frozenset({"killed"})) | dict.fromkeys(
    ("injured", "wounded"), frozenset({"injured"})
)


def _counts_harm(g: Gist, of: frozenset[str]) -> bool:
    return any(t.measure in of and t.best and not t.withdrawn for t in g.tallies)


def _civilians(g: Gist) -> bool:
    words = frozenset(stem(w) for w in table("harm.toml")["civilian"]["words"])
    return any(t.stem in words for t in tokens(g.text))

"""Who first said it: what makes two claims rest on one source or on two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from riwaya.corroborate.bodies import NONE, Bodies, behind, name_key, owner
from riwaya.corroborate.polarity import issued
from riwaya.corroborate.words import (
    Phrases,
    Token,
    is_name,
    lexicon,
    pattern,
    proper,
    skeleton,
    stem,
    table,
    tokens,
)
from riwaya.records import Claim, Entity, Kind, Link, Report, Source


@dataclass(frozen=True, slots=True)
class Origin:
    """The people and institutions behind a claim, and how to name its speaker in a sentence."""

    keys: frozenset[str]
    speaker: frozenset[str]  # keys of the nearest source alone
    label: str


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(stem(w) for w in table("origins.toml")[name])


def origin(claim: Claim, report: Report, entity_of: Mapping[str, Entity], bodies: Bodies = NONE) -> Origin:
    """Whose word the claim is: its chain, or the outlet where the report speaks for itself.

    `bodies` are those that the report names.
    """
    outlet = outlet_keys(report)
    if claim.narrated:
        # a narrated "the ministry raised its figure" is no second source beside the ministry
        named = frozenset() if issued(report) else _described(claim.text, report)
        return Origin(outlet | named | {"r:" + report.id}, outlet, label(claim, report, entity_of))
    links = [_link_keys(link, report, entity_of, bodies) for link in claim.chain]
    keys = frozenset().union(*links) or frozenset({f"u:{claim.id}"})
    return Origin(keys, links[0], label(claim, report, entity_of))


def outlet_keys(report: Report) -> frozenset[str]:
    """Keys of the outlet itself, so that a spokesman and his own press office are one origin."""
    if not report.outlet:
        return frozenset()
    whole = name_key(report.outlet).split()
    pairs = {f"n:{one} {two}" for one, two in pairwise(whole)}  # "the Guard of Tal" is "the Guard"
    pairs.add("n:" + " ".join(whole))
    return frozenset({"o:" + report.outlet.lower(), *pairs}) | _described(report.outlet, report, own=True)


def one_origin(a: Origin, b: Origin) -> bool:
    """Whether both rest, somewhere in their chains, on one person or institution."""
    return bool(a.keys & b.keys)


def label(claim: Claim, report: Report, entity_of: Mapping[str, Entity]) -> str:
    """How a sentence names the speaker: as printed, or by name where the text has only a pronoun."""
    if claim.narrated:
        return report.outlet or f"the report “{report.title or report.source}”"
    source = next((k.source for k in claim.chain if not _own_report(k.source, report)), claim.chain[0].source)
    entity = entity_of.get(source.referent) if source.referent else None
    if source.words is None:
        return "an unnamed source"
    short = source.words.text.strip()
    if entity and (short.lower() in table("origins.toml")["pronouns"] or len(short) < 3):
        return entity.name
    return short


def _own_report(source: Source, report: Report) -> bool:
    """Whether an outlet refers to an earlier report of its own: "as the Courier reported, some say ..."."""
    words = source.words.text.lower().removeprefix("the ").strip() if source.words else ""
    return bool(words) and words == (report.outlet or "").lower().removeprefix("the ")


def _link_keys(link: Link, report: Report, entity_of: Mapping[str, Entity], bodies: Bodies) -> frozenset[str]:
    source, keys = link.source, set[str]()
    entity = entity_of.get(source.referent) if source.referent else None
    if entity and entity.named:
        keys.add("e:" + entity.id)
        if entity.kind is not Kind.PERSON:
            keys |= {"n:" + s for n in entity.names for s in [name_key(n.text)] if s}
        if entity.kind is Kind.PERSON:
            whole = {s for n in entity.names for s in [name_key(n.text)] if " " in s}
            keys |= {f"{sign}:{s}" for s in whole for sign in "pn"}  # a firm may be read as a person
        for phrase, at in _beside(entity, report):
            keys |= _described(phrase, report) | behind(phrase, bodies) | _owned(phrase, at, report, bodies)
        keys |= _of_a_body(entity, report, bodies)
    elif source.referent:
        keys.add("u:" + source.referent)
        keys |= _described(entity.name, report) if entity else frozenset()  # "it" that is the army
    elif source.words and source.words.text.lower() not in table("origins.toml")["pronouns"]:
        keys.add(f"w:{report.id}:{source.words.text.lower()}")
    if source.words:
        keys |= _described(source.words.text, report) | behind(source.words.text, bodies)
        if not (entity and entity.named):
            keys |= _phrase(source.words.text)
        if pattern("origins.toml", "of_ours").match(source.words.text):
            keys |= outlet_keys(report)
        keys |= _owned(source.words.text, source.words.start, report, bodies)
    return frozenset(keys)


_TELLING = 3  # words of a description by which an unnamed source is the same in two reports


def _phrase(description: str) -> frozenset[str]:
    """The key of a source that is described at length: "two residents of the quarter"."""
    stop = lexicon().stop | lexicon().light
    words = [t.stem for t in tokens(description.split(",")[0])]
    telling = [w for w in words if w not in stop]
    return frozenset({"d:" + " ".join(words)}) if len(telling) >= _TELLING else frozenset()


def _owned(phrase: str, at: int, report: Report, bodies: Bodies) -> frozenset[str]:
    """Keys of the institution whose "its spokesman" a phrase that stands there tells of."""
    own = pattern("origins.toml", "its_office").search(phrase)
    if own is None:
        return frozenset()
    return _owner(at + own.start(), report) or owner(report.text, at + own.start(), bodies)


def _owner(at: int, report: Report) -> frozenset[str]:
    """Whose "its spokesman" is: the institution named last before it."""
    before = report.text[max(0, at - 160) : at]
    parts = [p for p in re.split(r"[.\n]", before) if p.strip()]
    return _described(parts[-1], report) if parts else frozenset()


def _of_a_body(entity: Entity, report: Report, bodies: Bodies) -> frozenset[str]:
    """Keys of the bodies right behind a person's name: "Ada Tal of the River Guard"."""
    named = [re.escape(n.text) for n in entity.names if report.id in n.reports]
    if not (named and bodies):
        return frozenset()
    ahead = "|".join(re.escape(body) for body in sorted(bodies, key=len, reverse=True))
    found = re.finditer(rf"(?:{'|'.join(named)}) of (?:the )?({ahead})(?!\w)", report.text)
    return frozenset().union(*(bodies[m.group(1)] for m in found))


def _beside(entity: Entity, report: Report) -> list[tuple[str, int]]:
    """What stands in apposition to a person's name in the report, and where: "…, spokesman of the guard,"."""
    found = []
    for name in dict.fromkeys(n.text for n in entity.names if report.id in n.reports):
        for m in re.finditer(re.escape(name), report.text):
            after = re.match(
                r"\s*,\s*(?:who (?:heads|leads|runs) )?([^,.;:“\"\n]{3,60})[,.]",
                report.text[m.end() : m.end() + 70],
            )
            before = re.search(
                r"([^.;:“”\"\n]{3,60}?),?\s+(?:[A-Z][a-z]{0,9}\.? ){0,2}$",
                report.text[max(0, m.start() - 60) : m.start()],
            )
            found += [(after.group(1), m.end() + after.start(1))] if after else []
            if before:
                phrase = before.group(1).rsplit(",", 1)[-1].rsplit(" and ", 1)[-1]
                found.append((phrase, max(0, m.start() - 60) + before.end(1) - len(phrase)))
    return found


def _described(phrase: str, report: Report, own: bool = False) -> frozenset[str]:
    """Keys of the institutions that a description names."""
    words, names, keys = tokens(phrase), proper(report.text), set(alike(phrase))
    for i, token in enumerate(words):
        if token.stem in _words("institutions") and not (
            token.capital and not own and i and words[i - 1].capital
        ):
            keys.add("i:" + token.stem)
        if token.stem in _words("offices"):
            near = words[max(0, i - 1) : i]
            keys |= {"i:" + w.stem for w in near if _tells(w) and (token.capital or not is_name(w, names))}
            after = [
                w
                for w in words[i + 1 : i + 5]
                if w.text.lower() not in ("the", "of", "for", "region", "regional")
            ]
            linked = i + 1 < len(words) and words[i + 1].text.lower() in ("of", "for")
            if linked and after and is_name(after[0], names) and len(skeleton(after[0].text)) > 2:
                keys.add("n:" + skeleton(after[0].text))
        if own and token.capital and len(skeleton(token.text)) > 2:
            keys.add("n:" + skeleton(token.text))
    return frozenset(keys)


def alike(phrase: str) -> frozenset[str]:
    """Keys of institutions named by another word for them: "the armed forces" are the army."""
    return frozenset("i:" + stem(name) for _, _, name in _other_words().all(phrase))


@cache
def _other_words() -> Phrases:
    return Phrases((word, name) for name, words in table("origins.toml")["alike"].items() for word in words)


def _tells(word: Token) -> bool:
    return len(word.text) > 3 and not word.number and word.stem not in _words("plain") | _words("bystanders")

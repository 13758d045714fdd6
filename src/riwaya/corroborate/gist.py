"""A claim as corroboration sees it: what it is about, whose word it is, when, and which way it points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from riwaya.corroborate.origins import Origin, origin
from riwaya.corroborate.tally import Tally, tallies
from riwaya.corroborate.times import Window, meet, until_open, up_to, window
from riwaya.corroborate.words import Phrases, is_name, proper, skeleton, table, tokens, weighed
from riwaya.records import Claim, Entity, Kind, Report, Span, Stance

_SIDE = re.compile(
    r"\b(?:earlier case|an earlier|another|a different|a separate|separately|previous|less noticed|also recall|"
    r"at the same (?:junction|place|spot|site)|(?:deadliest|worst|first|biggest) \w+ (?:in \w+ )?since|a third|years? ago|unrelated|second \w+ in)\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:no|not|never|nobody|none|neither|nor|without|cannot|[a-z]+n['’]t|did nothing)\b", re.I
)
_ONE_SHOT = frozenset({"attack", "accident", "disaster", "control", "protest", "destruction"})


@dataclass(frozen=True, slots=True)
class Kindred:
    """One row of the event table."""

    name: str
    family: str
    plover: str | None
    mode: str | None
    acled: str | None
    sub: str | None
    pillar: str | None


@cache
def event_types() -> Mapping[str, Kindred]:
    """The event table by name."""
    rows = table("events.toml")["type"]
    keep = ("name", "family", "plover", "mode", "acled", "sub", "pillar")
    return {r["name"]: Kindred(*(r[k] or None for k in keep)) for r in rows}


@cache
def _triggers() -> Phrases:
    return Phrases((word, row["name"]) for row in table("events.toml")["type"] for word in row["words"])


@lru_cache(maxsize=20_000)
def types_in(text: str) -> tuple[str, ...]:
    """Event types whose words stand in a text, in the order of the table."""
    order = list(event_types())
    return tuple(sorted({name for _, _, name in _triggers().all(text)}, key=order.index))


@dataclass(frozen=True, slots=True)
class Scene:
    """What a report is about as a whole: its main names, its first lines, the day it appeared, its days by family."""

    names: frozenset[str]
    proper: frozenset[str]
    lead: frozenset[str]
    published: Window | None
    days: Mapping[str, Window]  # event family -> the day the report gives it first


@dataclass(frozen=True, slots=True)
class Gist:
    """A claim with all that comparing needs, worked out once."""

    claim: Claim
    report: Report
    scene: Scene
    origin: Origin
    text: str  # its words
    about: Mapping[str, float]  # concepts and names of its words, weighed
    wide: Mapping[str, float]  # of its whole sentence
    types: tuple[str, ...]
    families: frozenset[str]
    tallies: tuple[Tally, ...]
    when: Window | None  # what its words say
    side: bool  # about another occurrence than the report's main one
    places: frozenset[str]  # entity ids and name skeletons
    people: frozenset[str]  # entity ids of persons and groups it is about
    rejects: bool  # the source rejects its content
    firm: bool  # neither planned, wished, asked nor declined

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def told(self) -> Window | None:
        """When it was said or, failing that, published."""
        said = window(self.claim.chain[0].said) if self.claim.chain else None
        return said if said and not said.yearless else self.scene.published

    @property
    def day(self) -> Window | None:
        """When it happened: its own words, else the day its report gives to such an event."""
        if self.when or self.side:
            return self.when
        found = [self.scene.days[f] for f in sorted(self.families) if f in self.scene.days]
        return found[0] if found else None


_FIRM = frozenset({Stance.ASSERTED, Stance.DENIED, Stance.ALLEGED, Stance.POSSIBLE})


def gists(
    claims: Sequence[Claim], reports: Mapping[str, Report], entity_of: Mapping[str, Entity]
) -> list[Gist]:
    """All claims as gists, by report and place in it."""
    ordered = sorted(claims, key=lambda c: (c.report, c.start, c.end, c.id))
    by_report: dict[str, list[Claim]] = {}
    for claim in ordered:
        by_report.setdefault(claim.report, []).append(claim)
    made = []
    for report_id in sorted(by_report):
        if report_id in reports:
            report = reports[report_id]
            scene = scene_of(report, by_report[report_id])
            made += [gist(c, report, scene, entity_of) for c in by_report[report_id]]
    return made


@lru_cache(maxsize=5_000)
def main_names(text: str) -> tuple[str, ...]:
    """Skeletons of the names a report uses most, at most six, commonest first."""
    names, counted = proper(text), Counter[str]()
    for i, t in enumerate(tokens(text[:20_000])):
        if is_name(t, names) and skeleton(t.text) and len(t.text) > 2:
            counted[skeleton(t.text)] += 3 if i < 60 else 1
    return tuple(n for n, _ in sorted(counted.items(), key=lambda e: (-e[1], e[0]))[:6])


def scene_of(report: Report, claims: Sequence[Claim]) -> Scene:
    """The scene of a report, from its text and the dates of its claims."""
    names = proper(report.text)
    lines = [line for line in report.text.splitlines() if line.strip()][:6]
    published = window(report.published)
    days: dict[str, Window] = {}
    for claim in claims:
        when = window(claim.when.edtf) if claim.when else None
        sentence = claim.sentence.of(report.text)
        if when is None or when.days > 4 or _SIDE.search(sentence) or claim.stance is Stance.DENIED:
            continue
        if published and not when.yearless and when.first > published.last:
            continue
        for name in types_in(sentence):
            days.setdefault(event_types()[name].family, when)
    lead = frozenset(
        k for k, w in weighed(" \n".join([report.title or "", *lines]), names).items() if w >= 0.5
    )
    return Scene(frozenset(main_names(report.text)), names, lead, published, days)


def gist(claim: Claim, report: Report, scene: Scene, entity_of: Mapping[str, Entity]) -> Gist:
    """One claim as a gist."""
    text = " … ".join(s.of(report.text) for s in claim.segments)
    sentence = claim.sentence.of(report.text)
    types = types_in(text) or types_in(sentence)
    when = window(claim.when.edtf) if claim.when else None
    return Gist(
        claim=claim,
        report=report,
        scene=scene,
        origin=origin(claim, report, entity_of),
        text=text,
        about=weighed(text, scene.proper),
        wide=weighed(sentence, scene.proper),
        types=types,
        families=frozenset(event_types()[t].family for t in types),
        tallies=tallies(claim, report),
        when=when,
        side=bool(_SIDE.search(sentence)),
        places=_places(claim, entity_of),
        people=_people(claim, entity_of),
        rejects=_rejects(claim, text),
        firm=claim.stance in _FIRM,
    )


def _places(claim: Claim, entity_of: Mapping[str, Entity]) -> frozenset[str]:
    found = set[str]()
    for party in claim.where:
        entity = entity_of.get(party.referent) if party.referent else None
        if entity and entity.kind is Kind.PLACE:
            found.add(entity.id)
    return frozenset(found)


def _people(claim: Claim, entity_of: Mapping[str, Entity]) -> frozenset[str]:
    found = set[str]()
    for party in claim.who:
        entity = entity_of.get(party.referent) if party.referent else None
        if entity and entity.named and entity.kind is not Kind.PLACE:
            found.add(entity.id)
    return frozenset(found)


def _rejects(claim: Claim, text: str) -> bool:
    """Whether the source holds that its content is not so: a denial, or a sentence that negates itself."""
    if claim.stance is Stance.DENIED:
        return True
    return claim.negated or bool(
        re.match(r"\W*(?:no|nobody|none|neither|there (?:is|are|was|were) no)\b", text, re.I)
    )


def negated_words(text: str) -> bool:
    """Whether a text carries a negation."""
    return bool(_NOT.search(text))


def shared(a: Gist, b: Gist, wide: bool = False) -> tuple[float, float, tuple[str, ...]]:
    """How much two claims speak of one matter: weight shared, its share of the smaller, the concepts shared."""
    left, right = (a.wide, b.wide) if wide else (a.about, b.about)
    common = sorted(left.keys() & right.keys())
    scenery = a.scene.names & b.scene.names

    def weight(key: str) -> float:
        plain = 0.25 if key.startswith("~") and key[1:] in scenery else 1.0
        return min(left.get(key, right.get(key, 0.0)), right.get(key, left.get(key, 0.0))) * plain

    both = sum(weight(k) for k in common)
    least = min(sum(weight(k) for k in left), sum(weight(k) for k in right))
    return both, both / least if least else 0.0, tuple(k for k in common if weight(k) >= 0.3)


def story(a: Gist, b: Gist) -> float:
    """How much two reports are about one matter: shared main names and first-line concepts, 0 to 1."""
    if a.report.id == b.report.id:
        return 1.0
    names = len(a.scene.names & b.scene.names)
    lead = len(a.scene.lead & b.scene.lead)
    return min(1.0, names / 3) * 0.5 + min(1.0, lead / 4) * 0.5


def span_of(a: Gist) -> Window | None:
    """The days a claim may be about, bounded by the day it was told when nothing else is known."""
    if a.when:
        return a.when
    told = a.told
    return meet(until_open(told.first - 30), up_to(told.last)) if told and not told.yearless else None


def sentence_of(a: Gist) -> Span:
    """The sentence in which the claim stands."""
    return a.claim.sentence

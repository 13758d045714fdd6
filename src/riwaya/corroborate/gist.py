"""A claim as corroboration sees it: what it is about, whose word it is, when, and which way it points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from riwaya.corroborate.origins import Origin, origin
from riwaya.corroborate.tally import Tally, tallies
from riwaya.corroborate.times import Window, meet, until_open, up_to, window
from riwaya.corroborate.words import Phrases, Token, is_name, proper, skeleton, table, tokens, weighed
from riwaya.records import Claim, Entity, Kind, Report, Span, Stance

_SIDE = re.compile(
    r"\b(?:earlier case|an earlier|another|a different|a separate|separately|previous|less noticed|also recall|"
    r"at the same (?:junction|place|spot|site)|(?:deadliest|worst|bloodiest|biggest) \w+ (?:in \w+ )?since|a third|years? ago|unrelated|second \w+ in)\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:no|not|never|nobody|none|neither|nor|without|cannot|[a-z]+n['’]t|did nothing)\b", re.I
)
_LONG = 40  # days: a longer time is a circumstance ("unpaid since June"), not the day of the thing
_EITHER = re.compile(r"\b(?:neither|both|either|each of (?:them|the)|any of (?:them|the))\b", re.I)
COUNTING = re.compile(
    r"\b(?:counted|counts|registered|visited|as of|bulletin|tally|by (?:this|the) (?:morning|evening))\b", re.I
)
INCIDENTS = frozenset({"attack", "accident", "disaster"})
_DATED = INCIDENTS | {"control", "protest"}
_RECENT = 10  # days: what a report dates further back is its background
BACKGROUND = re.compile(
    r"\b(?:since|after|before|following|until) (?:the |a |an |last |this )?(?:[\w’'-]+ )?[\w’'-]+", re.I
)
_BACK = re.compile(
    r"\W*(?:\w+, )?(?:it|they|he|she|this|that|these|those|both|the (?:man|woman|suspect|group|attack))\b",
    re.I,
)
_LEAD_IN = 220  # characters before a claim that opens with a pronoun, in which its noun stands


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
    rest = ("plover", "mode", "acled", "sub", "pillar")
    return {r["name"]: Kindred(r["name"], r["family"], *(r[k] or None for k in rest)) for r in rows}


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
    whole_names: frozenset[str]  # skeletons of all its names
    whole: frozenset[str]  # telling concepts of all its text
    places: frozenset[str]  # those of its names that stand after "in", "at", "near"


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
    def wide_text(self) -> str:
        """Its whole sentence."""
        return self.claim.sentence.of(self.report.text)

    @property
    def told(self) -> Window | None:
        """When it was said or, failing that, published."""
        said = window(self.claim.chain[0].said) if self.claim.chain else None
        return said if said and not said.yearless else self.scene.published

    @property
    def day(self) -> Window | None:
        """When it happened: its own words, else the day its report gives to such an event."""
        if (self.when and self.when.days <= _LONG) or self.side or _EITHER.search(self.text):
            return self.when
        found = [self.scene.days[f] for f in sorted(self.families) if f in self.scene.days]
        if not found and (self.families == {"statement"} or (not self.families and self.tallies)):
            found = [d for f, d in self.scene.days.items() if f in INCIDENTS]
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
            made += _carried([gist(c, report, scene, entity_of) for c in by_report[report_id]])
    return made


_PLACING = frozenset({"in", "at", "near", "from", "around", "outside", "into", "to"})


def _carried(found: list[Gist]) -> list[Gist]:
    """A denial that names nothing ("a joke", said of a story) takes over what the denial just before it denies."""
    for i in range(1, len(found)):
        g, before = found[i], found[i - 1]
        near = (
            g.claim.start - before.claim.end < 200 and g.claim.stance is before.claim.stance is Stance.DENIED
        )
        if near and _empty(g) and not _empty(before):
            found[i] = replace(
                g, about=before.about, wide=before.wide, types=before.types, families=before.families
            )
    return found


def _empty(g: Gist) -> bool:
    return sum(w for k, w in g.about.items() if not k.startswith("~")) < 2.5 and bool(
        re.search(r"\b(?:it|that|this|story|claim|allegation|rumou?rs?|report)\b", g.wide_text, re.I)
    )


_TITLES = frozenset("mr mrs ms dr col gen maj capt lt sgt eng prof major colonel general captain brigadier minister president sheikh haji engineer mayor".split())


@lru_cache(maxsize=5_000)
def all_names(text: str) -> frozenset[str]:
    """Skeletons of every name of a report, titles left out."""
    names, words = proper(text), tokens(text[:20_000])
    return frozenset(_name_of(t, names) for t in words) - {""}


def _name_of(t: Token, names: frozenset[str]) -> str:
    return skeleton(t.text) if is_name(t, names) and len(t.text) > 2 and t.text.lower() not in _TITLES else ""


@lru_cache(maxsize=5_000)
def whole_of(text: str) -> frozenset[str]:
    """Telling concepts of a report's text."""
    return frozenset(k for k, w in weighed(text[:20_000], proper(text)).items() if w >= 0.9)


@lru_cache(maxsize=5_000)
def placed_names(text: str) -> frozenset[str]:
    """Skeletons of the names of a report that stand where places stand, or open it as its dateline."""
    names, words = proper(text), tokens(text[:20_000])
    found = {
        skeleton(t.text)
        for i, t in enumerate(words)
        if i and is_name(t, names) and (words[i - 1].text.lower() in _PLACING or t.text.isupper())
    }
    return frozenset(found - {""})


@lru_cache(maxsize=5_000)
def main_names(text: str) -> tuple[str, ...]:
    """Skeletons of the names a report uses most, at most seven, weightiest first: places and first lines count more."""
    names, counted, words = proper(text), Counter[str](), tokens(text[:20_000])
    for i, t in enumerate(words):
        if _name_of(t, names):
            placed = i > 0 and words[i - 1].text.lower() in _PLACING | {"of"}
            counted[skeleton(t.text)] += 1 + 2 * (i < 60) + 2 * placed
    return tuple(n for n, _ in sorted(counted.items(), key=lambda e: (-e[1], e[0]))[:7])


def scene_of(report: Report, claims: Sequence[Claim]) -> Scene:
    """The scene of a report, from its text and the dates of its claims."""
    names = proper(report.text)
    lines = [line for line in report.text.splitlines() if len(line.split()) > 3][:3]
    published = window(report.published)
    days: dict[str, Window] = {}
    for claim in claims:
        when = window(claim.when.edtf) if claim.when else None
        sentence = claim.sentence.of(report.text)
        if when is None or when.days > 4 or _SIDE.search(sentence) or claim.stance is Stance.DENIED:
            continue
        if published and not when.yearless and when.first > published.last:
            continue
        if published and not when.yearless and published.last - when.last > _RECENT:
            continue
        if claim.start > 0.6 * len(report.text) or COUNTING.search(sentence):
            continue
        for name in types_in(BACKGROUND.sub(" ", sentence)):
            if event_types()[name].family in _DATED and name != "injury":
                days.setdefault(event_types()[name].family, when)
    lead = frozenset(
        k for k, w in weighed(" \n".join([report.title or "", *lines]), names).items() if w >= 0.5
    )
    return Scene(frozenset(main_names(report.text)), names, lead, published, days, all_names(report.text), whole_of(report.text), placed_names(report.text))


def gist(claim: Claim, report: Report, scene: Scene, entity_of: Mapping[str, Entity]) -> Gist:
    """One claim as a gist."""
    text = " … ".join(s.of(report.text) for s in claim.segments)
    sentence = claim.sentence.of(report.text)
    before = _lead_in(claim, report) if _BACK.match(text) else ""
    types = types_in(text) or types_in(sentence) or types_in(before)
    when = window(claim.when.edtf) if claim.when else None
    return Gist(
        claim=claim,
        report=report,
        scene=scene,
        origin=origin(claim, report, entity_of),
        text=text,
        about=weighed(text, scene.proper),
        wide=_halved(weighed(before, scene.proper)) | weighed(sentence, scene.proper),
        types=types,
        families=frozenset(event_types()[t].family for t in types),
        tallies=tallies(claim, report),
        when=when,
        side=bool(_SIDE.search(sentence)),
        places=_places(claim, entity_of),
        people=_people(claim, entity_of),
        rejects=_rejects(claim, text, report),
        firm=claim.stance in _FIRM,
    )


def _lead_in(claim: Claim, report: Report) -> str:
    """The sentence before a claim that opens with a pronoun."""
    text = report.text[max(0, claim.sentence.start - _LEAD_IN) : claim.sentence.start].rstrip()
    cut = max(text.rfind(". ", 0, -1), text.rfind("\n", 0, -1), text.rfind("” ", 0, -1))
    return text[cut + 1 :]


def _halved(about: Mapping[str, float]) -> dict[str, float]:
    return {k: w if k.startswith("~") else w / 2 for k, w in about.items()}


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


_NONE = re.compile(r"\W*(?:\w+, )?(?:no(?! (?:more|fewer|less|later|sooner) than)|nobody|none|neither|not one|there (?:is|are|was|were) no)\b", re.I)
_NEGATES = re.compile(
    r"\b(?:did|does|do|was|were|is|are|has|have|had)(?:n[’']t| not| never)\b|\bnever\b|\bno longer\b", re.I
)


def _rejects(claim: Claim, text: str, report: Report) -> bool:
    """Whether the source holds that its content is not so: a denial, or a sentence that negates itself.

    What a journalist narrates in the negative ("the two are not related") rejects nobody's account.
    """
    if claim.stance is Stance.DENIED:
        return True
    if claim.stance is not Stance.ASSERTED or (claim.narrated and not issued(report)):
        return False
    return bool(_NONE.match(text)) or (claim.negated and bool(_NEGATES.search(text[:80])))


_ISSUED = re.compile(
    r"\b(?:statement|press release|for immediate release|communiqu|bulletin|situation report|sitrep|flash update)", re.I
)


def issued(report: Report) -> bool:
    """Whether a report is its issuer's own word: a statement, a bulletin. What it narrates counts as a source's."""
    return bool(_ISSUED.search(report.text[:300]))


def negated_words(text: str) -> bool:
    """Whether a text carries a negation."""
    return bool(_NOT.search(text))


def shared(a: Gist, b: Gist, wide: bool = False) -> tuple[float, float, tuple[str, ...]]:
    """How much two claims speak of one matter: weight shared, its share of the smaller, the concepts shared."""
    left, right = (a.wide, b.wide) if wide else (a.about, b.about)
    common = sorted(left.keys() & right.keys())
    scenery = a.scene.places | b.scene.places
    common_lead = a.scene.lead & b.scene.lead if a.report.id != b.report.id else frozenset[str]()

    def weight(key: str) -> float:
        plain = 0.25 if key.startswith("~") and key[1:] in scenery else 0.5 if key in common_lead else 1.0
        return min(left.get(key, right.get(key, 0.0)), right.get(key, left.get(key, 0.0))) * plain

    both = sum(weight(k) for k in common)
    least = min(sum(weight(k) for k in left), sum(weight(k) for k in right))
    return both, both / least if least else 0.0, tuple(k for k in common if weight(k) >= 0.3)


def story(a: Gist, b: Gist) -> float:
    """How much two reports are about one matter: shared main names and first-line concepts, 0 to 1."""
    if a.report.id == b.report.id:
        return 1.0
    names = (len(a.scene.names & b.scene.whole_names) + len(b.scene.names & a.scene.whole_names)) / 2
    lead = (_covered(a.scene.lead, b.scene.whole) + _covered(b.scene.lead, a.scene.whole)) / 2
    return min(1.0, names / 2) * 0.5 + min(1.0, lead / 4) * 0.5


def _covered(lead: frozenset[str], whole: frozenset[str]) -> int:
    return len({k for k in lead & whole if not k.startswith("~")})


def span_of(a: Gist) -> Window | None:
    """The days a claim may be about, bounded by the day it was told when nothing else is known."""
    if a.when:
        return a.when
    told = a.told
    return meet(until_open(told.first - 30), up_to(told.last)) if told and not told.yearless else None


def sentence_of(a: Gist) -> Span:
    """The sentence in which the claim stands."""
    return a.claim.sentence

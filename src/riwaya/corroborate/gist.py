"""A claim as corroboration sees it: what it is about, whose word it is, when, and which way it points."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from riwaya.corroborate.bodies import NONE, Bodies
from riwaya.corroborate.counting import tallies
from riwaya.corroborate.kinds import INCIDENTS, event_types, types_in
from riwaya.corroborate.occasion import PLAIN, Occasion, grew
from riwaya.corroborate.origins import Origin, origin
from riwaya.corroborate.polarity import firm, rejects
from riwaya.corroborate.scene import BACKGROUND, COUNTING, SIDE, Scene, own_time
from riwaya.corroborate.seats import Seat
from riwaya.corroborate.tally import Tally
from riwaya.corroborate.times import Window, bounded, gap, window
from riwaya.corroborate.words import weighed
from riwaya.records import Claim, Entity, Kind, Report, Stance

OPEN_FOR = 14  # days that "by Monday" or "since Monday" are read to reach for an occurrence
_LONG = 40  # days: a longer time is a circumstance ("unpaid since June"), not the day of the thing
_EITHER = re.compile(r"\b(?:neither|both|either|each of (?:them|the)|any of (?:them|the))\b", re.I)
_BACK = re.compile(
    r"\W*(?:\w+, )?(?:it|they|he|she|this|that|these|those|both|the (?:man|woman|suspect|group|attack))\b",
    re.I,
)
_ALONG = re.compile(r"\s+(?:road|highway|street|border|side|bank|route)\b")  # "the Vask road" is not in Vask
_FREED = re.compile(
    r"\b(?:[A-Z]\w+|town|city|village|district|quarter) (?:was|were|has been|had been) freed\b"
)
_LEAD_IN = 220  # characters before a claim that opens with a pronoun, in which its noun stands


T = TypeVar("T")


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
    places: frozenset[str]  # entity ids
    first_place: str | None  # the one printed first
    seats: tuple[Seat, ...]  # every place that the claims of its report speak of, where it is named
    people: frozenset[str]  # entity ids of persons and groups it is about
    rejects: bool  # the source rejects its content
    firm: bool  # neither planned, wished, asked nor declined
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # what was worked out of it
    carried: bool = False  # what it is about was taken over from the denial before it
    lead: str = ""  # the sentence before it, where a denial says no more than "it" or "never"
    beside: Window | None = None  # the day of the claim before it, on the same kind of thing
    occasion: Occasion = PLAIN  # which of several like occurrences it means, see occasions.py

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    def once(self, name: str, work: Callable[[Gist], T]) -> T:
        """What a function says of this gist, worked out the first time only."""
        if name not in self.memo:
            self.memo[name] = work(self)
        found: T = self.memo[name]
        return found

    @property
    def wide_text(self) -> str:
        """Its whole sentence."""
        return self.claim.sentence.of(self.report.text)

    @property
    def told(self) -> Window | None:
        """When it was said or, failing that, published."""
        said = window(self.claim.chain[0].said) if self.claim.chain else None
        return said if said and not said.yearless else self.scene.published or self.scene.written

    @property
    def day(self) -> Window | None:
        """When it happened: its own words, else the day its report gives to such an event."""
        if self.side or _EITHER.search(self.text) or (self.when and not self._circumstance()):
            return bounded(self.when, OPEN_FOR) or self.occasion.day
        return (
            self.occasion.day
            or self.beside
            or self._lent_day()
            or self._reported_day()
            or (None if self.families == {"statement"} else self.when)
        )

    def _lent_day(self) -> Window | None:
        """The day that another sentence of its report lends it: the one its report went on telling of."""
        if self.claim.when is None or self.when is not None or self.families == {"statement"}:
            return None
        if self.claim.sentence.start <= self.claim.when.words.start < self.claim.sentence.end:
            return None  # a time of its own sentence that is none of what it tells
        lent = window(self.claim.when.edtf)
        return lent if lent is not None and lent.days <= _LONG and not _after(lent, self.told) else None

    def _circumstance(self) -> bool:
        """Whether its time is that of something else: "unpaid since June", "who lost the town in May"."""
        when = self.when
        if when is None:
            return False
        if self.families == {"statement"}:
            return when.days > 4
        inside = (
            self.told is not None and not self.told.yearless and when.first <= self.told.last <= when.last
        )
        return when.days > _LONG and inside

    def _reported_day(self) -> Window | None:
        """The day its report gives to a thing of its kind."""
        days = {f: d for f, d in self.scene.days.items() if not _after(d, self.told)}
        found = [days[f] for f in sorted(self.families) if f in days]
        if not found and any(t.measure == "detained" for t in self.tallies):
            found = [days[f] for f in ("protest", *sorted(INCIDENTS)) if f in days]
        if not found and (self.families == {"statement"} or (not self.families and self.tallies)):
            found = [d for f, d in days.items() if f in INCIDENTS]
        return found[0] if found else None


def _after(day: Window, told: Window | None) -> bool:
    return told is not None and not told.yearless and not day.yearless and day.first > told.last


def gist(
    claim: Claim,
    report: Report,
    scene: Scene,
    entity_of: Mapping[str, Entity],
    named: tuple[Seat, ...] = (),
    bodies: Bodies = NONE,
) -> Gist:
    """One claim as a gist; `named` are the places of its report, `bodies` the bodies."""
    text = " … ".join(s.of(report.text) for s in claim.segments)
    sentence = claim.sentence.of(report.text)
    before = lead_in(claim, report) if _BACK.match(text) else ""
    types = types_in(text) or types_in(sentence) or types_in(before)
    if "release" in types and claim.where and _FREED.search(text):
        types = tuple("territory retaken" if t == "release" else t for t in types)
    when = _past(own_time(claim, report.text), claim, scene)
    if grew(sentence) and types and not SIDE.search(sentence):
        when = None  # the day on which another died
    return Gist(
        claim=claim,
        report=report,
        scene=scene,
        origin=origin(claim, report, entity_of, bodies),
        text=text,
        about=weighed(text, scene.proper),
        wide={**_halved(weighed(before, scene.proper)), **weighed(sentence, scene.proper)},
        types=types,
        families=frozenset(event_types()[t].family for t in types),
        tallies=tallies(claim, report),
        when=when,
        side=bool(SIDE.search(sentence))
        or _elsewhen(when, text, scene, sentence)
        or _long_past(when, types, scene)
        or (bool(claim.figures) and _of_other_year(sentence, when, scene)),
        places=frozenset(placed := _places(claim, report, entity_of)),
        first_place=next(iter(placed), None),
        seats=named,
        people=_people(claim, entity_of),
        rejects=rejects(claim, text, report),
        firm=firm(claim, text),
    )


_OTHER_DAY = 3  # days from the day of its report's occurrence at which a claim tells of another one


def _elsewhen(when: Window | None, text: str, scene: Scene, sentence: str) -> bool:
    """Whether a claim dates an occurrence of the kind its report is about to days clearly its own."""
    own = {event_types()[t].family for t in types_in(BACKGROUND.sub(" ", text))} & INCIDENTS
    if when is None or not own or when.days > _LONG or COUNTING.search(sentence):
        return False
    main = [d for f, d in scene.days.items() if f in INCIDENTS]
    return bool(main) and all(gap(d, when) > _OTHER_DAY for d in main)


_PAST = 60  # days before its report from which an incident is told for comparison


def _long_past(when: Window | None, types: Sequence[str], scene: Scene) -> bool:
    """Whether a claim tells of an incident of months before: "the river last flooded the town in 2018"."""
    told = scene.published or scene.written
    if (
        when is None
        or told is None
        or when.yearless
        or not any(event_types()[t].family in INCIDENTS for t in types)
    ):
        return False
    if told.yearless:
        return when.days > 300
    return when.last < told.first - _PAST


_YEAR = re.compile(r"\b(?:in|of|since|from|during|until) (?:[A-Z]\w+ )?((?:19|20)\d\d)\b")


def _of_other_year(sentence: str, when: Window | None, scene: Scene) -> bool:
    """Whether a count names a year long over when its report was told: "the flood of 2018 drowned six"."""
    told, years = scene.published or scene.written, [int(y) for y in _YEAR.findall(sentence)]
    if told is None or told.yearless or not years or (when and when.last >= told.first - _PAST):
        return False
    over = date(max(years), 12, 31).toordinal()
    return over < told.first - _PAST and all(d.yearless or d.first > over for d in scene.days.values())


def _past(when: Window | None, claim: Claim, scene: Scene) -> Window | None:
    """A time an assertion can be about: what is told as past did not happen after it was told."""
    told = scene.published
    if when is None or told is None or when.yearless or told.yearless or claim.stance is not Stance.ASSERTED:
        return when
    return None if when.first > told.last else when


def lead_in(claim: Claim, report: Report) -> str:
    """The sentence before a claim that opens with a pronoun."""
    text = report.text[max(0, claim.sentence.start - _LEAD_IN) : claim.sentence.start].rstrip()
    cut = max(text.rfind(". ", 0, -1), text.rfind("\n", 0, -1), text.rfind("” ", 0, -1))
    return text[cut + 1 :]


def _halved(about: Mapping[str, float]) -> dict[str, float]:
    return {k: w if k.startswith("~") else w / 2 for k, w in about.items()}


# where the wounded are treated, or who speaks has his seat, is not where it happened
_HOUSE_IN = re.compile(
    r"\b(?:hospitals?|clinics?|wards?|infirmary|mortuary|morgue|ministry|office|court|bureau) (?:in|of|at) $",
    re.I,
)


def _places(claim: Claim, report: Report, entity_of: Mapping[str, Entity]) -> list[str]:
    """The places it names, as printed from left to right; of those before "the latter" the last alone."""
    found: list[tuple[int, str]] = []
    for party in sorted(claim.where, key=lambda p: p.words.start):
        entity = entity_of.get(party.referent) if party.referent else None
        along = _ALONG.match(report.text, party.words.end)
        of_a_house = _HOUSE_IN.search(report.text[max(0, party.words.start - 40) : party.words.start])
        if entity and entity.kind is Kind.PLACE and not along and not of_a_house:
            found.append((party.words.start, entity.id))
    latter = re.search(r"\bthe latter\b", report.text[claim.start : claim.end])
    before = [e for at, e in found if latter and at < claim.start + latter.start()]
    return before[-1:] or [e for _, e in found]


def _people(claim: Claim, entity_of: Mapping[str, Entity]) -> frozenset[str]:
    found = set[str]()
    for party in claim.who:
        entity = entity_of.get(party.referent) if party.referent else None
        if entity and entity.named and entity.kind is not Kind.PLACE:
            found.add(entity.id)
    return frozenset(found)

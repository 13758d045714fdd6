"""Echoes and corroboration: one account told twice, or two that agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from riwaya.corroborate.blame import blame
from riwaya.corroborate.conditions import opposed
from riwaya.corroborate.copies import copied, credits, names_outlet, overlap, shingles
from riwaya.corroborate.covering import cover
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.kinds import INCIDENTS, event_types
from riwaya.corroborate.likeness import shared, story
from riwaya.corroborate.occurrence import same_occurrence, sooner
from riwaya.corroborate.origins import one_origin
from riwaya.corroborate.polarity import issued
from riwaya.corroborate.states import states
from riwaya.corroborate.tally import agree, clash, comparable
from riwaya.corroborate.times import gap
from riwaya.corroborate.why import independent, quote, relation, upper, voice
from riwaya.records import About, Relation, RelationKind, Report, Stance

_LONG = 10  # shingles from which a sentence found in two places is no phrase that every reporter uses
_OCCASION = 5  # days between two reports of one briefing by one person
_SAME_OFFICE = 2  # and by one office, which speaks more often
_COPY = 0.3  # share of sentences in common from which one report draws on the other


def echo(a: Gist, b: Gist) -> Relation | None:
    """The echo between two claims of two reports: copied words, or one speaker heard by two outlets."""
    if a.report.id == b.report.id or a.rejects != b.rejects:
        return None
    own, theirs = a.claim.sentence.of(a.report.text), b.claim.sentence.of(b.report.text)
    if a.firm != b.firm or (a.when and b.when and gap(a.when, b.when) > 1):
        return None
    if same_words(a, b):
        copy, first = _order(a, b)
        why = f"{upper(voice(copy))} repeats the words of {voice(first)}: {quote(copy)}."
        return relation(RelationKind.ECHOES, _about(a, b), copy, first, why, 0.95)
    one_text = copied(own, theirs)
    drawn_on = (a.report.outlet != b.report.outlet or a.report.outlet is None) and draws(a.report, b.report)
    quoted = one_source(a, b)
    if not (one_text or drawn_on or quoted):
        return None
    weight, share, _ = shared(a, b)
    numbers = _numbers(a, b)
    if numbers is False:
        return None
    copy, first = _order(a, b)
    told_alike = story(a, b) >= 0.3 or min(len(shingles(own)), len(shingles(theirs))) >= _LONG
    if one_text and told_alike and (share >= 0.6 or copied(a.text, b.text)):
        why = f"{upper(voice(copy))} repeats the words of {voice(first)}: {quote(copy)}."
        return relation(RelationKind.ECHOES, _about(a, b), copy, first, why, 0.95)
    if drawn_on and share >= 0.6 and weight >= 0.8 and _one_voice(a, b):
        return echoed(a, b, 0.85)
    if opposed(a, b) or Stance.DECLINED in (a.claim.stance, b.claim.stance):
        return None  # who will not answer two outlets tells them nothing on one occasion
    if quoted and (numbers or (share >= 0.5 and weight >= 1.0)):
        if not numbers and same_occurrence(a, b).sure < 0.3:
            return None
        why = f"Both quote {voice(first)} on one occasion: {quote(copy)} and {quote(first)}."
        return relation(RelationKind.ECHOES, _about(a, b), copy, first, why, 0.75)
    return None


_WORDS = 6  # of a claim that two people do not choose alike


def same_words(a: Gist, b: Gist) -> bool:
    """Whether two claims are the same words, six and more: one saying, whoever is named as its speaker."""
    one, two = (re.findall(r"[^\W_]+", g.text.lower()) for g in (a, b))
    return len(one) >= _WORDS and one == two


def echoed(a: Gist, b: Gist, score: float) -> Relation:
    """That one of two claims is told after the other, by a report that draws on the other's."""
    copy, first = _order(a, b)
    drawn = f"{copy.report.outlet or 'One report'} draws on {first.report.outlet or 'another'}"
    why = f"{drawn}, and this says the same: {quote(copy)} after {quote(first)}."
    return relation(RelationKind.ECHOES, _about(a, b), copy, first, why, score)


def draws(a: Report, b: Report) -> bool:
    """Whether one report is in part the other's: it copies or credits it."""
    return copies_of(a, b) or credits(a, b) or credits(b, a)


def copies_of(a: Report, b: Report) -> bool:
    """Whether one report is in part copied from the other: many sentences, or fewer and it names it."""
    share = overlap(a, b)
    return share >= _COPY or (share >= _COPY / 2 and (names_outlet(a, b) or names_outlet(b, a)))


def _numbers(a: Gist, b: Gist) -> bool | None:
    """True: the same figure; False: figures that differ or do not belong together; None: no figures."""
    if not (a.tallies and b.tallies):
        one, two = ({(f.low, f.best, f.high) for f in g.claim.figures} for g in (a, b))
        return False if one and two and not one & two else None
    if {(x.measure, x.best) for x in a.tallies} == {(x.measure, x.best) for x in b.tallies}:
        return True
    pairs = [(x, y) for x in a.tallies for y in b.tallies if comparable(x, y)]
    if not pairs:
        return None if any(x.measure.startswith("other:") for x in (*a.tallies, *b.tallies)) else False
    return any(agree(x, y) for x, y in pairs)


def _one_voice(a: Gist, b: Gist) -> bool:
    return bool(a.origin.speaker & b.origin.speaker) or a.claim.narrated == b.claim.narrated


def _one_speaker(a: Gist, b: Gist) -> bool:
    """One person, or one office speaking; two narrators are never one."""
    if a.claim.narrated or b.claim.narrated:
        return False
    return bool(a.origin.speaker & b.origin.speaker)


def one_source(a: Gist, b: Gist) -> bool:
    """Whether two claims are one speaker's words of one occasion, heard by two outlets."""
    return _one_speaker(a, b) and _one_occasion(a, b)


def quotes_outlet(a: Gist, b: Gist) -> bool:
    """Whether one claim is laid to the outlet that tells the other itself: a paper after a press release.

    A person who speaks for that body may have spoken on another occasion.
    """
    laid = any(
        g.claim.narrated
        and not h.claim.narrated
        and not any(key.startswith("p:") for key in h.origin.speaker)
        and bool(g.origin.speaker & h.origin.keys)
        for g, h in ((a, b), (b, a))
    )
    return laid and _one_occasion(a, b)


def _one_occasion(a: Gist, b: Gist) -> bool:
    one, two = a.told, b.told
    both = a.origin.speaker & b.origin.speaker
    days = _OCCASION if any(k.startswith("e:") for k in both) else _SAME_OFFICE
    return one is None or two is None or gap(one, two) <= days


def _order(a: Gist, b: Gist) -> tuple[Gist, Gist]:
    """(copy, first): the copy names the other's outlet or was told later; an undated one counts as later."""
    if names_outlet(a.report, b.report) != names_outlet(b.report, a.report):
        return (a, b) if names_outlet(a.report, b.report) else (b, a)
    order = sooner(a, b)
    if order:
        return order[1], order[0]
    undated = (a.told is None or a.scene.anchored, b.told is None or b.scene.anchored)
    if undated[0] != undated[1]:
        return (a, b) if undated[0] else (b, a)
    return (a, b) if (a.report.source, a.id) > (b.report.source, b.id) else (b, a)


def _about(a: Gist, b: Gist) -> About:
    if all(any(not t.measure.startswith("other:") for t in g.tallies) for g in (a, b)):
        return About.FIGURE
    if states(a) and states(b):
        return About.STATUS
    return About.RESPONSIBILITY if blame(a).accused and blame(b).accused else About.EVENT


_COVERED = 0.5  # share of one account that another must say to back it


def agreement(a: Gist, b: Gist) -> Iterator[Relation]:
    """Corroboration of a fact without figures: two independent sources, one specific thing said."""
    if a.report.id == b.report.id or one_origin(a.origin, b.origin) or a.rejects != b.rejects:
        return
    if not (a.firm and b.firm) or a.claim.negated != b.claim.negated or draws(a.report, b.report):
        return
    if copied(a.wide_text, b.wide_text):
        return
    event = _one_event(a, b)
    if event:
        why = f"{independent(a, b)} tell of one thing ({event}): {quote(a)} and {quote(b)}."
        yield relation(RelationKind.CORROBORATES, About.EVENT, a, b, why, 0.6)
        return
    weight, share, common = shared(a, b)
    telling = [k for k in common if not (k.startswith("~") and k[1:] in a.scene.names & b.scene.names)]
    one_person = _one_person(a, b)
    if weight < 2.0 or len(telling) < 2 or (share < 0.5 and not one_person):
        return
    larger = max(sum(a.about.values()), sum(b.about.values()))
    if (
        (weight / larger < 0.35 and not one_person)
        or (a.families and b.families and a.families != b.families)
        or a.side
        or b.side
    ):
        return
    if any(g.claim.narrated and not issued(g.report) for g in (a, b)) or Stance.POSSIBLE in (
        a.claim.stance,
        b.claim.stance,
    ):
        return
    same = same_occurrence(a, b)
    if any(x.unit == y.unit and clash(x, y) for x in a.tallies for y in b.tallies):
        return
    if same.sure < 0.5 or story(a, b) < 0.3 or max(cover(a, b).share, cover(b, a).share) < _COVERED:
        return
    why = f"{independent(a, b)} say the same: {quote(a)} and {quote(b)}."
    yield relation(RelationKind.CORROBORATES, About.EVENT, a, b, why, same.sure * min(1.0, share + 0.2))


_LASTING = frozenset({"access", "services", "presence", "statement", "aid", "agreement"})
_DAY = 2  # days that a claim may leave open and still date a thing that may happen twice in a week
_WEEK = 7  # days that two accounts of what happens once may put it apart: they agree on it, not on its day
_MONTH = 62  # and for a thing that happens to a place once: it is retaken
_ONCE = frozenset({"territory retaken", "territory lost"})


def _one_event(a: Gist, b: Gist) -> str | None:
    """The type of thing, place and time that two claims have in common, where these single it out."""
    types = [t for t in a.types if t in b.types and event_types()[t].family not in _LASTING]
    incident = a.families & INCIDENTS and b.families & INCIDENTS
    if not (types or incident) or a.rejects or b.rejects or a.side or b.side or not a.places & b.places:
        return None
    once = _ONCE & set(types)
    if not (a.when and b.when) or _numbers(a, b) is False or story(a, b) < 0.3:
        return None
    if gap(a.when, b.when) > (_WEEK if once else 0):
        return None
    longest = max(a.when.days, b.when.days)
    if longest > (_MONTH if once else _DAY) or Stance.POSSIBLE in (a.claim.stance, b.claim.stance):
        return None
    if not once and max(cover(a, b).share, cover(b, a).share) < _TOUCHED:
        return None
    return min(types) if types else "one incident"


_TOUCHED = 0.25  # share of one account that the other must say, where type, place and day are one


def _one_person(a: Gist, b: Gist) -> bool:
    """Whether both say of one named person the same kind of thing on one day."""
    one_day = a.when is not None and b.when is not None and gap(a.when, b.when) == 0
    return one_day and bool(a.people & b.people) and bool(a.families & b.families)


def through_copies(relations: Iterable[Relation], by_id: Mapping[str, Gist]) -> Iterator[Relation]:
    """What conflicts with a claim, or updates it, does so with its copies: they say the same."""
    same: dict[str, set[str]] = {}
    for r in relations:
        if r.kind is RelationKind.ECHOES:
            same.setdefault(r.claims[0], set()).add(r.claims[1])
            same.setdefault(r.claims[1], set()).add(r.claims[0])
    for r in relations:
        if r.kind not in (RelationKind.CONTRADICTS, RelationKind.UPDATES):
            continue
        for side in (0, 1):
            for twin in sorted(same.get(r.claims[side], ())):
                pair = (twin, r.claims[1]) if side == 0 else (r.claims[0], twin)
                a, b = by_id[pair[0]], by_id[pair[1]]
                if _carries(r, a, b):
                    why = f"{r.why[:-1]}; {voice(by_id[twin])} repeats it."
                    yield relation(r.kind, r.about, a, b, why, r.score * 0.9)


def _carries(r: Relation, a: Gist, b: Gist) -> bool:
    """Whether a relation holds for a copy too: of other sources, and with figures that still differ."""
    if a.id == b.id or a.report.id == b.report.id or (a.rejects and b.rejects):
        return False
    if r.kind is RelationKind.CONTRADICTS and one_origin(a.origin, b.origin):
        return False
    if r.about is not About.FIGURE:
        return True
    return any(comparable(x, y) and clash(x, y) for x in a.tallies for y in b.tallies)

"""Denials: what is denied, in words or by the opposite, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from riwaya.corroborate.answering import (
    beside_the_point,
    hollow,
    meant,
    only_traffic,
    pro_form,
    spares_civilians,
    strikes_civilians,
)
from riwaya.corroborate.blame import blame
from riwaya.corroborate.covering import core, cover, distinct
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.kinds import event_types, types_in
from riwaya.corroborate.likeness import shared, story
from riwaya.corroborate.occurrence import same_occurrence
from riwaya.corroborate.polarity import in_the_negative
from riwaya.corroborate.scene import BACKGROUND
from riwaya.corroborate.times import gap
from riwaya.corroborate.why import quote, relation, upper, voice, voiced
from riwaya.corroborate.words import weighed
from riwaya.records import About, Relation, RelationKind, Stance

_WEEKDAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,2} [A-Z][a-z]+|[A-Z][a-z]{2,8}\.? \d{1,2})\b"
)


_THAT = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|disput\w*|contradict\w*|refut\w*)\b", re.I
)


_CIVILIAN = re.compile(r"\bcivilians?\b", re.I)
_HALF = 0.45  # of what a denial is about that the other claim must speak of
_NEAR = 0.2
_WHOLE = 0.8
_TOGETHER = 60  # days between two tellings of one matter where nothing says when it was


def denial(a: Gist, b: Gist) -> Iterator[Relation]:
    """The relation between a claim that rejects something and one that says it."""
    if a.rejects == b.rejects:
        return
    no, yes = (a, b) if a.rejects else (b, a)
    if not yes.firm or not no.firm or no.origin.speaker & yes.origin.speaker or _void(no):
        return
    if hollow(yes) or beside_the_point(no, yes) or (_CIVILIAN.search(no.text) and only_traffic(yes)):
        return
    told = not yes.claim.narrated and no.report.id == yes.report.id
    if _outright(no) and told and _same_words(no, yes):
        why = f"{upper(voiced(no, 'denies'))} what {voiced(yes, 'says')}: {quote(yes)}."
        yield relation(RelationKind.CONTRADICTS, About.DENIAL, no, yes, why, 0.95)
        return
    disowned = blame(no).apart and (blame(yes).speaks or not blame(no).deed)  # a matter for responsibility
    if pro_form(no) or disowned or (no.tallies and yes.tallies):  # "240, not 180" is a matter for figures
        return
    if story(no, yes) < _NEAR or _another_time(no, yes) or _says_no_too(no, yes):
        return
    same = same_occurrence(no, yes)
    weight = _affirmed(no, yes) if same.sure >= _NEAR else 0.0
    if not weight:
        return
    about = About.DATE if _denies_day(no, yes) else About.DENIAL
    why = f"{upper(voiced(no, 'denies'))} it, {quote(no)}; {voiced(yes, 'says')} it, {quote(yes)}."
    score = min(0.95, 0.5 + 0.2 * weight) * max(0.6, same.sure)
    yield relation(RelationKind.CONTRADICTS, about, no, yes, why, score)


# "no driver has worked since Monday" and "the drivers stopped on Monday"
_CEASED = re.compile(r"\b(?:stopped|ceased|ended?|halted|suspended|broke off|at a standstill|until)\b", re.I)


def _says_no_too(no: Gist, yes: Gist) -> bool:
    """Whether the other says the same no as a sentence in the negative: by itself, or as the end of it."""
    if _outright(no) or _outright(yes):
        return False
    return in_the_negative(yes.text) or bool(re.search(r"\bsince\b", no.text) and _CEASED.search(yes.text))


def _another_time(no: Gist, yes: Gist) -> bool:
    """Whether a sentence in the negative, without a day, was said long before or after the other."""
    if _outright(no) or no.when or not no.told or not yes.told:
        return False
    return gap(no.told, yes.told) > _TOGETHER


def _outright(no: Gist) -> bool:
    """Whether it is said to be a denial, and not only worded in the negative."""
    return no.claim.stance is Stance.DENIED


def _void(no: Gist) -> bool:
    """Whether it denies nothing that others say: a figure its own outlet takes back."""
    return any(t.withdrawn for t in no.tallies)


def _affirmed(no: Gist, yes: Gist) -> float:
    """How much the second claim says what the first denies: weight of what they share, 0 when too little."""
    if spares_civilians(no) and strikes_civilians(yes):
        return 1.0
    if _covered(no, yes):
        return 1.0
    focus = _focus(no)
    if not focus <= yes.wide.keys():
        return 0.0
    core = replace(no, about=_core(no))
    if _violent(no.text) and _violent(yes.text):  # "bombed", "an air strike destroyed"
        core, yes = (replace(g, about={**g.about, _VIOLENCE: 0.6}) for g in (core, yes))
    weight, share, common = shared(core, yes)
    enough = (weight >= 0.9 and share > 0.5) or (weight >= 2.2 and share >= 0.4)
    enough = enough or (bool(focus & yes.about.keys()) and _object(no) and weight >= 0.9 and share >= 0.4)
    beside = len(yes.about) < len(yes.wide) and not _THAT.search(yes.wide_text)
    own = weighed(no.origin.label, no.scene.proper)  # "the brigade denied it" shares no more than its speaker
    whole = share >= _WHOLE and weight >= 0.5 and not focus and not set(common) <= own.keys()
    enough = enough or whole  # all that is denied is what the other says
    if not enough and _outright(no) and beside:
        weight, share, common = shared(core, replace(yes, about=yes.wide))
        enough = weight >= 1.6 and share > 0.5
    if not focus and (
        not _own_matter(core, yes, common) or (not _outright(no) and len(common) < 2 and not whole)
    ):
        return 0.0
    telling = [k for k in common if not k.startswith("~")]
    plain = no.report.id == yes.report.id or focus <= no.scene.lead & yes.scene.lead
    if focus and plain and not _object(no) and set(telling) <= focus:
        return 0.0  # "no boat has come" is not denied by who speaks of a boat
    return weight if enough and telling else 0.0


_ANY = re.compile(r"\b(?:no|any)\s+((?:[\w’'-]+\s+)?[\w’'-]+)", re.I)


_MASS = 0.7  # weight of what is denied that the other must say
_SHARE = 0.63  # and its share of all that is denied
_ALL = 0.9  # the share where nothing is said beyond what both reports are about anyway
_PLAIN_SHARE = 0.75  # the share where a sentence is only worded in the negative


def _covered(no: Gist, yes: Gist) -> bool:
    """Whether the other says most of what is denied, in these words or in words near in meaning."""
    found = cover(no, yes)
    if found.mass < _MASS or found.share < _SHARE or distinct(no, yes) < min(len(found.words), 2):
        return False
    lead = no.scene.lead & yes.scene.lead
    own = [t for t in core(no) if t.word in found.words and t.key not in lead]
    if _outright(no):
        return bool(own) or found.share >= _ALL
    return bool(own) and found.share >= _PLAIN_SHARE


def _focus(no: Gist) -> frozenset[str]:
    """What a denial turns on: "no live ammunition", "any bomb". Who affirms it must speak of that."""
    found = _ANY.search(no.text)
    if not found or found.start() > 60:
        return frozenset()
    about = weighed(found.group(1), no.scene.proper)
    telling = sorted(
        (k for k, w in about.items() if w >= 0.5 and not k.startswith("~")), key=lambda k: (-about[k], k)
    )
    return frozenset(k for k in telling[:1])


_VIOLENCE = "/violence"
_MINED = re.compile(
    r"\b(?:land)?min(?:es?|ed|ing)\b", re.I
)  # laid on the ground: not another word for a raid


def _violent(text: str) -> bool:
    """Whether a text tells, and not only in passing, of an attack by whatever means."""
    told = types_in(BACKGROUND.sub(" ", text))
    return any(event_types()[t].family == "attack" and t != "killing" for t in told) and not _MINED.search(
        text
    )


def _object(no: Gist) -> bool:
    """Whether what is denied to exist is what was done: "he received no warning", not "no boat came"."""
    return bool(re.search(r"\b(?!is\b|are\b|was\b|were\b)\w+ no\s+[\w’'-]+", no.text, re.I))


def _own_matter(core: Gist, yes: Gist, common: tuple[str, ...]) -> bool:
    """Whether they share what the denial is about, beyond what both reports are about anyway."""
    known = core.scene.lead & yes.scene.lead if core.report.id != yes.report.id else frozenset[str]()
    own = {k: w for k, w in core.about.items() if k not in known and w >= 0.4}
    return not own or sum(w for k, w in own.items() if k in common) >= _HALF * sum(own.values())


def _core(no: Gist) -> Mapping[str, float]:
    """What is denied, without the circumstances ("since the fire") it is put in."""
    core = weighed(BACKGROUND.sub(" ", no.text), no.scene.proper)
    return core if no.about == weighed(no.text, no.scene.proper) and core else no.about


def _same_words(a: Gist, b: Gist) -> bool:
    return any(x.overlaps(y) for x in a.claim.segments for y in b.claim.segments)


def _denies_day(no: Gist, yes: Gist) -> bool:
    """ "did not begin on Saturday": the day is denied, not the event."""
    return (
        bool(re.search(r"\b(?:not|n['’]t)\b[^.]{0,40}\bon\b", no.text))
        and bool(_WEEKDAY.search(no.text))
        and yes.when is not None
    )


def nearest_denied(gists: Sequence[Gist]) -> Iterator[Relation]:
    """For "she denied it", "rejects the accusation": the claim before it in the report that it must mean.

    An accusation of the denier is meant first; else the nearest claim of somebody else.
    """
    for i, no in enumerate(gists):
        if not pro_form(no) or not no.firm:
            continue
        before = [
            g
            for g in gists[:i]
            if g.report.id == no.report.id
            and not g.rejects
            and g.firm
            and not g.origin.speaker & no.origin.speaker
            and 0 <= no.claim.start - g.claim.end < 600
        ]
        accusing = [g for g in before if blame(g).accused and meant(blame(g).accused, no)]
        other = [g for g in before if not g.claim.narrated and no.claim.start - g.claim.end < 120]
        if not _THAT.search(no.wide_text):
            other = []
        for yes in [g for g in accusing or other if not beside_the_point(no, g)][-1:]:
            why = f"{upper(voiced(no, 'denies'))} what stands just before, by {voice(yes)}: {quote(yes)}."
            yield relation(RelationKind.CONTRADICTS, About.DENIAL, no, yes, why, 0.8 if accusing else 0.7)

"""One occurrence dated or placed differently by two accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riwaya.corroborate.conditions import begun, opposed
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.hours import begun_at, hours_apart
from riwaya.corroborate.likeness import shared, story
from riwaya.corroborate.occurrence import same_occurrence
from riwaya.corroborate.origins import one_origin
from riwaya.corroborate.polarity import NOT_ON
from riwaya.corroborate.times import beside, gap, printed
from riwaya.corroborate.why import quote, relation, upper, voice, voiced
from riwaya.records import About, Relation, RelationKind

_ONSET = re.compile(
    r"\b(?:broke out|began|begun|started|happened|occurred|took place|struck|erupted)\b", re.I
)
# what there can be only one of: the first shots, where it began
_FIRST = re.compile(
    r"\bfirst (?:shots?|shells?|bombs?|bullets?|explosions?|blasts?|fires?|clash(?:es)?)\b|"
    r"\b(?:began|begun|started|broke out) (?:at|in|near|on|by)\b",
    re.I,
)
_FIRST_OF = re.compile(r"\b(?:the|our|their|its) (?:very )?first (?!time|day|week|month|place)\w+", re.I)
_BEGUN = 0.7  # how sure a conflict is of the day or the place at which one thing began
_NIGHT = 1  # days
_ONE_THING = 0.5  # how sure it must be that both tell of one occurrence for its hours to differ
_APART = 45  # days: two arrests of one man further apart are two arrests
_ONSET_APART = 3  # days: outbreaks further apart are two outbreaks
_INCIDENT = frozenset({"attack", "accident", "disaster"})
_DIED = re.compile(r"\b(?:died|dies|was (?:killed|shot dead)|(?:[’']s|the|his|her) death(?: of)?)\b", re.I)
_PERSONAL = frozenset({"custody", "escape"})


def clashes(a: Gist, b: Gist) -> Iterator[Relation]:
    """Conflicts of date and of place between two accounts of one thing."""
    if a.rejects != b.rejects:
        yield from _day_denied(*((a, b) if a.rejects else (b, a)))
    yield from _done_since(a, b)
    if a.rejects or b.rejects or not (a.firm and b.firm) or one_origin(a.origin, b.origin):
        return
    if story(a, b) < 0.3:
        return
    since = begun(a, b)
    if since and _NIGHT < gap(*since) <= _APART:
        begins = f"{upper(voiced(a, 'puts'))} its beginning on {printed(since[0])}"
        why = f"{begins}, {voice(b)} on {printed(since[1])}: {quote(a)} and {quote(b)}."
        yield relation(RelationKind.CONTRADICTS, About.DATE, a, b, why, _BEGUN)
        return
    yield from _hours_differ(a, b)
    if _FIRST.search(a.text) and _FIRST.search(b.text) and same_occurrence(a, b).sure:
        yield from _places_differ(a, b, _BEGUN)
    once = _once(a, b)
    if once and _days_differ(a, b) and a.when and b.when:
        days = f"{upper(voiced(a, 'puts'))} it on {printed(a.when)}, {voice(b)} on {printed(b.when)}"
        why = f"{days}: {quote(a)} and {quote(b)}."
        yield relation(RelationKind.CONTRADICTS, About.DATE, a, b, why, once)
    if once and a.families & b.families & _PERSONAL and _person(a, b):
        yield from _places_differ(a, b, once * 0.95)


def _hours_differ(a: Gist, b: Gist) -> Iterator[Relation]:
    """The conflict of two accounts that let one incident begin at other hours of its day."""
    one, two = begun_at(a.text), begun_at(b.text)
    if not (one and two and hours_apart(one, two)) or not a.families & b.families & _INCIDENT:
        return
    days = [g.day for g in (a, b) if g.day and g.day.exact]
    if len(days) == 2 and not gap(*days) and same_occurrence(a, b).sure >= _ONE_THING:
        hours = f"The hours differ, “{one.words}” and “{two.words}”"
        why = f"{hours}: {voice(a)} says {quote(a)}, {voice(b)} says {quote(b)}."
        yield relation(RelationKind.CONTRADICTS, About.DATE, a, b, why, _BEGUN)


def _places_differ(a: Gist, b: Gist, score: float) -> Iterator[Relation]:
    """The conflict of two accounts that put one thing at places of which neither lies in the other."""
    places = _spots(a), _spots(b)
    if all(places) and not any(_nested(x, y) for x in places[0] for y in places[1]):
        spots = f"{upper(voiced(a, 'puts'))} it at {places[0][0]}, {voice(b)} at {places[1][0]}"
        why = f"{spots}: {quote(a)} and {quote(b)}."
        yield relation(RelationKind.CONTRADICTS, About.PLACE, a, b, why, score)


_LAST = re.compile(
    r"\blast (?!\w*(?:day|week|month|year|night|time|summer|winter|spring|autumn)\b)\w+|"
    r"\bfor the last time\b|"
    r"\b(?:nobody|no one|never|not|n['’]t)\b[^.;]{0,60}\bsince\b",
    re.I,
)


def _done_since(a: Gist, b: Gist) -> Iterator[Relation]:
    """ "Last inspected in 2021", "nobody has examined it since", against a later day of the same."""
    if one_origin(a.origin, b.origin) or not (a.firm and b.firm and a.when and b.when):
        return
    weight, share, common = shared(a, b, wide=True)
    if story(a, b) < 0.3 or not any(k in _ACTS for k in common) or weight < 1.0 or share < 0.25:
        return
    for g, h in ((a, b), (b, a)):
        when, then = beside(g.when, h.when), beside(h.when, g.when)  # type: ignore[arg-type]
        end = when.first if when.last - when.first > 366 else when.last
        if _LAST.search(g.text) and not h.rejects and end < then.first and then.days <= 31:
            days = f"{upper(voiced(g, 'has'))} it done last in {printed(when)}, {voice(h)} on {printed(then)}"
            yield relation(
                RelationKind.CONTRADICTS, About.DATE, g, h, f"{days}: {quote(g)} and {quote(h)}.", 0.7
            )
            return


_ACTS = frozenset({"inspect", "repair", "pay", "warn", "meet", "visit", "release", "open"})


def _day_denied(no: Gist, yes: Gist) -> Iterator[Relation]:
    """ "It did not begin on Saturday" against who says that it did."""
    if not (no.when and yes.when and NOT_ON.search(no.text) and no.when.days <= 2 and yes.when.days <= 2):
        return
    incident = no.families & _INCIDENT and yes.families & _INCIDENT
    if (
        gap(no.when, yes.when) > 1
        or not incident
        or story(no, yes) < 0.4
        or one_origin(no.origin, yes.origin)
    ):
        return
    if not _ONSET.search(yes.text):
        return
    why = f"{upper(voiced(no, 'denies'))} the day, {quote(no)}; {voiced(yes, 'gives')} it: {quote(yes)}."
    yield relation(RelationKind.CONTRADICTS, About.DATE, no, yes, why, 0.75)


def _days_differ(a: Gist, b: Gist) -> bool:
    if not (a.when and b.when) or a.when.days > 2 or b.when.days > 2:
        return False
    return 0 < gap(a.when, b.when) <= _APART


def _once(a: Gist, b: Gist) -> float:
    """How sure it is that both speak of one thing that can have happened only once; 0 when not."""
    if opposed(a, b) or (a.types and b.types and not set(a.types) & set(b.types)):
        return 0.0  # closed on Monday, open on Friday; held on Monday, freed on Friday
    if _person(a, b) and (a.families & b.families & _PERSONAL or all(_DIED.search(g.text) for g in (a, b))):
        return 0.85
    if all(_FIRST_OF.search(g.text) for g in (a, b)) and a.families & b.families and a.places == b.places:
        return 0.6
    weight, share, common = shared(a, b)
    plain = [k for k in common if not k.startswith("~")]
    repeated = a.families & b.families & {"attack", "protest", "accident", "disaster", "aid", "movement"}
    if weight >= 2.4 and share >= 0.5 and len(plain) >= 3 and not repeated and not (a.side or b.side):
        return 0.7
    if (
        "control" in a.families & b.families
        and _one_place(a, b)
        and a.when
        and b.when
        and gap(a.when, b.when) <= 30
    ):
        return 0.7
    onset = _ONSET.search(a.text) and _ONSET.search(b.text)
    if onset and a.when and b.when and gap(a.when, b.when) <= _ONSET_APART and not (a.side or b.side):
        both = (a.families & _INCIDENT and b.families & _INCIDENT) or (share >= 0.9 and weight >= 0.5)
        return 0.65 if both and story(a, b) >= 0.5 else 0.0
    return 0.0


def _one_place(a: Gist, b: Gist) -> bool:
    """Whether both name one place as where it happened."""
    if a.places and b.places:
        return a.places == b.places
    named, unnamed = (a, b) if a.places else (b, a)
    town = re.search(r"\bthe (?:town|city|village|district)\b", unnamed.text, re.I)
    return bool(named.places and town and {"~" + n for n in unnamed.scene.names} & named.about.keys())


def _person(a: Gist, b: Gist) -> bool:
    """Whether both are about one named person."""
    if a.people & b.people:
        return True
    left = {k for k in a.wide if k.startswith("~")} - {"~" + n for n in _scenery(a)}
    right = {k for k in b.wide if k.startswith("~")} - {"~" + n for n in _scenery(b)}
    both = left & right
    if a.report.id == b.report.id:  # "the engineer Ada Moss was held ... he was arrested"
        return any(len(n) > 3 and n[1:] not in a.scene.places for n in both)
    return len(both) >= 2


def _scenery(g: Gist) -> set[str]:
    """Names of the report's places and outlets, which do not identify a person."""
    found = {p for party in g.claim.where for p in re.findall(r"\w+", party.words.text)}
    from riwaya.corroborate.words import skeleton

    return {skeleton(p) for p in found} | {skeleton(w) for w in (g.report.outlet or "").split()}


_AT = re.compile(
    r"\b(?:at|in|outside|inside|near|from|in front of|off|on)\s+((?:his|her|their|the|my) (?:own )?"
    r"(?!(?:\w+ )?(?:morning|evening|night|day|afternoon|week|month|year)\b)"
    r"(?!(?:\w+ )?(?:basis|charge|same|connection|case|way|hands)\b)"
    r"[\w’'-]+(?: (?!(?:in|on|at|of|and|with|by|for|from)\b)[\w’'-]+)?)"
)


def _spots(g: Gist) -> tuple[str, ...]:
    """Where the claim puts it, as printed, towns left out where it names something in them."""
    placed = [p.words.text for p in g.claim.where if p.role in (None, "location")]
    placed += [m.group(1) for m in _AT.finditer(g.text)]
    return tuple(dict.fromkeys(sorted(placed, key=lambda t: (t[:1].isupper(), -len(t), t))))


def _nested(one: str, two: str) -> bool:
    """Whether one place name says no more than the other."""
    a, b = ({w.lower() for w in re.findall(r"\w{3,}", t)} - {"the"} for t in (one, two))
    return bool(a & b)

"""The judge beside the rules: where they are silent on two near claims, networks say how these stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from riwaya.corroborate.answering import beside_the_point, hollow
from riwaya.corroborate.blame import blame
from riwaya.corroborate.conditions import opposed
from riwaya.corroborate.covering import cover
from riwaya.corroborate.echoes import copies_of, draws, one_source, quotes_outlet
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.kinds import INCIDENTS
from riwaya.corroborate.likeness import shared
from riwaya.corroborate.occurrence import TWO, owns, same_occurrence, sooner
from riwaya.corroborate.origins import one_origin
from riwaya.corroborate.sides import side_of
from riwaya.corroborate.tally import Tally, clash, comparable, measures
from riwaya.corroborate.times import gap
from riwaya.corroborate.traits import traits
from riwaya.corroborate.weighing import likelihoods, together, weigh
from riwaya.corroborate.whom import received
from riwaya.corroborate.why import BESIDE, JUDGED, independent, quote, relation, upper, voice, voiced
from riwaya.corroborate.words import table
from riwaya.neural import crossing, pairing
from riwaya.records import About, Relation, RelationKind, Stance

_WEEKS = 21  # days apart from which two days are hardly two accounts of one


@dataclass(frozen=True, slots=True)
class Judged:
    """Relations of which the judge is sure, and those that are only possible."""

    sure: tuple[Relation, ...] = ()
    possible: tuple[Relation, ...] = ()  # how they may stand: weighed anew with all others, see backing.py
    doubted: bool = False  # what the rules said of the pair, an agreement, is not believed


def judged(a: Gist, b: Gist, said: Collection[Relation]) -> Judged:
    """What networks make of two near claims of which rules `said` nothing, or that both tell of one event."""
    agreed = all((r.kind, r.about) == (RelationKind.CORROBORATES, About.EVENT) for r in said)
    heard = a.claim.stance is b.claim.stance and one_source(a, b)  # one plan or wish, told twice
    if not agreed or not ((a.firm and b.firm) or heard):
        return Judged()
    first, second, _ = ordered(a, b)
    likely, subject = _weighed(first, second)
    sure = table("judging.toml")["sure"]
    if not (a.firm and b.firm):
        return Judged(tuple(_same(first, second, likely["same"])) if likely["same"] >= sure["same"] else ())
    if a.rejects != b.rejects and any(_denies(g) for g in (a, b)):  # to deny what the other says
        subject = About.DENIAL if likely["same"] > likely["conflict"] else subject
        likely = {**likely, "conflict": max(likely["conflict"], likely["same"]), "same": 0.0}
    about = About(subject)
    conflict = 0.0 if excluded(a, b, about) else likely["conflict"]
    if conflict >= _limit(a, b, about) and (conflict >= sure["conflict"] or likely_clash(a, b, about)):
        return Judged((conflict_of(first, second, about, conflict),))
    if said:
        return Judged(
            possible=_open(first, second, about, {"conflict": conflict}),
            doubted=likely["same"] < sure["doubted"],
        )
    found = tuple(undisputed(first, second, likely["same"], likely["update"] + likely["outdated"]))
    return Judged(found, () if found else _open(first, second, about, {**likely, "conflict": conflict}))


def excluded(a: Gist, b: Gist, about: About) -> bool:
    """Whether something rules a conflict out, however sure the networks are.

    Whoever speaks twice corrects or repeats, and contradicts nobody.
    """
    return one_origin(a.origin, b.origin) or not _may_clash(a, b, about)


def undisputed(a: Gist, b: Gist, same: float, update: float, *, beside: bool = False) -> Iterator[Relation]:
    """That two claims, the earlier first, say the same, or that the later replaces the earlier.

    `beside`: the scores rest on what others say, too.
    """
    if a.report.id == b.report.id:  # what one report says twice backs nothing and replaces nothing
        return
    sure, occurrence = table("judging.toml")["sure"], same_occurrence(a, b)
    if occurrence.sure == TWO and (_two_incidents(a, b) or not occurrence.by_day):
        return  # of two occurrences neither account backs or replaces the other
    apart = occurrence.sure == TWO  # by their days, of which one may be wrong, or that of what came later
    doubted = (a.claim.stance is Stance.POSSIBLE) != (b.claim.stance is Stance.POSSIBLE) or _part_of(a, b)
    if same >= sure["same_apart" if apart else "same"] and not doubted:
        yield from _same(a, b, same, beside=beside)
    elif update >= sure["later" if apart else "update"]:
        yield from _update(a, b, update, beside=beside)


def _part_of(a: Gist, b: Gist) -> bool:
    """Whether one gives for some of a whole what another gives for a whole: nine of the bazaar, nine dead."""
    return any(x.part != y.part and x.best == y.best for x in a.tallies for y in b.tallies)


def _two_incidents(a: Gist, b: Gist) -> bool:
    """Whether both tell of an incident, and both of its day or of a count: then two days are two of them."""
    dated = (owns(a) and owns(b)) or (a.tallies and b.tallies)
    return bool(dated and a.families & INCIDENTS and b.families & INCIDENTS)


def _limit(a: Gist, b: Gist, about: About) -> float:
    """From which score a conflict counts: higher for somebody's denial of what the other hardly says."""
    limits, denied = (table("judging.toml")[name] for name in ("conflict", "denied"))
    if a.report.id == b.report.id:
        return float(limits["denied_within" if about is About.DENIAL else "within"])
    said = [cover(no, other).share for no, other in ((a, b), (b, a)) if _denies(no)]
    if about is About.DENIAL and said:
        return float(denied["hardly"] if min(said) < denied["said"] else denied["conflict"])
    return float(limits[about])


def _denies(g: Gist) -> bool:
    return g.claim.stance is Stance.DENIED and g.rejects


def _may_clash(a: Gist, b: Gist, about: About) -> bool:
    """Whether nothing rules a conflict out, however sure the networks are.

    What does: one claim that only names "the story", or of who was not told, numbers that cannot clash, one
    culprit, two days at two places, and a denial that a thing was not so.
    """
    if hollow(a) or hollow(b) or beside_the_point(a, b) or beside_the_point(b, a):
        return False
    if about is About.FIGURE and (any(t.withdrawn for t in (*a.tallies, *b.tallies)) or _other_counts(a, b)):
        return False
    if about is About.RESPONSIBILITY and blame(a).accused & blame(b).accused and a.rejects == b.rejects:
        return False
    if about is About.DENIAL and any(_affirms(g) for g in (a, b)) and not (_says_no(a) or _says_no(b)):
        return False
    days = gap(a.day, b.day) if owns(a) and owns(b) else 0  # type: ignore[arg-type]
    if about is About.DATE and days > _WEEKS:
        return False  # the siren is dead since January, and the ferry sank in March
    return not (about is About.PLACE and days > 1)  # shots on Monday here and on Wednesday there


def _other_counts(a: Gist, b: Gist) -> bool:
    """Whether what both count cannot clash.

    Parts cannot, nor four boatmen and six fighters, "more than 600" and 640, who fled and who came home.
    """
    pairs = [(x, y) for x in a.tallies for y in b.tallies if x.unit == y.unit and not received(a, x, b, y)]
    return bool(a.tallies and b.tallies) and not any(clash(x, y) and _may_be_one(x, y) for x, y in pairs)


def _may_be_one(x: Tally, y: Tally) -> bool:
    """Whether two numbers may count one thing by any reading."""
    if x.part or y.part or (x.group and y.group and x.group.isdisjoint(y.group)):
        return False
    if bool(x.group) != bool(y.group):  # eight killed, three of them children
        narrow, wide = (x, y) if x.group else (y, x)
        if narrow.low is not None and wide.high is not None and narrow.low <= wide.high:
            return False
    return x.measure == y.measure or not (x.measure in measures() and y.measure in measures())


def likely_clash(a: Gist, b: Gist, about: About) -> bool:
    """Whether both count one thing, or either says no of what the other says; and tell of one occurrence."""
    if about is About.FIGURE and not any(comparable(x, y) for x in a.tallies for y in b.tallies):
        return False
    if about is About.DENIAL and not ((_says_no(a) or _says_no(b)) and _touches(a, b)):
        return False
    return about in (About.DATE, About.PLACE) or same_occurrence(a, b).sure != TWO


def _touches(a: Gist, b: Gist) -> bool:
    """Whether a denial and what it may deny have anything in common beside their report's matter."""
    least = table("judging.toml")["denied"]["touches"]
    return shared(a, b)[0] > 0 or max(cover(a, b).share, cover(b, a).share) >= least


def _affirms(g: Gist) -> bool:
    """Whether someone denies that a thing was not so."""
    return g.claim.stance is Stance.DENIED and not g.rejects


def _says_no(g: Gist) -> bool:
    """Whether someone says no; who denies that a thing was not so says yes."""
    if g.claim.stance is Stance.DENIED:
        return g.rejects
    return g.rejects or g.claim.negated


def _open(a: Gist, b: Gist, about: About, likely: dict[str, float]) -> tuple[Relation, ...]:
    """How two claims may stand, as far as it is worth a second look; what is worth showing tells why."""
    limits = table("judging.toml")
    least, conflict, same = limits["open"], likely["conflict"], likely.get("same", 0.0)
    update = likely.get("update", 0.0) + likely.get("outdated", 0.0)
    found = []
    if conflict >= limits["possible"]["conflict"] and likely_clash(a, b, about) and not _apart(a, b):
        found.append(conflict_of(a, b, about, conflict))
    elif conflict >= least["conflict"]:
        found.append(relation(RelationKind.CONTRADICTS, about, a, b, "", conflict))
    if same >= least["same"]:
        found.append(relation(RelationKind.CORROBORATES, About.EVENT, a, b, "", same))
    if update >= least["update"]:
        found.append(relation(RelationKind.UPDATES, About.STATUS, b, a, "", update))
    return tuple(found)


def _apart(a: Gist, b: Gist) -> bool:
    """Whether two reports tell of two occurrences."""
    return a.report.id != b.report.id and same_occurrence(a, b).sure == TWO


def _weighed(a: Gist, b: Gist) -> tuple[dict[str, float], str]:
    """How a pair may stand, and what a conflict would be about: read closely where a quick look says so."""
    known = traits(a, b, ruled=())  # it learned of pairs with a rule, too
    one, two = (pairing.shipped().see(side_of(g)) for g in (a, b))
    quick = weigh(pairing.features(one, two), known)
    if 1 - likelihoods(quick)[0]["unrelated"] < table("judging.toml")["close"]["least"]:
        return likelihoods(quick)
    return likelihoods(together(quick, crossing.shipped().judge(side_of(a), side_of(b), known)))


def conflict_of(a: Gist, b: Gist, about: About, score: float, *, beside: bool = False) -> Relation:
    """The conflict of two claims, with the sentence that tells it; `beside` as for `undisputed`."""
    apart = table("judging.toml")["apart"][about]
    why = f"{_told(a)}, and {_told(b, start=False)}: {apart}. {_judged(score, beside)}"
    return relation(RelationKind.CONTRADICTS, about, a, b, why, score)


def _same(a: Gist, b: Gist, score: float, *, beside: bool = False) -> Iterator[Relation]:
    """Two independent sources that say one thing back each other; one source heard twice is an echo.

    Whoever speaks of a thing says more than one sentence of it, so that an echo takes more, but not where one
    report draws on the other.
    """
    if opposed(a, b):
        return  # open is not closed
    drawn = draws(a.report, b.report)
    heard = one_source(a, b) or quotes_outlet(a, b)
    if (heard or drawn) and _other_numbers(a, b):
        return
    if heard and not drawn and score < table("judging.toml")["sure"]["echo"]:
        return
    if heard:
        why = f"Both quote {voice(a)} on one occasion: {quote(b)} after {quote(a)}. {_judged(score, beside)}"
        yield relation(RelationKind.ECHOES, About.EVENT, b, a, why, score)
    elif not one_origin(a.origin, b.origin) and not copies_of(a.report, b.report):
        why = f"{independent(a, b)} say the same: {quote(a)} and {quote(b)}. {_judged(score, beside)}"
        yield relation(RelationKind.CORROBORATES, About.EVENT, a, b, why, score)


def _other_numbers(a: Gist, b: Gist) -> bool:
    """Whether both give numbers, and none in common."""
    one, two = ({f.best or f.low or f.high for f in g.claim.figures} for g in (a, b))
    return bool(one and two) and one.isdisjoint(two)


def _update(a: Gist, b: Gist, score: float, *, beside: bool = False) -> Iterator[Relation]:
    """The later claim replaces the earlier, which was right then; nothing where nobody knows the order."""
    known = sooner(a, b)
    if known:
        earlier, later = known
        why = f"{_told(later)}; before that, {_told(earlier, start=False)}. {_judged(score, beside)}"
        yield relation(RelationKind.UPDATES, About.STATUS, later, earlier, why, score)


def _told(g: Gist, *, start: bool = True) -> str:
    who = voiced(g, table("judging.toml")["held"][g.claim.stance])
    return f"{upper(who) if start else who}: {quote(g)}"


def _judged(score: float, beside: bool) -> str:
    """The end of every sentence of the judge: whose judgement it is, on what, and how sure."""
    return f"{JUDGED}{BESIDE if beside else ''}: {score:.2f} of 1."


def ordered(a: Gist, b: Gist) -> tuple[Gist, Gist, bool]:
    """Both in the order they were told, and whether that is known; else in the order of their ids."""
    known = sooner(a, b)
    if known:
        return *known, True
    return (a, b, False) if a.id < b.id else (b, a, False)

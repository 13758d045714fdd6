"""What two claims say to each other about who or what is responsible."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.corroborate.answering import beside_the_point, meant, pro_form, speaks_for
from riwaya.corroborate.blame import Blame, blame
from riwaya.corroborate.covering import cover
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.kinds import INCIDENTS
from riwaya.corroborate.likeness import shared, story
from riwaya.corroborate.occurrence import same_occurrence
from riwaya.corroborate.origins import one_origin
from riwaya.corroborate.polarity import in_the_negative
from riwaya.corroborate.why import independent, quote, relation, upper, voice, voiced
from riwaya.corroborate.words import pattern
from riwaya.records import About, Relation, RelationKind, Stance

_NEAR = 0.2
_CAUSES = 0.45  # and two causes be causes of one thing
_PARTIES = 0.5  # two accused parties must surely be accused of one thing
_AFTER = 4  # days within which blame is laid for a thing, or causes before it are named


def responsibility(a: Gist, b: Gist) -> Iterator[Relation]:
    """What two claims say to each other about who or what is responsible."""
    if not (a.firm and b.firm):
        return
    x, y = blame(a), blame(b)
    if not (x.speaks and y.speaks):
        return
    same = same_occurrence(a, b, slack=_AFTER)
    if same.sure < _NEAR or story(a, b) < _NEAR:
        return
    found = (
        _directed(x, a, y, b, same.sure)
        or _directed(y, b, x, a, same.sure)
        or _claimed_since(a, x, b, y, same.sure)
        or _causes(a, x, b, y, same.sure)
        or _rivals(x, a, y, b, same.sure)
        or _rivals(y, b, x, a, same.sure)
    )
    if found:
        yield found


def _claimed_since(a: Gist, x: Blame, b: Gist, y: Blame, sure: float) -> Relation | None:
    """ "No group had claimed it", and later one does."""
    for g, one, h in ((a, x, b), (b, y, a)):
        if one.admits and pattern("blame.toml", "unclaimed").search(h.text):
            why = (
                f"When {voice(h)} spoke nobody had taken it on, {quote(h)}; later {voice(g)} did: {quote(g)}."
            )
            return relation(RelationKind.UPDATES, About.RESPONSIBILITY, g, h, why, sure)
    return None


def _directed(one: Blame, g: Gist, two: Blame, h: Gist, sure: float) -> Relation | None:
    if one.disowns and two.accused and meant(two.accused, g) and _answers(g, h):
        held = f"{voiced(h, 'holds')} {two.words or 'it'} responsible: {quote(h)}"
        why = f"{upper(voiced(g, 'denies'))} it: {quote(g)}; {held}."
        return relation(RelationKind.CONTRADICTS, About.DENIAL, g, h, why, max(sure, 0.6))
    if (
        one.disowns
        and two.admits
        and two.outright
        and speaks_for(g) & speaks_for(h) - g.scene.names.intersection()
    ):
        taken = f"what {voice(h)} took upon itself"
        why = f"{upper(voiced(g, 'disowns'))} {taken}: {quote(g)} against {quote(h)}."
        return relation(RelationKind.CONTRADICTS, About.RESPONSIBILITY, g, h, why, max(sure, 0.6))
    if (
        g.rejects
        and not pattern("blame.toml", "unclaimed").search(g.text)
        and pattern("blame.toml", "absent").search(g.text)
        and one.cause == "attack"
        and two.accused
        and not h.rejects
        and not one_origin(g.origin, h.origin)
    ):
        named = f"{voiced(h, 'names')} who did it: {quote(h)}"
        why = f"{upper(voiced(g, 'says'))} there was none, {quote(g)}; {named}."
        return relation(RelationKind.CONTRADICTS, About.DENIAL, g, h, why, sure)
    if one.admits and two.accused and meant(two.accused, g) and not one_origin(g.origin, h.origin):
        why = f"{upper(voiced(g, 'takes'))} on what {voice(h)} accuses it of: {quote(g)} and {quote(h)}."
        return relation(RelationKind.CORROBORATES, About.RESPONSIBILITY, g, h, why, sure)
    return None


def _answers(no: Gist, yes: Gist) -> bool:
    """Whether a denial may be of what another is blamed for: it says of nothing else that it was not done."""
    if beside_the_point(no, yes):
        return False
    if pro_form(no) or blame(no).apart:
        return True
    return shared(no, yes, wide=True)[0] > 0 or cover(no, yes).mass > 0


def _rivals(one: Blame, g: Gist, two: Blame, h: Gist, sure: float) -> Relation | None:
    """One party has no part in it, and somebody holds another responsible: who did it is not settled."""
    if not (one.disowns and one.apart and two.accused and two.outright) or h.rejects:
        return None
    if sure < _PARTIES or one_origin(g.origin, h.origin):
        return None
    named = f"{two.words} is named by {voice(h)}, {quote(h)}"
    why = f"Who is responsible is not settled: denied by {voice(g)}, {quote(g)}; {named}."
    return relation(RelationKind.CONTRADICTS, About.RESPONSIBILITY, g, h, why, sure * 0.9)


def _causes(a: Gist, x: Blame, b: Gist, y: Blame, sure: float) -> Relation | None:
    """An accident against an attack; one party against another; one cause found twice."""
    if a.rejects or b.rejects or one_origin(a.origin, b.origin):
        return None
    for g, one, h, two in ((a, x, b, y), (b, y, a, x)):
        accident = one.cause == "technical" and bool(one.named or (one.causal and g.families & INCIDENTS))
        if accident and sure >= _CAUSES and (two.accused or (two.cause == "attack" and _struck(h))):
            why = f"{upper(voiced(g, 'names'))} one cause, {quote(g)}; {voice(h)} another, {quote(h)}."
            return relation(RelationKind.CONTRADICTS, About.RESPONSIBILITY, g, h, why, sure)
    if x.named and y.named and not x.named & y.named and (x.kind is None or x.kind != y.kind):
        why = f"{upper(voiced(a, 'names'))} one cause, {quote(a)}; {voice(b)} another, {quote(b)}."
        return relation(RelationKind.CONTRADICTS, About.RESPONSIBILITY, a, b, why, sure * 0.8)
    outright = x.outright and y.outright
    apart = outright and x.accused and y.accused and not x.accused & y.accused and sure >= _PARTIES
    if apart and a.report.id != b.report.id:
        why = f"{upper(voiced(a, 'holds'))} {x.words} responsible, {voice(b)} {y.words}."
        return relation(RelationKind.CONTRADICTS, About.RESPONSIBILITY, a, b, why, sure * 0.9)
    one_cause = x.kind == y.kind and x.kind is not None and _named_by(a, x, b, y)
    doubt = Stance.POSSIBLE in (a.claim.stance, b.claim.stance)
    if one_cause and not doubt and a.report.id != b.report.id:
        why = f"{independent(a, b)} name the same cause: {quote(a)} and {quote(b)}."
        return relation(RelationKind.CORROBORATES, About.RESPONSIBILITY, a, b, why, sure)
    return None


def _named_by(a: Gist, x: Blame, b: Gist, y: Blame) -> bool:
    """Whether both name a cause as one, or one does and somebody else says what it is: "rotten as bread"."""
    if x.causal and y.causal:
        return True
    other = b if x.causal else a
    return (x.causal or y.causal) and not other.claim.narrated and not in_the_negative(other.text)


def _struck(g: Gist) -> bool:
    return bool({"airstrike", "suicide attack", "shelling"} & set(g.types))

"""One field of a claim, from what a person chose in the report to the correction that it comes to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from riwaya.errors import BadUse
from riwaya.extract.naming import naming_of
from riwaya.records import (
    Claim,
    Correction,
    Field,
    Figure,
    Kind,
    Mention,
    Naming,
    Party,
    Referent,
    Report,
    Source,
    Stance,
    When,
    Words,
)

SPEAKERS = (Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION)
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_NUMBERS = re.compile(
    r"(?P<low>\d[\d,.]*)?(?P<range>\.\.)?(?P<high>\d[\d,.]*)?(?:\s+(?P<measure>[a-z_]+))?(?:\s+(?P<unit>[a-z_]+))?"
)
LINKS = 8  # no chain of hearsay is longer


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of a claim as a person gave it: words of the report, a value, or both."""

    field: Field
    words: tuple[Words, ...] = ()
    value: str | None = None
    link: int = 0  # which source of the chain; 0 is the nearest to the report


@dataclass(frozen=True, slots=True)
class Around:
    """What corrections of a claim are made from: its report and all that was read there."""

    report: Report
    referents: tuple[Referent, ...]
    mentions: tuple[Mention, ...]


def correction(claim: Claim, edit: Edit, near: Around) -> Correction:
    """What the edit makes of a field of the claim; its words stand in the report. Raises BadUse."""
    match edit.field:
        case Field.SOURCE:
            return _source(claim, edit, near)
        case Field.CUE:
            return _cue(claim, edit)
        case Field.CHAIN:
            return _chain(edit)
        case Field.CONTENT:
            return _content(edit, near)
        case Field.STANCE:
            return _stance(edit)
        case Field.NEGATED:
            return _negated(edit)
        case Field.WHEN:
            return _when(claim, edit, near)
        case Field.WHERE | Field.WHO:
            return _parties(claim, edit, near)
        case Field.FIGURES:
            return _figures(edit, near)


def _source(claim: Claim, edit: Edit, near: Around) -> Correction:
    """Whose words they are: the words of a source, who they stand for, or both; neither: nobody named."""
    at = _link_of(claim, edit)
    before = claim.chain[at].source if at < len(claim.chain) else Source(None)
    if not edit.words and not edit.value:
        return Correction(Field.SOURCE, at, source=Source(None, None, Naming.UNNAMED))
    words = edit.words[0] if edit.words else before.words
    who = _named(near, edit.value) if edit.value else _meant(near, words)
    if words is None:
        raise BadUse("nobody is named there; select the words of the speaker as well")
    return Correction(Field.SOURCE, at, source=Source(words, who.id if who else None, _naming(who, words)))


def _cue(claim: Claim, edit: Edit) -> Correction:
    return Correction(Field.CUE, _link_of(claim, edit), cue=edit.words[0] if edit.words else None)


def _chain(edit: Edit) -> Correction:
    """Only "none" can be given whole: the report's own voice."""
    if edit.value not in ("none", "own voice"):
        raise BadUse(f"chain={edit.value!r}: a chain is none, or given by source and cue of each link")
    return Correction(Field.CHAIN)


def _content(edit: Edit, near: Around) -> Correction:
    pieces = sorted(edit.words, key=lambda w: w.start)
    if not pieces:
        raise BadUse("content needs the words that it consists of; select them in the report")
    if any(a.end > b.start for a, b in pairwise(pieces)):
        raise BadUse("the pieces of a content overlap; select each stretch once")
    hull = Words.cut(near.report.text, pieces[0].start, pieces[-1].end)
    return Correction(Field.CONTENT, content=hull, segments=tuple(w.span for w in pieces))


def _stance(edit: Edit) -> Correction:
    if edit.value is None or edit.value not in [*Stance]:
        raise BadUse(f"there is no stance {edit.value!r}; give one of {', '.join(Stance)}")
    return Correction(Field.STANCE, stance=Stance(edit.value))


def _negated(edit: Edit) -> Correction:
    if (edit.value or "").casefold() not in _YES_NO:
        raise BadUse(f"negated={edit.value!r} is neither yes nor no")
    return Correction(Field.NEGATED, negated=_YES_NO[(edit.value or "").casefold()])


def _when(claim: Claim, edit: Edit, near: Around) -> Correction:
    """The time: words that the calendar rules read, or words and an EDTF date; neither: no time is given."""
    if not edit.words and not edit.value:
        return Correction(Field.WHEN)
    edtf = _edtf(edit.value) if edit.value else None
    words = edit.words[0] if edit.words else (claim.when.words if claim.when else None)
    if words is None:
        raise BadUse("a time needs its words in the report; select them as well")
    if edtf is None:
        found = _time_at(near.report, words)
        return Correction(Field.WHEN, when=found or When(None, words, "its words were chosen by a person"))
    return Correction(Field.WHEN, when=When(edtf, words, f"“{words.text}” is {edtf}, as a person says"))


def _parties(claim: Claim, edit: Edit, near: Around) -> Correction:
    before = {p.words: p for p in (claim.where if edit.field is Field.WHERE else claim.who)}
    plain = "location" if edit.field is Field.WHERE else "other"
    made = []
    for words in edit.words:
        who = _meant(near, words, places=edit.field is Field.WHERE)
        known = before.get(words)
        role = edit.value or (known.role if known else plain)
        made.append(Party(words, who.id if who else (known.referent if known else None), role))
    return Correction(edit.field, parties=tuple(made))


def _figures(edit: Edit, near: Around) -> Correction:
    """The figures at the words, as the rules count them, or with the numbers given; no words: no figure."""
    from riwaya.locate.figures import figures

    found = figures(near.report.text, near.report.language or "en")
    made: list[Figure] = []
    for words in edit.words:
        there = [f for f in found if f.words.span.overlaps(words.span)]
        if edit.value:
            made.append(_counted(words, edit.value, there[0] if there else None))
        elif there:
            made += there
        else:
            raise BadUse(f"no number is read in “{words.text}”; give it as 12, 10..15, 12.. or ..40")
    return Correction(Field.FIGURES, figures=tuple(made))


# --- who and when words are ----------------------------------------------------------------------------


def _link_of(claim: Claim, edit: Edit) -> int:
    if not 0 <= edit.link <= min(len(claim.chain), LINKS):
        raise BadUse(f"the chain has {len(claim.chain)} links, so there is no link {edit.link} to correct")
    return edit.link


def _meant(near: Around, words: Words | None, places: bool = False) -> Referent | None:
    """Who of the report the words name or describe: theirs is the mention, else most of one."""
    if words is None:
        return None
    best: tuple[bool, bool, int, str] | None = None
    chosen = None
    for one in near.referents:
        for mention in one.mentions:
            if not mention.span.overlaps(words.span):
                continue
            shared = min(mention.end, words.end) - max(mention.start, words.start)
            fits = (one.kind not in SPEAKERS) if places else (one.kind in SPEAKERS)
            rank = (fits, mention.span == words.span, shared, one.id)
            if best is None or rank > best:
                best, chosen = rank, one
    return chosen if best and best[0] else None


def _named(near: Around, wanted: str) -> Referent:
    """The one of the report with this id, name or description. BadUse where that is not one."""
    low = wanted.casefold()
    found = [r for r in near.referents if r.id == wanted]
    found = found or [r for r in near.referents if low in {n.casefold() for n in (r.name, *r.names)}]
    found = found or [r for r in near.referents if any(low == m.text.casefold() for m in r.mentions)]
    if len(found) != 1:
        names = ", ".join(sorted({r.name for r in near.referents if r.kind in SPEAKERS}))
        how = "nobody in the report" if not found else f"{len(found)} in the report"
        raise BadUse(f"{wanted!r} is {how}; the report tells of: {names}")
    return found[0]


def _naming(who: Referent | None, words: Words) -> Naming:
    if who is None:
        return naming_of(words.text) or Naming.UNNAMED
    if "requested" in who.protection:
        return Naming.REQUESTED
    return Naming.NAMED if who.named else Naming.UNNAMED


def _edtf(value: str) -> str:
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parse_edtf(value)
    except EDTFParseException as error:
        raise BadUse(
            f"{value!r} is no EDTF date; give 2024-03-14, 2024-03 or 2024-03-14/2024-03-16"
        ) from error
    return value


def _time_at(report: Report, words: Words) -> When | None:
    """What the calendar rules make of the words."""
    from riwaya.locate import anchor_of, date_report
    from riwaya.locate.times import times

    found = times(report.text, anchor_of(date_report(report)), report.language or "en")
    there = [t for t in found if t.words.span.overlaps(words.span)]
    if not there:
        return None
    best = max(there, key=lambda t: min(t.words.end, words.end) - max(t.words.start, words.start))
    return When(best.edtf, best.words, best.why)


def _counted(words: Words, value: str, read: Figure | None) -> Figure:
    """A figure with the numbers of a person: "12", "10..15", "12..", "..40", then measure and unit."""
    match = _NUMBERS.fullmatch(value.strip())
    if match is None or not (match["low"] or match["high"]):
        raise BadUse(f"{value!r} is no number; give 12, 10..15, 12.. or ..40, then measure and unit if known")
    low, high = (float(n.replace(",", "")) if n else None for n in (match["low"], match["high"]))
    best = low if not match["range"] else None
    if best is not None:
        high = best
    base = read or Figure(words, None, None, None, None)
    measure, unit = match["measure"] or base.measure, match["unit"] or base.unit
    return replace(base, words=words, low=low, best=best, high=high, measure=measure, unit=unit)

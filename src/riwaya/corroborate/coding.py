"""The codes of an event out of its claims: what most of them tell, never what only one side rejects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from riwaya.corroborate.codes import UNDONE, Coding, code
from riwaya.corroborate.marks import FUTURE, HYPOTHETICAL, NEGATION
from riwaya.records import Claim, Report, Stance

# what is said of an occurrence stands behind the occurrence
_SAID = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONSULT", "SUPPORT", "CONCEDE", "AGREE"})
_MARK_OF = {Stance.PREDICTED: FUTURE, Stance.POSSIBLE: HYPOTHETICAL, Stance.DENIED: NEGATION}


def claim_coding(claim: Claim, report: Report) -> Coding | None:
    """The codes of what a claim tells, in its own words or else its sentence's; its stance is a mark too."""
    year = report.published[:4] if report.published else ""
    when = int(year) if year.isdigit() else None
    own = " … ".join(s.of(report.text) for s in claim.segments)
    found = code(own, when) or code(claim.sentence.of(report.text), when)
    if found is None:
        return None
    mark = _MARK_OF.get(claim.stance)
    told = tuple(sorted({*found.marks, *([mark] if mark else [])}))
    return replace(found, marks=told, acled=None if UNDONE & set(told) else found.acled)


def event_coding(told: Iterable[tuple[Claim, Report]]) -> Coding | None:
    """The codes that most claims of an event give it; None where no claim tells of anything that has one.

    A mark stands where every claim with these codes bears it: an attack that one side denies was one to the
    other side. Without a claim that has it so, nothing is known of the mode or the sub-type.
    """
    found = [c for claim, report in told if (c := claim_coding(claim, report))]
    material = [c for c in found if c.plover and c.plover.partition("-")[0] not in _SAID]
    lasting = [c for c in found if c.lasting and not c.plover]
    # a toll alone says nothing of the act, an act says more than what was said of it
    chosen = [*material, *lasting] or [c for c in found if c.plover] or found
    if not chosen:
        return None
    kinds = Counter(_kind(c) for c in chosen)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    same = [c for c in chosen if _kind(c) == kind]
    done = [c for c in same if not UNDONE & set(c.marks)] or same
    marks = set(done[0].marks).intersection(*(c.marks for c in done))
    return Coding(
        plover=_most([c.plover for c in done]),
        acled=_most([c.acled for c in done]),
        beside=_most([c.beside for c in done]),
        lasting=_most([c.lasting for c in done]),
        marks=tuple(sorted(marks)),
        words=_most([c.words for c in done]) or "",
    )


def _kind(c: Coding) -> str:
    return (c.plover or "").partition("-")[0] or c.lasting or c.beside or ""


def _most(values: Sequence[str | None]) -> str | None:
    """The value most often given, one with a mode before one without; None where none is."""
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], "-" not in v, v), default=None)


def written(coding: Coding) -> str | None:
    """The PLOVER code with its auxiliary modes: `ASSAULT-aerial`, `ASSAULT-aerial/historical`."""
    return "/".join([coding.plover, *coding.marks]) if coding.plover else None

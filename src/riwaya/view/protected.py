"""Who bears a mark of protection in which report, read once for each report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from sys import maxsize

from riwaya.records import Claim, Kind, Naming, Referent
from riwaya.view.facts import Facts


@dataclass(slots=True)
class Marks:
    """Referent -> its marks, and those of them that are no persons."""

    protection: dict[str, set[str]] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)

    def see(self, referent: Referent) -> None:
        """The marks that the referent itself bears."""
        if referent.protection:
            self.protection[referent.id] = set(referent.protection)
            if referent.kind is not Kind.PERSON:
                self.places.add(referent.id)

    def hear(self, claim: Claim) -> None:
        """Sources who asked not to be named."""
        for link in claim.chain:
            if link.source.referent and link.source.naming is Naming.REQUESTED:
                self.protection.setdefault(link.source.referent, set()).add("requested")


class Protected:
    """The marks in every report of a ledger, as it was when they were read.

    A report does not change once it was read, but for what people judge: reports that were ever judged are
    read anew each time.
    """

    def __init__(self, marks: dict[str, Marks], judged: frozenset[str] = frozenset()) -> None:
        self._of = marks  # by report
        self.judged = judged

    @classmethod
    def read(cls, ledger: Facts) -> Protected:
        """Everything read."""
        found: dict[str, Marks] = {}
        for referent in ledger.referents():
            found.setdefault(referent.report, Marks()).see(referent)
        for claim in chain(ledger.claims_as_read(), ledger.claims()):
            found.setdefault(claim.report, Marks()).hear(claim)
        return cls(found, judged_reports(ledger))

    def next(self, ledger: Facts) -> Protected:
        """The same for the ledger as it is now: only reports that are new, or judged, are read."""
        judged = self.judged | judged_reports(ledger)
        every = ledger.ids("report", "", maxsize, {})
        found = {r: self._of[r] for r in every if r in self._of and r not in judged}
        for report in every:
            if report not in found:
                found[report] = _of_report(ledger, report)
        return Protected(found, judged)

    @property
    def reports(self) -> Iterable[str]:
        """The reports that were read."""
        return self._of.keys()

    def all(self) -> Marks:
        """The marks of all reports together, to be changed at will."""
        together = Marks()
        for one in self._of.values():
            for referent, marks in one.protection.items():
                together.protection.setdefault(referent, set()).update(marks)
            together.places |= one.places
        return together


def _of_report(ledger: Facts, report: str) -> Marks:
    found = Marks()
    for referent in ledger.referents(report=report):
        found.see(referent)
    for claim in _claims(ledger, report):
        found.hear(claim)
    return found


def _claims(ledger: Facts, report: str) -> Iterator[Claim]:
    yield from ledger.claims_as_read(report=report)  # a judgement unmasks nobody
    yield from ledger.claims(report=report)


def judged_reports(ledger: object) -> frozenset[str]:
    """Reports of claims that people ever judged; none of what is no stored ledger."""
    if not hasattr(ledger, "judgements") or not hasattr(ledger, "reports_of"):
        return frozenset()
    targets = {record for judgement in ledger.judgements() for record in judgement.records}
    return frozenset(ledger.reports_of(targets).values())

"""A ledger as a second reviewer sees it who must not know what the first one holds of a claim.

A claim that one person has judged is shown to others as it was read, until they judged it too. What the
verdict changed elsewhere (relations, events) stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from heapq import merge
from typing import Any

from riwaya.records import Claim, Judged, Judgement, ReviewState
from riwaya.store.ledger import WorkingLedger
from riwaya.view.desk_settings import desk_settings

_HIDDEN = (Judged.ACCEPT, Judged.REJECT, Judged.CORRECT, Judged.COMMENT, Judged.UNDO)


def unseen(ledger: WorkingLedger, you: str) -> frozenset[str]:
    """The claims of which you may not know yet what the first reviewer holds; none unless review is blind."""
    if not desk_settings(ledger).blind:
        return frozenset()
    once = (c for c in ledger.judged_claims() if c.review and len(c.review.verdicts) == 1)
    verdicts = ((c.id, c.review.verdicts[0]) for c in once if c.review)
    return frozenset(c for c, verdict in verdicts if verdict.by != you and verdict.kind is not Judged.ADD)


class Blind:
    """The ledger for whoever `you` gives; all that is not here is the ledger's own."""

    def __init__(self, ledger: WorkingLedger, you: Callable[[], str]) -> None:
        self.open = ledger
        self._you = you
        self._known: dict[str, tuple[str, frozenset[str]]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self.open, name)

    def unseen(self) -> frozenset[str]:
        """The claims that are shown as they were read."""
        you, version = self._you(), self.open.version()
        known = self._known.get(you)
        if known is None or known[0] != version:
            known = self._known[you] = (version, unseen(self.open, you))
        return known[1]

    def version(self) -> str:
        """A text that changes with the ledger, and with who sees it where people see different things."""
        hidden = self.unseen()
        return f"{self.open.version()} {self._you()}" if hidden else self.open.version()

    def claims(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Claim]:
        """Claims as judged, those that are to be judged blindly as they were read."""
        hidden = self.unseen()
        shown = self.open.claims(ids, report)
        if not hidden:
            return shown
        wanted = hidden if ids is None else hidden & set(ids)
        read = (c for c in self.open.claims_as_read(sorted(wanted)) if report in (None, c.report))
        order = _by_place if ids is None else _by_id
        return merge((c for c in shown if c.id not in hidden), sorted(read, key=order), key=order)

    def judged_claims(self, ids: Collection[str] | None = None) -> Iterator[Claim]:
        """The judged claims that may be seen."""
        hidden = self.unseen()
        return (c for c in self.open.judged_claims(ids) if c.id not in hidden)

    def rejected_unseen(self) -> int:
        """How many claims that are shown as they were read are rejected by whoever judged them first."""
        hidden = self.open.judged_claims(sorted(self.unseen()))
        return sum(c.review is not None and c.review.state is ReviewState.REJECTED for c in hidden)

    def judgements(self, records: Collection[str] | None = None) -> tuple[Judgement, ...]:
        """Every judgement that may be seen."""
        hidden = self.unseen()
        rows = self.open.judgements(records)
        if not hidden:
            return rows
        you = self._you()
        return tuple(j for j in rows if j.target not in hidden or j.kind not in _HIDDEN or j.by == you)


def _by_id(claim: Claim) -> tuple[object, ...]:
    return (claim.id,)


def _by_place(claim: Claim) -> tuple[object, ...]:
    return claim.report, claim.start, claim.end, claim.id

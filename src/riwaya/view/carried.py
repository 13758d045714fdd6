"""What of a mask still holds once the ledger has changed, so that only what changed is masked anew.

How a report reads in public form rests on its text, on who is named in it, and on who is masked, under what
pseudonym and spellings. Texts and those named in them never change, so a masked text holds until somebody
who is named in it, or whose name stands in it, comes to be masked, or masked in another way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import unquote

from riwaya.view.edits import Edited
from riwaya.view.protected import Protected
from riwaya.view.pseudonyms import Hidden
from riwaya.view.public_ids import PublicIds
from riwaya.view.spellings import Spellings, parts

T = TypeVar("T")


@dataclass(slots=True)
class Carried:
    """A mask as it was made for one state of a ledger."""

    ids: PublicIds
    protected: Protected | None = None
    people: tuple[Hidden, ...] = ()
    open_parts: frozenset[str] = frozenset()  # of names that somebody bears openly
    texts: tuple[str, ...] = ()  # rules that people added
    edited: dict[str, Edited] = field(default_factory=dict)  # by report
    addresses: dict[str, str] = field(default_factory=dict)  # file name -> as it reads in public form

    def still(self, now: Carried) -> Carried:
        """The mask of the next state, whose people are known, with what holds under them as well."""
        if self.protected is None or now.protected is None or now.texts != self.texts:
            return now
        changed = _changed(self.people, now.people, self.open_parts ^ now.open_parts)
        spelled = Spellings(changed) if changed else None
        named = {report for one in changed for report in one.reports}
        # other reports were masked without knowing whom they protect
        kept = set(self.protected.reports) - named - now.protected.judged
        for report, edited in dict(self.edited).items():
            if report in kept and not _holds(spelled, edited.old):
                now.edited[report] = edited
        for name, masked in dict(self.addresses).items():
            if not _holds(spelled, unquote(name)):
                now.addresses[name] = masked
        return now


def _changed(
    before: tuple[Hidden, ...], now: tuple[Hidden, ...], flipped: frozenset[str]
) -> tuple[Hidden, ...]:
    """Who is masked anew, no longer, or otherwise, and who shares a part of the name with someone open."""
    same = set(before) & set(now)
    kept = {one for one in same if not flipped.isdisjoint(p.casefold() for n in one.names for p in parts(n))}
    return tuple(one for one in dict.fromkeys((*before, *now)) if one not in same or one in kept)


def _holds(spelled: Spellings | None, text: str) -> bool:
    return spelled is not None and next(spelled.find(text), None) is not None


def remembered(known: dict[str, T], make: Callable[[str], T]) -> Callable[[str], T]:
    """The function, asked once for each name."""

    def ask(name: str) -> T:
        if name not in known:
            known[name] = make(name)
        return known[name]

    return ask

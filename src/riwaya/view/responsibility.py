"""Who is held responsible for an event: every account of it, those that nobody contradicts too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from riwaya.corroborate import Account, Manner, accounts
from riwaya.records import Claim, Event
from riwaya.view.lookup import Lookup

MOST = 120  # claims of an event up to which its accounts are read for a page


def accounts_of(claims: Iterable[Claim], lookup: Lookup) -> dict[str, Account]:
    """What each of the claims says of who is responsible, by claim, for those that say something of it."""
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report, []).append(claim)
    found = (a for r, mine in sorted(by_report.items()) for a in accounts(mine, lookup.report(r)))
    return {a.claim: a for a in found}


def beside(members: Collection[str], events: Mapping[str, Event], lookup: Lookup) -> dict[str, Account]:
    """The other accounts of responsibility in the events of these claims, which contradict none of them."""
    about = {events[c].id: events[c] for c in members if c in events}
    others = {c for e in about.values() if len(e.claims) <= MOST for c in e.claims} - set(members)
    return accounts_of(lookup.claims(sorted(others)), lookup)


def question(told: Sequence[tuple[Account, str]]) -> str | None:
    """One line over accounts and their speakers: "Who is responsible: Sorvania? Denied by the Alliance".

    None where no party is named, or one alone and nobody denies a part in it.
    """
    named = [a.party for a, _ in told if a.manner is Manner.BLAMES and a.party]
    named = list(dict.fromkeys([*named, *(who for a, who in told if a.manner is Manner.ADMITS)]))
    deniers = list(dict.fromkeys(who for a, who in told if a.manner is Manner.DISOWNS))
    if not named or not (deniers or len(named) > 1):
        return None
    parties = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"
    denied = f" Denied by {', '.join(_inside(d) for d in deniers)}" if deniers else ""
    return f"Who is responsible: {parties}?{denied}"


def _inside(name: str) -> str:
    """A speaker inside a sentence: "the Alliance"."""
    return name[:1].lower() + name[1:] if name.startswith(("The ", "A ", "An ")) else name

"""Accounts of responsibility: who blames whom, who takes it on, who disowns it, who leaves it open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from riwaya.corroborate.blame import blame
from riwaya.corroborate.gist import Gist, gist
from riwaya.corroborate.scene import scene_of
from riwaya.corroborate.words import pattern
from riwaya.records import Claim, Entity, Report


class Manner(StrEnum):
    """How an account stands to responsibility."""

    OPEN = "open"  # nobody knows, confirms or has claimed it
    DISOWNS = "disowns"  # the speaker has no part in it
    ADMITS = "admits"  # the speaker takes it on
    BLAMES = "blames"  # somebody else is named


@dataclass(frozen=True, slots=True)
class Account:
    """One claim's word on who is responsible."""

    claim: str  # its id
    manner: Manner
    speaker: str | None  # as printed; None where the report says it itself
    party: str | None  # who is blamed, as printed


def accounts(
    claims: Iterable[Claim], report: Report, entity_of: Mapping[str, Entity] | None = None
) -> tuple[Account, ...]:
    """The accounts of responsibility among the claims of one report, in their order."""
    found = [account(gist(c, report, scene_of(report, [c]), entity_of or {})) for c in claims]
    return tuple(a for a in found if a)


def account(g: Gist) -> Account | None:
    """What a claim says of who is responsible, None where it says nothing of it."""
    manner = manner_of(g)
    if manner is None:
        return None
    words = g.claim.chain[0].source.words if g.claim.chain else None
    nobody = words is not None and pattern("blame.toml", "nobody").match(words.text)
    return Account(
        claim=g.id,
        manner=manner,
        speaker=words.text if words and not nobody else None,
        party=(blame(g).words or None) if manner is Manner.BLAMES else None,
    )


def manner_of(g: Gist) -> Manner | None:
    """How a claim stands to responsibility, None where it says nothing of it."""
    held = blame(g)
    if held.open:
        return Manner.OPEN
    if held.disowns and held.apart:
        return Manner.DISOWNS
    if held.admits:
        return Manner.ADMITS
    return Manner.BLAMES if held.words else None

"""The part of a ledger that knows what is still to settle, and what is around a claim."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import Protocol


class Step(StrEnum):
    """What is still to be done for a record that is read but not settled."""

    RESOLVE = "resolve"  # a referent: which entity is it
    KEY = "key"  # a claim: which keys does it share with others
    COMPARE = "compare"  # a claim: how does it stand to those it shares a key with
    CONCLUDE = "conclude"  # a claim: what event and status it belongs to, now that it is compared


class WaitingLedger(Protocol):
    """Work left over, and the neighbourhoods in which it is done."""

    def unsettled(self, step: Step, limit: int) -> tuple[str, ...]:
        """The records that wait for the step, by report and id, so that a report's come together."""
        ...

    def count_unsettled(self, step: Step) -> int:
        """How many records wait for the step."""
        ...

    def settled(self, step: Step, records: Collection[str]) -> None:
        """The records no longer wait for the step."""
        ...

    def unsettle(self, step: Step, records: Collection[str]) -> None:
        """The records wait for the step."""
        ...

    def sharing(self, records: Collection[str]) -> tuple[str, ...]:
        """Everything that shares a key with any of the records, with themselves, by id."""
        ...

    def tied(self, claims: Collection[str]) -> tuple[str, ...]:
        """Everything reached from the claims through ties, with themselves, by id."""
        ...

    def ties(self, claims: Collection[str]) -> Iterator[tuple[str, str]]:
        """The ties that touch any of the claims, in order."""
        ...

    def named_in(self, reports: Collection[str]) -> Mapping[str, Collection[str]]:
        """The referents of each report that are places or bodies."""
        ...

    def things(self, claims: Collection[str], prefix: str) -> Mapping[str, tuple[str, ...]]:
        """Key with the prefix -> all claims that have it, for the keys these claims have."""
        ...

    def rekey(self, keys: Mapping[str, Collection[str]]) -> None:
        """New keys of claims, which now wait to be compared."""
        ...

    def things_held(self, claims: Collection[str]) -> Collection[tuple[str, str]]:
        """The entities and aspects of the statuses that stand on any of these claims."""
        ...

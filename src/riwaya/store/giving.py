"""The part of a ledger that holds what people give it and decide in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from riwaya.records import Claim, Decision, Judgement, Mention, Relation
from riwaya.records.given import GivenPlace, PlaceFile, Setting


class GivenLedger(Protocol):
    """What people give and decide. Rows are appended, never changed."""

    def decide(self, decision: Decision) -> Decision:
        """The decision with its number, appended."""
        ...

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, oldest first."""
        ...

    def decisions_on(self, referents: Collection[str]) -> tuple[Decision, ...]:
        """The decisions about any of the referents, with what undoes them, oldest first."""
        ...

    def set_value(self, setting: Setting) -> None:
        """One more value of a setting; it counts from now on."""
        ...

    def settings(self) -> tuple[Setting, ...]:
        """Every value of every setting, oldest first."""
        ...

    def put_places(self, file: PlaceFile, places: Iterable[GivenPlace]) -> PlaceFile:
        """The places of one gazetteer, with how many they are; a file of the same bytes is added once."""
        ...

    def place_files(self) -> tuple[PlaceFile, ...]:
        """The gazetteers added, oldest first."""
        ...

    def given_places(self, file: int | None = None) -> Iterator[GivenPlace]:
        """The places of all of them, or of one."""
        ...


class JudgedLedger(Protocol):
    """What people judge of claims, relations and events. Rows are appended, never changed.

    `claims` gives claims as the standing judgements leave them, without those that are rejected, and
    `relations` leaves out those that are dismissed.
    """

    def judge(self, judgement: Judgement) -> Judgement:
        """The judgement with its number, appended; claims and relations stand as it leaves them."""
        ...

    def judgements(self, records: Collection[str] | None = None) -> tuple[Judgement, ...]:
        """Every judgement, or those on any of the records with what undoes them, oldest first."""
        ...

    def claims_as_read(
        self, ids: Collection[str] | None = None, report: str | None = None
    ) -> Iterator[Claim]:
        """Claims as a reader read them, whatever was judged; order as for `claims`."""
        ...

    def judgements_of_events(self) -> tuple[Judgement, ...]:
        """The judgements that join or part events, with every undoing, oldest first."""
        ...

    def judged_claims(self, ids: Collection[str] | None = None) -> Iterator[Claim]:
        """The claims that people judged, rejected ones too, as they stand now, by id."""
        ...

    def dismissed(self) -> tuple[Relation, ...]:
        """The relations that people dismissed and that would stand without that, by id."""
        ...

    def relation(self, relation_id: str) -> Relation | None:
        """One relation, dismissed or not."""
        ...

    def mentions(self, report: str) -> tuple[Mention, ...]:
        """What a reader found named in a report, in its order."""
        ...

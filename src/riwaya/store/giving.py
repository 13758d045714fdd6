"""The part of a ledger that holds what people give it and decide in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from riwaya.records import Decision
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

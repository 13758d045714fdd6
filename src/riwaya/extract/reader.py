"""The seam behind which readers are exchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from riwaya.records import Reading, Report


class Reader(Protocol):
    """Reports in, readings out, in the same order. A reader knows nothing of ledgers, clocks or networks."""

    @property
    def name(self) -> str:
        """Name and version, kept with every claim it makes, such as `rules-1`."""
        ...

    def read(self, reports: Sequence[Report]) -> Iterator[Reading]:
        """One Reading per report: sentences, claims with chains and stance, mentions."""
        ...


@runtime_checkable
class AheadReader(Reader, Protocol):
    """A reader that waits for answers from elsewhere: reports are begun before they are read."""

    @property
    def ahead(self) -> int:
        """How many reports are worth beginning before the first is read."""
        ...

    def begin(self, report: Report) -> None:
        """Start on a report that will be read soon; never waits."""
        ...

    def close(self) -> None:
        """Stop what was begun and not read."""
        ...

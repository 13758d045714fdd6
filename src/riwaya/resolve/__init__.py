"""Which mentions are one entity: speakers within a report, entities across reports.

within(report, reading) -> (Reading, tuple[Referent, ...])   one report
keys(referent)          -> tuple[str, ...]                   candidates share a key
across(referents)       -> tuple[Entity, ...]                a set closed under shared keys
"""

from __future__ import annotations

from riwaya.records import Reading, Referent, Report


def within(report: Report, reading: Reading) -> tuple[Reading, tuple[Referent, ...]]:
    """The reading with its referents linked, and the referents."""
    return reading, ()

"""Which mentions are one entity: speakers within a report, entities across reports.

within(report, reading) -> (Reading, tuple[Referent, ...])   one report
keys(referent)          -> tuple[str, ...]                   candidates share a key
across(referents)       -> tuple[Entity, ...]                a set closed under shared keys
"""

from riwaya.resolve.across import across, keys
from riwaya.resolve.within import within

__all__ = ["across", "keys", "within"]

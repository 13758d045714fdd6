"""Which mentions are one entity: speakers within a report, entities across reports.

within(report, reading) -> (Reading, tuple[Referent, ...])   one report
keys(referent)          -> tuple[str, ...]                   candidates share a key
look(referent)          -> str                               what comparing sees of it, as an id
related(fresh, near)    -> pairs of ids                      of those that share a key, who may be one
across(referents)       -> tuple[Entity, ...]                a set closed under `related`
with_details(text, referents) -> tuple[Referent, ...]        each with the words that lead to it
"""

from riwaya.resolve.across import across, look, related
from riwaya.resolve.guarding import with_details
from riwaya.resolve.keys import keys
from riwaya.resolve.within import within

__all__ = ["across", "keys", "look", "related", "with_details", "within"]

"""Events; which claims agree, conflict, echo, update; status over time; grades.

keys(claim, report, entity_of)            -> tuple[str, ...]   candidates share a key
relate(claims, reports, entity_of)        -> Findings          a set closed under shared keys
copies(reports)                           -> {report: original} reports that copy another as a whole
"""

from riwaya.corroborate.candidates import keys
from riwaya.corroborate.copies import copies
from riwaya.corroborate.relate import relate

__all__ = ["copies", "keys", "relate"]

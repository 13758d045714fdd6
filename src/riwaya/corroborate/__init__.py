"""Events; which claims agree, conflict, echo, update; status over time; grades.

keys(claim, report, entity_of)            -> tuple[str, ...]   candidates share a key
compare(fresh, claims, reports, entity_of) -> Compared        relations and ties of the fresh claims
spread(of, claims, compared, ...)         -> relations through copies
events(of, claims, compared, ...)         -> events of claims that were compared
statuses(of, claims, compared, ...)       -> statuses of claims that were compared
relate(claims, reports, entity_of)        -> Findings        both at once, for a whole set
accounts(claims, report)                  -> accounts of responsibility, one report's
copies(reports)                           -> {report: original} reports that copy another as a whole
"""

from riwaya.corroborate.accounts import Account, Manner, accounts
from riwaya.corroborate.candidates import keys
from riwaya.corroborate.copies import copies
from riwaya.corroborate.relate import compare, events, relate, spread, statuses

__all__ = [
    "Account",
    "Manner",
    "accounts",
    "compare",
    "copies",
    "events",
    "keys",
    "relate",
    "spread",
    "statuses",
]

"""Events; which claims agree, conflict, echo, update; status over time; grades.

keys(claim, report, entity_of)            -> tuple[str, ...]   candidates share a key
relate(claims, reports, entity_of)        -> Findings          a set closed under shared keys
"""

"""Names that are one and names that are not; conditions of places over time."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from riwaya.records import Entity, Findings
from riwaya.score.story_gold import Story

Scores = dict[str, tuple[int, int]]


def name_scores(story: Story, entity_of: Mapping[str, Entity]) -> Scores:
    """(right, of) over pairs of spellings that must be one entity and pairs that must not."""
    same = [p for group in story.gold["names"]["same"] for p in combinations(group, 2)]
    different = [tuple(p) for p in story.gold["names"]["different"]]
    return {
        "same": (sum(bool(_of(a, entity_of) & _of(b, entity_of)) for a, b in same), len(same)),
        "different": (sum(not _of(a, entity_of) & _of(b, entity_of) for a, b in different), len(different)),
    }


def _of(name: str, entity_of: Mapping[str, Entity]) -> set[str]:
    """Entities that carry a spelling, the longest match first when ranks stand before it."""
    exact = {e.id for e in entity_of.values() if any(n.text == name for n in e.names)}
    return exact or {
        e.id
        for e in entity_of.values()
        if any(len(n.text) > 3 and name.endswith(" " + n.text) for n in e.names)
    }


def status_scores(story: Story, findings: Findings, matches: Mapping[str, frozenset[str]]) -> Scores:
    """(found, of) over status entries one of whose claims supports a status of ours; the same for starts."""
    found = begun = dated = 0
    for row in story.gold["status"]:
        ours = [
            s
            for s in findings.statuses
            if any(matches.get(c, frozenset()) & set(row["claims"]) for c in s.claims)
        ]
        found += bool(ours)
        if row["from"]:
            dated += 1
            begun += any(s.since == str(row["from"]) for s in ours)
    return {"found": (found, len(story.gold["status"])), "since": (begun, dated)}

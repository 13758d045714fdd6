"""`riwaya score storylines`: relations, merges, claims, names and status against the answer key.

A claim of ours matches a key claim when its sentence or its words contain the key's words, so one may match
several. A relation is right when any pair of key claims behind its sides stands in the key with that kind;
pairs marked debatable count neither way. `corroborates` and `updates` list planted facts only, so their
precision is over pairs that the key rules on; `strict_precision` counts every other pair as wrong.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from riwaya.corroborate import relate
from riwaya.records import Claim, Entity, Findings, Relation, RelationKind, Report
from riwaya.score.story_claims import claim_scores
from riwaya.score.story_gold import Story, gold_claims, stories
from riwaya.score.story_names import name_scores, status_scores
from riwaya.score.story_read import read_story

Pair = frozenset[str]
_COMPLETE = (RelationKind.CONTRADICTS, RelationKind.ECHOES)


@dataclass(frozen=True, slots=True)
class Read:
    """A storyline as the system read it."""

    claims: tuple[Claim, ...]
    reports: Mapping[str, Report]
    entity_of: Mapping[str, Entity]
    findings: Findings


@dataclass(slots=True)
class Tally:
    """Counts of one relation kind."""

    right: int = 0
    wrong: int = 0
    forbidden: int = 0
    unruled: int = 0  # pairs the key says nothing about
    outside: int = 0  # with a side that is no claim of the key (a headline, an aside): cannot be ruled on
    missed: int = 0
    turned: int = 0  # right, but with the two sides exchanged
    about: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    falls: list[str] = field(default_factory=list)

    def scores(self, complete: bool) -> dict[str, Any]:
        """Precision, recall and F1, with the counts behind them."""
        false = self.wrong + self.forbidden + (self.unruled if complete else 0)
        strict = self.wrong + self.forbidden + self.unruled
        made = {
            "precision": _share(self.right, self.right + false),
            "recall": _share(self.right, self.right + self.missed),
            "strict_precision": _share(self.right, self.right + strict),
            "right": self.right,
            "false": false,
            "forbidden": self.forbidden,
            "unruled": self.unruled,
            "missed": self.missed,
            "outside": self.outside,
            "turned": self.turned,
            "about_right": _share(self.about["right"], self.about["right"] + self.about["other"]),
        }
        made["f1"] = _f1(made["precision"], made["recall"])
        return made


def score(path: Path, *, errors: bool = False, alone: bool = False) -> dict[str, Any]:
    """Scores over all storylines under a path; `alone` gives corroboration the key's own claims."""
    began = time.monotonic()
    tallies = {kind: Tally() for kind in RelationKind}
    abouts: dict[str, Tally] = {}
    merges, read_scores, names, status = Counter[str](), [], [], []
    told_apart = Counter[str]()
    found = stories(path)
    for story in found:
        read = by_key(story) if alone else by_pipeline(story)
        matches = match(story, read)
        _relations(story, read, matches, tallies, abouts)
        _apart(story, read, matches, told_apart)
        merges += _merges(story, read, matches)
        if not alone:
            read_scores.append(claim_scores(story, read.claims, matches, read.entity_of))
            names.append(name_scores(story, read.entity_of))
        status.append(status_scores(story, read.findings, matches))
    result: dict[str, Any] = {
        "task": "storylines",
        "stories": len(found),
        "relations": {str(k): t.scores(k in _COMPLETE) for k, t in tallies.items()},
        "about": {k: t.scores(True) for k, t in sorted(abouts.items())},
        "updates_told_from_contradictions": _share(told_apart["right"], sum(told_apart.values())),
        "false_merges": merges["merged"],
        "forbidden_merges": merges["forbidden"],
        "status": _mean(status),
        "data": digest(found),
        "seconds": round(time.monotonic() - began, 2),
    }
    if not alone:
        result |= {"claims": _mean(read_scores), "names": _mean(names)}
    if errors:
        result["errors"] = {str(k): {"missed": t.misses, "false": t.falls} for k, t in tallies.items()}
    return result


def by_key(story: Story) -> Read:
    """The story with the key's own claims: corroboration alone."""
    claims, reports, entities = gold_claims(story)
    found = tuple(claims.values())
    return Read(found, reports, entities, relate(found, reports, entities))


def by_pipeline(story: Story) -> Read:
    """The story read by the default stages, in memory."""
    claims, reports, entity_of = read_story(story)
    return Read(claims, reports, entity_of, relate(claims, reports, entity_of))


def match(story: Story, read: Read) -> dict[str, frozenset[str]]:
    """Claim id -> the key claims it matches: by its own words, else by its sentence."""
    by_file = {r.source: r for r in read.reports.values()}
    found: dict[str, set[str]] = {}
    for row in story.gold["claims"]:
        report = by_file[row["report"]]
        spots = _spots(report.text, row["key"])
        near = [c for c in read.claims if c.report == report.id and _touches(c, spots)]
        for claim in _nearest(near, spots):
            found.setdefault(claim.id, set()).add(row["id"])
    return {c: frozenset(k) for c, k in found.items()}


def _spots(text: str, key: str) -> list[tuple[int, int]]:
    spots, at = [], text.find(key)
    while at >= 0:
        spots.append((at, at + len(key)))
        at = text.find(key, at + 1)
    return spots


def _touches(claim: Claim, spots: list[tuple[int, int]]) -> bool:
    """Whether the claim's words or its sentence contain the key."""
    return any(
        (claim.start <= a and b <= claim.end) or (claim.sentence.start <= a and b <= claim.sentence.end)
        for a, b in spots
    )


def _nearest(claims: Sequence[Claim], spots: list[tuple[int, int]]) -> Sequence[Claim]:
    """Claims whose own words meet the key, else all whose sentence does."""
    own = [c for c in claims if any(s.start < b and a < s.end for a, b in spots for s in c.segments)]
    return own or claims


def _pairs(r: Relation, matches: Mapping[str, frozenset[str]]) -> set[Pair]:
    return {
        frozenset((a, b))
        for a in matches.get(r.claims[0], ())
        for b in matches.get(r.claims[1], ())
        if a != b
    }


def _relations(
    story: Story,
    read: Read,
    matches: Mapping[str, frozenset[str]],
    tallies: Mapping[RelationKind, Tally],
    abouts: dict[str, Tally],
) -> None:
    gold: dict[tuple[str, Pair], list[Mapping[str, Any]]] = {}
    for row in story.gold["relations"]:
        gold.setdefault((row["kind"], frozenset((row["a"], row["b"]))), []).append(row)
    open_to = {frozenset((d["a"], d["b"])) for d in story.gold.get("debatable", ())}
    banned = {(n["kind"], frozenset((n["a"], n["b"]))) for n in story.gold["not_related"]}
    met: set[tuple[str, Pair]] = set()
    met_about: set[tuple[str, str, Pair]] = set()
    counted: set[tuple[str, Pair]] = set()
    for r in read.findings.relations:
        tally, pairs = tallies[r.kind], _pairs(r, matches)
        by_about = abouts.setdefault(f"{r.kind}/{r.about}", Tally())
        hits = {(str(r.kind), p) for p in pairs} & gold.keys()
        if hits:
            fresh = hits - met
            met |= hits
            tally.right += len(fresh)
            right = {h for h in hits if any(g["about"] == str(r.about) for g in gold[h])}
            met_about |= {(k, str(r.about), p) for k, p in right}
            tally.about["right" if right else "other"] += 1
            by_about.right += bool(right)
            tally.turned += _turned(r, hits, gold, matches)
        elif not pairs:
            tally.outside += 1
        elif pairs & (open_to | _spared(r, banned, pairs)):
            continue
        elif any((str(r.kind), p) in banned for p in pairs):
            tally.forbidden += 1
            tally.falls.append(f"{story.name}: {r.why}")
            by_about.wrong += 1
        else:
            seen = (str(r.kind), frozenset((r.claims[0], r.claims[1])))
            tally.unruled += seen not in counted
            tally.falls.append(f"{story.name}: {r.why}")
            counted.add(seen)
            by_about.unruled += 1
    for (kind, pair), rows in gold.items():
        if (kind, pair) not in met:
            tallies[RelationKind(kind)].missed += 1
            tallies[RelationKind(kind)].misses.append(f"{story.name} {rows[0]['a']} {rows[0]['b']}")
        for row in rows:
            if (kind, row["about"], pair) not in met_about:
                abouts.setdefault(f"{kind}/{row['about']}", Tally()).missed += 1


def _spared(r: Relation, banned: set[tuple[str, Pair]], pairs: Iterable[Pair]) -> set[Pair]:
    """An echo on a pair that must not corroborate is right by one reading and counts neither way."""
    return {p for p in pairs if r.kind is RelationKind.ECHOES and ("corroborates", p) in banned}


def _turned(
    r: Relation,
    hits: set[tuple[str, Pair]],
    gold: Mapping[tuple[str, Pair], list[Mapping[str, Any]]],
    matches: Mapping[str, frozenset[str]],
) -> int:
    """Whether a relation that has a direction has it the wrong way round."""
    if r.kind not in (RelationKind.ECHOES, RelationKind.UPDATES):
        return 0
    straight = any(g["a"] in matches.get(r.claims[0], ()) for h in hits for g in gold[h])
    return int(not straight)


def _apart(story: Story, read: Read, matches: Mapping[str, frozenset[str]], told: Counter[str]) -> None:
    """Of the key's updates and conflicts that we relate as either, how many as the right one."""
    gold = {
        frozenset((g["a"], g["b"])): g["kind"]
        for g in story.gold["relations"]
        if g["kind"] in ("updates", "contradicts")
    }
    for r in read.findings.relations:
        if str(r.kind) in ("updates", "contradicts"):
            for p in _pairs(r, matches) & gold.keys():
                told["right" if gold[p] == str(r.kind) else "wrong"] += 1


def _merges(story: Story, read: Read, matches: Mapping[str, frozenset[str]]) -> Counter[str]:
    """Events that hold two claims which the key says are of two events; names that must stay apart."""
    counted: Counter[str] = Counter()
    banned = [frozenset((n["a"], n["b"])) for n in story.gold["not_related"] if n["kind"] == "same_event"]
    for event in read.findings.events:
        # a claim that speaks of both events at once proves nothing
        alone = [matches.get(c, frozenset()) for c in event.claims]
        inside = set[str]().union(*(m for m in alone if not any(b <= m for b in banned)))
        counted["merged"] += sum(b <= inside for b in banned)
    for a, b in story.gold["names"]["different"]:
        ids_a, ids_b = _entities(a, read.entity_of), _entities(b, read.entity_of)
        counted["forbidden"] += bool(ids_a & ids_b)
    return counted


def _entities(name: str, entity_of: Mapping[str, Entity]) -> set[str]:
    return {e.id for e in entity_of.values() if any(n.text == name for n in e.names)}


def digest(found: Sequence[Story]) -> str:
    """SHA-256 over the reports and keys that were scored."""
    seen = sha256()
    for story in found:
        for file in sorted(story.folder.iterdir()):
            if file.is_file():
                seen.update(file.name.encode() + b"\0" + file.read_bytes())
    return seen.hexdigest()


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None


def _f1(precision: float | None, recall: float | None) -> float | None:
    if precision is None or recall is None or precision + recall == 0:
        return None
    return round(2 * precision * recall / (precision + recall), 4)


def _mean(rows: Sequence[Mapping[str, tuple[int, int]]]) -> dict[str, float | None]:
    """Shares over all stories from (right, of) pairs."""
    keys = dict.fromkeys(k for row in rows for k in row)
    return {k: _share(sum(r[k][0] for r in rows), sum(r[k][1] for r in rows)) for k in keys}

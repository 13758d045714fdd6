"""How well the claims of a storyline were read: found, speaker, stance, when, chain, figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from riwaya.records import Claim, Entity
from riwaya.score.story_gold import Story

Scores = dict[str, tuple[int, int]]


def claim_scores(
    story: Story,
    claims: Sequence[Claim],
    matches: Mapping[str, frozenset[str]],
    entity_of: Mapping[str, Entity],
) -> Scores:
    """(right, of) for each thing the key gives of a claim; not found is wrong but for when and figures."""
    by_id = {c.id: c for c in claims}
    found: dict[str, list[Claim]] = {}
    for claim, keys in matches.items():
        for key in keys:
            found.setdefault(key, []).append(by_id[claim])
    rows = story.gold["claims"]
    scored: Scores = {}
    for name, right in (
        ("recall", lambda *_: True),
        ("speaker", lambda row, c: speaker_right(row, c, entity_of)),
        ("stance", lambda row, c: str(c.stance) == row["stance"]),
        ("chain", lambda row, c: len(c.chain) == (0 if row["narrated"] else 1 + len(row["chain"]))),
    ):
        scored[name] = (sum(any(right(r, c) for c in found.get(r["id"], ())) for r in rows), len(rows))
    dated = [r for r in rows if r["when"] and found.get(r["id"])]
    scored["when"] = (sum(any(when_right(r, c) for c in found[r["id"]]) for r in dated), len(dated))
    counted = [r for r in rows if r["figures"] and found.get(r["id"])]
    figures = [(r, f) for r in counted for f in r["figures"]]
    scored["figures"] = (
        sum(any(figure_right(f, c) for c in found[r["id"]]) for r, f in figures),
        len(figures),
    )
    scored["furniture"] = _furniture(story, claims)
    return scored


def speaker_right(row: Mapping[str, Any], claim: Claim, entity_of: Mapping[str, Entity]) -> bool:
    """Whether the nearest source is one of the key's strings or resolves to its fullest form."""
    if row["narrated"] or not claim.chain:
        return bool(row["narrated"]) and not claim.chain
    source = claim.chain[0].source
    if source.words is None:
        return not row["speaker"]
    entity = entity_of.get(source.referent) if source.referent else None
    names = {_plain(source.words.text)} | ({_plain(n.text) for n in entity.names} if entity else set())
    wanted = {_plain(s) for s in [*row["speaker"], row["resolved"]] if s}
    return any(n and w and (n == w or _within(n, w) or _within(w, n)) for n in names for w in wanted)


def _plain(text: str) -> str:
    return re.sub(r"^(?:the|a|an|its|his|her)\s+", "", re.sub(r"\s+", " ", text.strip().lower()))


def _within(short: str, long: str) -> bool:
    return len(short) > 3 and bool(re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long))


def when_right(row: Mapping[str, Any], claim: Claim) -> bool:
    """Whether the claim's time is one of the key's."""
    return bool(
        claim.when and claim.when.edtf and claim.when.edtf.rstrip("?~%") in {str(w) for w in row["when"]}
    )


def figure_right(gold: Mapping[str, Any], claim: Claim) -> bool:
    """Whether one figure of the claim has the key's low, best and high."""
    return any((f.low, f.best, f.high) == (gold["low"], gold["best"], gold["high"]) for f in claim.figures)


def _furniture(story: Story, claims: Sequence[Claim]) -> tuple[int, int]:
    """(pieces of furniture from which no claim came, pieces)."""
    pieces = [p for row in story.gold["reports"].values() for p in row["furniture"]]
    texts = [c.text for c in claims]
    return sum(not any(p in t or t in p for t in texts) for p in pieces), len(pieces)

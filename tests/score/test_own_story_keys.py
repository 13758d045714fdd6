"""The keys of our own stories hold together: every quoted word is in its report, every pair is of known claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.records import Stance
from riwaya.score.story_gold import Story, gold_claims, stories

pytest.importorskip("yaml")
STORIES = stories(Path(__file__).resolve().parents[2] / "evals" / "stories")
KINDS = {"contradicts", "corroborates", "echoes", "updates"}
ABOUT = {"figure", "date", "place", "responsibility", "denial", "status", "event"}
each = pytest.mark.parametrize("story", STORIES, ids=lambda s: s.name)


@each
def test_what_the_key_quotes_is_in_its_report(story: Story) -> None:
    for claim in story.gold["claims"]:
        text = story.text(claim["report"])
        assert claim["key"] in text
        assert [w for w in (*claim["speaker"], *claim["chain"], *claim["where"]) if w not in text] == []
    for file, row in story.gold["reports"].items():
        assert [f for f in row["furniture"] if f not in story.text(file)] == []
    whole = "\n".join(map(story.text, story.gold["reports"]))
    named = [n for group in story.gold["names"].values() for names in group for n in names]
    assert [n for n in named if n not in whole] == []


@each
def test_the_key_knows_its_words(story: Story) -> None:
    for claim in story.gold["claims"]:
        assert claim["stance"] in {str(s) for s in Stance}
        assert claim["naming"] in ({None} if claim["narrated"] else {"named", "unnamed", "requested"})
    assert {r["kind"] for r in story.gold["relations"]} <= KINDS
    assert {r["about"] for r in story.gold["relations"]} <= ABOUT
    assert {r["kind"] for r in story.gold["not_related"]} <= KINDS | {"same_event"}


@each
def test_the_pairs_of_the_key_are_known_claims_and_ruled_one_way(story: Story) -> None:
    ids = [c["id"] for c in story.gold["claims"]]
    assert len(ids) == len(set(ids))
    found = {(r["kind"], frozenset((r["a"], r["b"]))) for r in story.gold["relations"]}
    banned = {(r["kind"], frozenset((r["a"], r["b"]))) for r in story.gold["not_related"]}
    unsure = {frozenset((r["a"], r["b"])) for r in story.gold.get("debatable", ())}
    pairs = {p for _, p in found | banned} | unsure
    assert all(len(p) == 2 and p <= set(ids) for p in pairs)
    assert not found & banned
    assert {c for s in story.gold["status"] for c in s["claims"]} <= set(ids)


@each
def test_the_claims_of_the_key_become_records(story: Story) -> None:
    assert len(gold_claims(story)[0]) == len(story.gold["claims"])

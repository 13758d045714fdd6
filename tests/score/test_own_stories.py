"""Conflicts in stories the rules were not made on, and in pairs of plain sentences."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from riwaya.corroborate import relate
from riwaya.corroborate.judging import Judged
from riwaya.records import RelationKind
from riwaya.score.story_gold import Story
from riwaya.score.story_read import read_story
from riwaya.score.storylines import score

pytest.importorskip("yaml")
STORIES = Path(__file__).resolve().parents[2] / "evals" / "stories"
LEAD = "Soldiers moved into the miners' camp at Orvala on Tuesday to end a strike over wages"
OPPOSED = [
    (
        "Two miners said that soldiers had shot at them.",
        "The army denied that its men had fired a single shot.",
    ),
    ("A nurse said guards had opened fire at the gate.", "Guards did not use firearms, the ministry said."),
    (
        "Nine miners are missing since Tuesday, the union said.",
        "Nobody is unaccounted for, the governor said.",
    ),
    ("The road to Orvala is open again, the police said.", "Drivers said the road was still blocked."),
    ("The union said 30 trucks had been burned.", "The company said 12 trucks had been burned."),
    ("The army said it had warned the miners on Monday.", "Nobody warned us, a miner said."),
    ("Soldiers searched every house, women said.", "The army denied that houses had been searched."),
    (
        "The company said the fire was caused by a short circuit.",
        "The fire was started by soldiers, the union said.",
    ),
    (
        "About 3,000 people have fled Orvala, a relief worker said.",
        "The governor said no more than 400 people had fled.",
    ),
    (
        "Classes resumed on Thursday, the inspector said.",
        "The school was still closed on Thursday, a teacher said.",
    ),
]
AT_PEACE = [
    ("A nurse said nine miners had been hurt.", "The union said nine trucks had been burned."),
    ("Nine miners are missing, the union said.", "Nobody warned us, a miner said."),
    ("The road to Orvala is open again, the police said.", "The school was still closed, a teacher said."),
    ("Soldiers searched every house, women said.", "The army denied that its men had fired a single shot."),
    ("The pump was last repaired on 3 May, the company said.", "The pump was built in 1998, the union said."),
]


def conflicts(folder: Path, one: str, two: str) -> list[str]:
    """What two reports of one raid, told apart by one sentence each, are in conflict about."""
    (folder / "a.txt").write_text(
        f"Soldiers enter camp\n\nORVALA, May 16, 2024 - {LEAD}, the mayor said. Rain fell.\n\n{one}\n"
    )
    (folder / "b.txt").write_text(
        f"Camp at Orvala taken\n\nORVALA, May 17, 2024 - {LEAD}, witnesses said. It was cold.\n\n{two}\n"
    )
    given: dict[str, object] = {"given": True, "echo_of": None, "furniture": []}
    reports = {
        "a.txt": {"outlet": "Hill Wire", "published": "2024-05-16", **given},
        "b.txt": {"outlet": "The Valley", "published": "2024-05-17", **given},
    }
    names: dict[str, list[str]] = {"same": [], "different": []}
    key = {"reports": reports, "claims": [], "relations": [], "not_related": [], "names": names, "status": []}
    claims, by_id, entity_of = read_story(Story("pair", folder, key))
    found = relate(claims, by_id, entity_of).relations
    return [r.why for r in found if r.kind is RelationKind.CONTRADICTS]


@pytest.mark.parametrize(("one", "two"), OPPOSED)
def test_two_accounts_that_cannot_both_hold_are_in_conflict(tmp_path: Path, one: str, two: str) -> None:
    assert conflicts(tmp_path, one, two)


@pytest.mark.parametrize(("one", "two"), AT_PEACE)
def test_two_accounts_of_different_things_are_not(tmp_path: Path, one: str, two: str) -> None:
    assert not conflicts(tmp_path, one, two)


SEEN = ("e01", "e02", "e03")  # the rules were made with these in view: later ones are measured only


@pytest.mark.parametrize("name", SEEN)
def test_few_conflicts_by_rule_are_false_on_our_own_stories(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["riwaya.corroborate.relate"], "judged", lambda *_: Judged())
    found = score(STORIES / name)["relations"]
    assert found["contradicts"]["precision"] >= 0.95
    assert found["contradicts"]["recall"] >= 0.55
    assert (found["echoes"]["precision"] or 1.0) >= 0.90


@pytest.mark.parametrize("name", SEEN)
def test_the_judge_beside_the_rules_finds_no_less(name: str) -> None:
    found = score(STORIES / name)["relations"]
    assert found["contradicts"]["precision"] >= 0.80  # the judge never saw these stories
    assert found["contradicts"]["recall"] >= 0.55
    assert (found["echoes"]["precision"] or 1.0) >= 0.90

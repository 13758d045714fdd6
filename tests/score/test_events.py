from __future__ import annotations

import json
from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.score.events import aligned, normal, score

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


def row(text: str, **roles: list[list[str]]) -> str:
    extracts = {r: [[[m, text.find(m)] for m in e] for e in roles.get(r, [])] for r in ROLES}
    return json.dumps({"docid": "TST9-0001", "doctext": text, "extracts": extracts})


def test_roles_follow_active_and_passive_order(tmp_path: Path) -> None:
    text = "the guerrillas attacked the bridge. mayor ilario venn was killed by gunmen with a rifle."
    gold = {"PerpInd": [["guerrillas"], ["gunmen"]], "Target": [["the bridge"]]}
    file = tmp_path / "muc.json"
    file.write_text(row(text, **gold, Victim=[["mayor ilario venn"]], Weapon=[["rifle"]]) + "\n", "utf-8")
    result = score(file, errors=True)
    assert result["ceaf_ree_f1"] == 1.0, result["errors"]


def test_what_is_missed_and_too_much_lowers_the_figure(tmp_path: Path) -> None:
    file = tmp_path / "muc.json"
    file.write_text(row("the gunmen attacked the bridge.", Target=[["bridge"], ["mill"]]) + "\n", "utf-8")
    result = score(file)
    assert (result["precision"], result["recall"], result["ceaf_ree_f1"]) == (0.5, 0.5, 0.5)


def test_the_alignment_is_the_best_one() -> None:
    both, one = frozenset(["a man", "venn"]), frozenset(["venn"])
    assert aligned([both, one], [frozenset(["venn"]), frozenset(["a man"])]) == 2
    assert aligned([one], [both]) == 0  # a mention that gold does not have
    assert aligned([both], [one, frozenset(["a man"])]) == 1  # an entity counts once


def test_mentions_compare_without_case_marks_and_articles() -> None:
    assert normal('The  "EAST" Farm, a') == "east farm"


def test_another_format_is_bad_use(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}\n", "utf-8")
    with pytest.raises(BadUse, match=r"x\.json:1 is no MUC-4 row"):
        score(tmp_path)

"""The storyline scores count what the key says, and corroboration keeps its floors on the shared stories."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.score.storylines import score
from tests.shared_data import SHARED, needs_shared

FIRST = """Mill blast in Tel Marwan kills eight

TEL MARWAN, May 7 (Wire) - A blast at the Tel Marwan mill on Tuesday killed eight, miller Odet Karsan said.

The mill is closed, Karsan said.
"""
SECOND = """Tel Marwan nurse counts fourteen dead

Valley Voice, 8 May 2031

Fourteen bodies came to the clinic after Tuesday's explosion at the mill of Tel Marwan, nurse Belen Tosk said.

Read more: ten recipes with barley
"""
GOLD = """
reports:
  01_wire.txt: {outlet: Harbour Wire, published: '2031-05-07', given: true, echo_of: null, furniture: []}
  02_voice.txt:
    outlet: Valley Voice
    published: '2031-05-08'
    given: true
    echo_of: null
    furniture: ['Read more: ten recipes with barley']
claims:
- {id: c101, report: 01_wire.txt, key: killed eight, narrated: false, speaker: [Odet Karsan], resolved: miller Odet Karsan,
   naming: named, chain: [], stance: asserted, when: ['2031-05-06'], where: [Tel Marwan],
   figures: [{low: 8, best: 8, high: 8, unit: people, measure: killed}]}
- {id: c102, report: 01_wire.txt, key: The mill is closed, narrated: false, speaker: [Karsan], resolved: miller Odet Karsan,
   naming: named, chain: [], stance: asserted, when: [], where: [], figures: []}
- {id: c201, report: 02_voice.txt, key: Fourteen bodies came to the clinic, narrated: false, speaker: [Belen Tosk], resolved: nurse Belen Tosk,
   naming: named, chain: [], stance: asserted, when: ['2031-05-06'], where: [Tel Marwan],
   figures: [{low: 14, best: 14, high: 14, unit: people, measure: killed}]}
relations:
- {kind: contradicts, about: figure, a: c101, b: c201, why: eight against fourteen, item: r1}
not_related:
- {kind: corroborates, a: c101, b: c201, why: the figures differ, item: n2}
names: {same: [], different: [[Odet Karsan, Belen Tosk]]}
status: []
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "s1"
    folder.mkdir()
    (folder / "01_wire.txt").write_text(FIRST, encoding="utf-8")
    (folder / "02_voice.txt").write_text(SECOND, encoding="utf-8")
    (folder / "gold.yaml").write_text(GOLD, encoding="utf-8")
    return tmp_path


def test_a_planted_conflict_counts_as_found(story: Path) -> None:
    found = score(story, alone=True)
    assert found["relations"]["contradicts"]["right"] == 1
    assert found["relations"]["contradicts"]["f1"] == 1.0
    assert found["relations"]["corroborates"]["forbidden"] == 0
    assert found["forbidden_merges"] == 0


def test_a_missed_conflict_counts_as_missed(story: Path) -> None:
    gold = story / "s1" / "gold.yaml"
    gold.write_text(gold.read_text("utf-8").replace("b: c201, why: eight", "b: c102, why: eight"), "utf-8")
    found = score(story, alone=True, errors=True)
    assert found["relations"]["contradicts"]["missed"] == 1
    assert found["relations"]["contradicts"]["false"] == 1
    assert found["errors"]["contradicts"]["missed"] == ["s1 c101 c102"]


def test_debatable_pairs_count_neither_way(story: Path) -> None:
    gold = story / "s1" / "gold.yaml"
    text = gold.read_text("utf-8").replace("b: c201, why: eight", "b: c102, why: eight")
    gold.write_text(text + "debatable:\n- {a: c101, b: c201, why: an early count}\n", "utf-8")
    found = score(story, alone=True)
    assert found["relations"]["contradicts"]["false"] == 0


def test_the_digest_follows_the_data(story: Path) -> None:
    before = score(story, alone=True)["data"]
    (story / "s1" / "01_wire.txt").write_text(FIRST + "One more line.\n", encoding="utf-8")
    assert score(story, alone=True)["data"] != before


def test_a_folder_without_a_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadUse, match="no storyline"):
        score(tmp_path)


def test_the_whole_pipeline_reads_a_story(story: Path) -> None:
    found = score(story)
    assert found["claims"]["recall"] == 1.0
    assert found["claims"]["furniture"] == 1.0
    assert found["relations"]["contradicts"]["right"] == 1


FLOORS = {  # corroboration alone, on the key's own claims: only ever raised
    "contradicts": (0.86, 0.90),
    "corroborates": (0.85, 0.70),
    "echoes": (0.90, 0.95),
    "updates": (0.90, 0.90),
}


@needs_shared
def test_corroboration_keeps_its_floors_on_the_shared_stories() -> None:
    path = SHARED / "data" / "storylines"
    if not path.is_dir():
        pytest.skip(f"no storylines at {path}")
    found = score(path, alone=True)
    for kind, (precision, recall) in FLOORS.items():
        row = found["relations"][kind]
        assert row["precision"] >= precision, kind
        assert row["recall"] >= recall, kind
    assert found["false_merges"] == 0
    assert found["updates_told_from_contradictions"] >= 0.9

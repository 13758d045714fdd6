from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.score.attribution import annotated, score

TEXT = "The mayor said that the well was dry. “It rained,” a clerk said, “on Friday.”\n"


def span(words: str) -> str:
    at = TEXT.index(words)
    return f"{at} {at + len(words)}"


STANDOFF = f"""T1\tSource {span("The mayor")}\tThe mayor
T2\tCue {span("said")}\tsaid
T3\tContent {span("that the well was dry")}\tthat the well was dry
T4\tAttribution {span("said")}\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
T5\tSource {span("a clerk")}\ta clerk
T6\tCue {span("said, “on").replace(str(TEXT.index("said, “on") + 9), str(TEXT.index("said, “on") + 4))}\tsaid
T7\tContent {span("“It rained,”")};{span("“on Friday.”")}\t“It rained,” “on Friday.”
E2\tSource:T5 Cue:T6 Content:T7
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "paper_1.txt").write_text(TEXT, "utf-8")
    (tmp_path / "attributions" / "paper_1_0a1b.ann").write_text(STANDOFF, "utf-8")
    return tmp_path


def test_interrupted_spans_compare_as_sets_of_characters(data: Path) -> None:
    result = score(data)
    assert result["claims"]["triple"]["exact_f1"] == 1.0
    assert (result["attributions"], result["left_out"]) == (2, 0)


def test_what_the_network_marks_is_scored_beside_the_claims(data: Path) -> None:
    result = score(data, errors=True)
    found = result["triple"]["exact_f1"]
    assert 0 <= found <= 1
    assert (found == 1.0) == (result["errors"] == [])


def test_what_is_marked_for_discussion_is_left_out_and_counted(data: Path) -> None:
    file = data / "attributions" / "paper_1_0a1b.ann"
    file.write_text(STANDOFF + f"T9\tDiscuss {span('the well')}\tthe well\n", "utf-8")
    result = score(data)
    assert (result["attributions"], result["left_out"]) == (1, 1)


def test_each_annotator_is_scored(data: Path) -> None:
    (data / "attributions" / "paper_1_ffff.ann").write_text(STANDOFF.split("T5")[0], "utf-8")
    result = score(data)
    assert result["files"] == 2 and result["attributions"] == 3
    assert (
        result["claims"]["triple"]["exact_recall"] == 1.0
        and result["claims"]["triple"]["exact_precision"] == 0.75
    )


def test_annotations_are_read_with_their_gaps() -> None:
    triples, marked = annotated(STANDOFF, TEXT)
    assert len(triples) == 2 and not marked
    assert TEXT.index("clerk") not in triples[1].content


def test_annotations_without_their_text_are_bad_use(tmp_path: Path) -> None:
    (tmp_path / "lost_0a1b.ann").write_text("", "utf-8")
    with pytest.raises(BadUse, match="has no text"):
        score(tmp_path)

from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.records import Span
from training.spans import Tally, Triple, normal, read_part, read_standoff, score_attribution

TEXT = "“The mill is shut,” said Ora Belvin, “and will stay so.” Read more here."
STANDOFF = """T1\tSource 25 35\tOra Belvin
T2\tCue 20 24\tsaid
T3\tContent 0 19;37 56\t“The mill is shut,” “and will stay so.”
T4\tAttribution 20 24\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
T5\tDiscard 57 72\tRead more here.
T6\tDiscuss 0 4\t“The
"""
GOLD = Triple((Span(25, 35),), (Span(20, 24),), (Span(0, 19), Span(37, 56)))


def corpus(folder: Path) -> Path:
    (folder / "attributions").mkdir()
    (folder / "text").mkdir()
    for who in ("a1b2", "c3d4"):
        (folder / "attributions" / f"mill_{who}.ann").write_text(STANDOFF, encoding="utf-8")
    (folder / "text" / "mill.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_standoff_is_read_as_published() -> None:
    triples, discarded = read_standoff(STANDOFF, TEXT)
    assert triples == (GOLD,)
    assert discarded == (Span(57, 72),)


def test_every_annotator_counts_and_discarded_words_do_not(tmp_path: Path) -> None:
    part = corpus(tmp_path)
    assert [a.name for a in read_part(part)] == ["mill_a1b2", "mill_c3d4"]
    extra = Triple((), (Span(57, 61),), (Span(62, 71),))
    scores = score_attribution(part, lambda _: [GOLD, extra])
    assert set(scores.values()) == {1.0}


def test_half_a_content_is_not_exact_but_overlaps() -> None:
    tally = Tally()
    half = Triple(GOLD.source, GOLD.cue, (Span(0, 19),))
    tally.add(TEXT, [GOLD], [half])
    scores = tally.scores()
    assert scores["source.exact_f1"] == scores["cue.exact_f1"] == 1.0
    assert scores["content.exact_f1"] == scores["triple.exact_f1"] == 0.0
    # precision 1, recall 19 of the 38 characters of both pieces
    assert scores["content.overlap_f1"] == pytest.approx(2 * 0.5 / 1.5, abs=1e-3)
    assert 0 < scores["content.token_f1"] < 1


def test_nothing_found_scores_nothing() -> None:
    tally = Tally()
    tally.add(TEXT, [GOLD], [])
    assert set(tally.scores().values()) == {0.0}


def test_white_space_does_not_count() -> None:
    assert normal("ab  cd ", [Span(2, 7), Span(0, 2)]) == (Span(0, 6),)


def test_a_wrong_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadUse, match="attributions"):
        list(read_part(tmp_path))

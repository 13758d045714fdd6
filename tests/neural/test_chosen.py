import numpy as np
import pytest

from riwaya.neural.chosen import FEATURES, Choice, chosen
from riwaya.neural.found import Attributed
from riwaya.neural.read import SpanReader
from riwaya.neural.sessions import SHIPPED
from riwaya.neural.sight import FLAT_CUES
from riwaya.records import Span

# Two features speak: the first for the content, the second for the cue.
BY_TWO = Choice((1.0, *[0.0] * (FEATURES - 1)), (0.0, 1.0, *[0.0] * (FEATURES - 2)))


def said(cue: int, start: int, end: int) -> Attributed:
    return Attributed((Span(cue, cue + 4),), (), (Span(start, end),), None, None, "cue", 0.5)


def taken(found: list[Attributed], sure: list[bool], odds: list[tuple[float, float]]) -> list[int]:
    rows = np.zeros((len(found), FEATURES))
    rows[:, :2] = odds
    return [found.index(one) for one in chosen(found, sure, rows, BY_TWO)]


def test_a_sure_cue_is_dropped_where_its_content_is_unlikely() -> None:
    assert taken([said(0, 5, 20), said(30, 40, 60)], [True, True], [(-1, 2), (1, 2)]) == [1]


def test_a_doubtful_cue_is_taken_where_its_content_is_likely_and_no_other_s() -> None:
    found = [said(0, 5, 20), said(12, 16, 20), said(30, 40, 60), said(70, 80, 90)]
    assert taken(found, [True, False, False, False], [(3, 3), (3, 3), (2, -1), (0.3, 1)]) == [0, 2]


def test_of_doubtful_ones_with_one_content_the_likelier_is_taken() -> None:
    assert taken([said(0, 5, 20), said(30, 5, 20)], [False, False], [(1, 1), (2, 1)]) == [1]


def test_an_unlikely_cue_in_another_s_content_is_dropped() -> None:
    assert taken([said(0, 5, 60), said(12, 20, 40)], [True, True], [(3, 3), (3, -1)]) == [0]


def test_nothing_found_is_nothing_taken() -> None:
    assert chosen([], [], np.zeros((0, FEATURES)), BY_TWO) == ()


@pytest.mark.skipif(not (SHIPPED / "encoder.onnx").is_file(), reason="needs the shipped model")
def test_doubtful_cues_are_beside_the_certain_ones() -> None:
    reader = SpanReader()
    text = "Mayor Ora Belvin said that the bridge would reopen. Her plan is to widen the road to Dorvan next year."
    certain, more = reader.look(text, FLAT_CUES), reader.look(text, FLAT_CUES, doubtful=True)
    assert set(certain.cues) <= set(more.cues)
    found, sure, rows = more.weighed()
    assert rows.shape == (len(found), FEATURES)
    assert sum(sure) == len(certain.cues)
    assert set(more.chosen()) <= set(found)


@pytest.mark.skipif(not (SHIPPED / "encoder.onnx").is_file(), reason="needs the shipped model")
def test_an_empty_text_has_no_attributions() -> None:
    (found,) = SpanReader().read([""], cues=FLAT_CUES)
    assert found.attributions == ()

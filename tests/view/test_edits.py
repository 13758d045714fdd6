from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from riwaya.records import Span, Words
from riwaya.view.edits import Edit, Edited

TEXT = "The clerk Yusuf Barakat said that Barakat left."


@st.composite
def edited(draw: st.DrawFn) -> Edited:
    text = draw(st.text(min_size=1, max_size=60))
    ends = st.integers(0, len(text))
    edits = draw(st.lists(st.tuples(ends, ends, st.sampled_from(["[x 1]", "[y]"])), max_size=5))
    return Edited(text, [Edit(min(a, b), max(a, b), words) for a, b, words in edits])


def test_words_are_replaced_and_offsets_follow() -> None:
    made = Edited(TEXT, [Edit(10, 23, "[X]"), Edit(34, 41, "[X]")])
    assert made.text == "The clerk [X] said that [X] left."
    left = TEXT.index("left")
    assert made.words(Words.cut(TEXT, left, left + 4)).text == "left"
    assert made.words(Words.cut(TEXT, 16, 28)).text == "[X] said"


def test_neighbours_for_one_person_become_one() -> None:
    assert Edited("a clerk, Yusuf Barakat, left", [Edit(0, 7, "[X]"), Edit(9, 22, "[X]")]).text == "[X], left"


@given(edited(), st.data())
def test_any_span_stays_a_span_and_untouched_words_stay(made: Edited, data: st.DataObject) -> None:
    a, b = sorted(data.draw(st.tuples(*[st.integers(0, len(made.old))] * 2)))
    there = made.span(Span(a, b))
    assert 0 <= there.start <= there.end <= len(made.text)
    if not any(e.start < b and a < e.end for e in made.edits):
        assert made.text[there.start : there.end] == made.old[a:b]


@given(edited())
def test_no_replaced_character_is_left(made: Edited) -> None:
    kept = len(made.old) - sum(e.end - e.start for e in made.edits)
    assert len(made.text) == kept + sum(len(e.words) for e in made.edits)

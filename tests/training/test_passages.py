import itertools

from hypothesis import given
from hypothesis import strategies as st

from riwaya.neural.labels import KINDS, STANCES
from training.invented.passages import passage, passages


@given(st.integers(0, 100_000))
def test_what_is_annotated_stands_in_the_passage(number: int) -> None:
    document = passage(number)
    for attribution in document.attributions or ():
        assert attribution.cue
        assert attribution.content
        for start, end in (*attribution.source, *attribution.cue, *attribution.content):
            words = document.text[start:end]
            assert words
            assert words == words.strip()
        assert attribution.stance in STANCES
    for name in document.names or ():
        assert set(name.kinds) <= set(KINDS)
        assert document.text[name.start : name.end].strip() == document.text[name.start : name.end] != ""
    assert "{" not in document.text


@given(st.integers(0, 100_000))
def test_names_do_not_overlap_and_parts_of_an_attribution_neither(number: int) -> None:
    document = passage(number)
    names = sorted((n.start, n.end) for n in document.names or ())
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(names))
    for attribution in document.attributions or ():
        parts = sorted((*attribution.source, *attribution.cue, *attribution.content))
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(parts)), document.text


def test_the_same_number_is_the_same_passage() -> None:
    assert passages(5) == passages(5)
    assert len({d.text for d in passages(50)}) == 50


def test_hearsay_lies_inside_what_another_says() -> None:
    nested = 0
    for document in passages(200):
        for outer in document.attributions or ():
            for inner in document.attributions or ():
                nested += any(a <= inner.cue[0][0] and inner.cue[0][1] <= b for a, b in outer.content)
    assert nested > 50

from pathlib import Path

import pytest

from training.corpora.field import document, field
from training.marked import Unmarked
from training.passages.markup import passage, read_passages

FOLDER = Path(__file__).parents[2] / "training" / "passages"
MARKED = (
    "{S1 Col. {P Haitham Dorrani}, police chief of {L Selm Awa},} {Q1:asserted told} us {T on Tuesday} "
    "{C1 that {S2 the {A {L Selm Awa} hospital}} {Q2:denied:not had denied} {C2 turning away {N:injured 12 people}}}."
)


def test_a_passage_is_its_text_and_what_is_marked_in_it() -> None:
    found = passage("p-1", MARKED)
    assert found.text.startswith(
        "Col. Haitham Dorrani, police chief of Selm Awa, told us on Tuesday that the "
    )
    outer, inner = found.voices
    assert found.text[slice(*outer.source[0])] == "Col. Haitham Dorrani, police chief of Selm Awa,"
    assert found.text[slice(*inner.content[0])] == "turning away 12 people"
    assert (inner.stance, inner.negated, outer.negated) == ("denied", True, False)
    assert [(found.text[m.start : m.end], m.values) for m in found.of("N")] == [("12 people", ("injured",))]


def test_names_inside_names_are_told_apart() -> None:
    made = document(passage("p-1", MARKED))
    assert made.names is not None and made.inner is not None
    shown = {made.text[n.start : n.end]: n.kinds for n in made.names}
    assert shown["Selm Awa hospital"] == ("FAC",)
    assert [(made.text[n.start : n.end], n.kinds) for n in made.inner] == [("Selm Awa", ("LOC",))]


def test_one_source_may_serve_two_attributions() -> None:
    found = passage("p-2", "{S1,2 She} {Q1:asserted said} {C1 it rained} and {Q2:possible may} {C2 leave}.")
    assert found.voices[0].source == found.voices[1].source == ((0, 3),)


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("{S1 She} {Q1:asserted said} nothing", "no cue or no content"),
        ("{X1 She}", "no tag"),
        ("{P Ora", "never closed"),
        ("Ora}", "too many"),
        ("{Q1:shouted yelled} {C1 it}", "give one of asserted"),
        ("{N:dogs 12 dogs}", "give one of killed"),
        ("{P:denied Ora}", "takes no 'denied'"),
    ],
)
def test_what_breaks_the_format_is_named(marked: str, said: str) -> None:
    with pytest.raises(Unmarked, match=said) as problem:
        passage("p-9", marked)
    assert str(problem.value).startswith("p-9: ")


def test_the_passages_hold_to_the_format_and_no_two_are_the_same() -> None:
    found = [p for path in sorted(FOLDER.glob("*.txt")) for p in read_passages(path)]
    assert len({p.name for p in found}) == len(found) >= 1500
    assert len({p.text for p in found}) == len(found)
    for one in found:
        for mark in one.marks:
            assert one.text[mark.start : mark.end].strip() == one.text[mark.start : mark.end], one.name


def test_a_tenth_of_the_passages_is_kept_for_measuring() -> None:
    training, held_out = field()
    assert not {d.text for d in training} & {d.text for d in held_out}
    assert 6 < len(training) / len(held_out) < 13

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.extract.sentences import paragraphs, sentences


def split(text: str) -> list[str]:
    return [span.of(text) for paragraph in paragraphs(text) for span in sentences(text, paragraph)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It fell. It rose.", ["It fell.", "It rose."]),
        ("Col. Marek met Dr. T. Orsa on Sept. 3.", ["Col. Marek met Dr. T. Orsa on Sept. 3."]),
        ("It shut at 5 p.m. on Friday.", ["It shut at 5 p.m. on Friday."]),
        ("They left at 10 p.m. The gate was shut.", ["They left at 10 p.m.", "The gate was shut."]),
        ("“It fell.” He left.", ["“It fell.”", "He left."]),
        ("“Why?” he asked.", ["“Why?” he asked."]),
        ("هل عاد الناس؟ نعم عادوا.", ["هل عاد الناس؟", "نعم عادوا."]),
        ("قال إنه عاد؛ ثم سكت.", ["قال إنه عاد؛", "ثم سكت."]),
        ("Train No. 214 left.", ["Train No. 214 left."]),
        ("It cost 3.5 dinars. All paid.", ["It cost 3.5 dinars.", "All paid."]),
    ],
)
def test_where_sentences_end(text: str, wanted: list[str]) -> None:
    assert split(text) == wanted


def test_wrapped_lines_are_one_paragraph_and_headings_stand_alone() -> None:
    text = "The water rose over the fields in the night and\nthe mill was lost.\n\nROADS\nThe road is shut.\n"
    assert [span.of(text) for span in paragraphs(text)] == [
        "The water rose over the fields in the night and\nthe mill was lost.",
        "ROADS",
        "The road is shut.",
    ]


@given(st.text(alphabet=st.sampled_from("ab A.?!”“\n\"'؟ Dr1"), max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())

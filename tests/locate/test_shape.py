from __future__ import annotations

import pytest

from riwaya.locate.figures import figures


@pytest.mark.parametrize(
    ("text", "words", "shape"),
    [
        ("Some 7,500 people are still displaced.", "7,500", ("stock",)),
        ("Some 7,500 people were displaced on Monday.", "7,500", ("flow",)),
        ("17 fishermen are missing.", "17", ("stock",)),
        ("Shelling killed 14 people.", "14", ("flow",)),
        ("Another 300 families fled on Monday.", "300", ("flow", "new")),
        ("12 more people were killed.", "12", ("flow", "new")),
        ("More than 40 people were killed.", "40", ("flow",)),
        ("A total of 40 people have been killed so far.", "40", ("flow", "total")),
        ("Twenty-two civilians, among them five children, died.", "Twenty-two", ("flow", "whole")),
        ("Twenty-two civilians, among them five children, died.", "five", ("flow", "part")),
        ("500 of the 4,000 villagers had left.", "500", ("flow", "part")),
        ("A third of the 900 detainees were minors.", "900", ("flow", "whole")),
        ("The town has 900 shops.", "900", ()),
    ],
)
def test_stock_or_flow_total_or_new_whole_or_part(text: str, words: str, shape: tuple[str, ...]) -> None:
    (figure,) = (f for f in figures(text) if words in f.words.text)
    assert figure.shape == shape


def test_a_part_names_its_whole() -> None:
    whole, *parts = figures("Killed: 4 (2 women, 1 child, 1 man). Injured: 19+.")[:4]
    assert [p.part_of for p in parts] == [whole.words] * 3
    assert whole.part_of is None


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("Shelling killed 12 people, children among them.", "children"),
        ("At least 12 people, including women and children, were killed.", "women and children"),
        ("At least 12 people were killed.", None),
        ("Twenty-two civilians, among them five children, died.", None),
    ],
)
def test_who_is_among_them_without_a_number(text: str, among: str | None) -> None:
    assert figures(text)[0].among == among

from __future__ import annotations

import pytest

from riwaya.extract.naming import minor, naming_of, requested
from riwaya.records import Naming, Span


@pytest.mark.parametrize(
    ("source", "naming"),
    [
        ("Orsa Belmin", Naming.NAMED),
        ("Sheikh Tarik al-Halmi", Naming.NAMED),
        ("the ministry of roads", Naming.NAMED),
        ("police", Naming.NAMED),
        ("the caretaker, Orsa Belmin", Naming.NAMED),
        ("a doctor at Halm Hospital", Naming.UNNAMED),
        ("officials in Halm", Naming.UNNAMED),
        ("the Halm commander", Naming.UNNAMED),
        ("one of the children", Naming.UNNAMED),
        ("she", None),
    ],
)
def test_naming(source: str, naming: Naming | None) -> None:
    assert naming_of(source) is naming


@pytest.mark.parametrize(
    "clause",
    [
        "who asked not to be named",
        "who spoke on condition of anonymity",
        "who did not want his name printed",
        "who was not authorised to speak",
        "whose name has been changed",
        "who preferred to remain anonymous",
        "who asked that her name not appear",
    ],
)
def test_requested(clause: str) -> None:
    text = f"A clerk, {clause}, said the list was short. The mayor agreed."
    sentence = Span(0, text.index(" The mayor"))
    assert requested(text, sentence, Span(0, 7))
    assert not requested(text, Span(sentence.end + 1, len(text)), Span(sentence.end + 1, sentence.end + 10))


@pytest.mark.parametrize(
    ("source", "young"),
    [("a 10-year-old boy", True), ("Tarik, 16,", True), ("a man aged 61", False), ("a girl", True)],
)
def test_minor(source: str, young: bool) -> None:
    text = f"{source} said the well was dry."
    assert minor(text, Span(0, len(text)), Span(0, len(source.rstrip(",")))) is young

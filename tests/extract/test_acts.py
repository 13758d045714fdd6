"""Acts the report tells itself, documents that show, second speakers without a verb, times before a speaker.

Sentences are invented.
"""

from __future__ import annotations

import pytest

from tests.extract.reading import said

Row = tuple[list[str | None], str, str]

CASES: list[tuple[str, list[Row]]] = [
    (
        "A third of the weavers have asked for a loan.",
        [
            ([], "asserted", "A third of the weavers have asked for a loan"),
            (["A third of the weavers"], "asked", "for a loan"),
        ],
    ),
    (
        "The widow asked for the deed in 2004 and was given it in May.",
        [
            ([], "asserted", "The widow asked for the deed in 2004"),
            (["The widow"], "asked", "for the deed in 2004"),
            ([], "asserted", "was given it in May"),
        ],
    ),
    (
        "More than 40 families refused to leave the quay.",
        [
            ([], "asserted", "More than 40 families refused to leave the quay"),
            (["40 families"], "declined", "refused to leave the quay"),
        ],
    ),
    (
        "The millers complained to the bishop on 4 May and had an answer.",
        [([], "asserted", "The millers complained to the bishop on 4 May and had an answer")],
    ),
    (
        "Ten days later both villages agreed to let the herds pass.",
        [([], "asserted", "Ten days later both villages agreed to let the herds pass")],
    ),
    ("The toll was raised twice, the ledger shows.", [(["the ledger"], "asserted", "The toll was raised twice")]),
    ("Two days later the abbot said the gate was shut.", [(["the abbot"], "asserted", "the gate was shut")]),
    (
        "In a letter dated 11 March the guild told the owners that the roof was leaking.",
        [(["the guild"], "asserted", "the roof was leaking")],
    ),
    (
        "Police put the dead at 9, the hospital at 14.",
        [(["Police"], "asserted", "the dead at 9"), (["the hospital"], "asserted", "at 14")],
    ),
    (
        "The company said 40 men had gone, and the guild that there were 90.",
        [(["The company"], "asserted", "40 men had gone"), (["the guild"], "asserted", "there were 90")],
    ),
    ("The nurse counted 12 men, the youngest 14.", [(["The nurse"], "asserted", "12 men, the youngest 14")]),
    ("Camp note: ~40 huts for 300+ people.", [([], "asserted", "Camp note: ~40 huts for 300+ people")]),
    ("Only 3 of its 9 boats run.", [([], "asserted", "Only 3 of its 9 boats run")]),
    ("A crowd of 2,000 to 3,000 blocked the road.", [([], "asserted", "A crowd of 2,000 to 3,000 blocked the road")]),
    (
        "Nine shops burned, the guild said, and 3 more may fall.",
        [(["the guild"], "asserted", "Nine shops burned"), (["the guild"], "possible", "3 more may fall")],
    ),
    (
        "The bandits asked for 200 goats, the herders said, and were given 40.",
        [(["the herders"], "asserted", "The bandits asked for 200 goats ... and were given 40")],
    ),
    ("The hearing was put off to 30 March.", [([], "asserted", "The hearing was put off to 30 March")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_who_speaks_and_what_the_report_tells_itself(text: str, wanted: list[Row]) -> None:
    assert said(text) == wanted

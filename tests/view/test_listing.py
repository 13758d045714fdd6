"""Reports by time: the columns of the chart, and what is written under them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from riwaya.store import open_ledger
from riwaya.view.front import front
from riwaya.view.listing import columns


@pytest.mark.parametrize("months", [2, 3, 5, 13, 24, 25, 47])
def test_labels_are_few_short_and_apart(months: int) -> None:
    last = date(2017 + (10 + months - 1) // 12, (10 + months - 1) % 12 + 1, 3)
    made = columns({date(2017, 11, 5).toordinal(): 1, last.toordinal(): 2, 0: 4})
    assert len(made) == months and sum(c.count for c in made) == 3
    labelled = [at for at, c in enumerate(made) if c.labelled]
    assert labelled[0] == 0 and labelled[-1] == months - 1 and len(labelled) <= 4
    assert all(b - a >= months // 4 for a, b in pairwise(labelled))
    assert (made[0].short, made[0].words) == ("Nov 2017", "November 2017")


def test_many_months_become_years() -> None:
    made = columns({date(2001, 1, 1).toordinal(): 1, date(2024, 1, 1).toordinal(): 1})
    assert [c.short for c in made if c.labelled][:2] == ["2001", "2004"] and len(made) == 24


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2017-11", "2019-10-21/2019-11-30", "November 2017 to 30 November 2019"),
        ("../2016-02-01", "2018-06-17", "until 17 June 2018"),
        ("[2018-06-01,2018-06-04]", "2018-06-17", "1 to 17 June 2018"),
        ("2018-06-17", "2018-06-17", "17 June 2018"),
    ],
)
def test_the_span_of_the_reports_is_one_span(first: str, last: str, words: str, tmp_path: Path) -> None:
    ledger = open_ledger(str(tmp_path / "empty.riwaya"), create=True)
    shown = front(ledger)
    ledger.close()
    assert shown.span_words == ""
    assert replace(shown, first=first, last=last).span_words == words

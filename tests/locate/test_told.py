"""Times counted from the day told last, months that are names, and what lasts until a day. Invented."""

from __future__ import annotations

import pytest

from riwaya.locate.moments import bounds
from riwaya.locate.timed import Anchor
from riwaya.locate.times import times

_DAY = bounds("2023-05-17")  # a Wednesday
assert _DAY is not None
ANCHOR = Anchor(_DAY, "the publication date 2023-05-17")


@pytest.mark.parametrize(
    "text", ["Lal Jan Sabir left.", "The clerk, Jan Ombre, left.", "It was April Torrin."]
)
def test_a_month_that_is_part_of_a_name_is_no_time(text: str) -> None:
    assert times(text, ANCHOR) == ()


def test_a_month_behind_a_word_of_time_is_one_whatever_follows() -> None:
    assert [t.edtf for t in times("In April Torrin left.", ANCHOR)] == ["2023-04"]


def test_what_stays_shut_until_a_day_stays_so_to_the_coming_one() -> None:
    (one,) = times("Both mills would stay shut until Friday.", ANCHOR)
    assert one.edtf == "../2023-05-19"


def test_that_day_of_a_date_without_a_year_has_none_either() -> None:
    found = times("On 4 March they met. No one slept that day, and at dawn they left.", None)
    assert [t.edtf for t in found] == ["XXXX-03-04", "XXXX-03-04", "XXXX-03-04"]

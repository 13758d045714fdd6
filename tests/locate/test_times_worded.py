"""Dates in the many wordings of reports, and the clause each belongs to. Sentences are invented."""

from __future__ import annotations

import pytest

from riwaya.locate.moments import bounds
from riwaya.locate.timed import Anchor
from riwaya.locate.times import times
from tests.locate.test_claims import claim, located, when

WEDNESDAY = "2023-05-17"

CASES: list[tuple[str, list[str | None]]] = [
    ("The mill was built around 1884 and burned in 1931 or 1932.", ["1884~", "1931/1932"]),
    ("It was dug about 1740 by monks.", ["1740~"]),
    ("The wells ran dry in March or April 2019.", ["2019-03/2019-04"]),
    ("They came on 3 or 4 May.", ["2023-05-03/2023-05-04"]),
    ("They came on Monday or Tuesday.", ["2023-05-15/2023-05-16"]),
    ("Nobody may fish today or tomorrow.", ["2023-05-17/2023-05-18"]),
    ("They came on Monday and Friday.", ["2023-05-15", "2023-05-12"]),
    ("A year ago to the day the weir broke.", ["2022-05-17"]),
    ("A month ago to the day the weir broke.", ["2023-04-17"]),
    ("The fees fall due at the end of June.", ["2023-06-30~"]),
    ("The lease lapses at the end of this year.", ["2023-12"]),
    ("It will be paid by the end of June.", ["../2023-06-30"]),
    ("The school opened at the beginning of March.", ["2023-03-01~"]),
    ("The shop was robbed on the last night of January.", ["2023-01-31"]),
    ("On 2 June 2020 he was held; on the last day of that month he was freed.", ["2020-06-02", "2020-06-30"]),
    ("He was held on 2 June 2020 and freed on the first Sunday of the following month.", ["2020-06-02", "2020-07-05"]),
    ("The shop was robbed on the last day of last month.", ["2023-04-30"]),
    ("The stalls are to reopen on Friday, and the school the Monday after.", ["2023-05-19", "2023-05-22"]),
    ("They met on 4 May. The Tuesday before, a shell had struck.", ["2023-05-04", "2023-05-02"]),
    ("They met on 4 May. On the Saturday of that week they left.", ["2023-05-04", "2023-05-06"]),
    ("The mill burned the day after Christmas.", ["2022-12-26", "2022-12-25"]),
    ("The mill burned on the night of 4 to 5 May.", ["2023-05-04/2023-05-05"]),
    ("The mill burned in the last days of April.", ["2023-04-21/2023-04-30"]),
    ("Another lorry is expected within a month.", ["2023-05/2023-06"]),
    ("He has been held since Ash Wednesday.", [None]),
    ("None has set out since Friday.", ["2023-05-12/.."]),
    ("They are set to leave on Friday.", ["2023-05-19"]),
    ("In March 19 villagers were killed.", ["2023-03"]),
    ("2023-05-16, 21:40: shots. 17/5, 06:15: pump gone. 18/5: no entry.", ["2023-05-16", "2023-05-17", "2023-05-18"]),
    ("He won 27/9 of the lots.", []),
    ("It was dug in May 2019 and was dry by the following March.", ["2019-05", "../2020-03"]),
    ("They came the night before last.", ["2023-05-15"]),
    ("The fair is held every September.", []),
    ("They fish on Fridays.", []),
    ("The 4th Regiment held the 3rd floor.", []),
    ("It opens a week from tomorrow.", ["2023-05-25"]),
    ("The mine closed three years ago next month.", ["2020-06"]),
    ("It rained on Thursday and Friday of last week.", ["2023-05-11/2023-05-12"]),
    ("It burned in the first week of 2015.", ["2015-01-01/2015-01-07"]),
    ("The tunnel opened in 2011, a decade after work began.", ["2011", "2001"]),
    # open to one side by another name of the day, or by what the day was that of
    ("The ford has been shut since Whit Monday, 1 May.", [None, "2023-05-01/.."]),
    ("The ford has been shut since Holy Thursday (6 April).", [None, "2023-04-06/.."]),
    ("The ford has been shut since last Friday, 12 May.", ["2023-05-12/..", "2023-05-12/.."]),
    ("The ford is to stay shut until Whit Monday, 29 May.", [None, "../2023-05-29"]),
    ("The ford has been shut since the flood of 3 May.", ["2023-05-03/.."]),
    ("The ford has been shut since the miller's feast, 3 May.", ["2023-05-03/.."]),
    ("The ford, shut since it flooded, opened on 3 May.", ["2023-05-03"]),
    # days of a bulletin
    ("Bulletin 4, for the week of 1 to 7 May. It rained on every day of the period.", ["2023-05-01/2023-05-07"] * 2),
    ("Weekly note, 1-7 May. Two cranes stood idle throughout the period.", ["2023-05-01/2023-05-07"] * 2),
    ("It was dug in 2019. It was the worst the period of drought had seen.", ["2019"]),
    ("For the week of 1 to 7 May. The weir broke on the Thursday.", ["2023-05-01/2023-05-07", "2023-05-04"]),
    ("The flood came on 3 May. On the Saturday a lorry came.", ["2023-05-03", "2023-05-06"]),
    ("The flood came on 3 May. The Friday market was empty.", ["2023-05-03", "2023-05-12"]),
    # weekdays of a week that is named
    ("Last week the guards held the ford on Tuesday.", ["2023-05-08/2023-05-14", "2023-05-09"]),
    ("Last week the guards held it from Tuesday to Friday.", ["2023-05-08/2023-05-14", "2023-05-09/2023-05-12"]),
    ("They held the ford from Tuesday to Friday last week.", ["2023-05-09/2023-05-12"]),
    ("Last week 40 goats died, 12 of them on Monday.", ["2023-05-08/2023-05-14", "2023-05-08"]),
    ("Last week the reeve resigned, and on Tuesday his clerk followed.", ["2023-05-08/2023-05-14", "2023-05-16"]),
    # after days through which something went on
    ("From 1 to 4 May none came. On the following day two did.", ["2023-05-01/2023-05-04", "2023-05-05"]),
    ("From 2 to 4 May none came. The day before, two had.", ["2023-05-02/2023-05-04", "2023-05-01"]),
    ("From 1 to 4 May none came. Two days later two did.", ["2023-05-01/2023-05-04", "2023-05-06"]),
    ("A goat was lost between 1 and 4 May. The next day it was found.", ["2023-05-01/2023-05-04", None]),
    # the month in which it was said
    ("The reeve said on April 5 that it would open by the end of that month.", ["2023-04-05", "../2023-04-30"]),
    ("The reeve said on April 5 that it would open later that month.", ["2023-04-05", "2023-04"]),
    ("The reeve promised in January that it would open by the end of that year.", ["2023-01", "../2023-12"]),
    ("The reeve told them on 3 April that work would begin the following month.", ["2023-04-03", "2023-05"]),
    ("The mill burned on 3 May. They said on Monday that it had been shut the previous day.", ["2023-05-03", "2023-05-15", "2023-05-02"]),
    ("A first case was confirmed on 2 May and a second two days later.", ["2023-05-02", "2023-05-04"]),
    ("It was announced on 2 May that he had left two days before.", ["2023-05-02", None]),
    ("The pump has stood since early on Sunday, 7 May.", ["2023-05-07/.."]),
    ("For the week of 1 to 7 May. A cart came on the final day of the period.", ["2023-05-01/2023-05-07", "2023-05-07"]),
    ("A barge is promised for the Friday after next.", ["2023-05-26"]),
    ("They are to meet the weekend after next.", ["2023-05-27/2023-05-28"]),
    ("The clock stopped on Leap Day.", ["2020-02-29"]),
    ("The rents fall due at Michaelmas.", ["2023-09-29"]),
    # a note's own date is that of no event
    ("The truce began on Monday, they said in a note dated 9 May. An hour later shots fell.", ["2023-05-15", "2023-05-09", "2023-05-15"]),
    ("The note was sent on 9 May. It came two days later.", ["2023-05-09", "2023-05-11"]),
    ("The rota changes on Monday; a new cook comes on Friday.", ["2023-05-15", "2023-05-19"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_times_in_other_words(text: str, wanted: list[str | None]) -> None:
    moment = bounds(WEDNESDAY)
    assert moment is not None
    found = times(text, Anchor(moment, "the publication date"))
    assert [t.edtf for t in found if t.dated] == wanted


CLAUSES: list[tuple[str, list[tuple[str, str | None]]]] = [
    (
        "The roof was mended in the mid-1980s and the tower in 2011.",
        [("The roof was mended in the mid-1980s", "1984/1986"), ("the tower in 2011", "2011")],
    ),
    (
        "The chapel was robbed on 1 May and again on 9 May.",
        [("The chapel was robbed on 1 May", "2023-05-01"), ("again on 9 May", "2023-05-09")],
    ),
    (
        "The cart was turned back on the 3rd, and none has come since Friday.",
        [("The cart was turned back on the 3rd", "2023-05-03"), ("none has come since Friday", "2023-05-12/..")],
    ),
    ("A permit issued in 2016 lapses on 30 June.", [("A permit issued in 2016 lapses on 30 June", "2023-06-30")]),
    (
        "The men who were held in April were freed on Monday.",
        [("The men who were held in April were freed on Monday", "2023-05-15")],
    ),
    (
        "The board, set up in 2019, is to report by the end of June.",
        [("The board,  , is to report by the end of June", "../2023-06-30"), ("set up in 2019", "2019")],
    ),
    ("It was the worst flood since the breach of 3 May 1953.", [("It was the worst flood since the breach of 3 May 1953", None)]),
    (
        "Last week the guards held the ford on Tuesday.",
        [("Last week the guards held the ford on Tuesday", "2023-05-09")],
    ),
    (
        "Polls opened on Sunday, counting began in the night of Monday, and the result will be announced tomorrow.",
        [
            ("Polls opened on Sunday", "2023-05-14"),
            ("counting began in the night of Monday", "2023-05-15"),
            ("the result will be announced tomorrow", "2023-05-18"),
        ],
    ),
    (
        "A first goat died on 2 May, near the well, and a third on the 9th.",
        [("A first goat died on 2 May, near the well", "2023-05-02"), ("a third on the 9th", "2023-05-09")],
    ),
    (
        "A first case was confirmed on 2 May, a second two days later and a third the day after that.",
        [
            ("A first case was confirmed on 2 May", "2023-05-02"),
            ("a second two days later", "2023-05-04"),
            ("a third the day after that", "2023-05-05"),
        ],
    ),
    (
        "A first cart crossed on 2 May, a second on the 4th and a third, the largest, on the 9th.",
        [
            ("A first cart crossed on 2 May", "2023-05-02"),
            ("a second on the 4th", "2023-05-04"),
            ("a third, the largest, on the 9th", "2023-05-09"),
        ],
    ),
    (
        "The cranes were tested on Monday and loading begins tomorrow.",
        [("The cranes were tested on Monday", "2023-05-15"), ("loading begins tomorrow", "2023-05-18")],
    ),
    (
        "The mill burned on 2 May, the barn on 4 May and the house on 9 May.",
        [("The mill burned on 2 May", "2023-05-02"), ("the barn on 4 May", "2023-05-04"), ("the house on 9 May", "2023-05-09")],
    ),
    (
        "He came on 2 May, left again on 4 May, and was seized on 9 May.",
        [("He came on 2 May", "2023-05-02"), ("left again on 4 May", "2023-05-04"), ("was seized on 9 May", "2023-05-09")],
    ),
    (
        "The guards left on 2 May, a farm seized in April, and fled on 4 May.",
        [("The guards left on 2 May, a farm seized in April", "2023-05-02"), ("fled on 4 May", "2023-05-04")],
    ),
    (
        "Some 300 carters struck on Monday, 90 more than a year ago.",
        [("Some 300 carters struck on Monday, 90 more than a year ago", "2023-05-15")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CLAUSES)
def test_each_clause_keeps_its_own_time(text: str, wanted: list[tuple[str, str | None]]) -> None:
    found = located(text, claim(text, text[:-1])).claims
    assert [(" ".join(text[s.start : s.end] for s in c.segments), when(c)) for c in found] == wanted


def test_a_clause_of_what_is_to_come_is_predicted() -> None:
    text = "The weir was opened on Monday and will be shut on Friday."
    assert [c.stance.value for c in located(text, claim(text, text[:-1])).claims] == ["asserted", "predicted"]


def test_a_clause_of_a_row_is_cut_where_the_last_one_is_another_claim() -> None:
    text = "The tug left on Monday, came back on Tuesday, and is due to sail on Friday."
    found = located(text, claim(text, "The tug left on Monday, came back on Tuesday")).claims
    assert [when(c) for c in found] == ["2023-05-15", "2023-05-16"]

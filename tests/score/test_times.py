"""Times on MEANTIME: the reader of its files, and the values of TIMEX3."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.locate.moments import bounds
from riwaya.locate.timed import Anchor
from riwaya.locate.times import times
from riwaya.score.times import read_article, score
from riwaya.score.timex import timex
from tests.shared_data import SHARED, needs_shared

ARTICLE = """<Document doc_id="1">
<token number="0" sentence="0" t_id="1">Mill</token>
<token number="1" sentence="0" t_id="2">burns</token>
<token number="2" sentence="1" t_id="3">May</token>
<token number="3" sentence="1" t_id="4">17</token>
<token number="4" sentence="1" t_id="5">,</token><token number="5" sentence="1" t_id="6">2023</token>
<token number="6" sentence="2" t_id="7">It</token><token number="7" sentence="2" t_id="8">burned</token>
<token number="8" sentence="2" t_id="9">last</token><token number="9" sentence="2" t_id="10">week</token>
<token number="10" sentence="3" t_id="11">Yesterday</token>
<token number="11" sentence="3" t_id="12">too</token>
<Markables>
<TIMEX3 functionInDocument="CREATION_TIME" m_id="1" type="DATE" value="2023-05-17">
<token_anchor t_id="3"/><token_anchor t_id="4"/><token_anchor t_id="5"/><token_anchor t_id="6"/></TIMEX3>
<TIMEX3 m_id="2" type="DATE" value="2023-W19"><token_anchor t_id="9"/><token_anchor t_id="10"/></TIMEX3>
</Markables></Document>"""


def test_only_the_annotated_opening_counts(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(ARTICLE, encoding="utf-8")
    article = read_article(tmp_path / "a.xml")
    assert article.created == "2023-05-17"
    result = score(tmp_path)
    assert (result["gold"], result["found"], result["value_f1"]) == (2, 2, 1.0)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It burned last week.", ("DATE", "2023-W19")),
        ("It burned yesterday.", ("DATE", "2023-05-16")),
        ("It burned this morning.", ("TIME", "2023-05-17TMO")),
        ("It burned for three days.", ("DURATION", "P3D")),
        ("It burned in the 1990s.", ("DATE", "199")),
        ("It burned in late 2019.", ("DATE", "2019")),
        ("It burned in the summer of 2019.", ("DATE", "2019-SU")),
        ("It burned in the second quarter of 2019.", ("DATE", "2019-Q2")),
        ("It burns every day.", ("SET", "P1D")),
        ("It burned at 16:15 UTC today.", ("TIME", "2023-05-17T16:15Z")),
    ],
)
def test_values_in_timex3(text: str, wanted: tuple[str, str]) -> None:
    moment = bounds("2023-05-17")
    assert moment is not None
    assert timex(times(text, Anchor(moment, "the publication date"))[0]) == wanted


@needs_shared
def test_meantime_stays_above_its_floor() -> None:
    result = score(SHARED / "data" / "time" / "meantime")
    assert result["relaxed_f1"] >= 0.90
    assert result["value_f1"] >= 0.79

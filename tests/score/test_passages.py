from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.records import Figure, Words
from riwaya.score.matching import dates_match, figure_matches, has_number, name_matches, source_matches
from riwaya.score.passages import score

PASSAGES = """
- id: A1
  published: '2024-05-06'
  text: The mayor, Orsa Belmin, said a clerk had told her that the well was dry. The mill burned.
  claims:
  - key: the well was dry
    narrated: false
    speaker: [Orsa Belmin]
    naming: named
    chain: [a clerk]
    stance: asserted
    negated: false
  - key: The mill burned
    narrated: true
    speaker: []
    naming: null
  - key: burned
    narrated: false
    speaker: [a shepherd]
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "passages.yaml").write_text(PASSAGES, "utf-8")
    return tmp_path


def test_every_listed_field_is_one_check(data: Path) -> None:
    pytest.importorskip("yaml")
    result = score(data, errors=True)
    assert result["sections"]["A"]["fields"]["found"] == [3, 3]
    assert result["sections"]["A"]["fields"]["chain"] == [1, 1]
    assert {(row["field"]) for row in result["errors"]} == {"narrated", "speaker"}
    assert len(result["data"]) == 64 and result["reader"].startswith("learned-")


def test_a_folder_without_data_is_bad_use(tmp_path: Path) -> None:
    pytest.importorskip("yaml")
    with pytest.raises(BadUse, match=r"no \*\.yaml"):
        score(tmp_path)


def test_sources_match_without_article_and_apposition() -> None:
    assert source_matches("Orsa Belmin", "Orsa Belmin, a nurse")
    assert source_matches("two drivers who left", "Two drivers")
    assert not source_matches("Orsa Belmin", "Tarik Belmin")


def test_names_match_without_titles() -> None:
    assert name_matches("Orsa Belmin", "Dr Orsa Belmin")
    assert not name_matches("Belmin", "Orsa Belmin", exact=True)


def test_dates_match_in_both_spellings_of_an_open_end() -> None:
    assert dates_match(["2017-03-13/.."], "2017-03-13/")
    assert dates_match([None], None)
    assert dates_match(["2017-03-13"], "2017-03-13T08:00")
    assert not dates_match(["2017-03-13"], "2017-03-14")


def test_exact_numbers_match_in_both_spellings() -> None:
    text = "They lost 12 goats."
    wanted = {"text": "12", "low": None, "best": 12, "high": None, "unit": "goats"}
    assert figure_matches(wanted, Figure(Words("12", 10, 12), 12, 12, 12, "goats"), text)
    assert not figure_matches(wanted, Figure(Words("12", 10, 12), 12, None, None, "goats"), text)
    assert has_number("aged 6 to 11", "6") and not has_number("26", "6")

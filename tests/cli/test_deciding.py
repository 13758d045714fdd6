"""`merge`, `split`, `undo`, `decisions`, `places` and `names`, as a person types them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.pipeline.knowledge import Knowledge, use
from tests.cli.call import call

TOLD = {
    "a.txt": "Valley Radio, 3 March 2021\n\nOrlan Beck, a baker, said 12 families left the mill.",
    "b.txt": "Harbour Post, 4 March 2021\n\nIlse Marrow, a teacher, said 14 families left. A resident said 13 left.",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[str]:
    for name, text in TOLD.items():
        (tmp_path / name).write_text(text)
    path = str(tmp_path / "town.riwaya")
    assert call("add", path, *(str(tmp_path / name) for name in TOLD), "--quiet").code == 0
    yield path
    use(Knowledge())


def test_a_merge_is_made_shown_listed_and_taken_back(ledger: str) -> None:
    made = call("merge", ledger, "Orlan Beck", "Ilse Marrow", "--why", "one voice", "--by", "A. Clerk")
    assert made.code == 0 and "decision 1" in made.out and "riwaya undo" in made.out
    shown = call("show", ledger, "Orlan Beck")
    assert "Ilse Marrow" in shown.out and "decision 1" in shown.out
    rows = json.loads(call("decisions", ledger, "--json").out)
    assert (rows[0]["kind"], rows[0]["by"], rows[0]["why"]) == ("merge", "A. Clerk", "one voice")
    assert call("undo", ledger, "1", "--why", "two voices").code == 0
    assert "(undone)" in call("decisions", ledger).out
    assert "Ilse Marrow" not in call("show", ledger, "Orlan Beck").out
    assert call("verify", ledger).code == 0


def test_a_split_takes_a_spelling_or_a_report_and_says_why_they_are_apart(ledger: str) -> None:
    call("merge", ledger, "Orlan Beck", "Ilse Marrow", "--why", "one voice")
    assert call("split", ledger, "Orlan Beck", "b.txt", "--why", "not one").code == 0
    shown = call("show", ledger, "Orlan Beck").out
    assert "Harbour Post" not in shown.split("Says")[0]
    assert "1  “Orlan Beck”" in call("decisions", ledger).out


def test_a_source_that_is_not_named_has_a_type(ledger: str) -> None:
    entities = json.loads(call("show", ledger, "A resident", "--json").out)["shown"]
    assert (entities["source_type"], entities["kind"]) == ("resident", "person")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("merge", "{}", "Orlan Beck", "Orlan Beck", "--why", "x"), "are one already"),
        (("merge", "{}", "Orlan Beck", "Nobody", "--why", "x"), "nothing is called 'Nobody'"),
        (("merge", "{}", "Orlan Beck", "Ilse Marrow"), "--why"),
        (("split", "{}", "Orlan Beck", "Karim", "--why", "x"), "its spellings are: Orlan Beck"),
        (("split", "{}", "Orlan Beck", "Orlan Beck", "--why", "x"), "some and not all"),
        (("undo", "{}", "3", "--why", "x"), "there is no decision 3"),
        (("names", "{}", "--transliteration", "off"), "give --why"),
        (("merge", "none.riwaya", "a", "b", "--why", "x"), "there is no ledger"),
    ],
)
def test_bad_use_says_the_way_out(ledger: str, words: tuple[str, ...], said: str) -> None:
    called = call(*(word.format(ledger) for word in words))
    assert called.code == 2 and said in called.err


def test_places_and_names_are_kept_and_listed(ledger: str, tmp_path: Path) -> None:
    (tmp_path / "sites.csv").write_text("name,lat,lon\nZarvanek,33.9,42.1\n,1,1\n")
    added = call("places", "add", ledger, str(tmp_path / "sites.csv"))
    assert "1 places (csv); 1 rows are no place" in added.out
    assert "sites.csv: 1 places" in call("places", "list", ledger).out
    (tmp_path / "ours.toml").write_text(
        '[[known]]\nkind = "person"\nname = "Orlan Beck"\nalso = ["Ilse Marrow"]\n'
    )
    assert call("names", ledger, "--aliases", str(tmp_path / "ours.toml"), "--why", "her pen name").code == 0
    assert "Ilse Marrow" in call("show", ledger, "Orlan Beck").out
    assert "1 tables of our own" in call("names", ledger).out
    assert call("names", ledger, "--transliteration", "off", "--why", "one script").code == 0
    assert "transliteration: off" in call("names", ledger).out

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.call import call

TEXT = (
    "Published 2021-03-04\n\nGovernor Idra Velm said the mill was open. Hana Zerik, a baker, said that it was shut. "
    "Bero Tamal, aged 12, swept the step.\n"
)


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    made = str(tmp_path / "town.riwaya")
    assert call("add", made, str(tmp_path / "one.txt")).code == 0
    return made


def public(ledger: str) -> str:
    found = call("export", ledger, "--format", "jsonl", "-o", "-", "--public")
    assert found.code == 0, found.err
    return found.out


def test_a_name_is_masked_and_left_open_by_what_a_person_says(ledger: str) -> None:
    assert "Velm" in public(ledger)
    assert "Zerik" not in public(ledger)
    assert call("protect", ledger, "--mask", "Idra Velm", "--why", "he wrote to us", "--by", "us").code == 0
    assert "Velm" not in public(ledger)
    left = call(
        "protect", ledger, "--unmask", "Hana Zerik", "--why", "she speaks for the bakers", "--by", "us"
    )
    assert left.code == 0
    assert "to be left open: Hana Zerik" in left.out
    assert "Hana Zerik" in public(ledger)
    assert call("protect", ledger, "--mask", "Hana Zerik", "--why", "she asked", "--by", "us").code == 0
    assert "Zerik" not in public(ledger)
    assert call("verify", ledger).code == 0


def test_nobody_opens_the_name_of_a_child(ledger: str) -> None:
    told = call("protect", ledger, "--unmask", "Bero Tamal", "--why", "no reason", "--by", "us")
    assert "still masked" in told.out
    assert "Tamal" not in public(ledger)


def test_every_change_needs_a_reason_and_is_in_the_log(ledger: str) -> None:
    refused = call("protect", ledger, "--unmask", "Hana Zerik")
    assert refused.code == 2
    assert "--why" in refused.err
    call("protect", ledger, "--unmask", "Hana Zerik", "--why", "she speaks for the bakers", "--by", "us")
    from riwaya.store import open_ledger

    book = open_ledger(ledger)
    try:
        assert [s.name for s in book.settings()] == ["unmask"]
    finally:
        book.close()


def test_rules_of_a_file_mask_more_at_once(ledger: str, tmp_path: Path) -> None:
    rules = tmp_path / "ours.toml"
    rules.write_text(
        '[always]\nnames = ["Idra Velm"]\n[[detail]]\nkind = "home"\npatterns = ["the mill"]\n', "utf-8"
    )
    assert call("protect", ledger, "--add", str(rules), "--why", "ours", "--by", "us").code == 0
    text = public(ledger)
    assert "Velm" not in text
    assert "the mill" not in text
    assert "[home]" in text


@pytest.mark.parametrize(
    "rules",
    [
        '[office]\nwords = ["baker"]',
        "[unknown]\nparts = 9",
        '[[detail]]\nkind = "home"\npatterns = ["("]',
        "not toml",
    ],
)
def test_rules_that_loosen_or_are_broken_are_refused_and_change_nothing(
    ledger: str, tmp_path: Path, rules: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(rules, "utf-8")
    before = json.dumps(public(ledger)).count("[")
    assert call("protect", ledger, "--add", str(path), "--why", "x", "--by", "us").code == 2
    assert json.dumps(public(ledger)).count("[") == before

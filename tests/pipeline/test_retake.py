"""What people decided in a ledger that was lost, taken over into one read anew from the saved originals."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from riwaya.store import open_ledger
from tests.cli.call import call

FIRST = (
    "TEL ODESK, 4 March 2031 - The bridge at Tel Odesk is closed, the mayor, Oskar Lindt, said. "
    "Capt. Omar Issel said 40 people were killed in the market on Monday."
)
SECOND = (
    "TEL ODESK, 5 March 2031 - Sixty people were killed in the market of Tel Odesk on Monday, Col. Umar Isel said. "
    "Hanna Brandt said the bridge is open."
)


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which people decided something of every kind."""
    folder = tmp_path_factory.mktemp("decided")
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
    ledger = folder / "town.riwaya"
    said = ("--by", "dana", "--why", "she knows them")
    (folder / "sites.csv").write_text("name,latitude,longitude\nTel Odesk,34.5,41.2\n", encoding="utf-8")
    places = ("places", "add", str(ledger), str(folder / "sites.csv"), "--by", "dana")
    read = ("add", str(ledger), str(folder / "a.txt"), str(folder / "b.txt"), "--reader", "rules")
    for first in (places, read):
        ran = call(*first)
        assert ran.code == 0, ran
    book = open_ledger(str(ledger))
    claims = [claim.id for claim in book.claims()]
    reports = [report.id for report in book.reports()]
    relations = [relation.id for relation in book.relations()]
    book.close()
    commands: list[tuple[str, ...]] = [
        ("protect", str(ledger), "--mask", "Oskar Lindt", *said),
        ("merge", str(ledger), "Oskar Lindt", "Hanna Brandt", *said),
        *[("judge", str(ledger), relation, "--dismiss", *said) for relation in relations[:1]],
        ("judge", str(ledger), claims[0], "--accept", "--by", "dana"),
        ("judge", str(ledger), claims[1], "--reject", *said),
        ("judge", str(ledger), reports[0], "--missed", "40 people", *said),
        ("undo", str(ledger), "1", *said),
    ]
    for command in commands:
        ran = call(*command)
        assert ran.code == 0, (command, ran)
    return ledger


def rows(ledger: Path) -> list[dict[str, object]]:
    return [
        {key: row[key] for key in ("kind", "by", "at", "why", "undoes")}
        for row in json.loads(call("decisions", str(ledger), "--json").out)
    ]


def exported(ledger: Path, path: Path) -> str:
    assert call("export", str(ledger), "--format", "jsonl", "-o", str(path)).code == 0
    return re.sub(r"[^\s“”\"(]*([ab]\.txt)", r"\1", path.read_text("utf-8"))  # whatever folder they lie in


def test_what_was_salvaged_is_decided_again_and_the_ledger_is_the_same(decided: Path, tmp_path: Path) -> None:
    saved = call("doctor", str(decided), "--salvage", str(tmp_path / "saved"))
    assert saved.code == 0 and f"riwaya decisions NEW.riwaya --take {tmp_path}/saved/given.jsonl" in saved.out
    fresh = tmp_path / "fresh.riwaya"
    given = str(tmp_path / "saved" / "given.jsonl")
    # places count for what is read after them, so they are taken over first
    assert call("places", "add", str(fresh), str(decided.parent / "sites.csv"), "--by", "dana").code == 0
    assert call("add", str(fresh), str(tmp_path / "saved" / "originals"), "--reader", "rules").code == 0
    first = call("decisions", str(fresh), "--take", given)
    assert first.code == 0 and first.out.endswith("1 known already, 0 could not be\n"), first
    assert rows(fresh) == rows(decided)
    again = call("decisions", str(fresh), "--take", given)
    assert again.code == 0 and again.out.startswith("0 taken over, "), again
    assert call("verify", str(fresh)).code == 0
    one, other = (
        [line for line in exported(ledger, tmp_path / "x").splitlines() if '"type":"report"' not in line]
        for ledger in (decided, fresh)
    )
    assert one == other


def test_what_cannot_be_decided_again_is_told(decided: Path, tmp_path: Path) -> None:
    call("doctor", str(decided), "--salvage", str(tmp_path / "saved"))
    fresh = tmp_path / "fresh.riwaya"
    (only,) = (tmp_path / "saved" / "originals").glob("*a.txt")
    assert call("add", str(fresh), str(only), "--reader", "rules").code == 0
    ran = call("decisions", str(fresh), "--take", str(tmp_path / "saved" / "given.jsonl"))
    assert ran.code == 1
    assert "merge of dana" in ran.err and "no report here names “Hanna Brandt” as it did" in ran.err
    assert "was not taken over" in ran.err  # the undoing of that merge
    assert call("verify", str(fresh)).code == 0


def test_an_export_with_originals_gives_them_too(decided: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.jsonl"
    ran = call("export", str(decided), "--format", "jsonl", "--with-originals", "-o", str(whole))
    assert ran.code == 0, ran
    taken = call("decisions", str(decided), "--take", str(whole))
    assert taken.code == 0 and taken.out.startswith("0 taken over, "), taken

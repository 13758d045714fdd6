"""Settings and places that people give a ledger, and what additions make of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.ingest import Options
from riwaya.pipeline import Stages, add, default_stages
from riwaya.pipeline.give import add_places, set_aliases, set_transliteration
from riwaya.pipeline.knowledge import Knowledge, use
from riwaya.records import Entity
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger

ALIASES = '[[known]]\nkind = "group"\nname = "Valley Guard"\nalso = ["Blue Sashes"]\n'


@pytest.fixture
def stages() -> Stages:
    return default_stages(Options())


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkingLedger]:
    book = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    yield book
    book.close()
    use(Knowledge())


def told(ledger: WorkingLedger, stages: Stages, folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)
    add(ledger, [str(folder / name)], stages)


def called(ledger: WorkingLedger, name: str) -> list[Entity]:
    return [e for e in ledger.entities() if any(n.text == name for n in e.names)]


def test_places_are_used_by_what_is_added_later(
    ledger: WorkingLedger, stages: Stages, tmp_path: Path
) -> None:
    told(
        ledger,
        stages,
        tmp_path,
        "a.txt",
        "Iraqi police met farmers in Zarvanek. The mayor said 12 families left.",
    )
    (before,) = called(ledger, "Zarvanek")
    assert before.position is not None and before.position.latitude is None
    (tmp_path / "sites.csv").write_text("name,lat,lon,country\nZarvanek,33.9,42.1,IRQ\n,1,1,\nFar,99,1,IQ\n")
    file, left_out = add_places(ledger, tmp_path / "sites.csv", "x")
    assert (file.places, file.form, left_out) == (1, "csv", 2)
    told(
        ledger,
        stages,
        tmp_path,
        "b.txt",
        "Iraqi police met teachers in Zarvanek. The mayor said 14 families came back.",
    )
    (after,) = called(ledger, "Zarvanek")
    assert after.position is not None
    assert (after.position.latitude, after.position.gazetteer) == (33.9, "sites.csv:1")
    assert add_places(ledger, tmp_path / "sites.csv", "x")[0].number == file.number
    assert len(ledger.place_files()) == 1


def test_another_ledger_knows_nothing_of_them(ledger: WorkingLedger, stages: Stages, tmp_path: Path) -> None:
    (tmp_path / "sites.csv").write_text("name,lat,lon,country\nZarvanek,33.9,42.1,IQ\n")
    add_places(ledger, tmp_path / "sites.csv", "x")
    told(
        ledger,
        stages,
        tmp_path,
        "a.txt",
        "Iraqi police met farmers in Zarvanek. The mayor said 12 families left.",
    )
    other = open_ledger(str(tmp_path / "other.riwaya"), create=True)
    told(
        other,
        stages,
        tmp_path,
        "a.txt",
        "Iraqi police met farmers in Zarvanek. The mayor said 12 families left.",
    )
    (here,), (there,) = called(ledger, "Zarvanek"), called(other, "Zarvanek")
    other.close()
    assert here.position is not None and here.position.latitude == 33.9
    assert there.position is not None and there.position.latitude is None


def test_transliteration_is_switched_off_and_on_again(
    ledger: WorkingLedger, stages: Stages, tmp_path: Path
) -> None:
    told(ledger, stages, tmp_path, "a.txt", "Jabir al-Tamouri, a baker, said 12 families left.")
    told(ledger, stages, tmp_path, "b.txt", "Jaber al-Tamuri, a baker, said 14 families left.")
    assert called(ledger, "Jabir al-Tamouri") == called(ledger, "Jaber al-Tamuri")
    set_transliteration(ledger, stages, False, "x", "one script only")
    assert called(ledger, "Jabir al-Tamouri") != called(ledger, "Jaber al-Tamuri")
    told(ledger, stages, tmp_path, "c.txt", "Jabir Tamouri, a baker, said the road was open.")
    assert called(ledger, "Jabir Tamouri") == called(ledger, "Jabir al-Tamouri")
    set_transliteration(ledger, stages, True, "x", "two after all")
    assert called(ledger, "Jabir al-Tamouri") == called(ledger, "Jaber al-Tamuri")
    assert [s.value for s in ledger.settings()] == ["off", "on"]


def test_aliases_make_two_names_one(ledger: WorkingLedger, stages: Stages, tmp_path: Path) -> None:
    told(ledger, stages, tmp_path, "a.txt", "The Valley Guard said 12 families left.")
    told(ledger, stages, tmp_path, "b.txt", "The Blue Sashes Brigade said 14 families left.")
    text = ALIASES.replace("Blue Sashes", "Blue Sashes Brigade")
    guard = next(e for e in ledger.entities() if "Valley Guard" in e.name)
    other = next(e for e in ledger.entities() if "Sashes" in e.name)
    assert guard.id != other.id
    assert set_aliases(ledger, stages, text, "ours.toml", "x", "everyone here knows") == 1
    guard = next(e for e in ledger.entities() if any("Sashes" in name.text for name in e.names))
    assert any("Valley Guard" in name.text for name in guard.names)
    assert "listed as Valley Guard" in guard.why


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("no toml [", "TOML"),
        ('[other]\nname = "x"', "no \\[\\[known\\]\\]"),
        ('[[known]]\nname = "x"', "needs a name"),
    ],
)
def test_a_table_of_another_form_is_refused(
    ledger: WorkingLedger, stages: Stages, text: str, fault: str
) -> None:
    with pytest.raises(BadUse, match=fault):
        set_aliases(ledger, stages, text, "ours.toml", "x", "so")
    assert ledger.settings() == ()

"""`riwaya settings`: shown, changed, refused; blind review on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.pipeline.knowledge import Knowledge, use
from tests.cli.call import call
from tests.pipeline.test_judge import REAL


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[str]:
    for name, text in REAL.items():
        (tmp_path / name).write_text(text)
    path = str(tmp_path / "town.riwaya")
    assert call("add", path, *(str(tmp_path / n) for n in REAL), "--quiet", "--reader", "rules").code == 0
    yield path
    use(Knowledge())


def values(ledger: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(call("settings", ledger, "--json").out)
    return found


def test_settings_are_shown_and_changed_with_who_and_why(ledger: str, tmp_path: Path) -> None:
    assert values(ledger) == {"blind-review": "off", "map-tiles": "none"}
    made = call("settings", ledger, "blind-review=on", "--why", "a trial", "--by", "Amal")
    assert "blind-review: on  [Amal, 2" in made.out and ": a trial]" in made.out
    address = "https://tiles.example.org/{z}/{x}/{y}.png"
    assert call("settings", ledger, f"map-tiles={address}").code == 0
    assert values(ledger) == {"blind-review": "on", "map-tiles": address}
    tiles = tmp_path / "a.pmtiles"
    tiles.write_bytes(b"PMTiles\x03")  # whether all of it can be read shows on the map
    assert call("settings", ledger, f"map-tiles={tiles}", "blind-review=off").code == 0
    assert values(ledger) == {"blind-review": "off", "map-tiles": str(tiles)}
    assert call("settings", ledger, "map-tiles=").code == 0 and values(ledger)["map-tiles"] == "none"
    assert call("verify", ledger).code == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("blind-review", "is no NAME=VALUE"),
        ("blind-review=perhaps", "is on or off"),
        ("colour=red", "there is no setting 'colour'; they are blind-review, map-tiles"),
        ("map-tiles=https://tiles.example.org/{z}/{x}.png", "no address of tiles"),
        ("map-tiles=https://a.example/{z}/{x}/{y}.png; script-src *", "no address of tiles"),
        ("map-tiles=https://a.example/{z}/{x}/{y}.mvt", "vector tiles"),
        ("map-tiles=no such file", "is no PMTiles file"),
    ],
)
def test_what_a_setting_cannot_be_is_said(ledger: str, change: str, said: str) -> None:
    called = call("settings", ledger, "blind-review=on", change)
    assert called.code == 2 and said in called.err
    assert values(ledger)["blind-review"] == "off", "nothing is changed where something is refused"


def test_a_blind_second_verdict_on_the_command_line(ledger: str) -> None:
    assert call("settings", ledger, "blind-review=on").code == 0
    listed = json.loads(call("review", ledger, "--by", "Amal", "--json").out)["queue"]["rows"]
    claim = listed[0]["telling"]["id"]
    assert call("judge", ledger, claim, "--set", "stance=denied", "--by", "Amal").code == 0
    assert claim not in call("review", ledger, "--by", "Amal", "--json").out
    waiting = call("review", ledger, "--by", "Ben", "--json").out
    assert claim in waiting and "Amal" not in waiting
    row = json.loads(call("judge", ledger, claim, "--accept", "--by", "Ben", "--json").out)
    assert row["blind"] is True
    after = json.loads(call("review", ledger, "--by", "Ben", "--state", "disputed", "--json").out)
    assert [r["telling"]["id"] for r in after["queue"]["rows"]] == [claim]
    assert after["agreement"][0]["raw"] == 0.0

"""What is carried over from one mask to the next: never anything that a mask made afresh would not give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.ingest import Options
from riwaya.pipeline import add, default_stages
from riwaya.records import Judged, Judgement
from riwaya.records.given import Setting
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from riwaya.view import mask
from riwaya.view.edits import Edited
from riwaya.view.public_form import PublicForm

HEAD = "HALBAT, {day} May 2031 - "
STORY = (
    "The bridge at Halbat is closed, the mayor, Oskar Lindt, said. Barakat Mill stood still.",
    "A clerk, Yusuf Barakat, who asked that his name be withheld, said the guard laid the bomb.",
    "Traders in Sarmia said the road was open. The school in Halbat was shut, Oskar Lindt said.",
    "Yusuf Barakat said he saw three men at the mill.",
    "Hamid Barakat, the governor, said that the mill at Halbat would reopen.",
    "Dalia Noor, 9, said that her brother had been killed.",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[WorkingLedger]:
    made = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    yield made
    made.close()


def told(form: PublicForm) -> list[object]:
    """Everything that a public form gives out of its reports."""
    return [
        *((r.title, r.source, r.text) for r in form.reports()),
        *form.claims(),
        *form.entities(),
        *form.referents(),
        *form.relations(),
        *form.events(),
        *form.statuses(),
        *form.set_aside(),
    ]


def test_step_by_step_it_is_the_mask_made_afresh(ledger: WorkingLedger, tmp_path: Path) -> None:
    stages, before = default_stages(Options(), "rules"), None
    for number, text in enumerate(STORY):
        file = tmp_path / f"{number}_Yusuf-Barakat.txt"
        file.write_text(HEAD.format(day=number + 1) + text, encoding="utf-8")
        add(ledger, [str(file)], stages)
        form = PublicForm(ledger, "salt", before)
        assert told(form) == told(PublicForm(ledger, "salt"))
        before = form.carried
    assert "Yusuf" not in str(told(form)) and "Dalia" not in str(told(form))


def test_what_people_decide_is_never_behind(ledger: WorkingLedger, tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(HEAD.format(day=1) + STORY[0], encoding="utf-8")
    add(ledger, [str(file)], default_stages(Options(), "rules"))
    before = PublicForm(ledger, "salt")
    assert "Oskar Lindt" in str(told(before))
    claim = next(iter(ledger.claims()))
    ledger.judge(Judgement(0, Judged.ACCEPT, claim.id, "A", "2031-05-01T08:00:00Z", "so"))
    after = PublicForm(ledger, "salt", before.carried)
    assert told(after) == told(PublicForm(ledger, "salt"))
    ledger.set_value(Setting(0, "mask", "Oskar Lindt", "A", "2031-05-02T08:00:00Z", "he asked"))
    last = PublicForm(ledger, "salt", after.carried)
    assert told(last) == told(PublicForm(ledger, "salt"))
    assert "Lindt" not in str(told(last))


def test_only_what_changed_is_masked_anew(
    ledger: WorkingLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stages, masked = default_stages(Options(), "rules"), list[str]()

    class Counted(Edited):
        def __init__(self, text: str, edits: object) -> None:
            masked.append(text)
            super().__init__(text, edits)  # type: ignore[arg-type]

    for number, text in enumerate(STORY[:3]):
        (tmp_path / f"{number}.txt").write_text(HEAD.format(day=number + 1) + text, encoding="utf-8")
    add(ledger, [str(tmp_path / "0.txt"), str(tmp_path / "1.txt")], stages)
    form = PublicForm(ledger, "salt")
    told(form)
    monkeypatch.setattr(mask, "Edited", Counted)
    add(ledger, [str(tmp_path / "2.txt")], stages)
    told(PublicForm(ledger, "salt", form.carried))
    assert {text for text in masked if text.startswith("HALBAT")} == {HEAD.format(day=3) + STORY[2]}

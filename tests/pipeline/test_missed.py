"""Claims that the machine missed, added by hand: anchored, compared, exported, taken back and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.cli.import_ import put
from riwaya.errors import AnchorError, BadUse
from riwaya.export.jsonl import line, lines
from riwaya.export.jsonl_back import take
from riwaya.export.training import lines as training
from riwaya.export.whole import extra_objects
from riwaya.ingest import Options
from riwaya.pipeline import add, default_stages
from riwaya.pipeline import judge as judging
from riwaya.pipeline.correct import Edit
from riwaya.pipeline.judge import Saying
from riwaya.records import Field, Judged, Naming, RelationKind, ReviewState, Stance, Words
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from riwaya.view.mask import Masked

STAGES = default_stages(Options(), "rules")
AMAL, BEN = Saying("Amal", "line two"), Saying("Ben", "")
MILL = (
    "Valley Radio, 3 March 2031\n\n"
    "The road to Zarvanek is open, the miller Orlan Beck: no doubt of it. Nobody asked for more.\n\n"
    "Home | Weather | More"
)
ROAD = "Harbour Post, 4 March 2031\n\nIlse Marrow, the mayor, denied that the road to Zarvanek was open."


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[WorkingLedger]:
    for name, text in (("mill.txt", MILL), ("road.txt", ROAD)):
        (tmp_path / name).write_text(text)
    made = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    add(made, [str(tmp_path / name) for name in ("mill.txt", "road.txt")], STAGES)
    yield made
    made.close()


def mill(ledger: WorkingLedger) -> str:
    return next(r.id for r in ledger.reports() if r.source.endswith("mill.txt"))


def edit(ledger: WorkingLedger, field: Field, text: str, value: str | None = None) -> Edit:
    at = ledger.report(mill(ledger)).text.index(text)
    return Edit(field, (Words(text, at, at + len(text)),), value)


def road(ledger: WorkingLedger) -> list[Edit]:
    return [
        edit(ledger, Field.CONTENT, "The road to Zarvanek is open"),
        edit(ledger, Field.SOURCE, "Orlan Beck"),
        edit(ledger, Field.CUE, "no doubt of it"),
    ]


def test_a_missed_claim_is_a_claim_like_others_and_marked_as_a_persons(ledger: WorkingLedger) -> None:
    row = judging.add_missed(ledger, STAGES, mill(ledger), road(ledger), AMAL)
    assert (row.kind, row.by, row.why) == (Judged.ADD, "Amal", "line two")
    (claim,) = ledger.claims([row.target])
    assert claim.by_hand and claim.text == "The road to Zarvanek is open" and claim.stance is Stance.ASSERTED
    assert claim.chain[0].source.words and claim.chain[0].source.words.text == "Orlan Beck"
    assert claim.chain[0].source.naming is Naming.NAMED
    assert [p.words.text for p in claim.where] == ["Zarvanek"]  # read from its words
    assert claim.review and claim.review.state is ReviewState.ACCEPTED
    assert [v.kind for v in claim.review.verdicts] == [Judged.ADD]
    against = [r for r in ledger.relations(RelationKind.CONTRADICTS) if claim.id in r.claims]
    assert against, "it takes part in corroboration"
    assert list(ledger.verify()) == []
    assert any('"reader":"person"' in line and claim.id in line for line in lines(ledger))
    assert "{C1 The road to {L Zarvanek} is open}, the miller {S1 {P Orlan Beck}}" in " ".join(
        training(ledger)
    )


def test_taken_back_it_is_nowhere_and_the_export_is_what_it_was(ledger: WorkingLedger) -> None:
    before, counted = list(lines(ledger)), ledger.totals()
    row = judging.add_missed(ledger, STAGES, mill(ledger), road(ledger), AMAL)
    with_it = list(lines(ledger))
    assert ledger.totals().claims == counted.claims + 1
    undo = judging.take_back(ledger, STAGES, row.number, BEN)
    assert list(lines(ledger)) == before and ledger.totals() == counted
    assert not [*ledger.claims([row.target]), *ledger.judged_claims([row.target])]
    assert ledger.claim_counts([mill(ledger)])[mill(ledger)] == sum(
        1 for _ in ledger.claims(report=mill(ledger))
    )
    assert list(training(ledger)) == []
    assert list(ledger.verify()) == []
    judging.take_back(ledger, STAGES, undo.number, AMAL)
    assert list(lines(ledger)) == with_it
    judging.take_back(ledger, STAGES, ledger.judgements()[-1].number, AMAL)
    again = judging.add_missed(
        ledger, STAGES, mill(ledger), [*road(ledger), Edit(Field.STANCE, (), "alleged")], BEN
    )
    (claim,) = ledger.claims([again.target])
    assert claim.stance is Stance.ALLEGED and list(ledger.verify()) == []


def test_it_is_judged_and_corrected_like_others(ledger: WorkingLedger) -> None:
    row = judging.add_missed(ledger, STAGES, mill(ledger), road(ledger), AMAL)
    (claim,) = ledger.claims([row.target])
    judging.correct(ledger, STAGES, claim, [Edit(Field.STANCE, (), "possible")], BEN)
    (claim,) = ledger.claims([row.target])
    assert claim.stance is Stance.POSSIBLE and claim.review
    assert [v.by for v in claim.review.disagreeing] == ["Amal"]
    judging.reject(ledger, STAGES, claim, BEN)
    assert not list(ledger.claims([row.target])) and list(ledger.judged_claims([row.target]))
    assert list(ledger.verify()) == []


def test_words_that_stand_nowhere_or_in_furniture_are_refused(ledger: WorkingLedger) -> None:
    def adding(*edits: Edit) -> None:
        judging.add_missed(ledger, STAGES, mill(ledger), edits, AMAL)

    content = edit(ledger, Field.CONTENT, "The road to Zarvanek is open")
    with pytest.raises(AnchorError, match=r"should stand at 0\.\.4"):
        adding(Edit(Field.CONTENT, (Words("Road", 0, 4),)))
    with pytest.raises(AnchorError, match="should stand at"):
        adding(content, Edit(Field.SOURCE, (Words("Orla", 3, 7),)))
    report = ledger.report(mill(ledger))
    aside = report.furniture[0]
    with pytest.raises(AnchorError, match="furniture"):
        adding(Edit(Field.CONTENT, (Words.cut(report.text, aside.start, aside.end),)))
    with pytest.raises(BadUse, match="needs the words"):
        adding(edit(ledger, Field.SOURCE, "Orlan Beck"))
    with pytest.raises(BadUse, match="no stance"):
        adding(content, Edit(Field.STANCE, (), "sure"))
    assert ledger.judgements() == ()
    adding(content)
    with pytest.raises(BadUse, match="already; correct that one"):
        adding(content)


def test_an_export_brings_it_back_as_a_judgement(ledger: WorkingLedger, tmp_path: Path) -> None:
    row = judging.add_missed(ledger, STAGES, mill(ledger), road(ledger), AMAL)
    (claim,) = ledger.claims([row.target])
    judging.correct(ledger, STAGES, claim, [Edit(Field.STANCE, (), "possible")], AMAL)
    plain = list(lines(ledger))
    whole = [*plain, *(line(o) for o in extra_objects(ledger))]
    for name, export in (("plain", plain), ("whole", whole)):
        copy = open_ledger(str(tmp_path / f"{name}.riwaya"), create=True)
        put(copy, take(export), STAGES)
        assert list(lines(copy)) == plain
        assert [j.kind for j in copy.judgements()] == [Judged.ADD, Judged.CORRECT]
        assert list(copy.verify()) == []
        copy.close()


def test_protected_speakers_stay_protected(ledger: WorkingLedger) -> None:
    """A person's claim unmasks nobody."""
    row = judging.add_missed(ledger, STAGES, mill(ledger), road(ledger), AMAL)
    public = Masked(ledger, "salt")
    (claim,) = public.claims([row.target])
    assert claim.review and {v.by for v in claim.review.verdicts} <= {"reviewer 1"}

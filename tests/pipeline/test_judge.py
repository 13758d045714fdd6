"""Judgements carried into a ledger: anchored, settled anew, respected later, undone exactly, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riwaya.errors import AnchorError, BadUse
from riwaya.export.jsonl import lines
from riwaya.ingest import Options
from riwaya.pipeline import Stages, add, default_stages
from riwaya.pipeline import judge as judging
from riwaya.pipeline.correct import Edit, find_words
from riwaya.pipeline.judge import Saying
from riwaya.records import Claim, Field, Judged, Relation, RelationKind, Words
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from tests.pipeline.small_stages import SMALL

WELLS = (
    "Dalia Renn said 40 wells are dry. Omar Renn said 41 wells are dry.",
    "Omar Renn said 41 wells are dry. Sami Halb said 7 mills stand.",
    "Again: Omar Renn said 41 wells are dry. Sami Halb said 7 mills stand.",
    "Sami Halb said 9 mills stand. Dalia Renn said 40 wells are dry.",
)
A, B = Saying("A", "so"), Saying("B", "no")


def told(ledger: WorkingLedger) -> list[str]:
    """The export, with the moments of judging left out."""
    return [re.sub(r'"at":"[^"]*"', '"at":""', line) for line in lines(ledger)]


def act(ledger: WorkingLedger, what: tuple[str, int, int]) -> None:
    """One judgement chosen by numbers; what cannot be is passed over."""
    kind, first, second = what
    claims = sorted(ledger.claims_as_read(), key=lambda c: (c.report, c.start))
    claim = claims[first % len(claims)]
    relations = [*ledger.relations(), *ledger.dismissed()]
    relation = sorted(relations, key=lambda r: r.id)[second % len(relations)] if relations else None
    events = sorted(ledger.events(), key=lambda e: e.id)
    said = (A, B)[second % 2]
    try:
        if kind == "accept":
            judging.accept(ledger, SMALL, claim, said)
        elif kind == "reject":
            judging.reject(ledger, SMALL, claim, said)
        elif kind == "stance":
            judging.correct(ledger, SMALL, claim, [Edit(Field.STANCE, (), "denied")], said)
        elif kind == "speaker":
            other = next(c for c in claims if c.report == claim.report and c.id != claim.id)
            words = other.chain[0].source.words
            assert words is not None
            judging.correct(ledger, SMALL, claim, [Edit(Field.SOURCE, (words,))], said)
        elif kind == "comment":
            judging.comment(ledger, SMALL, claim, said)
        elif kind == "assign":
            judging.assign(ledger, SMALL, claim, "B", said)
        elif kind == "join" and len(events) > 1:
            judging.join_events(ledger, SMALL, events[0], events[1], said)
        elif kind == "undo":
            rows = ledger.judgements()
            if rows:
                judging.take_back(ledger, SMALL, rows[first % len(rows)].number, said)
        elif relation is not None and kind in ("confirm", "dismiss"):
            getattr(judging, kind)(ledger, SMALL, relation, said)
    except BadUse:
        pass


KINDS = ("accept", "reject", "stance", "speaker", "comment", "assign", "confirm", "dismiss", "join", "undo")
ACTS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 9), st.integers(0, 9)), max_size=7)


@given(ACTS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_judgements_all_undone_leave_the_ledger_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    ledger = open_ledger(str(folder / "any.riwaya"), create=True)
    add(ledger, [put(folder, number) for number in range(len(WELLS))], SMALL, jobs=1)
    before = list(lines(ledger))
    for what in acts:
        act(ledger, what)
    assert list(ledger.verify()) == []
    while standing := standing_rows(ledger):
        judging.take_back(ledger, SMALL, standing[0], A)
    assert list(lines(ledger)) == before
    assert list(ledger.verify()) == []
    ledger.close()


def standing_rows(ledger: WorkingLedger) -> list[int]:
    from riwaya.records import standing_judgements

    return [j.number for j in standing_judgements(ledger.judgements())]


def put(folder: Path, number: int) -> str:
    path = folder / f"{number}.txt"
    path.write_text(WELLS[number])
    return str(path)


def said_by(ledger: WorkingLedger, part: str, name: str) -> Claim:
    return next(
        c
        for c in sorted(ledger.claims_as_read(), key=lambda c: c.id)
        if part in c.text and c.chain[0].source.words and c.chain[0].source.words.text == name
        and ledger.report(c.report).source.endswith("0.txt")
    )  # fmt: skip


def judge_two(ledger: WorkingLedger) -> None:
    """A wrong speaker and a wrong claim in the first report."""
    dalia, omar = said_by(ledger, "40 wells", "Dalia Renn"), said_by(ledger, "41 wells", "Omar Renn")
    words = omar.chain[0].source.words
    assert words is not None
    judging.correct(ledger, SMALL, dalia, [Edit(Field.SOURCE, (words,))], A)
    judging.reject(ledger, SMALL, omar, B)


def test_judging_before_or_after_the_other_reports_are_added_is_the_same(tmp_path: Path) -> None:
    exports = []
    for order in ("last", "first", "between"):
        ledger = open_ledger(str(tmp_path / f"{order}.riwaya"), create=True)
        numbers = {"last": [0, 1, 2, 3], "first": [0, 3, 2, 1], "between": [2, 0, 1, 3]}[order]
        for number in numbers:
            add(ledger, [put(tmp_path, number)], SMALL, jobs=1)
            if (order == "first" and number == 0) or (order == "between" and number == 0):
                judge_two(ledger)
        if order == "last":
            judge_two(ledger)
        exports.append(told(ledger))
        ledger.close()
    assert exports[0] == exports[1] == exports[2]


def test_a_rejected_claim_leaves_everything_but_the_ledger(tmp_path: Path) -> None:
    ledger = open_ledger(str(tmp_path / "x.riwaya"), create=True)
    add(ledger, [put(tmp_path, n) for n in range(4)], SMALL, jobs=1)
    claim = said_by(ledger, "41 wells", "Omar Renn")
    judging.reject(ledger, SMALL, claim, A)
    assert claim.id not in {c.id for c in ledger.claims()}
    assert not list(ledger.relations(claims=[claim.id]))
    assert not any(claim.id in e.claims for e in ledger.events())
    assert not any(claim.id in s.claims for s in ledger.statuses())
    assert not any(claim.id in hit.claims for hit in ledger.search("wells"))
    assert f'"id":"{claim.id}"' not in "".join(lines(ledger))
    assert next(ledger.claims_as_read([claim.id])) == claim
    ledger.close()


def test_a_dismissed_relation_counts_nowhere_and_comes_back(tmp_path: Path) -> None:
    ledger = open_ledger(str(tmp_path / "x.riwaya"), create=True)
    add(ledger, [put(tmp_path, n) for n in range(4)], SMALL, jobs=1)
    relation = next(ledger.relations(RelationKind.CONTRADICTS))
    made = judging.dismiss(ledger, SMALL, relation, A)
    assert relation.id not in {r.id for r in ledger.relations()}
    assert list(ledger.dismissed()) == [relation]
    assert not any(o.id == relation.id for o in ledger.contradictions())
    judging.take_back(ledger, SMALL, made.number, A)
    assert relation.id in {r.id for r in ledger.relations()}
    ledger.close()


# --- with the real stages ------------------------------------------------------------------------------

REAL = {
    "a.txt": "Valley Radio, 3 March 2021\n\nOrlan Beck, the mayor of Zarvanek, met the teacher Ilse Marrow on "
    "Tuesday. Beck said 12 people were killed in the blast at the mill of Zarvanek on 2 March.",
    "b.txt": "Harbour Post, 4 March 2021\n\nDr. Yana Osk said 17 people were killed in the blast at the mill of "
    "Zarvanek on 2 March.\n\nRead more: our newsletter",
}


@pytest.fixture(scope="module")
def stages() -> Stages:
    return default_stages(Options(), "rules")


@pytest.fixture
def real(tmp_path: Path, stages: Stages) -> Iterator[WorkingLedger]:
    for name, text in REAL.items():
        (tmp_path / name).write_text(text)
    ledger = open_ledger(str(tmp_path / "real.riwaya"), create=True)
    add(ledger, [str(tmp_path / name) for name in REAL], stages)
    yield ledger
    ledger.close()


def twelve(ledger: WorkingLedger) -> Claim:
    return next(c for c in ledger.claims_as_read() if "12 people" in c.text)


def related(ledger: WorkingLedger) -> list[Relation]:
    return list(ledger.relations(claims=[twelve(ledger).id]))


def correct(
    ledger: WorkingLedger, stages: Stages, field: Field, text: str, value: str | None = None
) -> Claim:
    claim = twelve(ledger)
    report = ledger.report_as_read(claim.report)
    words = tuple(find_words(report, part, claim) for part in text.split("|") if part)
    judging.correct(ledger, stages, claim, [Edit(field, words, value)], A)
    return next(ledger.claims([claim.id]))


def test_a_corrected_speaker_is_who_the_words_are(real: WorkingLedger, stages: Stages) -> None:
    made = correct(real, stages, Field.SOURCE, "Ilse Marrow")
    referent = made.chain[0].source.referent
    assert referent and real.entity_of([referent])[referent].name == "Ilse Marrow"
    assert made.id in real.claims_about([referent])
    assert made.review is not None and made.review.verdicts[0].kind is Judged.CORRECT
    again = correct(real, stages, Field.SOURCE, "", "Orlan Beck")
    assert again.chain[0].source.words == made.chain[0].source.words
    assert again.chain[0].source.referent != referent


def test_a_corrected_figure_changes_the_board_and_the_undoing_brings_it_back(
    real: WorkingLedger, stages: Stages
) -> None:
    before = list(lines(real))
    assert any(r.about and r.about.value == "figure" for r in related(real))
    made = correct(real, stages, Field.FIGURES, "12", "17 killed people")
    assert (made.figures[0].best, made.figures[0].measure) == (17.0, "killed")
    assert {r.kind for r in related(real)} <= {RelationKind.CORROBORATES, RelationKind.ECHOES}
    judging.take_back(real, stages, 1, A)
    assert list(lines(real)) == before


def test_another_content_is_read_for_its_time_and_figures(real: WorkingLedger, stages: Stages) -> None:
    made = correct(real, stages, Field.CONTENT, "12 people were killed")
    assert made.text == "12 people were killed" and [f.best for f in made.figures] == [12.0]
    split = correct(real, stages, Field.CONTENT, "12 people|at the mill")
    assert len(split.segments) == 2 and split.text == "12 people were killed in the blast at the mill"


def test_times_and_places(real: WorkingLedger, stages: Stages) -> None:
    assert correct(real, stages, Field.WHEN, "Tuesday").when != twelve(real).when
    dated = correct(real, stages, Field.WHEN, "2 March", "2021-03-01").when
    assert dated and dated.edtf == "2021-03-01" and "a person" in dated.why
    assert correct(real, stages, Field.WHEN, "").when is None
    assert correct(real, stages, Field.WHERE, "").where == ()


@pytest.mark.parametrize(
    ("field", "words", "value", "said"),
    [
        (Field.STANCE, "", "certain", "there is no stance 'certain'"),
        (Field.NEGATED, "", "perhaps", "neither yes nor no"),
        (Field.WHEN, "2 March", "soon", "no EDTF date"),
        (Field.FIGURES, "mill", None, "no number is read"),
        (Field.FIGURES, "12", "many", "is no number"),
        (Field.SOURCE, "", "Nobody Known", "nobody in the report; the report tells of: "),
        (Field.CONTENT, "", None, "needs the words"),
        (Field.STANCE, "", "asserted", "says that already"),
        (Field.CHAIN, "", "somebody", "a chain is none"),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_out(
    real: WorkingLedger, stages: Stages, field: Field, words: str, value: str | None, said: str
) -> None:
    with pytest.raises(BadUse, match=re.escape(said)):
        correct(real, stages, field, words, value)
    assert real.judgements() == ()


def test_words_that_do_not_stand_in_the_report_are_refused(real: WorkingLedger, stages: Stages) -> None:
    claim = twelve(real)
    for words in (Words("Ilse Marrow", 0, 11), Words("x", 9000, 9001), Words("   ", 1, 4)):
        with pytest.raises(AnchorError):
            judging.correct(real, stages, claim, [Edit(Field.SOURCE, (words,))], A)
    with pytest.raises(AnchorError, match="does not stand in the report"):
        correct(real, stages, Field.SOURCE, "somebody else")
    other = next(r for r in real.reports() if r.source.endswith("b.txt"))
    if other.furniture:
        seventeen = next(c for c in real.claims() if c.report == other.id)
        furniture = Words.cut(other.text, other.furniture[0].start, other.furniture[0].end)
        with pytest.raises(AnchorError, match="furniture"):
            judging.correct(real, stages, seventeen, [Edit(Field.SOURCE, (furniture,))], A)
    assert real.judgements() == ()


def test_nothing_is_undone_twice(real: WorkingLedger, stages: Stages) -> None:
    with pytest.raises(BadUse, match="there is no judgement 5"):
        judging.take_back(real, stages, 5, A)
    made = judging.accept(real, stages, twelve(real), A)
    judging.take_back(real, stages, made.number, A)
    with pytest.raises(BadUse, match="undone already"):
        judging.take_back(real, stages, made.number, A)


def test_events_are_joined_and_parted(real: WorkingLedger, stages: Stages) -> None:
    before = list(real.events())
    event = max(before, key=lambda e: len(e.claims))
    assert len(event.claims) > 1
    made = judging.part_event(real, stages, event, event.claims[:1], A)
    assert not any(set(event.claims) <= set(e.claims) for e in real.events())
    with pytest.raises(BadUse, match="some and not all"):
        judging.part_event(real, stages, event, event.claims, A)
    judging.take_back(real, stages, made.number, A)
    assert list(real.events()) == before


def test_a_changed_row_is_found_by_verify(real: WorkingLedger, stages: Stages, tmp_path: Path) -> None:
    import sqlite3

    judging.accept(real, stages, twelve(real), replace(A, why="seen"))
    assert list(real.verify()) == []
    with sqlite3.connect(tmp_path / "real.riwaya") as raw:
        raw.execute("UPDATE judgement SET body = replace(body, 'seen', 'sean')")
    raw.close()
    found = [p.what for p in real.verify()]
    assert any("not the judgement that the log says" in what for what in found)
    assert any("not what the judgements leave" in what for what in found)

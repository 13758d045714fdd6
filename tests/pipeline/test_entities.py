"""Entities settled report by report: as if all had come at once, and only what is around is touched."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.ingest import Options
from riwaya.pipeline import default_stages, settle
from riwaya.pipeline.decide import merge, split, undo
from riwaya.pipeline.entities import resolve
from riwaya.pipeline.give import set_transliteration
from riwaya.records import Document, Kind, Reading, Referent, Report, Span, Words, content_id
from riwaya.resolve import across
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from riwaya.store.waiting import Step

STAGES = default_stages(Options(), "rules")
Named = tuple[str, Kind, str]  # name, kind, title
PERSON, PLACE, GROUP = Kind.PERSON, Kind.PLACE, Kind.GROUP
NAMED: list[Named] = [
    ("Jabir al-Tamouri", PERSON, "Sheikh"),
    ("Jaber al-Tamuri", PERSON, ""),
    ("Nasser al-Tamouri", PERSON, "Sheikh"),
    ("Tamouri", PERSON, "Sheikh"),
    ("Jabir Hatem al-Tamouri", PERSON, ""),
    ("Zarmak Lorven", PERSON, "General"),
    ("Zarmay Lorven", PERSON, "General"),
    ("Zaghour", PLACE, ""),
    ("al-Zaghur", PLACE, ""),
    ("زاغور", PLACE, ""),
    ("Daesh", GROUP, ""),
    ("Islamic State", GROUP, ""),
    ("Northern Valley Guard", GROUP, ""),
    ("NVG", GROUP, ""),
]
STORY = st.lists(
    st.lists(st.sampled_from(NAMED), min_size=1, max_size=4, unique=True), min_size=2, max_size=7
)


def told(number: int, named: list[Named]) -> tuple[Document, Reading, list[Referent]]:
    """A report that names these."""
    text = f"Number {number}. " + ". ".join(name for name, _, _ in named) + "."
    made = content_id("r", text)
    report = Report(made, f"{number}.txt", "text", content_id("x", text), text, "1", language="en")
    referents = []
    for name, kind, title in named:
        start = text.index(name)
        words = Words(name, start, start + len(name))
        descriptions = (title,) if title else ()
        referents.append(
            Referent(content_id("p", made, start), made, kind, name, (name,), True, (words,), descriptions)
        )
    reading = Reading(made, "told", (Span(0, len(text)),), (), ())
    return Document(report, text.encode(), "2024-01-02T03:04:05Z"), reading, referents


def opened(folder: str, name: str) -> WorkingLedger:
    return open_ledger(str(Path(folder) / name), create=True)


@settings(max_examples=15, deadline=None)
@given(STORY, st.randoms(use_true_random=False))
def test_report_by_report_in_any_order_gives_what_all_at_once_gives(
    story: list[list[Named]], order: random.Random
) -> None:
    documents = [told(number, named) for number, named in enumerate(story)]
    expected = list(across(r for *_, referents in documents for r in referents))
    with tempfile.TemporaryDirectory() as folder:
        ledger = opened(folder, "one.riwaya")
        for document in order.sample(documents, len(documents)):
            ledger.put_report(*document)
            if order.random() < 0.7:
                assert settle(ledger, STAGES) == 0
        assert settle(ledger, STAGES) == 0
        assert list(ledger.entities()) == expected
        for referent, entity in ledger.entity_of([r for e in expected for r in e.referents]).items():
            assert referent in entity.referents
        ledger.close()


@settings(max_examples=12, deadline=None)
@given(STORY, st.integers(0, 99), st.integers(0, 99), st.booleans(), st.integers(1, 6))
def test_splitting_or_undoing_after_merging_restores_the_ledger(
    story: list[list[Named]], ours: int, theirs: int, undoing: bool, cut: int
) -> None:
    documents = [told(number, named) for number, named in enumerate(story)]
    with tempfile.TemporaryDirectory() as folder:
        ledger = opened(folder, "one.riwaya")
        for document in documents[:cut]:
            ledger.put_report(*document)
        settle(ledger, STAGES)
        before = list(ledger.entities())
        one, other = before[ours % len(before)], before[theirs % len(before)]
        if one.id != other.id:
            made = merge(ledger, STAGES, one, other, "x", "so")
            whole = ledger.entity_of([one.referents[0]])[one.referents[0]]
            assert {*one.referents, *other.referents} <= set(whole.referents)
            if undoing:
                undo(ledger, STAGES, made.number, "x", "not so")
            elif set(whole.referents) == {*one.referents, *other.referents}:
                split(ledger, STAGES, whole, other.referents, "x", "not so")
            else:
                undo(ledger, STAGES, made.number, "x", "not so")
            assert list(ledger.entities()) == before
        for document in documents[cut:]:
            ledger.put_report(*document)
        settle(ledger, STAGES)
        decisions = ledger.decisions()
        assert list(ledger.entities()) == list(across(ledger.referents(), decisions))
        ledger.close()


def test_transliteration_off_and_on_again_restores_the_entities(tmp_path: Path) -> None:
    ledger = opened(str(tmp_path), "one.riwaya")
    for number, named in enumerate(NAMED):
        ledger.put_report(*told(number, [named]))
    settle(ledger, STAGES)
    before = list(ledger.entities())
    try:
        set_transliteration(ledger, STAGES, False, "x", "too many false friends")
        assert len(list(ledger.entities())) > len(before)
    finally:
        set_transliteration(ledger, STAGES, True, "x", "back")
    assert list(ledger.entities()) == before
    ledger.close()


def test_one_more_report_touches_only_what_is_around(tmp_path: Path) -> None:
    ledger = opened(str(tmp_path), "one.riwaya")
    givens = "Omar Dalia Petra Yusuf Ines Samir Hanna Karim Leila Tariq Orlan Ilse".split()
    for number, first in enumerate(givens):  # a family of twelve, and a body that everyone names
        ledger.put_report(
            *told(number, [(f"{first} Marrowal", PERSON, ""), ("Ashen Valley Front", GROUP, "")])
        )
    settle(ledger, STAGES)
    assert ledger.counts()["entities"] == len(givens) + 1
    others = {e.id: e for e in ledger.entities()}
    ledger.put_report(*told(99, [("Omar Marrowal", PERSON, "")]))
    new = ledger.unsettled(Step.RESOLVE, 9)
    assert resolve(ledger, STAGES, new) == {"referents": 2, "entities": 1}
    changed = [e for e in ledger.entities() if others.get(e.id) != e]
    assert [e.name for e in changed] == ["Omar Marrowal"]
    ledger.close()

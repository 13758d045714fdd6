from __future__ import annotations

from collections.abc import Iterator

import pytest

from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from riwaya.view.asking import Answer, ask
from riwaya.view.finding import Filters, find, look, narrowed
from riwaya.view.public_form import PublicForm
from tests.view.story import halbat


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkingLedger]:
    made = open_ledger(str(tmp_path_factory.mktemp("asking") / "town.riwaya"), create=True)
    halbat().into(made)
    yield made
    made.close()


def words(answer: Answer) -> list[str]:
    return [p.text for account in answer.accounts for p in account.passages]


def test_a_question_gets_passages_and_both_sides(town: WorkingLedger) -> None:
    answer = ask(town, "How many people were killed in Halabat?", Filters())
    assert any("Nine people were killed" in text for text in words(answer)[:3])
    assert answer.understood.places == ("Halabat",)
    assert answer.understood.wanted == ("figure",)
    assert answer.contested[0].headline == "Killed: 9 or at least 14?"
    sides = {s.telling.text for s in answer.contested[0].sides}
    assert {"Nine people were killed", "At least 14 bodies were brought in"} <= sides


def test_every_word_of_an_answer_stands_in_a_report(town: WorkingLedger) -> None:
    for question in ("Who laid the bomb?", "Is the bridge closed?", "How many bodies on 2 May 2031?"):
        for account in ask(town, question, Filters()).accounts:
            for p in account.passages:
                assert p.text == " ".join(town.report(p.report).text[p.start : p.end].split())


def test_passages_that_hold_the_same_are_one_account(town: WorkingLedger) -> None:
    answer = ask(town, "Nine people were killed", Filters())
    first = answer.accounts[0]
    assert {"The Courier", "Radio Sarm"} <= set(first.outlets)
    everything = words(answer)
    assert len(everything) == len(set(everything))


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("When was the bridge closed?", ("time",)),
        ("Who denied it?", ("speaker", "denial")),
        ("Where did it explode", ("place",)),
        ("كم عدد القتلى", ("figure",)),
        ("the bridge", ()),
    ],
)
def test_what_is_wanted_is_understood(town: WorkingLedger, question: str, wanted: tuple[str, ...]) -> None:
    assert ask(town, question, Filters()).understood.wanted == wanted


def test_a_date_in_a_question_brings_its_accounts_forward(town: WorkingLedger) -> None:
    understood = ask(town, "What happened on 2 May 2031?", Filters()).understood
    assert understood.dates == ("2031-05-02",)
    assert "accounts of 2 May 2031 first" in understood.sentences


def test_facets_count_what_their_filter_leaves(town: WorkingLedger) -> None:
    found = look(town, "people bomb bridge Halbat", Filters(), 50)
    assert {f.name for f in found.facets} >= {"place", "source", "stance", "figure", "outlet", "year"}
    for facet in found.facets:
        for choice in facet.choices:
            filters = narrowed(Filters(), facet.name, choice.value)
            left = look(town, "people bomb bridge Halbat", filters, 50)
            assert len(left.passages) >= choice.count > 0, (facet.name, choice)


def test_a_protected_persons_words_are_not_counted_by_place_or_year(town: WorkingLedger) -> None:
    asked = "people bomb bridge Halbat river killed"
    found = look(town, asked, Filters(source="Yusuf Barakat"), 50)
    assert found.passages
    assert not {f.name for f in found.facets} & {"place", "year"}
    spoken = {
        c.value for f in look(town, asked, Filters(), 50).facets if f.name == "source" for c in f.choices
    }
    kept = [look(town, asked, Filters(source=s), 50).facets for s in sorted(spoken)]
    assert any("place" in {f.name for f in facets} for facets in kept)  # of others they are


def test_filters_combine(town: WorkingLedger) -> None:
    both = find(
        town, "killed", Filters(place="Halbat", figure="killed", outlet="Courier", until="2031-05-03")
    )
    assert both and {p.outlet for p in both} == {"The Courier"}
    assert all(any(f.measure == "killed" for f in t.figures) for p in both for t in p.tellings)
    assert find(town, "killed", Filters(place="Halbat", figure="displaced")) == ()
    assert find(town, "killed", Filters(until="2030")) == find(
        town, "killed", Filters(until="2030", outlet="Paper")
    )


@pytest.mark.parametrize("name", ["Barakat", "Yusuf Barakat", "Barakatt", "Barrakat", "Sami", "Samii"])
def test_in_public_form_no_spelling_finds_who_is_masked(town: WorkingLedger, name: str) -> None:
    public = PublicForm(town, "salt")
    for text in (name, f"What did {name} say?"):
        answer, found = ask(public, text, Filters()), look(public, text, Filters(), 50)
        shown = repr((answer, found)).replace(repr(text), "").replace(f"asked='{name}'", "")
        plain = shown.replace(f"phrases=('{name.lower()}',)", "")
        assert "Barakat" not in plain and "barakat" not in plain, plain
        assert "Sami" not in plain and "'sami'" not in plain
        assert not any(t.corrected for t in found.terms)
    assert [p for p in find(public, name, Filters(), 50) if "words" in p.how] == []

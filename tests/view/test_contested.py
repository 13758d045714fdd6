from __future__ import annotations

from riwaya.records import About, Kind, RelationKind
from riwaya.view.contested import Contested, contested, contested_with
from tests.view.memory import Memory
from tests.view.story import halbat


def by_kind(ledger: Memory) -> dict[str, Contested]:
    return {i.kind: i for i in contested(ledger)}


def test_each_disagreement_once(ledger: Memory) -> None:
    assert sorted(i.kind for i in contested(ledger)) == ["Denial", "Figure", "Responsibility"]


def test_copies_stand_behind_the_account_they_repeat(ledger: Memory) -> None:
    item = by_kind(ledger)["Figure"]
    nine, fourteen = item.sides
    assert nine.telling.words == ("Nine people were killed",)
    assert [e.outlet for e in nine.echoes] == ["Radio Sarm"]
    assert fourteen.telling.words == ("At least 14 bodies were brought in",)
    assert item.origins == 2
    assert [p.origins for p in item.positions] == [1, 1]


def test_figures_are_on_one_axis(ledger: Memory) -> None:
    item = by_kind(ledger)["Figure"]
    assert item.axis
    assert [m.words for m in item.axis.marks] == ["9", "at least 14"]
    assert item.subject == "killed"
    assert item.headline == "Killed: 9 or at least 14?"
    assert item.context == "bombing, Halbat, 2 May 2031"


def test_words_are_the_words_of_the_report(ledger: Memory) -> None:
    for item in contested(ledger):
        for side in item.sides:
            text = ledger.report(side.telling.report).text
            assert text[side.telling.start : side.telling.end] == side.telling.text
            before = " ".join((side.telling.before + side.telling.text + side.telling.after).split())
            assert before in " ".join(text.split())


def test_the_chain_is_said_in_words(ledger: Memory) -> None:
    sides = by_kind(ledger)["Denial"].sides
    assert sides[0].telling.chain_words == "Col. Idris Mansour, the police chief → The Courier"
    assert sides[1].telling.chain_words == "several traders → The Courier"
    assert [s.telling.stance.value for s in sides] == ["asserted", "denied"]


def test_the_headline_of_a_denial_quotes_what_is_denied(ledger: Memory) -> None:
    assert by_kind(ledger)["Denial"].headline == "“All outside fighters had left Halbat”: denied"


def test_filters(ledger: Memory) -> None:
    assert [i.kind for i in contested(ledger, about=About.FIGURE)] == ["Figure"]
    assert {i.kind for i in contested(ledger, place="al-Halabat")} == {"Figure", "Denial"}
    assert contested(ledger, place="Elsewhere") == ()
    assert [i.kind for i in contested(ledger, since_date="2031-05-04")] == ["Figure", "Responsibility"]
    assert contested(ledger, since_date="2032") == ()


def test_of_some_claims_only(ledger: Memory) -> None:
    figure = by_kind(ledger)["Figure"]
    for telling in (figure.sides[1].telling, figure.sides[0].echoes[0]):
        assert contested_with(ledger, [telling.id]) == (figure,)
    assert contested_with(ledger, []) == ()


def test_two_measures_are_two_disagreements() -> None:
    story = halbat()
    courier = story.documents[0].report
    first, second = story.claims[courier.id][:2]
    story.relate(RelationKind.CONTRADICTS, About.DATE, first, second, "another matter")
    ledger = Memory()
    story.into(ledger)
    assert sorted(i.kind for i in contested(ledger)) == ["Date", "Denial", "Figure", "Responsibility"]


def test_the_order_of_the_relations_changes_nothing() -> None:
    story, turned = halbat(), halbat()
    turned.relations.reverse()
    one, two = Memory(), Memory()
    story.into(one)
    turned.into(two)
    assert contested(one) == contested(two)


def test_one_speaker_twice_is_one_side() -> None:
    story = halbat()
    courier, voice = story.documents[0].report, story.documents[1].report
    nine = story.claims[courier.id][0]
    fourteen = next(c for c in story.claims[voice.id] if c.text.startswith("At least 14"))
    link = nine.chain[0]
    again = story.claim(courier, "a cart bomb went off", chain=(link,), figures=nine.figures)
    story.relate(RelationKind.CONTRADICTS, About.FIGURE, again, fourteen, "killed: 9 against at least 14")
    ledger = Memory()
    story.into(ledger)
    item = by_kind(ledger)["Figure"]
    first, second = item.sides
    assert [t.text for t in first.again] == ["a cart bomb went off"]
    assert second.again == ()
    assert item.origins == 2 and item.axis and len(item.axis.marks) == 2
    assert contested_with(ledger, [again.id]) == (item,)


def test_sides_that_agree_stand_in_one_column() -> None:
    story = halbat()
    courier = story.documents[0].report
    _, left, denied = story.claims[courier.id]
    paper = story.report("pile/other.txt", "No outsider is left in the town, the mayor said.", outlet="Other")
    mayor = story.person(paper, Kind.PERSON, "the mayor", named=False)
    none = story.claim(paper, "No outsider is left", chain=(story.link(paper, mayor, "the mayor", "said"),))
    story.relate(RelationKind.CONTRADICTS, About.DENIAL, none, denied, "the traders deny it")
    ledger = Memory()
    story.into(ledger)
    item = by_kind(ledger)["Denial"]
    assert [{s.telling.id for s in column} for column in item.columns] == [{left.id, none.id}, {denied.id}]
    assert [p.origins for p in item.positions] == [2, 1]

"""One thing that is disputed is one disagreement, with everyone who denies it in it."""

from __future__ import annotations

import pytest

from riwaya.records import About, Event, Grade, Grades, Kind, RelationKind, Stance
from riwaya.store.gathering import gathered
from riwaya.store.paged import Asked
from riwaya.view import board
from riwaya.view.contested import Contested, contested, contested_with
from tests.view.memory import Memory
from tests.view.story import Story

GUARDS = (
    "The constable told the Courier that the river guards had left Dorn, an assertion denied by three bakers. "
    "The ferry warden said the river guards were still in Dorn in May."
)
RAID = (
    "Unidentified aircraft struck a depot in Dorn on Sunday. The Inland Alliance denied that it was involved, "
    "and some say that the raid was carried out by Sorvania. No confirmation came."
)


def guards() -> Story:
    """A constable says they left; bakers deny it, a warden says the opposite."""
    story = Story()
    report = story.report("pile/guards.txt", GUARDS, outlet="The Courier", published="2031-06-03")

    def said(who: str, cue: str, words: str, stance: Stance = Stance.ASSERTED) -> str:
        person = story.person(report, Kind.PERSON, who, named=False)
        return story.claim(report, words, chain=(story.link(report, person, who, cue),), stance=stance).id

    left = said("The constable", "told", "the river guards had left Dorn")
    no = said("three bakers", "denied", "an assertion", Stance.DENIED)
    still = said("The ferry warden", "said", "the river guards were still in Dorn in May")
    by_id = {c.id: c for c in story.claims[report.id]}
    story.relate(
        RelationKind.CONTRADICTS, About.STATUS, by_id[left], by_id[still], "left against still there"
    )
    story.relate(RelationKind.CONTRADICTS, About.DENIAL, by_id[left], by_id[no], "denied just behind it")
    return story


def ledger_of(story: Story) -> Memory:
    ledger = Memory()
    story.into(ledger)
    return ledger


def speakers(item: Contested) -> list[list[str]]:
    return [[s.telling.speaker for s in column] for column in item.columns]


def test_a_denial_of_what_is_disputed_stands_in_its_disagreement() -> None:
    ledger = ledger_of(guards())
    (item,) = contested(ledger)
    assert speakers(item) == [["The constable"], ["three bakers", "The ferry warden"]]
    assert (item.about, item.abouts, item.origins) == (About.STATUS, (About.STATUS, About.DENIAL), 3)
    assert item.headline == "“The river guards had left Dorn”: denied"
    assert len(item.relations) == len(item.why) == 2


def test_it_is_found_by_either_kind_and_by_each_of_its_claims() -> None:
    ledger = ledger_of(guards())
    (item,) = contested(ledger, about=About.DENIAL)
    assert contested(ledger, about=About.STATUS) == (item,)
    assert contested(ledger, about=About.FIGURE) == ()
    for side in item.sides:
        assert contested_with(ledger, [side.telling.id]) == (item,)


@pytest.mark.parametrize("few", [0, 1500])
def test_the_board_of_a_large_ledger_gathers_the_same(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "FEW", few)
    ledger = ledger_of(guards())
    (group,) = board.groups(ledger)
    assert group.abouts == {About.STATUS, About.DENIAL}
    assert board.items(ledger, ledger.disagreements(Asked(), 0, 9)) == contested(ledger)


def test_who_denies_that_anything_happened_gives_no_figure() -> None:
    story = guards()
    claims = next(iter(story.claims.values()))
    story.relations.clear()
    story.relate(RelationKind.CONTRADICTS, About.FIGURE, claims[0], claims[2], "9 against 14")
    story.relate(RelationKind.CONTRADICTS, About.DENIAL, claims[0], claims[1], "denied")
    found = gathered((r, None) for r in story.relations)
    assert {(p.about, len(p.edges)) for p in found} == {(About.DENIAL, 1), (About.FIGURE, 1)}


def test_two_disagreements_are_not_joined_by_who_denies_both() -> None:
    story = guards()
    claims = next(iter(story.claims.values()))
    report = story.documents[0].report
    other = story.claim(report, "the river guards")
    story.relate(RelationKind.CONTRADICTS, About.PLACE, other, claims[1], "another place")
    found = gathered((r, None) for r in sorted(story.relations, key=lambda r: r.id))
    assert {p.about for p in found} == {About.PLACE, About.STATUS}
    assert sorted(len(p.edges) for p in found) == [1, 2]


def raid() -> Story:
    """An air raid that one party has no part in, that some lay on another, that nobody confirms."""
    story = Story()
    report = story.report("pile/raid.txt", RAID, outlet="The Courier", published="2031-06-03")
    alliance = story.person(report, Kind.ORGANIZATION, "The Inland Alliance")
    some = story.person(report, Kind.PERSON, "some", named=False)
    struck = story.claim(report, "Unidentified aircraft struck a depot in Dorn")
    no = story.claim(
        report,
        "it was involved",
        chain=(story.link(report, alliance, "The Inland Alliance", "denied"),),
        stance=Stance.DENIED,
    )
    other = story.claim(
        report,
        "the raid was carried out by Sorvania",
        chain=(story.link(report, some, "some", "say"),),
        stance=Stance.POSSIBLE,
    )
    silent = story.claim(report, "No confirmation came", negated=True)
    story.relate(RelationKind.CONTRADICTS, About.RESPONSIBILITY, no, other, "who did it is not settled")
    ids = tuple(sorted(c.id for c in (struck, no, other, silent)))
    grades = Grades(Grade.FAIR, None, Grade.CONTESTED)
    story.events.append(
        Event("v1", "airstrike", None, None, "2031-06-01", None, (), ids, (), grades, "one raid")
    )
    return story


def test_every_account_of_responsibility_stands_in_one_disagreement() -> None:
    (item,) = contested(ledger_of(raid()))
    assert item.kind == "Responsibility"
    assert item.headline == "Who is responsible: Sorvania? Denied by the Inland Alliance"
    told = {t.text: (t.speaker, str(t.stance)) for s in item.sides for t in s.tellings}
    assert told == {
        "Unidentified aircraft struck a depot in Dorn": ("The Courier", "asserted"),
        "it was involved": ("The Inland Alliance", "denied"),
        "the raid was carried out by Sorvania": ("some", "possible"),
        "No confirmation came": ("The Courier", "asserted"),
    }
    assert item.origins == 3

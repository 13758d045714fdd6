"""Entities across reports. All people and places are invented, but for some look-alikes."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from riwaya.records import Entity, Kind, Position, Referent, Words, content_id
from riwaya.resolve import across, keys


def one(
    name: str,
    report: str,
    kind: Kind = Kind.PERSON,
    descriptions: tuple[str, ...] = (),
    named: bool = True,
    position: Position | None = None,
) -> Referent:
    return Referent(
        id=content_id("p", report, name, kind.value),
        report=report,
        kind=kind,
        name=name,
        names=(name,) if named else (),
        named=named,
        mentions=(Words(name, 0, len(name)),),
        descriptions=descriptions,
        position=position,
        why="named once in this report",
    )


def together(*referents: Referent) -> set[frozenset[str]]:
    """The names that are one entity, for each entity."""
    names = {r.id: f"{r.name}@{r.report}" for r in referents}
    return {frozenset(names[i] for i in entity.referents) for entity in across(referents)}


def test_spellings_of_a_place_are_one_and_keep_their_reports() -> None:
    spellings = ["Zaghour", "al-Zaghur", "Al Zaghoor", "Zaghour"]
    entities = across([one(text, f"r{n}", Kind.PLACE) for n, text in enumerate(spellings)])
    (entity,) = entities
    assert entity.name == "Zaghour"
    assert {n.text: n.reports for n in entity.names}["Zaghour"] == ("r0", "r3")
    assert "“Zaghour”" in entity.why
    assert entity.id == min(entity.referents)


def test_strangers_stay_apart() -> None:
    people = [one("Jabir al-Tamouri", "a"), one("Nasser al-Tamouri", "b"), one("Jabir Tolan", "c")]
    assert len(across(people)) == 3


def test_a_bare_family_name_chains_nobody() -> None:
    people = [
        one("Jabir al-Tamouri", "a", descriptions=("sheikh",)),
        one("Nasser al-Tamouri", "b", descriptions=("sheikh",)),
        one("Tamouri", "c", descriptions=("Sheikh",)),
    ]
    assert len(across(people)) == 3


def test_a_bare_family_name_joins_the_one_it_fits() -> None:
    people = [
        one("Jabir al-Tamouri", "a", descriptions=("Sheikh",)),
        one("Tamouri", "b", descriptions=("Sheikh",)),
    ]
    assert len(across(people)) == 1
    assert len(across([people[0], one("Tamouri", "b", descriptions=("nurse",))])) == 2


def test_a_shared_title_is_no_name() -> None:
    assert (
        len(
            across(
                [
                    one("Orlo Vashti", "a", descriptions=("Col.",)),
                    one("Ivo Brask", "b", descriptions=("Col.",)),
                ]
            )
        )
        == 2
    )


def test_a_slip_of_one_letter_needs_a_title_or_role() -> None:
    slipped = [
        one("Zarmak Lorven", "a", descriptions=("General",)),
        one("Zarmay Lorven", "b", descriptions=("Gen.",)),
    ]
    assert len(across(slipped)) == 1
    assert len(across([one("Zarmak Lorven", "a"), one("Zarmay Lorven", "b")])) == 2


def test_a_title_typed_wrong_is_no_name() -> None:
    spelt = [one("Sabah al-Tamouri", "a"), one("Shekih Sabah al-Tamouri", "b"), one("صباح التاموري", "c")]
    (entity,) = across(spelt)
    assert entity.name in ("Sabah al-Tamouri", "صباح التاموري")


def test_a_name_in_capitals_is_the_last_choice() -> None:
    places = [
        one("ZAGHOUR", "a", Kind.PLACE),
        one("ZAGHOUR", "b", Kind.PLACE),
        one("Zaghur", "c", Kind.PLACE),
    ]
    (entity,) = across(places)
    assert entity.name == "Zaghur"


def test_kinds_are_compared() -> None:
    same_word = [one("Orvan", "a", Kind.PLACE), one("Orvan", "b", Kind.PERSON), one("Orvan", "c", Kind.GROUP)]
    assert len(across(same_word)) == 3
    assert len(across([one("Ashen Guard", "a", Kind.GROUP), one("Ashen Guard", "b", Kind.ORGANIZATION)])) == 1


def test_known_look_alikes() -> None:
    places = [
        one("Karabla", "a", Kind.PLACE),
        one("Karbala", "b", Kind.PLACE),
        one("Karbala tribe", "c", Kind.GROUP),
    ]
    assert len(across([*places, one("Karbouly", "d", Kind.GROUP)])) == 4
    assert len(across([one("al-Qaim", "a", Kind.PLACE), one("al-Qaeda", "b", Kind.GROUP)])) == 2


def test_a_bridge_is_not_its_town() -> None:
    things = [
        one("Orvan bridge", "a", Kind.FACILITY),
        one("Orvan camp", "b", Kind.FACILITY),
        one("Orvan", "c", Kind.PLACE),
    ]
    assert len(across(things)) == 3


def test_namesakes_far_apart_are_two_places() -> None:
    def at(latitude: float, number: str) -> Position:
        return Position(latitude, 40.0, "town", number, "XX", "invented")

    near = [
        one("Orvan", "a", Kind.PLACE, position=at(30.0, "g:1")),
        one("Orvan", "b", Kind.PLACE, position=at(30.1, "g:2")),
    ]
    far = [near[0], one("Orvan", "b", Kind.PLACE, position=at(35.0, "g:3"))]
    assert len(across(near)) == 1
    assert len(across(far)) == 2


def test_the_unnamed_never_merge() -> None:
    people = [one("a resident", "a", named=False), one("a resident", "b", named=False)]
    assert keys(people[0]) == ()
    entities = across(people)
    assert len(entities) == 2
    assert not any(entity.named for entity in entities)


def test_protection_of_one_report_holds_for_the_entity() -> None:
    from dataclasses import replace

    asked = replace(one("Orlo Vashti", "a"), protection=("requested",))
    (entity,) = across([asked, one("Orlo Vashti", "b")])
    assert entity.protection == ("requested",)


POOL = [
    one("Jabir al-Tamouri", "a", descriptions=("Sheikh",)),
    one("Jaber al-Tamuri", "b", descriptions=("Shaikh",)),
    one("Tamouri", "c", descriptions=("Sheikh",)),
    one("Nasser al-Tamouri", "d"),
    one("Jabir Hatem al-Tamouri", "e"),
    one("Zaghour", "a", Kind.PLACE),
    one("al-Zaghur", "b", Kind.PLACE),
    one("Zaghur bridge", "b", Kind.FACILITY),
    one("Northern Valley Guard", "a", Kind.GROUP),
    one("NVG", "c", Kind.ORGANIZATION),
    one("Daesh", "a", Kind.GROUP),
    one("IS", "b", Kind.GROUP),
    one("a clerk", "a", named=False),
]


@given(st.sets(st.sampled_from(range(len(POOL)))), st.randoms(use_true_random=False))
def test_the_order_of_referents_changes_nothing(chosen: set[int], order: random.Random) -> None:
    referents = [POOL[n] for n in sorted(chosen)]
    expected: tuple[Entity, ...] = across(referents)
    order.shuffle(referents)
    assert across(referents) == expected
    assert sorted(i for e in expected for i in e.referents) == sorted(r.id for r in referents)


def test_what_is_joined_shares_a_key() -> None:
    known = {r.id: r for r in POOL}
    for entity in across(POOL):
        if len(entity.referents) > 1:
            for i in entity.referents:
                others = {k for j in entity.referents if j != i for k in keys(known[j])}
                assert set(keys(known[i])) & others

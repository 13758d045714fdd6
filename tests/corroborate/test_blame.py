"""Responsibility: causes, admissions, denials."""

from __future__ import annotations

from riwaya.records import Stance
from tests.corroborate.build import World, exact

HEAD = "Ferry lost off Kadra\n\nKADRA - The ferry Sea Lark sank off Kadra on Sunday. "


def test_an_accident_against_an_attack() -> None:
    world = World()
    a = world.report(
        "Harbour Wire",
        HEAD + "It was caused by a faulty valve in the engine room, the shipyard said.",
        "2031-05-06",
    )
    b = world.report("Valley Voice", HEAD + "The ministry blamed the Saltmarsh Front.", "2031-05-06")
    x = world.claim(a, "It was caused by a faulty valve in the engine room", "the shipyard")
    y = world.claim(b, "blamed the Saltmarsh Front", "The ministry", stance=Stance.ALLEGED)
    assert world.kinds(x, y) == {"contradicts responsibility"}


def test_the_accused_takes_it_on() -> None:
    world = World()
    a = world.report("Harbour Wire", HEAD + "The ministry blamed the Saltmarsh Front.", "2031-05-06")
    b = world.report(
        "Valley Voice",
        HEAD + "In a message the Saltmarsh Front claimed responsibility for the ferry.",
        "2031-05-07",
    )
    x = world.claim(a, "blamed the Saltmarsh Front", "The ministry", stance=Stance.ALLEGED)
    y = world.claim(b, "claimed responsibility for the ferry", "the Saltmarsh Front")
    assert world.kinds(x, y) == {"corroborates responsibility"}


def test_nobody_had_claimed_it_and_then_somebody_does() -> None:
    world = World()
    a = world.report("Harbour Wire", HEAD + "No group has claimed the attack.", "2031-05-06")
    b = world.report(
        "Valley Voice",
        HEAD + "In a message the Saltmarsh Front claimed responsibility for the ferry.",
        "2031-05-07",
    )
    x = world.claim(a, "No group has claimed the attack")
    y = world.claim(b, "claimed responsibility for the ferry", "the Saltmarsh Front")
    (found,) = world.between(x, y)
    assert (str(found.kind), found.claims) == ("updates", (y.id, x.id))


def test_two_parties_blamed() -> None:
    world = World()
    a = world.report("Harbour Wire", HEAD + "The ministry blamed the Saltmarsh Front.", "2031-05-06")
    b = world.report("Valley Voice", HEAD + "The islanders blamed the Coast Legion.", "2031-05-06")
    x = world.claim(a, "blamed the Saltmarsh Front", "The ministry", stance=Stance.ALLEGED)
    y = world.claim(b, "blamed the Coast Legion", "The islanders", stance=Stance.ALLEGED)
    assert world.kinds(x, y) == {"contradicts responsibility"}


RAID = (
    "Depot hit near Kadra\n\nKADRA - Unidentified aircraft struck a depot near Kadra on Sunday. "
    "The Inland Alliance has denied that it was involved, and some say that the raid was likely "
    "carried out by Sorvania. No confirmation came. "
)


def test_one_denies_a_part_in_it_and_another_is_named() -> None:
    world = World()
    a = world.report("Harbour Wire", RAID, "2031-05-06")
    no = world.claim(a, "it was involved", "The Inland Alliance", stance=Stance.DENIED)
    other = world.claim(a, "the raid was likely carried out by Sorvania", "some", stance=Stance.POSSIBLE)
    (found,) = world.between(no, other)
    assert (str(found.kind), str(found.about)) == ("contradicts", "responsibility")
    assert "denied by The Inland Alliance (in Harbour Wire)" in found.why
    assert "Sorvania is named by some (in Harbour Wire)" in found.why


def test_a_denial_of_what_happened_is_none_of_a_part_in_it() -> None:
    world = World()
    a = world.report("Harbour Wire", RAID + "The miller denied that the mill had closed.", "2031-05-06")
    no = world.claim(a, "the mill had closed", "The miller", stance=Stance.DENIED)
    other = world.claim(a, "the raid was likely carried out by Sorvania", "some", stance=Stance.POSSIBLE)
    assert world.kinds(no, other) == set()


def test_one_thing_named_in_passing_is_no_cause() -> None:
    for second, kinds in (
        ("It happened because of a faulty valve", {"corroborates responsibility"}),
        ("A valve was being cleaned in the engine room", set()),
    ):
        world = World()
        a = world.report(
            "Harbour Wire", HEAD + "It was caused by a faulty valve in the engine room, the shipyard said."
        )
        b = world.report("Valley Voice", HEAD + second + ".")
        x = world.claim(a, "It was caused by a faulty valve in the engine room", "the shipyard")
        y = world.claim(b, second)
        assert world.kinds(x, y) == kinds, second


def test_far_more_dead_by_other_means_are_of_another_thing() -> None:
    for first, kinds in (
        ("Eighteen pupils were killed by an air strike on the school", set()),
        ("Four pupils were killed by an air strike on the school", {"contradicts responsibility"}),
    ):
        world = World()
        a = world.report(
            "Harbour Wire",
            f"Deaths at the school of Kadra\n\nKADRA - Mourners met at the school of Kadra. {first}, Odet Karsan said.",
            "2031-05-07",
        )
        b = world.report(
            "Valley Voice",
            "Deaths at the school of Kadra\n\nKADRA - Mourners met at the school of Kadra. Four pupils were killed at the school by mortar shells, Belen Tosk said.",
            "2031-05-07",
        )
        n, number = (18.0, "Eighteen pupils") if "Eighteen" in first else (4.0, "Four pupils")
        x = world.claim(
            a,
            first,
            "Odet Karsan",
            person="Odet Karsan",
            when="2031-05-06",
            figures=((number, exact(n), "pupils", "killed"),),
        )
        y = world.claim(
            b,
            "Four pupils were killed at the school by mortar shells",
            "Belen Tosk",
            person="Belen Tosk",
            when="2031-05-06",
            figures=(("Four pupils", exact(4), "pupils", "killed"),),
        )
        assert {k for k in world.kinds(x, y) if "responsibility" in k} == kinds, first

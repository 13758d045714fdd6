"""Responsibility: causes, admissions, denials."""

from __future__ import annotations

from riwaya.records import Stance
from tests.corroborate.build import World

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

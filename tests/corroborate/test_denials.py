"""What is denied, in so many words or by saying the opposite."""

from __future__ import annotations

from riwaya.corroborate.denials import denial
from riwaya.corroborate.gists import gists
from riwaya.records import Stance
from tests.corroborate.build import World


def test_a_denial_in_another_report_meets_the_assertion() -> None:
    world = World()
    a = world.report(
        "Harbour Wire",
        "Raid on Dunmar\n\nSoldiers fired live rounds at the crowd in Dunmar, two shopkeepers said.",
    )
    b = world.report(
        "Army of Dunmar",
        "Statement\n\nThe raid on Dunmar was calm. No live ammunition was used by any soldier in Dunmar.",
    )
    x = world.claim(a, "Soldiers fired live rounds at the crowd in Dunmar", "two shopkeepers")
    y = world.claim(b, "No live ammunition was used by any soldier in Dunmar", stance=Stance.DENIED)
    assert world.kinds(x, y) == {"contradicts denial"}


def test_it_was_denied_links_to_the_claim_before_it() -> None:
    world = World()
    a = world.report(
        "Harbour Wire",
        "Quiet\n\nThe mayor, Ilva Sorun, said every gunman had left Dunmar, a claim several traders reject.",
    )
    x = world.claim(a, "every gunman had left Dunmar", "Ilva Sorun", person="Ilva Sorun")
    y = world.claim(a, "a claim", "several traders", stance=Stance.DENIED)
    assert world.kinds(x, y) == {"contradicts denial"}


def test_the_accused_denies_the_accusation() -> None:
    world = World()
    a = world.report(
        "Harbour Wire",
        "Bomb in Dunmar\n\nThe governor blamed the Saltmarsh Front for the bomb in Dunmar on Monday.",
        "2031-05-06",
    )
    b = world.report(
        "Valley Voice",
        "Dunmar mourns\n\nDUNMAR - The Saltmarsh Front denied planting the bomb in Dunmar.",
        "2031-05-07",
    )
    x = world.claim(
        a,
        "blamed the Saltmarsh Front for the bomb in Dunmar",
        "The governor",
        stance=Stance.ALLEGED,
        when="2031-05-05",
    )
    y = world.claim(b, "planting the bomb in Dunmar", "The Saltmarsh Front", stance=Stance.DENIED)
    assert "contradicts denial" in world.kinds(x, y)


def test_not_knowing_is_no_denial() -> None:
    world = World()
    a = world.report(
        "Harbour Wire", "The bridge of Dunmar\n\nThe bridge of Dunmar will help trade, a driver said."
    )
    b = world.report(
        "Valley Voice",
        "The bridge of Dunmar\n\nWe do not know whether the bridge of Dunmar will help trade, a farmer said.",
    )
    x = world.claim(a, "The bridge of Dunmar will help trade", "a driver")
    y = world.claim(b, "We do not know whether the bridge of Dunmar will help trade", "a farmer")
    assert not world.kinds(x, y)


def test_a_negative_remark_of_the_journalist_denies_nobody() -> None:
    world = World()
    a = world.report(
        "Harbour Wire", "Vote in Dunmar\n\nMira Tal is the sister of the mayor of Dunmar, a neighbour said."
    )
    b = world.report("Valley Voice", "Vote in Dunmar\n\nMira Tal is not related to the mayor of Dunmar.")
    x = world.claim(a, "Mira Tal is the sister of the mayor of Dunmar", "a neighbour")
    y = world.claim(b, "Mira Tal is not related to the mayor of Dunmar")
    assert not world.kinds(x, y)


def test_another_thing_denied_in_the_same_town_is_no_conflict() -> None:
    world = World()
    a = world.report(
        "Harbour Wire", "Fire in Dunmar\n\nA fire at the fuel depot of Dunmar killed a guard, a clerk said."
    )
    b = world.report(
        "Valley Voice",
        "Fire in Dunmar\n\nThe trade office denied that fuel from the depot of Dunmar "
        "was sold before the fire.",
    )
    x = world.claim(a, "A fire at the fuel depot of Dunmar killed a guard", "a clerk")
    y = world.claim(
        b, "fuel from the depot of Dunmar was sold before the fire", "The trade office", stance=Stance.DENIED
    )
    assert not world.kinds(x, y)


def test_two_who_say_the_same_no_do_not_deny_each_other() -> None:
    for other in ("Not one clerk of Dunmar has been paid", "The pay of a clerk of Dunmar stopped in May"):
        world = World()
        a = world.report(
            "Harbour Wire", "Pay\n\nNo clerk of Dunmar has been paid since May, Ilva Sorun said."
        )
        b = world.report("Valley Voice", f"Unpaid\n\n{other}.")
        x = world.claim(a, "No clerk of Dunmar has been paid since May", "Ilva Sorun", person="Ilva Sorun")
        y = world.claim(b, other)
        one, two = gists((x, y), world.reports, world.entities)
        assert not tuple(denial(one, two)), other


def test_what_goes_on_is_denied_by_who_says_no() -> None:
    world = World()
    a = world.report("Harbour Wire", "Pay\n\nNo clerk of Dunmar has been paid since May, Ilva Sorun said.")
    b = world.report("Valley Voice", "Paid\n\nThe clerks of Dunmar were paid in June, the treasury said.")
    x = world.claim(a, "No clerk of Dunmar has been paid since May", "Ilva Sorun", person="Ilva Sorun")
    y = world.claim(b, "The clerks of Dunmar were paid in June", "the treasury")
    assert "contradicts denial" in world.kinds(x, y)


def test_who_denies_that_civilians_were_there_denies_nothing_of_civilian_traffic() -> None:
    world = World()
    a = world.report(
        "Army of Dunmar",
        "Raid on Dunmar\n\nNine gunmen died in Dunmar. There was no civilian among them.",
        "2031-05-06",
    )
    b = world.report(
        "Valley Voice",
        "Raid on Dunmar\n\nThe road to Dunmar is closed to civilian traffic, drivers said.",
        "2031-05-07",
    )
    x = world.claim(a, "There was no civilian among them", stance=Stance.DENIED)
    y = world.claim(b, "The road to Dunmar is closed to civilian traffic", "drivers")
    assert not world.kinds(x, y)

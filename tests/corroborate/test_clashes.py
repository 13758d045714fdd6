"""One thing dated or placed differently; two things that only look alike."""

from __future__ import annotations

from dataclasses import replace

from riwaya.records import Claim, Words
from tests.corroborate.build import World

HEAD = "The editor of Nawl\n\nNAWL - Friends of the editor Tamar Dole wait in Nawl. "


def test_one_arrest_with_two_days_and_two_places() -> None:
    world = World()
    a = world.report(
        "Harbour Wire", HEAD + "Tamar Dole was arrested at the print shop on 3 May, a printer said."
    )
    b = world.report(
        "Valley Voice", HEAD + "Tamar Dole was arrested at her home on 5 May, a court clerk said."
    )
    x = world.claim(
        a,
        "Tamar Dole was arrested at the print shop on 3 May",
        "a printer",
        when="2031-05-03",
        who="Tamar Dole",
    )
    y = world.claim(
        b,
        "Tamar Dole was arrested at her home on 5 May",
        "a court clerk",
        when="2031-05-05",
        who="Tamar Dole",
    )
    assert world.kinds(x, y) == {"contradicts date", "contradicts place"}


def test_two_bombings_a_week_apart_are_not_one_with_two_dates() -> None:
    world = World()
    text = "Bombs in Nawl\n\nNAWL - A bomb exploded in the market of Nawl on {} May, a guard said."
    a = world.report("Harbour Wire", text.format(3), "2031-05-04")
    b = world.report("Valley Voice", text.format(10), "2031-05-11")
    x = world.claim(a, "A bomb exploded in the market of Nawl on 3 May", "a guard", when="2031-05-03")
    y = world.claim(b, "A bomb exploded in the market of Nawl on 10 May", "a guard", when="2031-05-10")
    assert not world.kinds(x, y)
    assert len(world.findings().events) == 2


def test_the_day_a_thing_began() -> None:
    world = World()
    a = world.report(
        "Harbour Wire",
        "Fire in Nawl\n\nNAWL - The fire in the tannery of Nawl broke out on Friday, 2 May, a guard said.",
        "2031-05-05",
    )
    b = world.report(
        "Valley Voice",
        "Fire in Nawl\n\nNAWL - The fire in the tannery of Nawl broke out on Saturday, 3 May, a cook said.",
        "2031-05-05",
    )
    x = world.claim(
        a, "The fire in the tannery of Nawl broke out on Friday, 2 May", "a guard", when="2031-05-02"
    )
    y = world.claim(
        b, "The fire in the tannery of Nawl broke out on Saturday, 3 May", "a cook", when="2031-05-03"
    )
    assert "contradicts date" in world.kinds(x, y)


def test_a_town_retaken_on_two_days() -> None:
    world = World()
    a = world.report(
        "Harbour Wire",
        "The Legion leaves Nawl\n\nThe Legion has left the river town of Nawl. "
        "The army is in Nawl. The town was retaken on Friday, a general said.",
        "2031-05-10",
    )
    b = world.report(
        "Valley Voice",
        "Bread in Nawl\n\nThe Legion has left, and the river town eats. "
        "Ovens are lit in Nawl. Nawl was freed on 7 May, a sheikh said.",
        "2031-05-12",
    )
    x = world.claim(a, "The town was retaken on Friday", "a general", when="2031-05-09")
    y = world.claim(b, "Nawl was freed on 7 May", "a sheikh", when="2031-05-07", where="Nawl")
    assert "contradicts date" in world.kinds(x, y)


def retaken(world: World, outlet: str, published: str, words: str, when: str) -> Claim:
    text = f"Orla, as seen by {outlet}\n\nORLA - {words}. People of Orla in Sarm told {outlet} of it."
    report = world.report(outlet, text, published)
    return world.claim(report, words, when=when, where="Orla")


def test_a_town_retaken_on_two_days_is_retaken_once() -> None:
    world = World()
    a = retaken(world, "Marsh Courier", "2031-11-10", "The army retook Orla last Friday", "2031-11-07")
    b = retaken(world, "Northern Post", "2031-12-20", "Orla was retaken on 5 November", "2031-11-05")
    assert world.kinds(a, b) == {"contradicts date", "corroborates event"}
    (event,) = world.findings().events
    assert set(event.claims) == {a.id, b.id}


def test_a_town_retaken_weeks_apart_is_not_agreed_upon() -> None:
    world = World()
    a = retaken(world, "Marsh Courier", "2031-11-10", "The army retook Orla last Friday", "2031-11-07")
    b = retaken(world, "Northern Post", "2031-12-20", "Orla was retaken on 15 October", "2031-10-15")
    assert world.kinds(a, b) == {"contradicts date"}


def test_the_latter_is_the_place_named_last_before_it() -> None:
    world = World()
    words = "The army fought in Kell and Orla, the latter being retaken on 5 November"
    text = f"Orla after the rebels\n\nORLA - {words}. The town of Orla lies on the river Sul in Sarm."
    report = world.report("Northern Post", text, "2031-12-20")
    b = world.claim(report, words, when="2031-11-05", where="Kell")
    (kell,) = b.where
    orla = replace(kell, words=Words.cut(text, at := text.index("Orla, the"), at + 4), referent="orla")
    world.entities["orla"] = replace(world.entities[kell.referent or ""], id="e-orla", name="Orla")
    world.claims[-1] = replace(b, where=(kell, orla))
    (event,) = world.findings().events
    assert event.where == "e-orla"


def test_a_school_closed_on_two_days() -> None:
    text = (
        "Shells on Nawl\n\nNAWL - Shells fell on Nawl. The school of Nawl {} {} May, the mayor's office said."
    )
    for said, wanted in (("was closed on", {"contradicts date"}), ("was still closed on", set())):
        world = World()
        a = world.report("Harbour Wire", text.format("was closed on", 3))
        b = world.report("Valley Voice", text.format(said, 6).replace("the mayor's office", "a teacher"))
        x = world.claim(a, "The school of Nawl was closed on 3 May", "the mayor's office", when="2031-05-03")
        y = world.claim(b, f"The school of Nawl {said} 6 May", "a teacher", when="2031-05-06")
        assert {k for k in world.kinds(x, y) if k.startswith("contradicts")} == wanted


def test_the_first_shots_at_two_places() -> None:
    world = World()
    text = (
        "Shots in Nawl\n\nNAWL - Shots fell in Nawl. The first shots were fired at the {} on 3 May, {} said."
    )
    a = world.report("Harbour Wire", text.format("silo", "a baker"))
    b = world.report("Valley Voice", text.format("checkpoint", "an officer"))
    x = world.claim(a, "The first shots were fired at the silo on 3 May", "a baker", when="2031-05-03")
    y = world.claim(
        b, "The first shots were fired at the checkpoint on 3 May", "an officer", when="2031-05-03"
    )
    assert "contradicts place" in world.kinds(x, y)


def test_one_death_on_two_days() -> None:
    world = World()
    a = world.report(
        "Harbour Wire", HEAD + "Tamar Dole died of an illness on 3 May, a clerk said.", "2031-05-20"
    )
    b = world.report(
        "Valley Voice", HEAD + "Tamar Dole died beside him on 17 May, a prisoner said.", "2031-05-20"
    )
    x = world.claim(
        a, "Tamar Dole died of an illness on 3 May", "a clerk", when="2031-05-03", who="Tamar Dole"
    )
    y = world.claim(
        b, "Tamar Dole died beside him on 17 May", "a prisoner", when="2031-05-17", who="Tamar Dole"
    )
    assert "contradicts date" in world.kinds(x, y)

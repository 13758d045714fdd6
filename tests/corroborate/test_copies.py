"""Copied text and one speaker quoted twice are echoes, never corroboration."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from riwaya.corroborate import copies
from riwaya.corroborate.copies import alike, bands
from tests.corroborate.build import World, exact

TEXT = (
    "DELL - A landslide killed eleven people in the village of Dell on Sunday night, rescue workers said.\n\n"
    "The road to the village is cut in three places, the district engineer said by radio on Monday.\n\n"
    "Helicopters brought blankets and bread to the school where the survivors spent the night.\n"
)


def test_copies_with_cuts_are_found_and_the_later_is_the_copy() -> None:
    world = World()
    first = world.report("Harbour Wire", TEXT, "2031-05-10")
    cut = (
        "Homes lost in Dell\n\n"
        + "\n\n".join(TEXT.split("\n\n")[:2])
        + "\n\nThe mayor cried in the street as he read the names.\n"
    )
    second = world.report("Valley Voice", cut, "2031-05-11")
    other = world.report(
        "Hill Post",
        "Bakers of Dell strike over the price of flour, their guild said on Monday.",
        "2031-05-11",
    )
    assert copies([first, second, other]) == {second.id: first.id}
    assert copies([other, second, first]) == {second.id: first.id}


def test_copied_claims_are_echoes() -> None:
    world = World()
    a = world.report("Harbour Wire", TEXT, "2031-05-10")
    b = world.report("Valley Voice", "From Harbour Wire\n\n" + TEXT, "2031-05-11")
    words = "A landslide killed eleven people in the village of Dell on Sunday night"
    x = world.claim(a, words, "rescue workers", figures=(("eleven", exact(11), "people", "killed"),))
    y = world.claim(b, words, "rescue workers", figures=(("eleven", exact(11), "people", "killed"),))
    (found,) = world.between(x, y)
    assert str(found.kind) == "echoes"
    assert found.claims == (y.id, x.id), "the copy stands first"


def test_one_speaker_in_two_outlets_is_an_echo() -> None:
    world = World()
    a = world.report(
        "Harbour Wire",
        "Dell counts its dead\n\nNine people died in the landslide at Dell, Marek Osin told reporters.",
        "2031-05-10",
    )
    b = world.report(
        "Valley Voice",
        "After the landslide\n\nDELL - Marek Osin put the dead of the landslide at nine.",
        "2031-05-10",
    )
    x = world.claim(
        a,
        "Nine people died in the landslide at Dell",
        "Marek Osin",
        person="Marek Osin",
        figures=(("Nine", exact(9), "people", "killed"),),
    )
    y = world.claim(
        b,
        "the dead of the landslide at nine",
        "Marek Osin",
        person="Marek Osin",
        figures=(("nine", exact(9), "people", "killed"),),
    )
    assert {k.split()[0] for k in world.kinds(x, y)} == {"echoes"}


@given(
    st.lists(
        st.sampled_from(["road", "hill", "water", "stone", "bread", "night", "school"]),
        min_size=8,
        max_size=30,
    )
)
def test_a_text_is_like_itself_and_likeness_goes_both_ways(words: list[str]) -> None:
    text, other = " ".join(words), " ".join(reversed(words))
    assert alike(text, text) == 1.0
    assert alike(text, other) == alike(other, text)
    assert bands(text) == bands(text.upper())


def test_a_conflict_reaches_the_copies_of_a_claim() -> None:
    world = World()
    a = world.report("Harbour Wire", TEXT, "2031-05-10")
    b = world.report("Valley Voice", "From Harbour Wire\n\n" + TEXT, "2031-05-11")
    c = world.report(
        "Hill Post",
        "After the landslide in Dell\n\nDELL - Rescue workers dig on. "
        "Forty people died in Dell on Sunday night, the mayor said.",
        "2031-05-11",
    )
    words = "A landslide killed eleven people in the village of Dell on Sunday night"
    eleven = (("eleven", exact(11), "people", "killed"),)
    x = world.claim(a, words, "rescue workers", when="2031-05-09", figures=eleven)
    y = world.claim(b, words, "rescue workers", when="2031-05-09", figures=eleven)
    z = world.claim(
        c,
        "Forty people died in Dell on Sunday night",
        "the mayor",
        figures=(("Forty", exact(40), "people", "killed"),),
    )
    assert world.kinds(x, z) == world.kinds(y, z) == {"contradicts figure"}

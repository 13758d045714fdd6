"""Which figures cannot both hold, which agree, which one grew from."""

from __future__ import annotations

from tests.corroborate.build import Numbers, World, exact

HEAD = (
    "Blast at the grain mill of Tel Marwan\n\n"
    "TEL MARWAN - An explosion tore through the grain mill of Tel Marwan on Tuesday. "
)


def two(
    first: str,
    second: str,
    one: tuple[str, Numbers, str, str | None],
    other: tuple[str, Numbers, str, str | None],
    days: tuple[str | None, str | None] = ("2031-05-06", "2031-05-06"),
    dates: tuple[str, str] = ("2031-05-07", "2031-05-07"),
) -> set[str]:
    """The relations of one figure in each of two reports on the same blast."""
    world = World()
    a = world.report("Harbour Wire", HEAD + first + " the miller Odet Karsan said.", dates[0])
    b = world.report("Valley Voice", HEAD + second + " according to nurse Belen Tosk.", dates[1])
    x = world.claim(a, first, "the miller Odet Karsan", person="Odet Karsan", when=days[0], figures=(one,))
    y = world.claim(b, second, "nurse Belen Tosk", person="Belen Tosk", when=days[1], figures=(other,))
    return world.kinds(x, y)


def test_two_tolls_that_cannot_both_hold() -> None:
    kinds = two(
        "Eight people were killed,", "Fourteen bodies were brought in,",
        ("Eight", exact(8), "people", "killed"), ("Fourteen", exact(14), "people", "killed"),
    )  # fmt: skip
    assert kinds == {"contradicts figure"}


def test_the_sentence_names_both_values_and_both_speakers() -> None:
    world = World()
    a = world.report("Harbour Wire", HEAD + "Eight people were killed, Odet Karsan said.")
    b = world.report("Valley Voice", HEAD + "Fourteen people were killed, Belen Tosk said.")
    x = world.claim(
        a,
        "Eight people were killed",
        "Odet Karsan",
        when="2031-05-06",
        figures=(("Eight", exact(8), "people", "killed"),),
    )
    y = world.claim(
        b,
        "Fourteen people were killed",
        "Belen Tosk",
        when="2031-05-06",
        figures=(("Fourteen", exact(14), "people", "killed"),),
    )
    (found,) = world.between(x, y)
    for part in ("Eight", "Fourteen", "Odet Karsan", "Belen Tosk", "Harbour Wire", "Valley Voice"):
        assert part in found.why
    assert 0 < found.score <= 1


def test_more_than_a_hundred_and_a_hundred_and_thirty_are_compatible() -> None:
    assert not two(
        "More than 100 people were injured,", "The blast injured 130 people,",
        ("More than 100", (100, None, None), "people", "injured"), ("130", exact(130), "people", "injured"),
    )  # fmt: skip


def test_killed_is_not_held_against_injured() -> None:
    assert not two(
        "Eight people were killed,", "Thirty people were injured,",
        ("Eight", exact(8), "people", "killed"), ("Thirty", exact(30), "people", "injured"),
    )  # fmt: skip


def test_families_are_not_held_against_people() -> None:
    assert not two(
        "Forty families were displaced,", "The blast displaced 230 people,",
        ("Forty", exact(40), "families", "displaced"), ("230", exact(230), "people", "displaced"),
    )  # fmt: skip


def test_a_part_is_not_held_against_the_whole() -> None:
    assert not two(
        "Eight people were killed,", "Three children were killed,",
        ("Eight", exact(8), "people", "killed"), ("Three", exact(3), "people", "killed"),
    )  # fmt: skip
    assert not two(
        "Eight people were killed,", "The blast injured nine, four of them badly,",
        ("Eight", exact(8), "people", "killed"), ("four", exact(4), "people", "injured"),
    )  # fmt: skip


def test_a_part_greater_than_the_whole_is_a_conflict() -> None:
    assert two(
        "Eight people were killed,", "Twelve children were killed,",
        ("Eight", exact(8), "people", "killed"), ("Twelve", exact(12), "people", "killed"),
    ) == {"contradicts figure"}  # fmt: skip


def test_still_in_hospital_is_not_held_against_injured_in_all() -> None:
    assert not two(
        "Sixty people were injured,", "Twenty of the injured are still in hospital,",
        ("Sixty", exact(60), "people", "injured"), ("Twenty", exact(20), "people", "injured"),
    )  # fmt: skip


def test_dead_of_two_days_are_two_occurrences() -> None:
    assert not two(
        "Eight people were killed,", "Fourteen people were killed,",
        ("Eight", exact(8), "people", "killed"), ("Fourteen", exact(14), "people", "killed"),
        days=("2031-05-06", "2031-05-14"), dates=("2031-05-07", "2031-05-15"),
    )  # fmt: skip


def test_as_many_as_is_a_claim_to_be_near_it() -> None:
    assert two(
        "Some 100 prisoners escaped,", "As many as 600 prisoners escaped,",
        ("Some 100", (None, 100, None), "people", "escaped"), ("600", (None, None, 600), "people", "escaped"),
    ) == {"contradicts figure"}  # fmt: skip
    assert not two(
        "Some 450 prisoners escaped,", "As many as 600 prisoners escaped,",
        ("Some 450", (None, 450, None), "people", "escaped"), ("600", (None, None, 600), "people", "escaped"),
    )  # fmt: skip


def test_no_more_than_is_a_ceiling() -> None:
    assert two(
        "About 2,000 people had gathered,", "The crowd was no more than 300 people,",
        ("About 2,000", (None, 2000, None), "people", "protesting"),
        ("300", (None, None, 300), "people", "protesting"),
    ) == {"contradicts figure"}  # fmt: skip


def test_a_risen_toll_is_an_update_and_no_conflict() -> None:
    world = World()
    a = world.report("Harbour Wire", HEAD + "Eight people were killed, Odet Karsan said.", "2031-05-06")
    b = world.report(
        "Valley Voice", HEAD + "The death toll has risen to eleven, Belen Tosk said.", "2031-05-08"
    )
    x = world.claim(
        a,
        "Eight people were killed",
        "Odet Karsan",
        when="2031-05-06",
        figures=(("Eight", exact(8), "people", "killed"),),
    )
    y = world.claim(
        b,
        "The death toll has risen to eleven",
        "Belen Tosk",
        figures=(("eleven", exact(11), "people", "killed"),),
    )
    (found,) = world.between(x, y)
    assert (str(found.kind), str(found.about)) == ("updates", "figure")
    assert found.claims == (y.id, x.id), "the later claim stands first"


def test_a_later_lower_figure_of_another_speaker_is_a_conflict() -> None:
    assert two(
        "Twelve people were killed,", "The final toll is nine dead,",
        ("Twelve", exact(12), "people", "killed"), ("nine", exact(9), "people", "killed"),
        dates=("2031-05-07", "2031-05-10"),
    ) == {"contradicts figure"}  # fmt: skip


def test_two_independent_sources_with_one_figure_corroborate() -> None:
    assert two(
        "Eight people were killed,", "Eight bodies were brought in,",
        ("Eight", exact(8), "people", "killed"), ("Eight", exact(8), "people", "killed"),
    ) == {"corroborates figure"}  # fmt: skip


def test_one_institution_twice_is_no_corroboration() -> None:
    world = World()
    a = world.report("Harbour Wire", HEAD + "Eight people were killed, the police chief of Tel Marwan said.")
    b = world.report("Valley Voice", HEAD + "Police insist that eight people died in it.")
    x = world.claim(
        a,
        "Eight people were killed",
        "the police chief",
        when="2031-05-06",
        figures=(("Eight", exact(8), "people", "killed"),),
    )
    y = world.claim(
        b,
        "eight people died in it",
        "Police",
        when="2031-05-06",
        figures=(("eight", exact(8), "people", "killed"),),
    )
    assert not {k for k in world.kinds(x, y) if k.startswith(("corroborates", "contradicts"))}


def test_a_withdrawn_figure_conflicts_with_nothing() -> None:
    world = World()
    a = world.report("Harbour Wire", HEAD + "Eight people were killed, Odet Karsan said.")
    b = world.report(
        "Valley Voice", HEAD + "Correction: an earlier version of this page said 80 people were killed."
    )
    x = world.claim(
        a,
        "Eight people were killed",
        "Odet Karsan",
        when="2031-05-06",
        figures=(("Eight", exact(8), "people", "killed"),),
    )
    y = world.claim(
        b, "80 people were killed", when="2031-05-06", figures=(("80", exact(80), "people", "killed"),)
    )
    assert not world.kinds(x, y)


def test_the_number_that_is_rejected_is_not_a_figure() -> None:
    world = World()
    a = world.report("Harbour Wire", HEAD + "Eight people were killed, Odet Karsan said.")
    b = world.report("Valley Voice", HEAD + "Eight people were killed, not 40, Belen Tosk said.")
    x = world.claim(
        a,
        "Eight people were killed",
        "Odet Karsan",
        when="2031-05-06",
        figures=(("Eight", exact(8), "people", "killed"),),
    )
    y = world.claim(
        b, "Eight people were killed, not 40", "Belen Tosk", when="2031-05-06",
        figures=(("Eight", exact(8), "people", "killed"), ("40", exact(40), "people", None)),
    )  # fmt: skip
    assert "contradicts figure" not in world.kinds(x, y)


def test_two_addends_are_not_held_against_the_sum() -> None:
    world = World()
    a = world.report("Harbour Wire", HEAD + "At least nine people were killed, Odet Karsan said.")
    b = world.report("Valley Voice", HEAD + "Six millers and three drivers were killed, Belen Tosk said.")
    figures = (("Six millers", exact(6), "people", "killed"), ("three drivers", exact(3), "people", "killed"))
    nine = (("At least nine", (9, None, None), "people", "killed"),)
    x = world.claim(a, "At least nine people were killed", "Odet Karsan", when="2031-05-06", figures=nine)
    y = world.claim(
        b, "Six millers and three drivers were killed", "Belen Tosk", when="2031-05-06", figures=figures
    )
    assert not world.kinds(x, y)


def test_who_has_not_come_back_is_not_held_against_who_has() -> None:
    assert not two(
        "About 900 people returned to Tel Marwan,", "Forty people have not returned to Tel Marwan,",
        ("About 900", (None, 900, None), "people", "returned"), ("Forty", exact(40), "people", "returned"),
    )  # fmt: skip


def test_an_old_accident_in_the_same_place_is_another_one() -> None:
    world = World()
    a = world.report("Harbour Wire", HEAD + "The number of people killed has risen to 29, Odet Karsan said.")
    b = world.report("Valley Voice", HEAD + "In 2022 a fire at the same mill killed two people.")
    x = world.claim(
        a,
        "The number of people killed has risen to 29",
        "Odet Karsan",
        figures=(("29", exact(29), "people", None),),
    )
    y = world.claim(
        b,
        "In 2022 a fire at the same mill killed two people",
        when="2022",
        figures=(("two", exact(2), "people", "killed"),),
    )
    assert not world.kinds(x, y)


def test_stepping_to_the_second_of_two_in_one_report() -> None:
    world = World()
    text = (
        "Two blasts\n\nThe real number is 14 dead, a clerk said. For the second, the clinic counts 17 dead."
    )
    a = world.report("Harbour Wire", text)
    x = world.claim(
        a, "The real number is 14 dead", "a clerk", figures=(("14", exact(14), "people", "killed"),)
    )
    y = world.claim(a, "17 dead", "the clinic", figures=(("17", exact(17), "people", "killed"),))
    assert not world.kinds(x, y)


def test_who_lies_in_hospital_is_not_among_the_dead_named_before() -> None:
    kinds = two(
        "Nine workers have died, and thirty people are in two hospitals,", "Nineteen people were killed,",
        ("thirty people", exact(30), "people", None), ("Nineteen people", exact(19), "people", "killed"),
    )  # fmt: skip
    assert kinds == set()


def test_an_age_and_an_hour_count_nobody() -> None:
    for words, number in (
        ("A boy of twelve was killed,", "twelve"),
        ("At ten past nine it killed him,", "nine"),
    ):
        kinds = two(
            words, "Fourteen people were killed,",
            (number, exact(12 if number == "twelve" else 9), "people", "killed"),
            ("Fourteen people", exact(14), "people", "killed"),
        )  # fmt: skip
        assert kinds == set(), words


def test_a_short_claim_that_names_what_it_counts_takes_nothing_over() -> None:
    kinds = two(
        "Guests on the list: three hundred,", "Fourteen people were killed,",
        ("three hundred", exact(300), "people", None), ("Fourteen people", exact(14), "people", "killed"),
    )  # fmt: skip
    assert kinds == set()


def test_the_dead_of_a_year_are_not_those_of_one_day() -> None:
    kinds = two(
        "Blasts have killed sixty people here this year,", "Fourteen people were killed,",
        ("sixty people", exact(60), "people", "killed"), ("Fourteen people", exact(14), "people", "killed"),
        days=("2031", "2031-05-06"),
    )  # fmt: skip
    assert kinds == set()


def test_a_count_of_a_year_long_over_is_of_another_thing() -> None:
    kinds = two(
        "After the fire of 2024 the council counted six killed,", "Fourteen people were killed,",
        ("six", exact(6), "people", "killed"), ("Fourteen people", exact(14), "people", "killed"),
        days=(None, None),
    )  # fmt: skip
    assert kinds == set()


def test_a_count_of_one_street_alone_is_a_part() -> None:
    kinds = two(
        "From our street alone five people were killed,", "Fourteen people were killed,",
        ("five people", exact(5), "people", "killed"), ("Fourteen people", exact(14), "people", "killed"),
    )  # fmt: skip
    assert kinds == set()


def test_two_days_on_a_toll_may_have_doubled() -> None:
    first, second = (
        ("Eight people", exact(8), "people", "killed"),
        ("19 bodies", exact(19), "people", "killed"),
    )
    words = "Eight people were killed,", "There were 19 bodies of those killed,"
    days = (None, None)
    soon = two(*words, first, second, days=days, dates=("2031-05-07", "2031-05-08"))
    later = two(*words, first, second, days=days, dates=("2031-05-07", "2031-05-10"))
    assert (soon, later) == ({"contradicts figure"}, {"updates figure"})


def test_no_more_than_five_is_a_last_word() -> None:
    kinds = two(
        "No more than five people were killed,", "There were 19 bodies of those killed,",
        ("No more than five people", (None, None, 5.0), "people", "killed"), ("19 bodies", exact(19), "people", "killed"),
        days=(None, None), dates=("2031-05-07", "2031-05-10"),
    )  # fmt: skip
    assert kinds == {"contradicts figure"}


def test_what_a_report_counts_itself_is_not_what_it_quotes() -> None:
    world = World()
    text = (
        HEAD + "Nine people were killed, Odet Karsan said. On the ring road a bus overturned, with five dead."
    )
    report = world.report("Harbour Wire", text)
    said = world.claim(
        report, "Nine people were killed", "Odet Karsan", when="2031-05-06",
        figures=(("Nine people", exact(9), "people", "killed"),),
    )  # fmt: skip
    told = world.claim(
        report, "On the ring road a bus overturned, with five dead", when="2031-05-06",
        figures=(("five", exact(5), "people", "killed"),),
    )  # fmt: skip
    assert world.kinds(said, told) == set()


def test_what_a_firm_states_of_its_dead_is_not_outgrown() -> None:
    def later(issuer: str, head: str) -> set[str]:
        world = World()
        a = world.report(issuer, f"{head}\n\n{HEAD}Eight people were killed.", "2031-05-07")
        b = world.report("Valley Voice", HEAD + "Nineteen people were killed, Belen Tosk said.", "2031-05-10")
        first = (("Eight people", exact(8), "people", "killed"),)
        x = world.claim(a, "Eight people were killed", None, when=None, figures=first)
        second = (("Nineteen people", exact(19), "people", "killed"),)
        y = world.claim(
            b, "Nineteen people were killed", "Belen Tosk", person="Belen Tosk", when=None, figures=second
        )
        return world.kinds(x, y)

    assert later("Kadra Mills Limited", "Statement to the press") == {"contradicts figure"}
    assert later("Harbour Wire", "Deaths in Kadra") == {"updates figure"}


def test_sheep_that_burned_and_cattle_that_perished_are_one_count() -> None:
    kinds = two(
        "At least 400 sheep and goats burned to death,", "No more than 40 head of livestock perished,",
        ("At least 400", (400, None, None), "sheep", "destroyed"), ("No more than 40", (None, None, 40), "livestock", "killed"),
    )  # fmt: skip
    assert kinds == {"contradicts figure"}


def test_at_least_four_hundred_and_a_little_more_agree() -> None:
    for counted, wanted in ((412, {"corroborates figure"}), (480, set())):
        kinds = two(
            "At least 400 sheep burned,", f"{counted} carcasses of sheep were counted,",
            ("At least 400", (400, None, None), "sheep", "destroyed"), (str(counted), exact(counted), "carcasses", None),
        )  # fmt: skip
        assert kinds == wanted


def test_more_wounded_in_a_hospital_of_another_town_than_were_told_of_is_a_later_count() -> None:
    world = World()
    a = world.report("Harbour Wire", HEAD + "Eleven people were injured in Tel Marwan, Odet Karsan said.")
    b = world.report(
        "Valley Voice",
        HEAD + "The hospital in Sund treated 13 people injured, Belen Tosk said.",
        "2031-05-12",
    )
    x = world.claim(a, "Eleven people were injured in Tel Marwan", "Odet Karsan", when="2031-05-06",
                    where="Tel Marwan", figures=(("Eleven", exact(11), "people", "injured"),))  # fmt: skip
    y = world.claim(b, "The hospital in Sund treated 13 people injured", "Belen Tosk", where="Sund",
                    figures=(("13", exact(13), "people", "injured"),))  # fmt: skip
    assert world.kinds(x, y) == {"updates figure"}


def test_those_who_did_it_are_no_victims() -> None:
    kinds = two(
        "The attackers were no more than ten,", "The clerk put the number of gunmen at 30 at least,",
        ("no more than ten", (None, None, 10), "people", None), ("30 at least", (30, None, None), "people", None),
    )  # fmt: skip
    assert kinds == {"contradicts figure"}


def test_bodies_that_are_given_back_are_the_dead_of_no_one_day() -> None:
    assert not two(
        "Eight people were killed,", "The front handed over twelve bodies,",
        ("Eight", exact(8), "people", "killed"), ("twelve", exact(12), "bodies", "killed"),
    )  # fmt: skip


def test_those_who_might_have_died_are_not_counted() -> None:
    world = World()
    text = "Shells hit Nawl\n\nNAWL - Shells hit the market of Nawl on 4 May. "
    unreal = "had the shells come an hour before, there would have been a hundred dead"
    a = world.report("Harbour Wire", text + "Seven people were killed, a doctor said.", "2031-05-05")
    b = world.report("Valley Voice", text + f"A cook said that {unreal}.", "2031-05-06")
    x = world.claim(a, "Seven people were killed", "a doctor", when="2031-05-04")
    y = world.claim(b, unreal, "A cook", when="2031-05-04")
    assert not world.kinds(x, y)
    assert all(f.high == 7 for e in world.findings().events for f in e.figures)


def test_neighbours_are_no_part_and_two_verbs_make_no_sum() -> None:
    kinds = two(
        "Sixty of our neighbours are dead,", "Nineteen people were killed,",
        ("Sixty", exact(60), "people", "killed"), ("Nineteen", exact(19), "people", "killed"),
    )  # fmt: skip
    assert kinds == {"contradicts figure"}


def test_burned_lorries_were_burned() -> None:
    kinds = two(
        "Six lorries were burned,", "He counted 15 burned lorries,",
        ("Six", exact(6), "lorry", "burned"), ("15", exact(15), "lorry", None),
    )  # fmt: skip
    assert kinds == {"contradicts figure"}


def test_a_hospital_counts_those_who_were_brought_to_it() -> None:
    for speaker, found in (
        ("the mortuary of Tel Marwan", set()),
        ("the miller Odet Karsan", {"contradicts figure"}),
    ):
        world = World()
        a = world.report("Harbour Wire", HEAD + f"Nine people were killed, {speaker} said.")
        b = world.report("Valley Voice", HEAD + "Forty people were killed, Belen Tosk said.")
        x = world.claim(
            a, "Nine people were killed", speaker, when="2031-05-06",
            figures=(("Nine", exact(9), "people", "killed"),),
        )  # fmt: skip
        y = world.claim(
            b, "Forty people were killed", "Belen Tosk", when="2031-05-06",
            figures=(("Forty", exact(40), "people", "killed"),),
        )  # fmt: skip
        assert world.kinds(x, y) == found, speaker

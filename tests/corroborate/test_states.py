"""Open and closed, inside and outside, held and freed: conflict, change and spans."""

from __future__ import annotations

from tests.corroborate.build import World

CROSSING = "Trade at Vask\n\nVASK - Traders wait at the Vask crossing. "


def test_open_and_closed_at_one_time_is_a_conflict() -> None:
    world = World()
    a = world.report(
        "Harbour Wire",
        CROSSING + "The Vask crossing is open to lorries, the customs office said.",
        "2031-05-10",
    )
    b = world.report(
        "Valley Voice",
        CROSSING + "The Vask crossing has been closed since 7 May, drivers said.",
        "2031-05-11",
    )
    x = world.claim(a, "The Vask crossing is open to lorries", "the customs office")
    y = world.claim(b, "The Vask crossing has been closed since 7 May", "drivers", when="2031-05-07/..")
    assert world.kinds(x, y) == {"contradicts status"}


def test_reopened_later_is_an_update() -> None:
    world = World()
    a = world.report("Harbour Wire", CROSSING + "The Vask crossing is closed, drivers said.", "2031-05-10")
    b = world.report("Valley Voice", CROSSING + "The Vask crossing was reopened on 20 May.", "2031-05-21")
    x = world.claim(a, "The Vask crossing is closed", "drivers")
    y = world.claim(b, "The Vask crossing was reopened on 20 May", when="2031-05-20")
    (found,) = world.between(x, y)
    assert (str(found.kind), str(found.about), found.claims) == ("updates", "status", (y.id, x.id))


def test_two_facilities_are_two_things() -> None:
    world = World()
    a = world.report("Harbour Wire", CROSSING + "The Vask crossing is open, the customs office said.")
    b = world.report("Valley Voice", CROSSING + "The school of Vask is closed, a teacher said.")
    x = world.claim(a, "The Vask crossing is open", "the customs office")
    y = world.claim(b, "The school of Vask is closed", "a teacher")
    assert not world.kinds(x, y)


def test_a_plan_to_reopen_is_no_state() -> None:
    from riwaya.records import Stance

    world = World()
    a = world.report(
        "Harbour Wire", CROSSING + "The Vask crossing will be open on Friday, the customs office said."
    )
    b = world.report("Valley Voice", CROSSING + "The Vask crossing is closed, drivers said.")
    x = world.claim(
        a, "The Vask crossing will be open on Friday", "the customs office", stance=Stance.PREDICTED
    )
    y = world.claim(b, "The Vask crossing is closed", "drivers")
    assert not world.kinds(x, y)


def test_fighters_inside_and_outside_the_town() -> None:
    world = World()
    a = world.report(
        "Harbour Wire",
        "Calm in Vask\n\nAll foreign militias were outside of the city of Vask, the police chief said. "
        "The foreign militias were still in the city of Vask, a baker said.",
    )
    x = world.claim(a, "All foreign militias were outside of the city of Vask", "the police chief")
    y = world.claim(a, "The foreign militias were still in the city of Vask", "a baker")
    assert world.kinds(x, y) == {"contradicts status"}


def test_spans_of_a_facility_follow_each_other() -> None:
    world = World()
    a = world.report("Harbour Wire", CROSSING + "The Vask crossing is closed, drivers said.", "2031-05-10")
    b = world.report("Valley Voice", CROSSING + "The Vask crossing was reopened on 20 May.", "2031-05-21")
    world.claim(a, "The Vask crossing is closed", "drivers", where="Vask crossing")
    world.claim(b, "The Vask crossing was reopened on 20 May", when="2031-05-20", where="Vask crossing")
    closed, opened = world.findings().statuses
    assert (closed.value, closed.since, closed.until) == ("closed", "2031-05-10", "2031-05-20")
    assert (opened.value, opened.since, opened.until) == ("open", "2031-05-20", None)
    assert closed.entity == opened.entity
    assert "as of" in opened.why


def test_what_was_opened_months_ago_may_be_shut_now() -> None:
    for opened, kinds in (("2031-02", set()), ("2031-05-09", {"contradicts status"})):
        world = World()
        a = world.report(
            "Harbour Wire", CROSSING + "The Vask crossing was opened, drivers said.", "2031-05-09"
        )
        b = world.report(
            "Valley Voice", CROSSING + "The Vask crossing is closed, a clerk said.", "2031-05-10"
        )
        x = world.claim(a, "The Vask crossing was opened", "drivers", when=opened)
        y = world.claim(b, "The Vask crossing is closed", "a clerk")
        assert world.kinds(x, y) == kinds, opened


def test_had_been_open_since_a_later_day_is_an_update() -> None:
    world = World()
    a = world.report("Harbour Wire", CROSSING + "The Vask crossing is closed, drivers said.", "2031-05-10")
    b = world.report("Valley Voice", CROSSING + "The Vask crossing had been open since 17 May.", "2031-05-21")
    x = world.claim(a, "The Vask crossing is closed", "drivers")
    y = world.claim(b, "The Vask crossing had been open since 17 May", when="2031-05-17/..")
    assert world.kinds(x, y) == {"updates status"}


def test_an_undated_statement_that_it_is_open_meets_closed_since_before() -> None:
    world = World()
    a = world.report(
        "Office of the Governor",
        CROSSING + "Envoys came on 9 May and were received at noon. The Vask crossing is open to lorries.",
        None,
    )
    b = world.report(
        "Valley Voice",
        CROSSING + "The Vask crossing has been closed to lorries since 7 May, drivers said.",
        "2031-05-13",
    )
    world.claim(a, "Envoys came on 9 May", when="XXXX-05-09")
    x = world.claim(a, "The Vask crossing is open to lorries")
    y = world.claim(
        b, "The Vask crossing has been closed to lorries since 7 May", "drivers", when="2031-05-07/.."
    )
    assert world.kinds(x, y) == {"contradicts status"}

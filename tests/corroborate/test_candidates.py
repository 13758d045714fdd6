"""Which claims are held against each other: keys, and the nearest claims of neighbouring reports."""

from __future__ import annotations

from riwaya.corroborate.candidates import near_pairs
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.gists import gists
from riwaya.corroborate.words import table
from tests.corroborate.build import World

ABOUT = "Fire at the mill of Tel Marwan\n\nThe mill of Tel Marwan burned down on Monday. "


def near(world: World, fresh: set[str] | None = None) -> list[set[str]]:
    """The words of the pairs of two reports that are near each other."""
    return [{a.text, b.text} for a, b in pairs(world, fresh) if a.report.id != b.report.id]


def pairs(world: World, fresh: set[str] | None = None) -> list[tuple[Gist, Gist]]:
    known = gists(world.claims, world.reports, world.entities)
    return list(near_pairs(known, {c.id for c in world.claims} if fresh is None else fresh))


def two(published: str | None) -> World:
    """Two reports about one mill, the second told on a day."""
    world = World()
    a = world.report("Harbour Wire", ABOUT + "Somebody had locked the gate, the miller said.", "2031-05-07")
    b = world.report("Hill Post", ABOUT + "The gate stood wide open, the guard said.", published)
    for report in (a, b):
        world.claim(report, "The mill of Tel Marwan burned down on Monday")
    world.claim(a, "Somebody had locked the gate", "the miller")
    world.claim(b, "The gate stood wide open", "the guard")
    return world


def test_claims_without_a_common_key_meet_where_their_reports_are_neighbours() -> None:
    assert {"Somebody had locked the gate", "The gate stood wide open"} in near(two("2031-05-09"))


def test_reports_of_another_season_are_no_neighbours() -> None:
    assert near(two("2031-09-09")) == []


def test_an_undated_report_may_be_a_neighbour() -> None:
    assert near(two(None))


def test_only_reports_with_a_fresh_claim_are_looked_at() -> None:
    assert near(two("2031-05-09"), set()) == []


def test_only_so_many_pairs_are_near() -> None:
    world = World()
    days = [f"{number} May" for number in range(1, 10)]
    lines = [f"The gate of the mill was locked on {day}, the miller said." for day in days]
    for outlet in ("Harbour Wire", "Hill Post"):
        report = world.report(outlet, ABOUT + " ".join(lines))
        for day in days:
            world.claim(report, f"The gate of the mill was locked on {day}", "the miller")
    limits = table("nearness.toml")["limits"]
    assert len(near(world)) == limits["pairs"] < len(days) ** 2
    within = [(a, b) for a, b in pairs(world) if a.report.id == b.report.id]
    assert len(within) == 2 * limits["within"]  # of either report

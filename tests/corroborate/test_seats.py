"""The status of things without a name: "the bazaar" is that of its town, and of no other."""

from __future__ import annotations

from dataclasses import replace

from riwaya.records import Kind, Position, Status
from tests.corroborate.build import World


def statuses(world: World) -> list[tuple[str, str, str]]:
    names = {e.id: e.name for e in world.entities.values()}
    return sorted((names[s.entity], s.aspect, s.value) for s in world.findings().statuses)


def town(world: World, outlet: str, name: str, told: str, published: str = "2031-05-10") -> None:
    """A report from a town, with a claim that names it and one that does not."""
    report = world.report(outlet, f"{name.upper()}, Sarm - Rain fell on {name}. {told}.", published)
    world.claim(report, f"Rain fell on {name}", where=name)
    world.claim(report, told)


def test_the_bazaar_is_that_of_the_town_its_report_is_about() -> None:
    world = World()
    town(world, "Harbour Wire", "Orla", "The bazaar has reopened")
    assert statuses(world) == [("Orla", "bazaar", "open")]


def test_the_bazaars_of_two_towns_stay_two() -> None:
    world = World()
    town(world, "Harbour Wire", "Orla", "The main hospital is not working")
    town(world, "Valley Voice", "Kell", "The main hospital is working", "2031-05-11")
    assert statuses(world) == [("Kell", "hospital", "working"), ("Orla", "hospital", "not working")]


def test_what_is_not_taken_as_known_is_nobodys() -> None:
    world = World()
    town(world, "Harbour Wire", "Orla", "Somewhere a bridge is closed")
    assert statuses(world) == []


def test_nothing_is_the_bridge_of_a_country() -> None:
    world = World()
    town(world, "Harbour Wire", "Sarm", "The only bridge is closed")
    (referent, sarm), *_ = world.entities.items()
    world.entities[referent] = replace(sarm, position=Position(1.0, 1.0, "country", None, "XX", "listed"))
    assert statuses(world) == []


def test_the_place_beside_the_thing_goes_before_others() -> None:
    world = World()
    text = "KELL, Sarm - The wounded were brought from Kell to the sole functioning hospital in Orla."
    report = world.report("Harbour Wire", text)
    world.claim(report, "KELL", where="Kell")
    claim = world.claim(
        report, "The wounded were brought from Kell to the sole functioning hospital in Orla", where="Kell"
    )
    orla = world.claim(report, "hospital in Orla", where="Orla").where[0]
    world.claims[1] = replace(claim, where=(*claim.where, orla))
    world.claims.pop()
    assert statuses(world) == [("Orla", "hospital", "working")]


def test_a_named_hospital_is_not_the_bazaar() -> None:
    world = World()
    told = "The bazaar beside Sala Hospital has reopened"
    report = world.report("Harbour Wire", f"ORLA, Sarm - Rain fell on Orla. {told}.")
    world.claim(report, "Rain fell on Orla", where="Orla")
    claim = world.claim(report, told, where="Sala Hospital")
    referent = claim.where[0].referent or ""
    world.entities[referent] = replace(world.entities[referent], kind=Kind.FACILITY)
    assert statuses(world) == [("Orla", "bazaar", "open")]


def test_a_destroyed_building_is_no_destroyed_line() -> None:
    world = World()
    town(world, "Harbour Wire", "Orla", "Shops line the streets beside destroyed buildings")
    found: tuple[Status, ...] = world.findings().statuses
    assert found == ()

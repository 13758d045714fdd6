"""The whole: the same findings whatever the order, and whatever else is there."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.corroborate import keys, relate
from riwaya.records import Claim, Stance
from tests.corroborate.build import World, exact


def small() -> World:
    """Two stories far from each other, five reports."""
    world = World()
    mill = "Blast at the mill of Tel Marwan\n\nA bomb exploded in the mill of Tel Marwan on Tuesday. "
    a = world.report(
        "Harbour Wire", mill + "Eight people were killed, Odet Karsan said. The mill is closed.", "2031-05-07"
    )
    b = world.report("Valley Voice", mill + "Fourteen people were killed, Belen Tosk said.", "2031-05-08")
    c = world.report(
        "Hill Post",
        mill + "The death toll has risen to sixteen, Belen Tosk said. The mill was reopened on 19 May.",
        "2031-05-20",
    )
    strike = "Dockers of Port Sallow\n\nPORT SALLOW - Dockers marched in Port Sallow on Friday. "
    d = world.report(
        "Coast Daily", strike + "About 900 people marched in Port Sallow, the union said.", "2031-06-01"
    )
    e = world.report(
        "Port Police",
        "Statement\n\n" + strike + "No more than 200 people marched in Port Sallow.",
        "2031-06-01",
    )
    world.claim(
        a,
        "Eight people were killed",
        "Odet Karsan",
        when="2031-05-06",
        figures=(("Eight", exact(8), "people", "killed"),),
    )
    world.claim(a, "The mill is closed")
    world.claim(
        b,
        "Fourteen people were killed",
        "Belen Tosk",
        when="2031-05-06",
        figures=(("Fourteen", exact(14), "people", "killed"),),
    )
    world.claim(
        c,
        "The death toll has risen to sixteen",
        "Belen Tosk",
        figures=(("sixteen", exact(16), "people", "killed"),),
    )
    world.claim(c, "The mill was reopened on 19 May", when="2031-05-19")
    world.claim(
        d,
        "About 900 people marched in Port Sallow",
        "the union",
        when="2031-05-30",
        figures=(("About 900", (None, 900, None), "people", "protesting"),),
    )
    world.claim(
        e,
        "No more than 200 people marched in Port Sallow",
        when="2031-05-30",
        figures=(("200", (None, None, 200), "people", "protesting"),),
    )
    return world


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_the_order_of_claims_and_reports_changes_nothing(shuffle: random.Random) -> None:
    world = small()
    whole = world.findings()
    claims, reports = list(world.claims), list(world.reports.items())
    shuffle.shuffle(claims)
    shuffle.shuffle(reports)
    assert relate(claims, dict(reports), world.entities) == whole
    assert whole.relations and whole.events


def test_findings_of_separate_neighbourhoods_add_up_to_the_whole() -> None:
    world = small()
    groups = closed(world)
    assert len(groups) > 1
    parts = [relate(g, world.reports, world.entities) for g in groups]
    whole = world.findings()
    assert {r for p in parts for r in p.relations} == set(whole.relations)
    assert {e for p in parts for e in p.events} == set(whole.events)
    assert {s for p in parts for s in p.statuses} == set(whole.statuses)


def closed(world: World) -> list[list[Claim]]:
    """The claims in sets closed under shared keys."""
    groups: list[tuple[set[str], list[Claim]]] = []
    for claim in world.claims:
        own = set(keys(claim, world.reports[claim.report], world.entities))
        met = [g for g in groups if g[0] & own]
        groups = [g for g in groups if g not in met]
        groups.append((own.union(*(g[0] for g in met)), [*(c for g in met for c in g[1]), claim]))
    return [g[1] for g in groups]


def test_claims_without_their_report_are_left_out() -> None:
    world = small()
    assert relate(world.claims, {}, {}).relations == ()


def test_nothing_gives_nothing() -> None:
    found = relate([], {}, {})
    assert (found.events, found.relations, found.statuses) == ((), (), ())


def test_a_pair_in_conflict_is_not_in_agreement() -> None:
    found = small().findings().relations
    opposed = {frozenset(r.claims) for r in found if str(r.kind) == "contradicts"}
    backing = {frozenset(r.claims) for r in found if str(r.kind) == "corroborates"}
    assert opposed and not opposed & backing


def test_wishes_and_refusals_are_related_to_nothing() -> None:
    world = World()
    text = "Talks in Sallow\n\nPORT SALLOW - {} people should be freed in Port Sallow, the union said."
    a = world.report("Coast Daily", text.format(20))
    b = world.report("Hill Post", text.format(50))
    for report, n in ((a, 20), (b, 50)):
        world.claim(
            report,
            f"{n} people should be freed in Port Sallow",
            "the union",
            stance=Stance.WANTED,
            figures=((str(n), exact(n), "people", "released"),),
        )
    assert world.findings().relations == ()

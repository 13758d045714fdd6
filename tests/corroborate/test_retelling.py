"""Reports that retell another back nothing, and whoever speaks for a body is that body."""

from __future__ import annotations

from dataclasses import replace

import pytest

from riwaya.corroborate.bodies import behind, bodies_named, owner
from riwaya.corroborate.copies import credits
from riwaya.corroborate.echoes import quotes_outlet
from riwaya.corroborate.gists import gists
from riwaya.corroborate.origins import outlet_keys
from riwaya.corroborate.retelling import retelling
from riwaya.corroborate.why import JUDGED, relation
from riwaya.records import Claim, Entity, Kind, Name, RelationKind, Report
from tests.corroborate.build import World, exact

HEAD = "DELL - A landslide hit Dell on Sunday.\n\n"
FIRST = HEAD + "Nine people died in the landslide at Dell on Sunday."
AGAIN = "Sorrow in Dell\n\n{}\n\nThe landslide at Dell took nine lives on Sunday night."


def dead(world: World, report: Report, words: str, counted: str, many: int, by: str | None = None) -> Claim:
    """A claim that so many were killed."""
    return world.claim(report, words, by, person=by, figures=((counted, exact(many), "people", "killed"),))


@pytest.mark.parametrize(
    ("credit", "kind"),
    [
        ("With Harbour Wire", "echoes figure"),
        ("From our desk, with Harbour Wire", "echoes figure"),
        ("(Harbour Wire, own reporters)", "echoes figure"),
        ("A nurse told the news agency Harbour Wire that she wept.", "echoes figure"),
        ("DELL (Harbour Wire) - Dell wept.", "echoes figure"),
        ("By our own reporter", "corroborates figure"),
        ("Trucks of Harbour Wire stood in the square, and many people of the town around them.", "corroborates figure"),
    ],
)  # fmt: skip
def test_what_a_report_tells_after_another_is_an_echo(credit: str, kind: str) -> None:
    world = World()
    a = world.report("Harbour Wire", FIRST, "2031-05-12")
    b = world.report("Valley Voice", AGAIN.format(credit), "2031-05-13")
    x = dead(world, a, "Nine people died in the landslide at Dell on Sunday", "Nine people", 9)
    y = dead(world, b, "The landslide at Dell took nine lives on Sunday night", "nine lives", 9)
    assert world.kinds(x, y) == {kind}


def test_nobody_retells_what_appears_later() -> None:
    world = World()
    wire = world.report("Harbour Wire", FIRST, "2031-05-12")
    before, after = (
        world.report("Valley Voice", AGAIN.format(f"With Harbour Wire {n}"), day)
        for n, day in enumerate(("2031-05-11", "2031-05-13"))
    )
    assert (credits(before, wire), credits(after, wire), credits(wire, after)) == (False, True, False)


def body(name: str, *reports: str) -> Entity:
    return Entity("b1", Kind.ORGANIZATION, name, (Name(name, reports),), ("m1",))


def test_who_speaks_for_a_body_is_known_by_what_stands_beside_the_name() -> None:
    bodies = bodies_named([body("River Guard", "r1")])["r1"]
    assert behind("commander of the River Guard", bodies) == {"n:rvr grd"}
    assert behind("a nurse of the River Guard", bodies) == set()
    text = "The River Guard denied it. At noon its director of operations spoke."
    assert owner(text, text.index("its"), bodies) == {"n:rvr grd"}
    assert owner(text, 3, bodies) == set()


def test_a_body_that_issues_a_report_is_the_one_that_others_name() -> None:
    report = World().report("River Guard of Sulanda", "No boat was towed.")
    assert "n:rvr grd" in outlet_keys(report)


@pytest.mark.parametrize("whose", ["The River Guard denied it. At noon its director", "At noon the baker"])
def test_a_body_and_its_director_do_not_back_each_other(whose: str) -> None:
    world = World()
    a = world.report("River Guard of Sulanda", HEAD + "Seven bodies were recovered at Dell.", "2031-05-12")
    text = f"{HEAD}{whose}, Ada Tal, said that seven had died at Dell."
    b = world.report("Harbour Wire", text, "2031-05-12")
    world.entities["m1"] = body("River Guard", b.id)
    x = dead(world, a, "Seven bodies were recovered at Dell", "Seven bodies", 7)
    y = dead(world, b, "seven had died at Dell", "seven", 7, "Ada Tal")
    assert ("corroborates figure" in world.kinds(x, y)) == ("baker" in whose)


def test_a_sure_echo_leaves_no_unsure_one_of_the_same_claim() -> None:
    world = World()
    a = world.report("Harbour Wire", HEAD + "Dell wept. Dell slept.")
    b = world.report("Valley Voice", HEAD + "The town wept. It slept.")
    told = [world.claim(a, "Dell wept"), world.claim(b, "The town wept"), world.claim(b, "It slept")]
    first, twin, other = (g for t in told for g in gists(world.claims, world.reports, {}) if g.id == t.id)
    by_id = {g.id: g for g in (first, twin, other)}

    def kept(sure: float, unsure: float) -> list[float]:
        echoes = [
            relation(RelationKind.ECHOES, None, g, first, JUDGED, s)
            for g, s in ((twin, sure), (other, unsure))
        ]
        return [r.score for r in retelling(echoes, by_id)]

    assert kept(0.9, 0.6) == [0.9]
    assert kept(0.9, 0.88) == [0.9, 0.88], "both sure"


@pytest.mark.parametrize(
    ("speaker", "kind"), [("a spokesman of the River Guard", "echoes"), ("the baker", "corroborates")]
)
def test_a_report_that_quotes_who_issued_a_statement_tells_it_again(speaker: str, kind: str) -> None:
    world = World()
    statement = world.report("River Guard", "STATEMENT of the River Guard\n\nA fell. B fell. C fell.")
    paper = world.report("Valley Voice", f"{HEAD}It rained, {speaker} said. One fell. Two fell. Three fell.")
    world.claim(paper, "It rained", speaker)
    pairs = [("A fell", "One fell"), ("B fell", "Two fell"), ("C fell", "Three fell")]
    claims = [(world.claim(statement, x), world.claim(paper, y)) for x, y in pairs]
    world.entities["m1"] = body("River Guard", paper.id)
    by_id = {g.id: g for g in gists(world.claims, world.reports, world.entities)}
    agreed = [
        relation(RelationKind.CORROBORATES, None, by_id[x.id], by_id[y.id], "so", 0.9) for x, y in claims
    ]
    assert {str(r.kind) for r in retelling(agreed, by_id)} == {kind}
    assert {str(r.kind) for r in retelling(agreed[:1], by_id)} == {"corroborates"}, "one sentence is no copy"


def test_what_a_paper_lays_to_an_outlet_is_that_outlets_own() -> None:
    world = World()
    wire = world.report("Harbour Wire", HEAD + "Nine people died.")
    paper = world.report(
        "Valley Voice", HEAD + "Nine lost their lives, Harbour Wire said. Ten, a nurse said."
    )
    own = world.claim(wire, "Nine people died")
    laid = world.claim(paper, "Nine lost their lives", "Harbour Wire")
    other = world.claim(paper, "Ten", "a nurse")
    by_id = {g.id: g for g in gists(world.claims, world.reports, {})}
    told, nurse = by_id[own.id], by_id[other.id]
    quoted = replace(by_id[laid.id], origin=replace(by_id[laid.id].origin, keys=outlet_keys(wire)))
    assert not quotes_outlet(told, nurse)
    assert quotes_outlet(told, quoted) and quotes_outlet(quoted, told)

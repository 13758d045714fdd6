"""The judge beside the rules: silent where they speak, and every judgement says whose it is and how sure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pytest import MonkeyPatch

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.gists import gists
from riwaya.corroborate.judging import Judged, judged, ordered
from riwaya.corroborate.origins import one_origin
from riwaya.corroborate.relate import compare, ruled
from riwaya.corroborate.sides import side_of
from riwaya.corroborate.why import relation
from riwaya.corroborate.words import table
from riwaya.records import About, Claim, RelationKind, Stance
from tests.corroborate.build import World

ABOUT = "Fire at the mill of Tel Marwan\n\nThe mill of Tel Marwan burned down on Monday. "


def told() -> tuple[World, Claim, Claim]:
    """Two people who hold the opposite of each other, in words that no rule holds against each other."""
    world = World()
    a = world.report("Harbour Wire", ABOUT + "Nobody warned the workers, the miller said.", "2031-05-07")
    b = world.report(
        "Hill Post", ABOUT + "The workers were told to leave an hour before, the guard said.", "2031-05-09"
    )
    one = world.claim(a, "Nobody warned the workers", "the miller")
    other = world.claim(b, "The workers were told to leave an hour before", "the guard")
    return world, one, other


def test_a_claim_is_read_with_who_holds_it_and_how() -> None:
    world, _, _ = told()
    first, second = (
        side_of(g) for g in sorted(gists(world.claims, world.reports, {}), key=lambda g: -len(g.text))
    )
    assert (first.head, second.head) == ("the guard says", "the miller says")
    assert [first.text[a:b] for a, b in first.inside] == ["The workers were told to leave an hour before"]


def test_the_claim_told_first_stands_first() -> None:
    world, one, _ = told()
    a, b = gists(world.claims, world.reports, {})
    assert ordered(a, b) == ordered(b, a)
    first, _, known = ordered(a, b)
    assert first.id == one.id and known


def test_every_judgement_says_that_it_is_one_and_how_sure() -> None:
    world, one, other = told()
    made = compare({c.id for c in world.claims}, world.claims, world.reports, world.entities)
    (found,) = [*made.relations, *made.possible]
    assert set(found.claims) == {one.id, other.id} and found.kind == "contradicts"
    assert "Nobody warned the workers" in found.why and "and the guard (in Hill Post) says" in found.why
    assert found.why.endswith(
        f"Judged by the network from their words, not by a rule: {found.score:.2f} of 1."
    )


def test_the_judge_is_silent_where_a_rule_speaks() -> None:
    world, _, _ = told()
    a, b = gists(world.claims, world.reports, {})
    assert not tuple(ruled(a, b)) and judged(a, b, ()) != Judged()
    rule = relation(RelationKind.ECHOES, None, a, b, "One repeats the other.", 0.9)
    assert judged(a, b, (rule,)) == Judged()


def test_a_plan_contradicts_nobody() -> None:
    world, one, other = told()
    world.claims = [replace(one, stance=Stance.PREDICTED), other]
    a, b = gists(world.claims, world.reports, {})
    assert judged(a, b, ()) == Judged()


def weighed(monkeypatch: MonkeyPatch, about: str, **likely: float) -> None:
    """Whatever two claims say, the networks give these probabilities, the rest to none."""
    known = {name: likely.get(name, 0.0) for name in ("conflict", "same", "update", "outdated")}
    known["unrelated"] = 1 - sum(known.values())
    monkeypatch.setattr("riwaya.corroborate.judging._weighed", lambda a, b: (dict(known), about))


Told = tuple[str, str, str | None]  # speaker, what is said, the day of which it is said


def two(one: Told, other: Told, *, later: str = "2031-05-19", **held: Any) -> list[Gist]:
    """What two speakers tell two outlets; `held` as for a claim of each."""
    world = World()
    for outlet, day, (speaker, words, when) in (
        ("Harbour Wire", "2031-05-07", one),
        ("Hill Post", later, other),
    ):
        report = world.report(outlet, f"{ABOUT}{words}, {speaker} said.", day)
        world.claim(
            report, words, speaker, when=when, person=speaker if speaker[0].isupper() else None, **held
        )
    return gists(world.claims, world.reports, world.entities)


def test_of_two_occurrences_neither_account_replaces_the_other(monkeypatch: MonkeyPatch) -> None:
    weighed(monkeypatch, "status", update=0.9)
    for first, second in (("2031-05-06", "2031-05-14"), (None, "2031-05-14")):
        a, b = two(
            ("the mayor", "Eight people were killed", first),
            ("the guard", "Fourteen people were killed", second),
        )
        assert bool(judged(a, b, ()).sure) is (first is None), "undated, it may be a later count"


def test_what_came_later_replaces_a_condition_of_an_earlier_day(monkeypatch: MonkeyPatch) -> None:
    for update, certain in ((0.35, True), (0.25, False)):
        weighed(monkeypatch, "status", update=update)
        a, b = two(
            ("the miller", "Two clerks are in a cell", "2031-05-07"),
            ("the guard", "Both clerks went home", "2031-05-18"),
        )
        assert [str(r.kind) for r in judged(a, b, ()).sure] == ["updates"] * certain, update


def test_a_plan_that_one_speaker_tells_two_outlets_is_an_echo(monkeypatch: MonkeyPatch) -> None:
    weighed(monkeypatch, "status", same=0.7)
    for speaker, echoed in (("Ada Tal", True), ("Idra Velm", False)):
        a, b = two(
            ("Ada Tal", "The gate will shut at six", None),
            (speaker, "Nobody may leave after six", None),
            later="2031-05-07",
            stance=Stance.PREDICTED,
        )
        assert [str(r.kind) for r in judged(a, b, ()).sure] == ["echoes"] * echoed, speaker


def test_what_happened_elsewhere_on_another_day_is_no_conflict_of_place(monkeypatch: MonkeyPatch) -> None:
    weighed(monkeypatch, "place", conflict=0.8, outdated=0.1)
    for day, certain in (("2031-05-05", True), ("2031-05-08", False)):
        a, b = two(
            ("the miller", "Shots were fired in the yard", "2031-05-05"),
            ("the guard", "A shot was fired at the gate", day),
            later="2031-05-09",
        )
        assert bool(judged(a, b, ()).sure) is certain, day


def test_a_thing_that_stands_both_ways_counts_from_a_lower_score(monkeypatch: MonkeyPatch) -> None:
    for about, certain in (("status", True), ("responsibility", False)):
        weighed(monkeypatch, about, conflict=0.47, same=0.1, outdated=0.05)
        one, other = gists(told()[0].claims, told()[0].reports, {})
        assert bool(judged(one, other, ()).sure) is certain, about


def sure(
    monkeypatch: MonkeyPatch, about: str, one: tuple[str, str, Stance], other: tuple[str, str, Stance]
) -> bool:
    """Whether two (speaker, content, stance) that a network gives .7 are a conflict about something."""
    weighed(monkeypatch, about, conflict=0.7, same=0.1)
    world = World()
    for outlet, (speaker, words, stance) in (("Harbour Wire", one), ("Hill Post", other)):
        report = world.report(outlet, f"{ABOUT}{words}, {speaker} said.", "2031-05-07")
        made = world.claim(report, words, speaker, stance=stance)
        world.claims[-1] = replace(made, negated=" not " in words)
    a, b = gists(world.claims, world.reports, {})
    return bool(judged(a, b, ()).sure)


def test_a_pronoun_answers_for_the_institution_it_stands_for() -> None:
    world = World()
    a = world.report("Harbour Wire", "The army denied it. It said a camp was bombed.", "2031-05-07")
    b = world.report("Hill Post", "No mill was hit, the General Staff said.", "2031-05-07")
    one = world.claim(a, "a camp was bombed", "It", person="The army")
    world.claim(b, "No mill was hit", "the General Staff")
    army = one.chain[0].source.referent
    assert army is not None
    world.entities[army] = replace(world.entities[army], named=False)
    first, second = gists(world.claims, world.reports, world.entities)
    assert one_origin(first.origin, second.origin)


@pytest.mark.parametrize("about", [about for about in About if about is not About.EVENT])
def test_every_conflict_says_in_words_why_both_cannot_hold(about: About) -> None:
    assert " " in table("judging.toml")["apart"][about]


def test_a_claim_that_only_names_what_it_speaks_of_is_no_conflict(monkeypatch: MonkeyPatch) -> None:
    baker = ("a baker", "They came from the sea", Stance.ASSERTED)
    assert not sure(monkeypatch, "denial", ("the miller", "the story as a joke", Stance.DENIED), baker)
    assert sure(monkeypatch, "denial", ("the miller", "the boats had come near", Stance.DENIED), baker)


def test_who_denies_that_a_thing_was_not_so_says_yes(monkeypatch: MonkeyPatch) -> None:
    sent = ("the harbour", "A warning was sent at noon", Stance.ASSERTED)
    assert not sure(monkeypatch, "denial", ("the miller", "the boats were not warned", Stance.DENIED), sent)
    assert sure(monkeypatch, "denial", ("the miller", "the boats were warned", Stance.DENIED), sent)


def test_who_was_not_told_denies_no_more_than_that(monkeypatch: MonkeyPatch) -> None:
    deaf = ("the miller", "Nobody wrote to us about the worn belt", Stance.DENIED)
    assert sure(
        monkeypatch, "denial", deaf, ("the guard", "we wrote to them of the worn belt", Stance.ASSERTED)
    )
    assert not sure(monkeypatch, "denial", deaf, ("the guard", "the belt was worn", Stance.ASSERTED))


def test_a_sure_score_stands_where_the_rules_cannot_compare(monkeypatch: MonkeyPatch) -> None:
    for score, certain in ((0.45, False), (0.55, True)):
        weighed(monkeypatch, "figure", conflict=score)
        a, b = two(("the miller", "Two sheds are gone", None), ("the guard", "Nine sheds burned", None))
        assert bool(judged(a, b, ()).sure) is certain, score


def test_numbers_that_may_both_hold_contradict_nobody(monkeypatch: MonkeyPatch) -> None:
    weighed(monkeypatch, "figure", conflict=0.9)
    world = World()
    for outlet, words, number, bounds in (
        ("Harbour Wire", "More than 600 families came home", "More than 600", (600, None, None)),
        ("Hill Post", "640 families came home", "640", (640, 640, 640)),
    ):
        report = world.report(outlet, f"{ABOUT}{words}, a clerk of {outlet} said.", "2031-05-07")
        world.claim(
            report, words, f"a clerk of {outlet}", figures=((number, bounds, "families", "returned"),)
        )
    a, b = gists(world.claims, world.reports, {})
    assert not judged(a, b, ()).sure


def test_who_denies_what_the_other_is_judged_to_say_contradicts_it(monkeypatch: MonkeyPatch) -> None:
    weighed(monkeypatch, "status", conflict=0.1, same=0.7)
    world = World()
    for outlet, speaker, words, stance in (
        ("Harbour Wire", "the command", "lorries were fired upon at the bridge", Stance.DENIED),
        ("Hill Post", "a driver", "lorries were shot at on the bridge", Stance.ASSERTED),
    ):
        report = world.report(outlet, f"{ABOUT}{words}, {speaker} said.", "2031-05-07")
        world.claim(report, words, speaker, stance=stance)
    a, b = gists(world.claims, world.reports, {})
    assert [f"{r.kind} {r.about}" for r in judged(a, b, ()).sure] == ["contradicts denial"]


def test_an_agreement_by_rule_gives_way_to_networks_that_see_none(monkeypatch: MonkeyPatch) -> None:
    a, b = two(("the miller", "The gate was locked", None), ("the guard", "The gate was open", None))
    said = (relation(RelationKind.CORROBORATES, About.EVENT, a, b, "They tell of one thing.", 0.6),)
    for likely, doubted, kinds in (
        ({"conflict": 0.1, "same": 0.5}, False, []),
        ({"conflict": 0.1, "same": 0.02}, True, []),
        ({"conflict": 0.6, "same": 0.2}, False, ["contradicts"]),
    ):
        weighed(monkeypatch, "status", **likely)
        found = judged(a, b, said)
        assert (found.doubted, [str(r.kind) for r in found.sure]) == (doubted, kinds), likely


def test_a_body_that_is_quoted_is_one_with_its_own_statement() -> None:
    world = World()
    own = world.report("Tor Health Mission", ABOUT + "Our nurses counted nine dead.", "2031-05-07")
    paper = world.report("Hill Post", ABOUT + "Nine are dead, the Tor Health Mission said.", "2031-05-07")
    world.claim(own, "nine dead", "Our nurses")
    world.claim(paper, "Nine are dead", "the Tor Health Mission", person="Tor Health Mission")
    a, b = gists(world.claims, world.reports, world.entities)
    assert one_origin(a.origin, b.origin)


def test_whom_a_statement_accuses_is_not_its_source() -> None:
    world = World()
    own = world.report(
        "Hill Front, Political Bureau",
        "Statement\n\n" + ABOUT + "The fire was laid by the enemy army.",
        "2031-05-07",
    )
    paper = world.report("Hill Post", ABOUT + "No soldier was near the mill, the army said.", "2031-05-07")
    world.claim(own, "The fire was laid by the enemy army")
    world.claim(paper, "No soldier was near the mill", "the army")
    a, b = gists(world.claims, world.reports, {})
    assert not one_origin(a.origin, b.origin)


def test_days_that_are_weeks_apart_are_no_two_accounts_of_one_day(monkeypatch: MonkeyPatch) -> None:
    weighed(monkeypatch, "date", conflict=0.9)
    for day, certain in (("2031-05-05", True), ("2031-03-02", False)):
        a, b = two(
            ("the miller", "The gate broke", "2031-05-03"),
            ("the guard", "The bell was broken", day),
            later="2031-05-09",
        )
        assert bool(judged(a, b, ()).sure) is certain, day

"""A possible conflict is sure where one who says the same stands in a conflict with the other side."""

from __future__ import annotations

from riwaya.corroborate.backing import backed
from riwaya.corroborate.gists import gists
from riwaya.corroborate.why import relation
from riwaya.records import About, Relation, RelationKind
from tests.corroborate.build import World


def three() -> tuple[World, dict[str, str]]:
    world = World()
    names = {}
    for outlet, who, words in (
        ("Hill Post", "the miller", "The gates stayed shut"),
        ("Harbour Wire", "the baker", "Nobody opened the gates"),
        ("Radio Dorvan", "the guard", "Someone had opened the gates"),
    ):
        report = world.report(outlet, f"The mill of Dorvan\n\n{words}, {who} said.", "2031-05-07")
        names[who] = world.claim(report, words, who).id
    return world, names


def between(world: World, kind: RelationKind, a: str, b: str, score: float) -> Relation:
    by_id = {g.id: g for g in gists(world.claims, world.reports, {})}
    return relation(
        kind, About.STATUS if kind == "contradicts" else About.EVENT, by_id[a], by_id[b], "So.", score
    )


def test_a_like_claim_in_conflict_makes_a_possible_one_sure() -> None:
    world, told = three()
    by_id = {g.id: g for g in gists(world.claims, world.reports, {})}
    same = between(world, RelationKind.CORROBORATES, told["the miller"], told["the baker"], 0.9)
    sure = between(world, RelationKind.CONTRADICTS, told["the miller"], told["the guard"], 0.9)
    maybe = between(world, RelationKind.CONTRADICTS, told["the baker"], told["the guard"], 0.4)
    (found,) = backed([same, sure], [maybe], by_id)
    assert found.id == maybe.id and maybe.score < found.score < 1
    assert found.why.endswith("The miller (in Hill Post) says what one of them says, against the other.")
    assert "and from how others stand to both" in found.why
    assert not list(backed([same], [maybe], by_id)) and not list(backed([sure], [maybe], by_id))


def test_what_is_hardly_possible_is_not_made_sure() -> None:
    world, told = three()
    by_id = {g.id: g for g in gists(world.claims, world.reports, {})}
    same = between(world, RelationKind.CORROBORATES, told["the miller"], told["the baker"], 0.2)
    sure = between(world, RelationKind.CONTRADICTS, told["the miller"], told["the guard"], 0.4)
    maybe = between(world, RelationKind.CONTRADICTS, told["the baker"], told["the guard"], 0.15)
    assert not list(backed([same, sure], [maybe], by_id))

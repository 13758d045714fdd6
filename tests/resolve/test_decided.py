"""What a person decided, and what comes of it. All people and places are invented."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.records import Decided, Decision, Entity, Kind, Referent, sides, standing
from riwaya.resolve import across
from riwaya.resolve.alikes import alikes
from tests.resolve.test_across import POOL, one

MORE = [
    *POOL,
    one("Orlan Beck", "f"),
    one("Ilse Marrow", "g"),
    one("Orlan Beck", "h"),
    one("Zaghur", "i", Kind.PLACE),
]


def decided(
    number: int, kind: Decided, ours: tuple[str, ...], theirs: tuple[str, ...], undoes: int | None = None
) -> Decision:
    at = "2024-01-02T03:04:05Z"
    return Decision(
        number, kind, tuple(sorted(ours)), tuple(sorted(theirs)), ("A", "B"), "x", at, "so", undoes
    )


def holding(entities: tuple[Entity, ...], referent: Referent) -> Entity:
    return next(e for e in entities if referent.id in e.referents)


def test_who_was_merged_is_one_with_a_sentence_that_names_the_decision() -> None:
    beck, marrow = one("Orlan Beck", "a"), one("Ilse Marrow", "b")
    assert len(across([beck, marrow])) == 2
    merged = across([beck, marrow], [decided(1, Decided.MERGE, (beck.id,), (marrow.id,))])
    assert len(merged) == 1 and "decision 1" in merged[0].why
    assert {name.text for name in merged[0].names} == {"Orlan Beck", "Ilse Marrow"}


def test_who_was_split_is_two_whatever_the_names_say() -> None:
    here, there = one("Orlan Beck", "a"), one("Orlan Beck", "b")
    assert len(across([here, there])) == 1
    assert len(across([here, there], [decided(1, Decided.SPLIT, (here.id,), (there.id,))])) == 2


def test_later_reports_join_whom_a_person_merged() -> None:
    beck, marrow = one("Orlan Beck", "a"), one("Ilse Marrow", "b")
    merge = [decided(1, Decided.MERGE, (beck.id,), (marrow.id,))]
    later = [one("Orlan Beck", "c"), one("Ilse Marrow", "d"), one("Orlan Tolan", "e")]
    entities = across([beck, marrow, *later], merge)
    assert set(holding(entities, beck).referents) == {beck.id, marrow.id, later[0].id, later[1].id}
    assert len(entities) == 2


def test_a_later_report_never_bridges_a_split() -> None:
    here, there = one("Orlan Beck", "a"), one("Orlan Beck", "b")
    split = [decided(1, Decided.SPLIT, (here.id,), (there.id,))]
    for number in range(6):
        entities = across([here, there, one("Orlan Beck", f"c{number}")], split)
        assert holding(entities, here).id != holding(entities, there).id


def test_a_person_may_merge_even_who_is_only_described() -> None:
    clerk, beck = one("a clerk", "a", named=False), one("Orlan Beck", "b")
    (entity,) = across([clerk, beck], [decided(1, Decided.MERGE, (clerk.id,), (beck.id,))])
    assert entity.named


def test_an_undone_undoing_counts_no_more() -> None:
    merge = decided(1, Decided.MERGE, ("p1",), ("p2",))
    undo = decided(2, Decided.UNDO, (), (), 1)
    again = decided(3, Decided.UNDO, (), (), 2)
    assert standing([merge]) == (merge,)
    assert standing([merge, undo]) == ()
    assert standing([merge, undo, again]) == (merge,)


PAIR = st.tuples(st.integers(0, 40), st.integers(0, 40))


@given(st.sets(st.sampled_from(range(len(MORE))), min_size=2), PAIR, st.booleans())
def test_splitting_after_merging_restores_the_entities(
    chosen: set[int], pair: tuple[int, int], undo: bool
) -> None:
    referents = [MORE[n] for n in sorted(chosen)]
    before = across(referents)
    ours, theirs = (before[n % len(before)] for n in pair)
    if ours.id == theirs.id:
        return
    merge = decided(1, Decided.MERGE, ours.referents, theirs.referents)
    both = {*ours.referents, *theirs.referents}  # and who now has one candidate only, where there were two
    assert any(both <= set(e.referents) for e in across(referents, [merge]))
    back = (
        decided(2, Decided.UNDO, (), (), 1)
        if undo
        else decided(2, Decided.SPLIT, ours.referents, theirs.referents)
    )
    assert across(referents, [merge, back]) == before


@settings(max_examples=60)
@given(
    st.sets(st.sampled_from(range(len(MORE))), min_size=3),
    st.lists(st.tuples(st.booleans(), PAIR), max_size=4),
    st.randoms(use_true_random=False),
)
def test_with_decisions_too_the_order_of_reports_changes_nothing(
    chosen: set[int], wanted: list[tuple[bool, tuple[int, int]]], order: random.Random
) -> None:
    referents = [MORE[n] for n in sorted(chosen)]
    decisions: list[Decision] = []
    for merge, (a, b) in wanted:
        ours, theirs = referents[a % len(referents)].id, referents[b % len(referents)].id
        if ours != theirs:
            kind = Decided.MERGE if merge else Decided.SPLIT
            decisions.append(decided(len(decisions) + 1, kind, (ours,), (theirs,)))
    expected = across(referents, decisions)
    last = decisions[-1] if decisions else None
    if last is not None and last.kind is Decided.SPLIT and not bridged(decisions):
        kept, away = (next(r for r in referents if r.id == side[0]) for side in (last.one, last.other))
        assert holding(expected, kept).id != holding(expected, away).id
    order.shuffle(referents)
    shuffled = decisions[:]
    order.shuffle(shuffled)
    assert across(referents, shuffled) == expected


def bridged(decisions: list[Decision]) -> bool:
    """Whether merges with a third may hold together who was split: the later word of a person counts."""
    return sum(d.kind is Decided.MERGE for d in decisions) > 1


def test_decisions_read_back_alike() -> None:
    merge = decided(1, Decided.MERGE, ("p2",), ("p1",))
    assert merge.referents == ("p1", "p2")
    assert replace(merge, undoes=None) == merge


def test_those_of_whom_decisions_say_the_same_are_compared_once() -> None:
    becks = [one("Orlan Beck", f"r{n}") for n in range(40)]
    marrows = [one("Ilse Marrow", f"r{n}") for n in range(40)]
    ours, theirs = tuple(r.id for r in becks[:30]), tuple(r.id for r in marrows[:30])
    merge = decided(1, Decided.MERGE, ours, theirs)
    said = sides([merge])
    assert {said[name] for name in ours} == {"1a"} and {said[name] for name in theirs} == {"1b"}
    assert len(alikes([*becks, *marrows], said)) == 4
    (entity,) = across([*becks, *marrows], [merge])
    assert len(entity.referents) == 80

"""Groups of claims as people joined and parted them."""

from __future__ import annotations

from riwaya.corroborate.bonds import regroup
from riwaya.records import Bond

KNOWN = frozenset("abcde")


def groups(*bonds: Bond, known: frozenset[str] = KNOWN) -> set[frozenset[str]]:
    """What becomes of a group of a, b, c and one of d; e stands in none."""
    group = {"a": "a", "b": "a", "c": "a", "d": "d"}
    regroup(group, bonds, known)
    heads: dict[str, set[str]] = {}
    for claim, head in group.items():
        heads.setdefault(head, set()).add(claim)
    return {frozenset(members) for members in heads.values()}


def test_joined_claims_bring_their_groups_along() -> None:
    assert groups(Bond(True, ("a",), ("d", "e"))) == {frozenset("abcde")}


def test_parted_claims_leave_and_who_stands_on_neither_side_stays() -> None:
    assert groups(Bond(False, ("a",), ("c",))) == {frozenset("ab"), frozenset("c"), frozenset("d")}


def test_parting_what_is_apart_changes_nothing() -> None:
    assert groups(Bond(False, ("a",), ("d",))) == {frozenset("abc"), frozenset("d")}


def test_the_later_bond_counts() -> None:
    apart, together = Bond(False, ("a", "b"), ("c",)), Bond(True, ("a", "b"), ("c",))
    assert groups(apart, together) == {frozenset("abc"), frozenset("d")}
    assert groups(together, apart) == {frozenset("ab"), frozenset("c"), frozenset("d")}


def test_rejected_claims_are_left_out() -> None:
    assert groups(Bond(True, ("x", "a"), ("d",))) == {frozenset("abcd")}

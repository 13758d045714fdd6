"""What people decided about events, laid over the groups that the rules found; the later decision counts."""

from __future__ import annotations

from collections.abc import Container, Iterable

from riwaya.records import Bond


def regroup(group: dict[str, str], bonds: Iterable[Bond], known: Container[str]) -> None:
    """The groups (claim -> head) changed in place: joined claims share one, parted ones do not.

    Claims that are not known are left out: they were rejected.
    """
    for bond in bonds:
        one, other = ([c for c in side if c in known] for side in (bond.one, bond.other))
        if bond.together:
            _join(group, [*one, *other])
        else:
            _part(group, one, other)


def _join(group: dict[str, str], claims: list[str]) -> None:
    heads = {group[c] for c in claims if c in group}
    whole = sorted({*claims, *(c for c, head in group.items() if head in heads)})
    group.update(dict.fromkeys(whole, min(whole, default="")))


def _part(group: dict[str, str], one: list[str], other: list[str]) -> None:
    """The other side leaves every group that it shares with the one; who stands on neither side stays."""
    kept = {group[c] for c in one if c in group}
    away = [c for c in other if group.get(c) in kept]
    for head in {group[c] for c in away}:
        leaving = sorted(c for c in away if group[c] == head)
        group.update(dict.fromkeys(leaving, f"parted:{leaving[0]}"))

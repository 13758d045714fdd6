"""Whom a later clustering may join: sets closed under `related` are resolved by themselves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from riwaya.records import Kind, Referent
from riwaya.resolve import across, keys, related
from tests.resolve.test_across import POOL, one

NAMES = st.sampled_from(["Jabir", "Jaber", "Nasser", "J.", "Abu Salem", "Ilse"])
FAMILIES = st.sampled_from(["al-Tamouri", "Tamuri", "al-Tamori", "Marrow", "Morrow", ""])
TITLES = st.sampled_from([(), ("Sheikh",), ("Col.",), ("a nurse",)])
REPORTS = st.sampled_from("abcdef")
PEOPLE = st.builds(
    lambda name, family, title, report: one(f"{name} {family}".strip(), report, descriptions=title),
    NAMES | st.just(""),
    FAMILIES,
    TITLES,
    REPORTS,
).filter(lambda r: bool(r.name))
CROWD = st.lists(PEOPLE | st.sampled_from(POOL), min_size=1, max_size=14, unique_by=lambda r: r.id)


def groups(referents: list[Referent]) -> list[list[Referent]]:
    """The referents, those together that a chain of related pairs connects."""
    whole = {r.id: {r.id} for r in referents}
    for a, b in related(referents, ()):
        both = whole[a] | whole[b]
        whole.update(dict.fromkeys(both, both))
    unique = {id(group): group for group in whole.values()}.values()
    return [[r for r in referents if r.id in group] for group in unique]


@given(CROWD)
def test_every_group_by_itself_gives_the_entities_of_the_whole(referents: list[Referent]) -> None:
    apart = [entity for group in groups(referents) for entity in across(group)]
    assert tuple(sorted(apart, key=lambda e: e.id)) == across(referents)


@given(CROWD, st.integers(0, 14))
def test_who_came_first_changes_no_pair(referents: list[Referent], cut: int) -> None:
    old, new = referents[:cut], referents[cut:]
    assert sorted({*related(old, ()), *related(new, old)}) == list(related(referents, ()))


@given(CROWD)
def test_who_is_related_shares_a_key(referents: list[Referent]) -> None:
    known = {r.id: r for r in referents}
    for a, b in related(referents, ()):
        assert not set(keys(known[a])).isdisjoint(keys(known[b]))


def test_a_family_name_shared_relates_nobody_but_who_bears_it_alone() -> None:
    people = [one(f"{name} al-Tamouri", "a") for name in ("Jabir", "Nasser", "Ilse", "Orlan")]
    assert related(people, ()) == ()
    alone = one("Tamouri", "b", Kind.PERSON)
    assert {a if b == alone.id else b for a, b in related([alone], people)} == {p.id for p in people}

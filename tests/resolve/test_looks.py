"""What comparing sees of a referent: who looks the same is one, and is told apart by nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.records import Kind, Position
from riwaya.resolve.judge import judge
from riwaya.resolve.looks import look_of
from tests.resolve.test_across import one

AT = Position(30.0, 40.0, "town", "g:1", "XX", "invented")
TITLES = st.sampled_from([(), ("Sheikh",), ("Shaikh",), ("a baker",), ("Col.", "commander"), ("a boy",)])


def test_reports_and_wording_make_no_other_look() -> None:
    here, there = (
        one("Orlan Beck", "a", descriptions=("a baker",)),
        one("Orlan Beck", "b", descriptions=("the baker",)),
    )
    assert look_of(here).id == look_of(there).id
    assert look_of(replace(here, why="another")).id == look_of(here).id


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Orlan Bek", "names": ("Orlan Bek",)},
        {"descriptions": ("a teacher",)},
        {"protection": ("minor",)},
        {"position": AT},
        {"kind": Kind.GROUP},
    ],
)
def test_what_a_comparison_reads_makes_another_look(change: dict[str, object]) -> None:
    plain = one("Orlan Beck", "a")
    assert look_of(replace(plain, **change)).id != look_of(plain).id  # type: ignore[arg-type]


def test_who_is_only_described_looks_like_nobody() -> None:
    clerks = [one("a clerk", report, named=False) for report in ("a", "b")]
    assert len({look_of(clerk).id for clerk in clerks}) == 2


@given(st.text(min_size=1, max_size=12), st.sampled_from(list(Kind)), TITLES, st.booleans())
def test_whoever_looks_the_same_is_judged_one(
    name: str, kind: Kind, titles: tuple[str, ...], young: bool
) -> None:
    referent = replace(one(name, "a", kind, titles), protection=("minor",) if young else ())
    look = look_of(referent)
    found = judge(look, look_of(replace(referent, id="p2", report="b")))
    assert found.same and not found.different and look.keys


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("name", ["=", "…", "`", "«»"])
def test_a_name_of_signs_has_a_look(name: str, kind: Kind) -> None:
    assert look_of(one(name, "a", kind)).keys
    assert look_of(one(name, "a", kind, named=False)).names == ()

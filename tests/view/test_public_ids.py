"""Ids in public form: of the same look, another in every form, and no way from one form to the next."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from riwaya.view.public_ids import PublicIds

REAL = st.from_regex(r"[a-z][0-9a-f]{20}(?:\.[a-z][0-9a-f]{20})?", fullmatch=True)


@given(REAL)
def test_an_id_keeps_its_look_and_leads_back_under_its_key_alone(real: str) -> None:
    one, other = PublicIds("one"), PublicIds("other")
    public = one.of(real)
    assert re.fullmatch(r"[a-z][0-9a-f]{20}(?:\.[a-z][0-9a-f]{20})?", public) and public[0] == real[0]
    assert one.back(public) == real and one.meant(public) == real
    assert len({real, public, other.of(real)}) == 3
    assert other.back(public) != real != one.back(real)


@given(st.sets(REAL, max_size=30))
def test_no_two_ids_become_one(real: set[str]) -> None:
    assert len(set(map(PublicIds("one").of, real))) == len(real)


def test_their_order_is_not_that_of_real_ones() -> None:
    ids = PublicIds("one")
    real = [f"c{n:020x}" for n in range(50)]
    assert ids.all(real) == tuple(sorted(map(ids.of, real))) != tuple(map(ids.of, real))


def test_an_id_of_another_program_leads_back_too() -> None:
    ids = PublicIds("one")
    assert ids.back(ids.of("report-7")) == "report-7"
    assert ids.back("report-7") == "" and ids.meant("asserted") == "asserted"

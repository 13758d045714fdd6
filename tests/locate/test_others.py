from __future__ import annotations

from dataclasses import replace

import pytest

from riwaya.locate.others import Account, date_from_others
from riwaya.records import Basis, Claim, Report, Span, Stance, When, Words

TEXT = "Raiders burned the mill at Varda last week. The miller fled."


def report(text: str, published: str | None = None, basis: Basis | None = None) -> Report:
    return Report("r" + text[:5], "pile/a.txt", "text", "0", text, "1", outlet="The Northline",
                  published=published, published_basis=basis, language="en")  # fmt: skip


def claim(of: Report, when: str | None, edtf: str | None, stance: Stance = Stance.ASSERTED) -> Claim:
    whole = Span(0, len(of.text))
    time = (
        When(edtf, Words.cut(of.text, of.text.index(when), of.text.index(when) + len(when)), "why")
        if when
        else None
    )
    return Claim("c" + of.id, of.id, (whole,), of.text, whole, stance, False, (), "test", when=time)


def account(edtf: str | None, basis: Basis = Basis.STATED, stance: Stance = Stance.ASSERTED) -> Account:
    other = report("The mill at Varda burned on 4 May 2031.", "2031-05-06", basis)
    return Account(claim(report(TEXT), "last week", None, stance), claim(other, "4 May 2031", edtf), other)


def test_a_relative_time_tells_the_week_of_writing() -> None:
    found = date_from_others(report(TEXT), [account("2031-05-04")])
    assert found is not None
    assert found[0] == "2031-05-05/2031-05-11"  # 4 May 2031 is a Sunday
    assert "“last week” here is 2031-05-04 in The Northline" in found[1]


def test_an_event_without_a_relative_time_is_a_lower_bound() -> None:
    one = account("2031-05-04")
    found = date_from_others(report(TEXT), [replace(one, own=replace(one.own, when=None))])
    assert found is not None
    assert found[0] == "2031-05-04/.."


@pytest.mark.parametrize(
    "one", [account(None), account("2031"), account("2031-05-04", Basis.INFERRED)], ids=["undated", "vague", "inferred"]
)  # fmt: skip
def test_what_is_vague_or_worked_out_dates_nothing(one: Account) -> None:
    assert date_from_others(report(TEXT), [one]) is None


def test_a_date_that_was_given_is_never_touched() -> None:
    dated = report(TEXT, "2031-07", Basis.GIVEN)
    assert date_from_others(dated, [account("2031-05-04")]) is None


def test_its_own_inferred_date_is_narrowed_and_never_contradicted() -> None:
    wide = report(TEXT, "2031/..", Basis.INFERRED)
    assert (date_from_others(wide, [account("2031-05-04")]) or ("",))[0] == "2031-05-05/2031-05-11"
    late = report(TEXT, "2032/..", Basis.INFERRED)
    assert date_from_others(late, [account("2031-05-04")]) is None


def test_the_order_of_accounts_does_not_matter() -> None:
    accounts = [account("2031-05-04"), account("2031-05-02"), account("2031-04-20")]
    found = {date_from_others(report(TEXT), list(order)) for order in (accounts, accounts[::-1])}
    assert len(found) == 1

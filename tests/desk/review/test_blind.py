"""A second verdict given without knowing the first: what is hidden, what is recorded, what shows afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from riwaya.export.jsonl import lines
from riwaya.export.jsonl_back import take
from riwaya.ingest import Options
from riwaya.pipeline import default_stages
from riwaya.pipeline import judge as judging
from riwaya.pipeline.correct import Edit
from riwaya.pipeline.give import set_desk
from riwaya.pipeline.judge import Saying
from riwaya.records import Claim, Field, Judged, ReviewState, Stance
from riwaya.store.ledger import WorkingLedger
from riwaya.view.agreement import agreements
from tests.desk.review.test_pages import send, twelve

STAGES = default_stages(Options(), "rules")
AMAL = Saying("Amal", "the mayor was not there")
OTHERS = r'(?s)<details class="others">.*?</details>'


def accepted(book: WorkingLedger, claim: Claim) -> None:
    judging.accept(book, STAGES, claim, AMAL)


def rejected(book: WorkingLedger, claim: Claim) -> None:
    judging.reject(book, STAGES, claim, AMAL)


def corrected(book: WorkingLedger, claim: Claim) -> None:
    judging.correct(book, STAGES, claim, [Edit(Field.STANCE, (), "denied")], AMAL)


@pytest.fixture
def blind(book: WorkingLedger) -> WorkingLedger:
    set_desk(book, "blind-review", "on", "Amal", "")
    return book


@pytest.mark.parametrize("first", [accepted, rejected, corrected])
def test_the_first_verdict_is_nowhere_until_the_second_is_given(
    client: TestClient, blind: WorkingLedger, first: Callable[[WorkingLedger, Claim], None]
) -> None:
    claim = twelve(blind)
    pages = [
        f"/review/reports/{claim.report}?claim={claim.id}",
        "/review",
        "/review?state=all",
        f"/reports/{claim.report}",
        "/contested",
        "/search?q=killed",
    ]
    before = [client.get(page).text for page in pages]
    first(blind, claim)
    for page, was in zip(pages, before, strict=True):
        shown = client.get(page).text
        assert "Amal" not in shown and AMAL.why not in shown, page
        if page.startswith("/reports/"):  # relations are as the verdict leaves them, the claims as read
            assert re.sub(OTHERS, "", shown) == re.sub(OTHERS, "", was)
    assert "12 people" in client.get("/review").text, "it waits for the second verdict"
    send(client, f"/review/claims/{claim.id}", do="accept")
    assert "Amal" in client.get(pages[0]).text


def test_what_a_blind_acceptance_says_of_a_correction(client: TestClient, blind: WorkingLedger) -> None:
    claim = twelve(blind)
    corrected(blind, claim)
    send(client, f"/review/claims/{claim.id}", do="accept")
    (made,) = blind.claims([claim.id])
    assert made.stance is Stance.DENIED and made.review, "nobody took the correction back"
    assert made.review.state is ReviewState.CORRECTED
    assert [v.by for v in made.review.agreeing] == ["Amal"] and len(made.review.disagreeing) == 1
    (pair,) = agreements(blind.judged_claims())
    assert (pair.claims, pair.alike) == (1, 0)
    shown = client.get("/review?state=disputed").text
    assert (
        "12 people" in shown and "Corrected (stance) by Amal on" in shown and "disagrees: accepted" in shown
    )


def test_the_same_correction_given_twice_is_agreement(client: TestClient, blind: WorkingLedger) -> None:
    claim = twelve(blind)
    corrected(blind, claim)
    status, leads = send(client, f"/review/claims/{claim.id}", do="correct", field="stance", value="denied")
    assert (status, "done=corrected the stance" in leads) == (303, True)
    (made,) = blind.claims([claim.id])
    assert made.review and made.review.disagreeing == () and len(made.review.verdicts) == 2
    (pair,) = agreements(blind.judged_claims())
    assert (pair.claims, pair.alike) == (1, 1)
    assert (
        "refused="
        in send(client, f"/review/claims/{claim.id}", do="correct", field="stance", value="denied")[1]
    )


def test_another_correction_disagrees_and_comes_back_from_an_export(
    client: TestClient, blind: WorkingLedger
) -> None:
    claim = twelve(blind)
    corrected(blind, claim)
    send(client, f"/review/claims/{claim.id}", do="correct", field="negated", value="yes")
    (made,) = blind.claims([claim.id])
    assert made.negated and made.stance is Stance.DENIED and made.review and made.review.disagreeing
    assert list(blind.verify()) == []
    rows = [j for j in take(lines(blind)).decisions if getattr(j, "kind", "") is Judged.CORRECT]
    assert len(rows) == 2


def test_seen_by_everyone_where_review_is_not_blind(client: TestClient, book: WorkingLedger) -> None:
    claim = twelve(book)
    corrected(book, claim)
    assert "Corrected (stance) by Amal" in client.get(f"/reports/{claim.report}").text
    set_desk(book, "blind-review", "on", "Amal", "")
    assert "Amal" not in client.get(f"/reports/{claim.report}").text
    set_desk(book, "blind-review", "off", "Amal", "enough")
    assert "Corrected (stance) by Amal" in client.get(f"/reports/{claim.report}").text
    assert not book.judgements()[0].blind

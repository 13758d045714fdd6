"""The pages and forms of review over a ledger that is written to, without a browser."""

from __future__ import annotations

import re
from urllib.parse import unquote_plus

import pytest
from starlette.testclient import TestClient

from riwaya.desk.app import make_app
from riwaya.export.jsonl import lines
from riwaya.records import Claim, Stance
from riwaya.store.ledger import WorkingLedger
from riwaya.view.public_form import PublicForm
from tests.desk.conftest import BASE, TOKEN
from tests.desk.test_pages import page


def twelve(book: WorkingLedger) -> Claim:
    return next(c for c in book.claims_as_read() if "12 people" in c.text)


def csrf(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/review").text)
    assert found
    return found[1]


def send(client: TestClient, path: str, **form: str) -> tuple[int, str]:
    """Status, and where the answer leads, readable."""
    answer = client.post(path, data={"csrf": csrf(client)} | form)
    return answer.status_code, unquote_plus(answer.headers.get("location", answer.text))


def test_the_queue_gives_reasons_and_filters(client: TestClient, book: WorkingLedger) -> None:
    made = client.get("/review").text
    assert "another account contradicts it" in made.casefold() and "nothing" not in made.casefold()[:50]
    page(client, "/review")
    send(client, f"/review/claims/{twelve(book).id}", do="accept", why="heard it")
    assert "12 people were killed" in client.get("/review?state=accepted").text
    assert "12 people were killed" not in client.get("/review?state=rejected").text
    send(client, f"/review/claims/{twelve(book).id}", do="assign", to="B. Young")
    assert "12 people" in client.get("/review", params={"state": "all", "to": "B. Young"}).text
    assert client.get("/review?state=nonsense").status_code == 200


def test_a_claim_is_corrected_by_its_words_and_taken_back(client: TestClient, book: WorkingLedger) -> None:
    before, claim = list(lines(book)), twelve(book)
    where = f"/review/claims/{claim.id}"
    text = book.report(claim.report).text
    at = text.index("Ilse Marrow")
    chosen = {"start": str(at), "end": str(at + 11), "text": "Ilse Marrow"}
    status, leads = send(client, where, do="correct", field="source", why="line two", **chosen)
    assert status == 303 and "done=corrected the speaker" in leads and leads.endswith(f"#{claim.id}")
    shown = client.get(f"/review/reports/{claim.report}?claim={claim.id}").text
    assert re.search(r"<del>.*Beck.*</del> <ins>.*Ilse Marrow.*</ins>", shown)
    assert (
        "Corrected (speaker) by"
        in client.get("/contested").text + client.get(f"/reports/{claim.report}").text
    )
    page(client, f"/review/reports/{claim.report}?claim={claim.id}")
    assert "done=took back" in send(client, "/review/undo", number="1")[1]
    assert list(lines(book)) == before


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (
            {"do": "correct", "field": "source", "start": "0", "end": "4", "text": "Beck"},
            "should stand at 0..4",
        ),
        ({"do": "correct", "field": "source"}, "select them in the text"),
        ({"do": "correct", "field": "mood", "words": "Beck"}, "is no field of a claim"),
        ({"do": "correct", "field": "source", "words": "never printed"}, "does not stand in the report"),
        ({"do": "correct", "field": "stance", "value": "sure"}, "there is no stance"),
        ({"do": "comment"}, "a comment needs words"),
        ({"do": "explode"}, "is nothing that can be done"),
    ],
)
def test_what_cannot_be_is_told_on_the_page(
    client: TestClient, book: WorkingLedger, form: dict[str, str], said: str
) -> None:
    status, leads = send(client, f"/review/claims/{twelve(book).id}", **form)
    assert status == 303 and "refused=" in leads and said in leads
    assert book.judgements() == ()


def test_a_relation_is_dismissed_on_its_page_and_comes_back(client: TestClient, book: WorkingLedger) -> None:
    relation = next(r for r in book.relations() if r.kind.value == "contradicts")
    page(client, f"/review/disagreements/{relation.id}")
    back = f"/review/disagreements/{relation.id}"
    status, leads = send(client, f"/review/relations/{relation.id}", do="dismiss", why="two", back=back)
    assert status == 303 and leads.startswith(back)
    assert "dismissed by" in client.get(back).text
    assert relation.id not in client.get("/contested").text
    send(client, f"/review/relations/{relation.id}", do="confirm")
    assert relation.id in client.get("/contested").text


def test_the_board_is_filtered_by_state_of_review(client: TestClient, book: WorkingLedger) -> None:
    token = {"authorization": f"Bearer {TOKEN}"}

    def shown() -> dict[str, set[str]]:
        """State -> the disagreements on the board in it; the API gives the same ones."""
        found = {}
        for state in ("open", "begun", "confirmed", "dismissed"):
            text = client.get(f"/contested?review={state}").text
            found[state] = set(re.findall(r'<article class="dispute" id="(\w+)"', text))
            answer = client.get(f"/api/v1/contested?review={state}", headers=token).json()
            assert {i["id"] for i in answer["items"]} == found[state]
        return found

    none: set[str] = set()
    (denial,) = (r.id for r in book.relations() if r.kind.value == "contradicts")
    assert shown() == {"open": {denial}, "begun": none, "confirmed": none, "dismissed": none}
    send(client, f"/review/claims/{twelve(book).id}", do="accept")
    assert shown()["open"] == {denial}
    denied = next(c for c in book.claims() if c.stance is Stance.DENIED)
    send(client, f"/review/claims/{denied.id}", do="accept")
    assert shown() == {"open": none, "begun": {denial}, "confirmed": none, "dismissed": none}
    send(client, f"/review/relations/{denial}", do="confirm")
    assert shown()["confirmed"] == {denial} and shown()["begun"] == set()
    send(client, f"/review/relations/{denial}", do="dismiss")
    found = shown()
    assert found["dismissed"] == {denial} and found["confirmed"] == found["begun"] == set()
    page = client.get("/contested?review=dismissed&about=denial&place=Zarvanek").text
    assert f'href="/review/disagreements/{denial}"' in page and "selected>dismissed" in page
    assert "review=dismissed" in page.split('class="kinds"')[1].split("</div>")[0]
    assert client.get("/contested?review=dismissed&about=figure").text.count('class="dispute"') == 0
    assert client.get("/contested?review=nonsense").text.count('class="dispute"') == 0
    assert "Show all" in client.get("/contested?review=begun").text


def test_a_ledger_in_public_form_tells_nothing_of_reviews(book: WorkingLedger) -> None:
    made = TestClient(make_app(PublicForm(book, "salt"), TOKEN, "127.0.0.1", originals=False), base_url=BASE)
    made.get(f"/?token={TOKEN}")
    page = made.get("/contested?review=confirmed").text
    assert 'name="review"' not in page and page.count('class="dispute"') == 1
    answer = made.get("/api/v1/contested?review=open", headers={"authorization": f"Bearer {TOKEN}"})
    assert (answer.status_code, answer.json()["field"]) == (400, "review")


def test_entities_and_events_have_their_pages(client: TestClient, book: WorkingLedger) -> None:
    beck, marrow = (next(e for e in book.entities() if e.name == n) for n in ("Orlan Beck", "Ilse Marrow"))
    page(client, f"/review/entities/{beck.id}")
    page(client, f"/review/events/{next(book.events()).id}")
    status, leads = send(
        client, f"/review/entities/{beck.id}", do="merge", other="Ilse Marrow", why="one voice"
    )
    assert status == 303 and "are one" in leads
    assert book.entity_of([beck.referents[0]])[beck.referents[0]].referents != beck.referents
    assert "“Orlan Beck” and “Ilse Marrow” are one" in re.sub(r"</?bdi[^>]*>", "", client.get("/review").text)
    send(client, "/review/undo", number="1", why="two voices")
    assert marrow in book.entities() and beck in book.entities()


def test_a_form_without_the_token_or_from_elsewhere_changes_nothing(
    client: TestClient, book: WorkingLedger
) -> None:
    path = f"/review/claims/{twelve(book).id}"
    assert client.post(path, data={"do": "accept"}).status_code == 403
    elsewhere = {"origin": "http://evil.example"}
    form = {"csrf": csrf(client), "do": "accept"}
    assert client.post(path, data=form, headers=elsewhere).status_code == 403
    assert client.post("/review/claims/none", data=form).status_code == 404
    for back in ("//evil.example", "/\\evil.example", "https://evil.example/review"):
        leads = send(client, path, do="accept", back=back)[1]
        assert leads.startswith("/review/reports/")
    assert {j.kind.value for j in book.judgements()} == {"accept"}


def test_a_public_desk_has_no_review(book: WorkingLedger) -> None:
    made = TestClient(make_app(PublicForm(book, "salt"), TOKEN, "127.0.0.1", originals=False), base_url=BASE)
    made.get(f"/?token={TOKEN}")
    assert made.get("/review").status_code == 404
    assert "/review" not in made.get("/").text + made.get("/contested").text

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from starlette.testclient import TestClient

import riwaya.export
from riwaya.desk.api.document import schemas
from riwaya.desk.api.paging import Shelf, _walk, fixed
from riwaya.desk.app import make_app
from riwaya.export.jsonl import objects
from riwaya.records import Kind
from riwaya.store.ledger import WorkingLedger
from riwaya.view.contested import contested
from riwaya.view.facts import Facts
from riwaya.view.plain import plain
from riwaya.view.public_form import PublicForm
from tests.desk.conftest import BASE, TOKEN

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = json.loads((Path(riwaya.export.__file__).parent / "riwaya.schema.json").read_text("utf-8"))
KINDS = {
    "report": "reports",
    "entity": "entities",
    "claim": "claims",
    "event": "events",
    "relation": "relations",
    "status": "statuses",
}
Object = dict[str, Any]


class Asking:
    """A program with the token; every answer is checked against the document."""

    def __init__(self, facts: Facts) -> None:
        headers = {"authorization": f"Bearer {TOKEN}"}
        self.client = TestClient(make_app(facts, TOKEN, "127.0.0.1"), base_url=BASE, headers=headers)
        self.document: Object = self.client.get("/api/v1/openapi.json").json()
        resource = Resource.from_contents({"$schema": CONTRACT["$schema"], **self.document})
        self.registry: Any = Registry().with_resource("urn:api", resource)

    def get(self, path: str, status: int = 200, **asked: object) -> Object:
        answer = self.client.get(f"/api/v1{path}", params={k: str(v) for k, v in asked.items()})
        assert answer.status_code == status, answer.text
        pattern = re.sub(r"/[a-z][0-9a-f]{20}$", "/{id}", path)
        content = self.document["paths"][pattern]["get"]["responses"][str(status)]["content"]
        kind = answer.headers["content-type"]
        reference = content[kind]["schema"]["$ref"]
        Draft202012Validator({"$ref": f"urn:api{reference}"}, registry=self.registry).validate(answer.json())
        found: Object = answer.json()
        return found

    def all(self, path: str, **asked: object) -> list[Object]:
        """The objects of every page."""
        found: list[Object] = []
        page = self.get(path, 200, **asked)
        while True:
            found += page["items"]
            if page["next"] is None:
                return found
            page = self.client.get(page["next"]).json()


@pytest.fixture(scope="module")
def api(facts: WorkingLedger) -> Asking:
    return Asking(facts)


@pytest.fixture(scope="module")
def masked(facts: WorkingLedger) -> Iterator[tuple[Asking, PublicForm]]:
    public = PublicForm(facts, "salt")
    yield Asking(public), public


def exported(facts: Facts, kind: str) -> list[Object]:
    return [made for made in objects(facts) if made["type"] == kind]


@pytest.mark.parametrize("kind", KINDS)
def test_lists_are_the_export_object_by_object(kind: str, api: Asking, facts: WorkingLedger) -> None:
    wanted = exported(facts, kind)
    assert wanted and api.all(f"/{KINDS[kind]}") == wanted
    assert api.all(f"/{KINDS[kind]}", limit=1) == wanted
    line = Draft202012Validator(CONTRACT)
    for made in wanted:
        line.validate(made)
        assert api.get(f"/{KINDS[kind]}/{made['id']}") == made


@pytest.mark.parametrize("kind", KINDS)
def test_in_public_mode_they_are_the_public_export(kind: str, masked: tuple[Asking, PublicForm]) -> None:
    asking, public = masked
    wanted = exported(public, kind)
    assert asking.all(f"/{KINDS[kind]}", limit=1) == wanted
    for made in wanted:
        assert asking.get(f"/{KINDS[kind]}/{made['id']}") == made


def test_nothing_masked_is_in_any_answer_of_a_public_desk(
    masked: tuple[Asking, PublicForm], facts: WorkingLedger
) -> None:
    asking, public = masked
    hidden = {e.id for e in facts.entities()} - {e.id for e in public.entities()}
    paths = [f"/api/v1/{name}" for name in (*KINDS.values(), "contested", "places", "search?q=said")]
    said = "".join(asking.client.get(path).text for path in paths)
    assert "[unnamed source" in said and hidden
    for secret in ("Barakat", "Sami", *hidden):
        assert secret not in said
    assert asking.get("/search", q="Barakat")["items"] == []
    assert asking.get("/entities", name="Barakat")["items"] == []
    for real in hidden:
        asking.get(f"/entities/{real}", 404)
        asking.get(f"/places/{real}", 404)
        asking.get("/claims", 404, about=real)
        asking.get("/claims", 404, source=real)
        assert asking.get("/statuses", entity=real)["items"] == []
        assert asking.get("/events", place=real)["items"] == []
    assert asking.get("/")["public"] is True


def test_what_is_told_about_a_protected_person_is_not_listed(
    api: Asking, masked: tuple[Asking, PublicForm], facts: WorkingLedger
) -> None:
    protected = [e for e in facts.entities() if "requested" in e.protection or "minor" in e.protection]
    assert protected
    for person in protected:
        assert "protected" in api.get("/claims", 403, about=person.id)["detail"]
        assert api.get("/claims", source=person.id)["items"]
        if person.kind is Kind.PERSON:  # neither where they were, nor in what state, day by day
            assert "protected" in api.get("/statuses", 403, entity=person.id)["detail"]
            assert "protected" in api.get("/claims", 403, source=person.id, since="2020-01-01")["detail"]
    asking, public = masked
    for entity in public.entities():
        if "minor" in entity.protection:
            asking.get("/claims", 403, about=entity.id)


def test_claims_are_found_by_what_they_hold(api: Asking, facts: WorkingLedger) -> None:
    every = exported(facts, "claim")
    for claim in every:
        here = api.all("/claims", report=claim["report"])
        assert here == [c for c in every if c["report"] == claim["report"]]
    denied = [c for c in every if c["stance"] == "denied"]
    assert denied and api.all("/claims", stance="denied") == denied
    event = next(e for e in exported(facts, "event"))
    assert {c["id"] for c in api.all("/claims", event=event["id"])} == set(event["claims"])
    speaker = next(link["source"]["entity"] for c in every for link in c["chain"] if link["source"]["entity"])
    wanted = [c for c in every if any(link["source"]["entity"] == speaker for link in c["chain"])]
    assert api.all("/claims", source=speaker) == wanted
    place = next(p["entity"] for c in every for p in c["where"] if p["entity"])
    assert api.all("/claims", about=place) == [
        c for c in every if any(p["entity"] == place for p in (*c["where"], *c["who"]))
    ]
    dated = [c for c in every if c["when"] and c["when"]["edtf"]]
    assert dated and api.all("/claims", since="2000") == dated
    assert api.all("/claims", since="2100") == [] == api.all("/claims", until="2000")


def test_other_lists_are_found_by_what_they_hold(api: Asking, facts: WorkingLedger) -> None:
    assert {r["outlet"] for r in api.all("/reports", outlet="courier")} == {"The Courier"}
    assert {r["language"] for r in api.all("/reports", language="ar")} == {"ar"}
    assert {e["kind"] for e in api.all("/entities", kind="group")} == {"group"}
    assert all("Halbat" in str(e["names"]) for e in api.all("/entities", name="halbat"))
    claim = exported(facts, "relation")[0]["claims"][0]
    assert api.all("/relations", claim=claim) == [
        r for r in exported(facts, "relation") if claim in r["claims"]
    ]
    assert {r["kind"] for r in api.all("/relations", kind="contradicts")} == {"contradicts"}
    status = exported(facts, "status")[0]
    assert status in api.all("/statuses", entity=status["entity"])
    kinds = {p["place"]["kind"] for p in api.all("/places")}
    assert kinds <= {"place", "facility"} and kinds
    shown = [p for p in api.all("/places", limit=1) if p["statuses"]]
    assert shown and api.get(f"/places/{shown[0]['id']}") == shown[0]
    person = next(e["id"] for e in exported(facts, "entity") if e["kind"] == "person")
    api.get(f"/places/{person}", 404)


def test_what_is_contested_is_what_the_command_line_tells(api: Asking, facts: WorkingLedger) -> None:
    wanted = json.loads(json.dumps(plain(contested(facts))))
    assert len(wanted) == 3 and api.all("/contested", limit=1) == wanted
    assert api.all("/contested", about="denial") == [i for i in wanted if i["about"] == "denial"]
    assert api.get(f"/contested/{wanted[0]['id']}") == wanted[0]
    claim = next(facts.claims()).id
    api.get(f"/contested/{claim}", 404)


def test_search_cites(api: Asking, facts: WorkingLedger) -> None:
    hits = api.get("/search", q="bomb")["items"]
    assert hits
    for hit in hits:
        text = facts.report(hit["report"]).text[hit["start"] : hit["end"]]
        assert " ".join(text.split()) == hit["text"]


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("/claims?limit=0", 400, "limit"),
        ("/claims?limit=501", 400, "limit"),
        ("/claims?limit=ten", 400, "limit"),
        ("/claims?after=7", 400, "after"),
        ("/claims?after=%00", 400, "after"),
        ("/claims?stance=sure", 400, "stance"),
        ("/claims?stanse=denied", 400, "stanse"),
        ("/claims?since=2031-02-30", 400, "since"),
        ("/claims?since=soon", 400, "since"),
        ("/claims?event=e00000000000000000000", 404, "event"),
        ("/claims?source=r00000000000000000000", 404, "source"),
        ("/claims/c00000000000000000000", 404, "id"),
        ("/claims/none", 400, "id"),
        ("/search", 400, "q"),
        ("/contested?after=x00000000000000000000", 400, "after"),
        ("/nowhere", 404, None),
        ("/claims/", 404, None),
        ("/claims/%03%0A%C2%90", 404, None),
    ],
)
def test_every_error_has_one_shape(path: str, status: int, field: str | None, api: Asking) -> None:
    answer = api.client.get(f"/api/v1{path}", follow_redirects=False)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    problem = answer.json()
    reference = {"$ref": "urn:api#/components/schemas/Problem"}
    Draft202012Validator(reference, registry=api.registry).validate(problem)
    assert (problem["status"], problem["field"]) == (status, field)
    assert len(problem["detail"]) > 20


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_the_api_only_reads(method: str, api: Asking) -> None:
    answer = api.client.request(method, "/api/v1/claims")
    assert (answer.status_code, answer.json()["status"]) == (405, 405)


def test_a_page_is_found_however_rare_what_it_asks_for(
    api: Asking, facts: WorkingLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riwaya.desk.api.paging.LOOKED_AT", 2)
    monkeypatch.setattr("riwaya.desk.api.paging._CHUNK", 2)
    wanted = [c for c in exported(facts, "claim") if c["when"] and c["when"]["edtf"]]
    first = api.get("/claims", since="2000", limit=100)
    assert len(first["items"]) <= 2 and first["next"]
    assert api.all("/claims", since="2000", limit=100) == wanted


# --- the document and the page about it -----------------------------------------------------------------


def operations(api: Asking) -> Iterator[tuple[str, Object]]:
    for path, methods in api.document["paths"].items():
        for operation in methods.values():
            yield path, operation


def test_the_document_tells_everything_with_examples(api: Asking) -> None:
    Draft202012Validator.check_schema({"$defs": api.document["components"]["schemas"]})
    for path, operation in operations(api):
        assert operation["operationId"] and operation["responses"]["200"], path
        assert {"400", "403", "429"} <= set(operation["responses"]) and "422" not in operation["responses"]
        for parameter in operation.get("parameters", ()):
            assert parameter.get("description"), (path, parameter["name"])
        for answer in operation["responses"].values():
            for content in answer["content"].values():
                reference = {"$ref": f"urn:api{content['schema']['$ref']}"}
                Draft202012Validator(reference, registry=api.registry).validate(content["example"])


def test_every_schema_of_the_contract_is_in_it() -> None:
    made = schemas()
    assert {name[0].upper() + name[1:] for name in CONTRACT["$defs"]} <= set(made)
    assert made["Claim"]["required"] == CONTRACT["$defs"]["claim"]["required"]


def test_the_page_about_the_api_is_true(api: Asking) -> None:
    rows = re.findall(
        r"^\| `(/\S*)` \| .+? \| ?(.*?) ?\|$", (ROOT / "docs" / "api.md").read_text("utf-8"), re.M
    )
    told = {path: set(re.findall(r"`(\w+)`", asked)) for path, asked in rows}
    known = {
        path: {p["name"] for p in operation.get("parameters", ()) if p["in"] == "query"}
        for path, operation in operations(api)
    }
    assert told == known


def test_ids_without_objects_leave_no_gap() -> None:
    """A claim that is gone, or that someone rejected, between listing and reading."""
    every = [f"c{n:020x}" for n in range(20)]
    gone = {every[0], every[4], every[5], every[19]}
    shelf = Shelf(fixed(every), lambda ids: ({"id": i} for i in ids if i not in gone))
    for limit in (1, 2, 3, 7, 16, 17, 50):
        found: list[str] = []
        after: str | None = ""
        while after is not None:
            made, after = _walk(shelf, after, limit, None)
            found += [one["id"] for one in made]
        assert found == [i for i in every if i not in gone], limit


def test_the_pages_link_keeps_what_was_asked(api: Asking) -> None:
    page = api.get("/claims", limit=1, stance="asserted")
    assert page["next"] == "/api/v1/claims?" + urlencode(
        {"limit": 1, "stance": "asserted", "after": page["items"][0]["id"]}
    )

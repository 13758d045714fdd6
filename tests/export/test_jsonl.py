from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import riwaya.export
from riwaya.export.jsonl import lines, objects
from riwaya.view.public_form import PublicForm
from tests.view.memory import Memory
from tests.view.story import halbat

SCHEMA = json.loads((Path(riwaya.export.__file__).parent / "riwaya.schema.json").read_text("utf-8"))
CHECK = jsonschema.Draft202012Validator(SCHEMA)

KEYS = {
    "report": "type id source title outlet authors dateline published published_basis published_why language "
    "sha256 text furniture echo_of",
    "entity": "type id kind name names latitude longitude gazetteer country protection why",
    "claim": "type id report start end segments text stance negated chain when where who figures event "
    "topics protection reader review",
    "event": "type id event_type plover acled when where who claims figures grade why",
    "relation": "type id kind about claims why score",
    "status": "type id entity aspect value from to claims why",
}


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_object_has_exactly_the_keys_of_the_contract(ledger: Memory) -> None:
    for made in objects(ledger):
        assert list(made) == KEYS[made["type"]].split()


def test_real_output_fits_the_schema(ledger: Memory) -> None:
    for facts in (ledger, PublicForm(ledger, "salt")):
        for line in lines(facts):
            CHECK.validate(json.loads(line))


def test_the_order_is_fixed(ledger: Memory) -> None:
    kinds = [(o["type"], o["id"]) for o in objects(ledger)]
    rank = {kind: n for n, kind in enumerate(KEYS)}
    assert kinds == sorted(kinds, key=lambda k: (rank[k[0]], k[1]))
    turned = halbat()
    turned.documents.reverse()
    turned.relations.reverse()
    turned.entities.reverse()
    other = Memory()
    turned.into(other)
    assert list(lines(other)) == list(lines(ledger))


def test_claims_are_the_words_of_their_report(ledger: Memory) -> None:
    made = list(objects(ledger))
    texts = {o["id"]: o["text"] for o in made if o["type"] == "report"}
    for claim in (o for o in made if o["type"] == "claim"):
        text = texts[claim["report"]]
        assert text[claim["start"] : claim["end"]] == claim["text"]
        assert (claim["segments"][0][0], claim["segments"][-1][1]) == (claim["start"], claim["end"])
        anchors = [link["source"] for link in claim["chain"]] + [link["cue"] for link in claim["chain"]]
        for anchor in [a for a in anchors if a] + claim["where"] + claim["who"] + claim["figures"]:
            assert anchor["text"] is None or text[anchor["start"] : anchor["end"]] == anchor["text"]


def test_ids_lead_to_objects(ledger: Memory) -> None:
    made = {o["id"]: o["type"] for o in objects(ledger)}
    for o in objects(ledger):
        if o["type"] == "claim":
            people = [link["source"]["entity"] for link in o["chain"]]
            people += [p["entity"] for p in (*o["where"], *o["who"])]
            assert all(made[p] == "entity" for p in people if p)
            assert o["event"] is None or made[o["event"]] == "event"
        if o["type"] in ("relation", "event", "status"):
            assert all(made[c] == "claim" for c in o["claims"])


def mutations(o: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each key taken out, one put in, and each value replaced by one that cannot be right."""
    for key in o:
        less = {k: v for k, v in o.items() if k != key}
        yield f"without {key}", less
        yield f"{key} an odd value", o | {key: {"odd": True}}
    yield "an unknown key", o | {"invented": 1}
    for key, value in o.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for inner in value[0]:
                changed = copy.deepcopy(o)
                del changed[key][0][inner]
                yield f"{key} without {inner}", changed


@pytest.mark.parametrize("kind", KEYS)
def test_the_schema_refuses_what_is_wrong(kind: str, ledger: Memory) -> None:
    made = [o for o in objects(ledger) if o["type"] == kind]
    fullest = max(made, key=lambda o: len(json.dumps(o)))
    tried = 0
    for what, bad in mutations(fullest):
        if what in ("review an odd value",):  # will hold an object once people review claims
            continue
        assert not CHECK.is_valid(bad), what
        tried += 1
    assert tried >= 2 * len(KEYS[kind].split())


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("report", "id", "d12"),
        ("report", "sha256", "abc"),
        ("report", "published", "last Friday"),
        ("report", "published_basis", "guessed"),
        ("report", "furniture", [[1]]),
        ("report", "furniture", [[1, 2, 3]]),
        ("report", "furniture", [[-1, 2]]),
        ("entity", "kind", "thing"),
        ("entity", "latitude", 91),
        ("claim", "stance", "said"),
        ("claim", "segments", []),
        ("claim", "text", ""),
        ("claim", "start", -1),
        ("relation", "claims", ["c" + "0" * 20]),
        ("relation", "score", 1.5),
        ("relation", "about", "taste"),
        ("relation", "why", ""),
        ("event", "grade", {"event": "sure", "figures": None, "responsibility": None}),
        ("status", "from", "yesterday"),
    ],
)
def test_the_schema_refuses_bad_values(kind: str, key: str, value: object, ledger: Memory) -> None:
    good = next(o for o in objects(ledger) if o["type"] == kind)
    assert CHECK.is_valid(good)
    assert not CHECK.is_valid(good | {key: value})

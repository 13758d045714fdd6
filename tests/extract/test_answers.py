"""An answer is read to the letter of its schema, or not at all."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadAnswer
from riwaya.extract.answers import SCHEMA, ToldClaim, ToldLink, parse
from riwaya.records import Stance

CLAIM: dict[str, Any] = {
    "passage": 2,
    "content": ["the well is dry"],
    "chain": [{"source": "Ora Belvin", "source_passage": 2, "cue": "said", "listener": None}],
    "stance": "alleged",
    "negated": False,
}


def test_a_whole_answer() -> None:
    (told,) = parse(json.dumps({"claims": [CLAIM]}))
    chain = (ToldLink("Ora Belvin", 2, "said", None),)
    assert told == ToldClaim(2, ("the well is dry",), chain, Stance.ALLEGED, False)
    assert parse('{"claims": []}') == ()


def test_the_schema_is_strict_all_the_way_down() -> None:
    def check(schema: Any) -> None:
        if isinstance(schema, dict) and schema.get("type") == "object":
            assert schema["additionalProperties"] is False
            assert schema["required"] == list(schema["properties"])
        for inner in schema.values() if isinstance(schema, dict) else ():
            check(inner)

    check(SCHEMA)


@pytest.mark.parametrize(
    "wrong", ["", "yes", "{", "[]", "null", '{"claims": {}}', '{"claim": []}', "[" * 99_999]
)
def test_what_is_no_answer(wrong: str) -> None:
    with pytest.raises(BadAnswer):
        parse(wrong)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("passage", "2"), ("passage", True), ("passage", 2.0), ("content", "the well"), ("content", [1]), ("chain", None),
        ("chain", ["Ora"]), ("chain", [CLAIM["chain"][0] | {"cue": 4}]), ("chain", [CLAIM["chain"][0] | {"why": "so"}]),
        ("stance", "sure"), ("stance", None), ("stance", []), ("negated", "no"), ("more", 1), ("chain", CLAIM["chain"] * 9),
    ],
)  # fmt: skip
def test_one_wrong_field_is_a_wrong_answer(field: str, value: object) -> None:
    with pytest.raises(BadAnswer):
        parse(json.dumps({"claims": [copy.deepcopy(CLAIM), CLAIM | {field: value}]}))


@pytest.mark.parametrize("field", list(CLAIM))
def test_a_missing_field_is_a_wrong_answer(field: str) -> None:
    with pytest.raises(BadAnswer, match="has not the fields"):
        parse(json.dumps({"claims": [{k: v for k, v in CLAIM.items() if k != field}]}))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*CLAIM, "claims", "cue"]), inner),
)


@given(JSON)
def test_no_answer_breaks_the_reader(found: object) -> None:
    for answer in (json.dumps(found), json.dumps({"claims": found}), str(found)):
        with suppress(BadAnswer):
            assert all(isinstance(one, ToldClaim) for one in parse(answer))

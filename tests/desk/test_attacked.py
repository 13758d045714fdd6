"""The desk under attack, without a browser; the browser's part is in browser/test_attacked.py."""

from __future__ import annotations

import importlib.util

import pytest

from evals.attacked import PAYLOADS, TOKEN, UNLIMITED, asking, injected, schemathesis, serving
from riwaya.desk.app import make_app
from riwaya.store.ledger import WorkingLedger


def test_no_injection_is_more_than_words(facts: WorkingLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    """A third of what `python -m evals.attacked` tries: one payload of each kind."""
    monkeypatch.setattr("evals.attacked.PAYLOADS", PAYLOADS[::3])
    found = injected(asking(make_app(facts, TOKEN, "127.0.0.1", limits=UNLIMITED)))
    assert found["faults"] == [] and int(str(found["requests"])) > 500
    assert list(facts.verify()) == []


@pytest.mark.skipif(importlib.util.find_spec("schemathesis") is None, reason="schemathesis is not installed")
def test_the_api_answers_what_its_document_says_to_whatever_is_asked(facts: WorkingLedger) -> None:
    with serving(make_app(facts, TOKEN, "127.0.0.1", limits=UNLIMITED)) as address:
        found = schemathesis(address, 3, "examples,fuzzing")
    assert found["failures"] == 0, found["told"]
    assert int(found["requests"]) > 50

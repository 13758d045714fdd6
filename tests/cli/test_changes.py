"""`riwaya changes`: what came into a ledger after a moment, by when it was added."""

from __future__ import annotations

import json

from tests.cli.call import call


def test_all_is_new_since_before_the_ledger_was_made(town: str) -> None:
    found = json.loads(call("changes", town, "--since", "2000-01-01", "--json").out)
    assert found["reports"] and found["conflicts"]
    assert all(c["why"] for c in found["conflicts"])


def test_nothing_is_new_since_a_later_moment(town: str) -> None:
    found = json.loads(call("changes", town, "--since", "2999-01-01T10:00", "--json").out)
    assert not found["reports"] and not found["conflicts"]


def test_a_moment_that_is_none_is_bad_use(town: str) -> None:
    called = call("changes", town, "--since", "soon")
    assert called.code == 2
    assert "soon" in called.err and "YYYY-MM-DD" in called.err

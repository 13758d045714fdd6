"""JSON lines."""

from __future__ import annotations

import json

from riwaya.ingest import read
from riwaya.records import Basis, Document, SetAside
from tests.ingest.reading import documents

GOOD = {
    "title": "Bridge shut", "text": "The bridge was closed on Monday, the engineer said.", "outlet": "Sarn Post",
    "published": "2020-03-03", "url": "https://post.example/1", "authors": ["Ida Moll"], "language": "en",
}  # fmt: skip


def test_all_fields() -> None:
    (document,) = documents("a.jsonl", json.dumps(GOOD).encode())
    found = document.report
    assert found.text == "Bridge shut\n\nThe bridge was closed on Monday, the engineer said."
    assert (found.title, found.outlet, found.authors) == ("Bridge shut", "Sarn Post", ("Ida Moll",))
    assert (found.published, found.published_basis) == ("2020-03-03", Basis.METADATA)
    assert (found.url, found.language, found.source) == ("https://post.example/1", "en", "a.jsonl!/1")
    assert document.original == json.dumps(GOOD).encode()


def test_a_bad_line_is_set_aside_with_its_number() -> None:
    lines = [
        json.dumps(GOOD), "{broken", "", "[1]", json.dumps({"title": "No text"}),
        json.dumps({**GOOD, "published": "soon"}), json.dumps({"text": "The ford was dry on Sunday, the miller said."}),
        "[" * 100_000, "\udcff",
    ]  # fmt: skip
    found = list(read("a.jsonl", None, "\n".join(lines).encode("utf-8", "surrogateescape")))
    assert [item.source for item in found if isinstance(item, SetAside)] == [
        f"a.jsonl!/{n}" for n in (2, 4, 5, 6, 8, 9)
    ]
    reasons = [item.reason for item in found if isinstance(item, SetAside)]
    assert "a.jsonl, line 2 is not JSON" in reasons[0]
    assert "line 4 is not an object" in reasons[1]
    assert "line 5 has no text" in reasons[2]
    assert "published 'soon', which is no date" in reasons[3]
    assert sum(isinstance(item, Document) for item in found) == 2


def test_a_partial_date_is_kept_as_it_is() -> None:
    (document,) = documents("a.jsonl", json.dumps({**GOOD, "published": "2020-03"}).encode())
    assert document.report.published == "2020-03"

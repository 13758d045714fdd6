"""Saved answers of the ReliefWeb API."""

from __future__ import annotations

import json

from riwaya.ingest import read
from riwaya.records import Basis, Document, SetAside
from tests.ingest.reading import reason

ANSWER = {
    "totalCount": 3,
    "data": [
        {"id": "401", "fields": {
            "title": "Sarn: bridge closed", "body-html": "<p>The bridge was closed on Monday, the engineer said.</p><ul><li>40 lorries wait.</li></ul>",
            "source": [{"name": "Sarn Relief Forum"}, {"name": "River Guard"}], "language": [{"code": "en"}],
            "date": {"original": "2020-03-03T00:00:00+00:00", "created": "2020-03-05T10:00:00+00:00"},
            "url_alias": "https://relief.example/report/sarn", "country": [{"name": "Vasta"}]}},
        {"id": "402", "fields": {"title": "Sarn: ford", "body": "## Ford\n\nThe ford was **dry** on Sunday, the miller said.",
            "date": {"created": "2020-03-05T10:00:00+00:00"}}},
        {"id": "403", "fields": {"title": "Map of Sarn"}},
    ],
}  # fmt: skip


def test_reports_of_an_answer() -> None:
    first, second, third = read("answer.json", None, json.dumps(ANSWER).encode())
    assert isinstance(first, Document) and isinstance(second, Document) and isinstance(third, SetAside)
    one, two = first.report, second.report
    assert (
        one.text
        == "Sarn: bridge closed\n\nThe bridge was closed on Monday, the engineer said.\n\n40 lorries wait."
    )
    assert (one.title, one.outlet) == ("Sarn: bridge closed", "Sarn Relief Forum, River Guard")
    assert (one.published, one.published_basis, one.language) == ("2020-03-03", Basis.METADATA, "en")
    assert (one.url, one.kind, one.source) == (
        "https://relief.example/report/sarn",
        "reliefweb",
        "answer.json!/401",
    )
    assert two.text == "Sarn: ford\n\nFord\n\nThe ford was dry on Sunday, the miller said."
    assert two.published_why == "ReliefWeb's date.created says 2020-03-05."
    assert "answer.json!/403 has no body" in third.reason


def test_a_report_has_the_same_id_in_another_answer() -> None:
    (again,) = read("other.json", None, json.dumps({"data": ANSWER["data"][:1]}, indent=1).encode())  # type: ignore[index]
    first = next(iter(read("answer.json", None, json.dumps(ANSWER).encode())))
    assert isinstance(again, Document) and isinstance(first, Document)
    assert again.report.id == first.report.id


def test_a_torn_answer_is_set_aside() -> None:
    assert "cannot be read as a ReliefWeb answer" in reason("answer.json", json.dumps(ANSWER).encode()[:-9])

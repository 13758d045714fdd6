"""Writes the examples of the OpenAPI document from the sample reports: `python -m docs.api_examples`."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

import riwaya.desk.api
from riwaya.desk.app import make_app
from riwaya.ingest import Options
from riwaya.pipeline import add, default_stages
from riwaya.store import open_ledger

FILE = Path(riwaya.desk.api.__file__).with_name("examples.json")
SAMPLES = Path(__file__).resolve().parents[1] / "examples" / "reports"
Object = dict[str, Any]


def examples(get: Callable[..., Any]) -> dict[str, Object]:
    """One short object of each kind, as the API gives it."""
    claims = [c for c in get("/claims", limit=500)["items"] if c["chain"] and c["figures"] and c["event"]]
    claim = _shortest(c for c in claims if c["when"])
    named = [e for e in get("/entities", kind="person", limit=500)["items"] if not e["protection"]]
    return {
        "Claim": claim,
        "Report": min(get("/reports", limit=100)["items"], key=lambda r: len(r["text"])),
        "Entity": _shortest(e for e in named if len(e["names"]) > 1),
        "Event": get(f"/events/{claim['event']}"),
        "Relation": _shortest(get("/relations", kind="contradicts")["items"]),
        "Status": _shortest(get("/statuses")["items"]),
        "Contested": _shortest(get("/contested")["items"]),
        "Passage": _shortest(get("/search", q="market bomb")["items"]),
        "PlaceWithStatuses": _shortest(p for p in get("/places")["items"] if p["statuses"]),
        "Ledger": get("/") | {"you": {"name": "amal", "role": "editor"}},
        "Problem": get("/claims", limit=0),
    }


def _shortest(found: Iterable[Object]) -> Object:
    return min(found, key=lambda made: len(json.dumps(made)))


def main() -> None:
    """Read the sample reports and write the file."""
    with tempfile.TemporaryDirectory() as place:
        ledger = open_ledger(str(Path(place) / "town.riwaya"), create=True)
        add(ledger, [str(SAMPLES)], default_stages(Options(retrieved="2024-06-01T00:00:00Z")), jobs=1)
        headers = {"authorization": "Bearer docs"}
        client = TestClient(
            make_app(ledger, "docs", "127.0.0.1"), base_url="http://127.0.0.1", headers=headers
        )
        FILE.write_text("{}", encoding="utf-8")
        made = examples(lambda path, **asked: client.get(f"/api/v1{path}", params=asked).json())
        ledger.close()
    text = json.dumps(made, ensure_ascii=False, indent=1).replace(f"{SAMPLES.parents[1]}/", "")
    FILE.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

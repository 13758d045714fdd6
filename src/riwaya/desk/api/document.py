"""The OpenAPI document: the contract's own JSON Schema, the shapes of the views, and examples."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

import riwaya.export
from riwaya.desk.api.answers import PROBLEM
from riwaya.desk.api.shapes import Schema, shapes
from riwaya.view.contested import Contested
from riwaya.view.finding import Passage

_REF = "#/components/schemas/"
_CONTRACT = ("Report", "Entity", "Claim", "Event", "Relation", "Status")
_PAGES = (*_CONTRACT, "Contested", "Passage")
_PLACE = "PlaceWithStatuses"


@cache
def contract() -> Mapping[str, Any]:
    """The JSON Schema of a line of the JSON-lines contract, as it ships with riwaya."""
    path = Path(riwaya.export.__file__).parent / "riwaya.schema.json"
    found: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@cache
def examples() -> Mapping[str, Any]:
    """One object of each kind, from a ledger of the sample reports."""
    found: Mapping[str, Any] = json.loads((Path(__file__).parent / "examples.json").read_text("utf-8"))
    return found


def document(api: FastAPI, root: str) -> dict[str, Any]:
    """The whole document."""
    made = get_openapi(
        title=api.title,
        version=api.version,
        openapi_version="3.1.0",
        description=api.description,
        routes=api.routes,
        servers=[{"url": root}],
    )
    named = made["components"]["schemas"]
    enums = {name: found for name, found in named.items() if "enum" in found}
    made["components"] = {"schemas": enums | schemas(), "securitySchemes": _SECURITY}
    made["security"] = [{"token": []}, {"cookie": []}]
    for path in made["paths"].values():
        for operation in path.values():
            _finish(operation)
    return made


_SECURITY = {
    "token": {"type": "http", "scheme": "bearer", "description": "The token that `riwaya serve` printed."},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "riwaya", "description": "What a browser has."},
}


def schemas() -> dict[str, Schema]:
    """Every schema by its name, with its example."""
    made = {_name(name): _renamed(found) for name, found in contract()["$defs"].items()}
    made |= shapes(Contested, Passage)
    made[_PLACE] = _object(
        {
            "id": {"$ref": f"{_REF}Id"},
            "place": {"$ref": f"{_REF}Entity"},
            "statuses": {"type": "array", "items": {"$ref": f"{_REF}Status"}},
        }
    )
    made["Ledger"] = _LEDGER
    made["Problem"] = _PROBLEM
    for name, found in examples().items():
        made[name] = {**made[name], "examples": [found]}
    made |= {f"{name}Page": _page(name) for name in _PAGES}
    made["PlacePage"] = _page(_PLACE)
    return made


def _page(name: str) -> Schema:
    made = _object(
        {
            "items": {"type": "array", "items": {"$ref": f"{_REF}{name}"}},
            "next": {
                "type": ["string", "null"],
                "description": "The address of the next page; null: no more.",
            },
        }
    )
    return made | {"examples": [{"items": [examples()[name]], "next": None}]}


def _object(parts: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(parts),
        "required": list(parts),
        "additionalProperties": False,
    }


_PROBLEM: Schema = {
    **_object(
        {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": {"type": "string", "description": "What, which value, and the way out."},
            "field": {"type": ["string", "null"], "description": "The parameter that it is about."},
        }
    ),
    "description": "The one shape of every error: a problem as in RFC 9457.",
}
_LEDGER: Schema = _object(
    {
        "riwaya": {"type": "string", "description": "The version that answers."},
        "public": {"type": "boolean", "description": "Whether protected people are masked."},
        "you": _object({"name": {"type": "string"}, "role": {"type": "string"}}),
        "holds": {"type": "object", "additionalProperties": {"type": "integer"}},
        "lists": {"type": "array", "items": {"type": "string"}},
    }
)


def _name(name: str) -> str:
    return name[0].upper() + name[1:]


def _renamed(found: Any) -> Any:
    """A schema of the contract with its references pointing into this document."""
    if isinstance(found, dict):
        return {
            key: _REF + _name(value.removeprefix("#/$defs/")) if key == "$ref" else _renamed(value)
            for key, value in found.items()
        }
    return [_renamed(one) for one in found] if isinstance(found, list) else found


def _finish(operation: dict[str, Any]) -> None:
    """Bad parameters are a 400 with our own shape; every answer shows an example."""
    operation["responses"].pop("422", None)
    for parameter in operation.get("parameters", ()):
        found = parameter["schema"]
        found = next((s for s in found.get("anyOf", ()) if s.get("type") != "null"), found)
        parameter["schema"] = {k: v for k, v in found.items() if k not in ("title", "description")}
    for answer in operation["responses"].values():
        for kind, content in answer.get("content", {}).items():
            name = content["schema"].get("$ref", "").removeprefix(_REF)
            if kind == PROBLEM:
                content["example"] = examples()["Problem"]
            elif name.endswith("Page"):
                item = _PLACE if name == "PlacePage" else name.removesuffix("Page")
                content["example"] = {"items": [examples()[item]], "next": None}
            elif name in examples():
                content["example"] = examples()[name]

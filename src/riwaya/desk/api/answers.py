"""What an endpoint answers, for the document: the object, and the problems with their one shape."""

from __future__ import annotations

from typing import Any

PROBLEM = "application/problem+json"
WHY = {
    400: "What was asked for cannot be: the detail says which value, and what to write.",
    401: "Nobody is signed in and no token was sent; only at a desk for several people.",
    403: "The token is missing or wrong, or the role does not reach, or it would follow a protected person.",
    404: "There is no such object in this ledger.",
    429: "Too many requests; `Retry-After` says how many seconds to wait.",
    503: "The ledger cannot be read at the moment; the detail says why.",
}


class Refused(Exception):
    """A request that is answered with a problem: its status, a sentence, and the parameter it is about."""

    def __init__(self, status: int, detail: str, field: str | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.field = field


def absent(kind: str, wanted: str, path: str, field: str = "id") -> Refused:
    """The problem that there is no object with that id."""
    return Refused(
        404, f"there is no {kind} {wanted} in this ledger; /api/v1/{path} lists what there is", field
    )


def answers(schema: str, *also: int) -> dict[int | str, dict[str, Any]]:
    """The answers of an endpoint that gives this object, with its example and the problems it may have."""
    good = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    made: dict[int | str, dict[str, Any]] = {
        200: {"description": schema, "content": {"application/json": good}}
    }
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    for status in sorted({400, 401, 403, 429, 503, *also}):
        made[status] = {"description": WHY[status], "content": {PROBLEM: problem}}
    return made

"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.requests import Request

SIZE = 100
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list, with the addresses of the parts before and after it."""

    rows: Sequence[T]
    total: int
    number: int
    before: str | None
    after: str | None


def paged(rows: Sequence[T], request: Request, size: int = SIZE) -> Page[T]:
    """The part that the address asks for with `page`, the first where it asks for none that there is."""
    return page_of(lambda at, most: rows[at : at + most], len(rows), request, size)


def page_of(
    fetch: Callable[[int, int], Sequence[T]], total: int, request: Request, size: int = SIZE
) -> Page[T]:
    """The same of a list that is fetched in parts: so many rows from a number on."""
    last = max(1, -(-total // size))
    asked = request.query_params.get("page", "1")
    number = min(int(asked), last) if asked.isdecimal() and len(asked) < 9 and int(asked) > 0 else 1

    def address(other: int) -> str:
        return str(request.url.include_query_params(page=other).replace(scheme="", netloc=""))

    part = fetch((number - 1) * size, size)
    before = address(number - 1) if number > 1 else None
    return Page(part, total, number, before, address(number + 1) if number < last else None)

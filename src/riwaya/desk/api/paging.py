"""Answers in pages: objects in the order of their ids, and the address of the next page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from riwaya.export.contract import Object

LOOKED_AT = 2000  # objects read for one answer, however few of them are asked for
_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where objects come from: ids behind an id, and the objects of ids in the same order."""

    ids: Callable[[str, int], Sequence[str]]
    objects: Callable[[Collection[str]], Iterable[Object]]


def fixed(ids: Iterable[str]) -> Callable[[str, int], Sequence[str]]:
    """Ids known beforehand, as a shelf wants them."""
    ordered = sorted(set(ids))

    def behind(after: str, limit: int) -> Sequence[str]:
        return [i for i in ordered if i > after][:limit]

    return behind


def paged(
    request: Request,
    shelf: Shelf,
    after: str | None,
    limit: int,
    keep: Callable[[Object], bool] | None = None,
) -> Response:
    """The objects that are kept, at most `limit`, with the address of the next page while there may be more.

    Where few of the objects are kept, a page may be shorter than the limit, and even empty, with more behind.
    """
    found, last = _walk(shelf, after or "", limit, keep)
    following = None if last is None else address(request, last)
    return JSONResponse({"items": found, "next": following})


def address(request: Request, after: str) -> str:
    """The address of the page behind an id."""
    return str(request.url.include_query_params(after=after).replace(scheme="", netloc=""))


def _walk(
    shelf: Shelf, after: str, limit: int, keep: Callable[[Object], bool] | None
) -> tuple[list[Object], str | None]:
    found: list[Object] = []
    seen = 0
    while seen < LOOKED_AT:
        wanted = limit + 1 if keep is None else _CHUNK
        ids = shelf.ids(after, wanted)
        for made in shelf.objects(ids):
            after = made["id"]
            if keep is None or keep(made):
                found.append(made)
                if len(found) == limit:
                    more = after != ids[-1] or len(ids) == wanted
                    return found, after if more else None
        if len(ids) < wanted:
            return found, None
        after = ids[-1]
        seen += len(ids)
    return found, after

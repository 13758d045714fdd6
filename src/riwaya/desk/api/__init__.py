"""The JSON API under /api/v1: the objects of the JSON-lines contract and the views, with an OpenAPI document.

routes(desk) -> the mounted application
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute, Mount

from riwaya.desk.setting import Desk

ROOT = "/api/v1"


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """Everything under /api/v1."""
    from riwaya.desk.api.application import make_api  # pydantic is loaded with the desk, not with `--help`

    return [Mount(ROOT, make_api(desk))]

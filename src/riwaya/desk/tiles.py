"""Tiles of one's own under the map: a PMTiles file that the desk serves, or an address a browser asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import Compression, TileType
from starlette.exceptions import HTTPException
from starlette.responses import Response

from riwaya.desk.guard.headers import POLICY, policy

TEMPLATE = "/map/tiles/{z}/{x}/{y}"
DEEPEST = 19  # zoom to which an address is asked
_KINDS = {
    TileType.MVT: ("vector", "application/x-protobuf"),
    TileType.PNG: ("raster", "image/png"),
    TileType.JPEG: ("raster", "image/jpeg"),
    TileType.WEBP: ("raster", "image/webp"),
    TileType.AVIF: ("raster", "image/avif"),
}
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Tiles:
    """What the script of the map needs to know of the tiles."""

    kind: str  # raster or vector
    template: str  # of an address, with {z}, {x} and {y}
    least: int  # zooms that there are
    most: int
    layers: tuple[str, ...]  # of vector tiles
    attribution: str  # plain text


def tiles_of(setting: str | None) -> Tiles | None:
    """The tiles of the setting; None where none is set, or the file is gone or cannot be read."""
    if setting is None:
        return None
    if "://" in setting:
        return Tiles("raster", setting, 0, DEEPEST, (), f"Tiles: {urlsplit(setting).hostname}")
    reader = _reader(setting)
    if reader is None:
        return None
    header, told = reader.header(), _metadata(reader)
    kind = _KINDS.get(header["tile_type"])
    if kind is None:
        return None
    layers = tuple(str(layer.get("id")) for layer in told.get("vector_layers", ()) if isinstance(layer, dict))
    said = " ".join(_TAG.sub(" ", str(told.get("attribution") or "")).split())
    return Tiles(kind[0], TEMPLATE, header["min_zoom"], header["max_zoom"], layers, said)


def tile(setting: str | None, z: int, x: int, y: int) -> Response:
    """One tile of the file; 204 where it has none there, 404 where there is no file."""
    reader = _reader(setting) if setting and "://" not in setting else None
    if reader is None:
        raise HTTPException(404)
    header = reader.header()
    inside = z <= header["max_zoom"] and x < 2**z and y < 2**z
    found = reader.get(z, x, y) if inside else None
    headers = {"cache-control": "private, max-age=3600"}
    if not found:
        return Response(status_code=204, headers=headers)
    if header["tile_compression"] == Compression.GZIP:
        headers["content-encoding"] = "gzip"
    return Response(found, media_type=_KINDS[header["tile_type"]][1], headers=headers)


def allowed(setting: str | None) -> dict[str, str]:
    """The header by which the page of the map may ask that address, and no other."""
    if setting is None or "://" not in setting:
        return {}
    address = urlsplit(setting)
    origin = f"{address.scheme}://{address.netloc}"
    more = {kind: f"{POLICY[kind]} {origin}" for kind in ("img-src", "connect-src")}
    return {"content-security-policy": policy(POLICY | more)}


def _reader(setting: str) -> Any:
    """What reads the file; None where it is gone or is no PMTiles file."""
    try:
        with Path(setting).open("rb") as file:
            reader = Reader(MmapSource(file))
            reader.header()
    except Exception:  # noqa: BLE001 - whatever is wrong with a file of tiles, the map is drawn without it
        return None
    return reader


def _metadata(reader: Any) -> dict[str, Any]:
    try:
        told = reader.metadata()
    except Exception:  # noqa: BLE001 - a file without readable metadata still has its tiles
        return {}
    return told if isinstance(told, dict) else {}

"""Tiles of one's own: from a file that the desk serves, from an address, and nothing at all unless they are set."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

from riwaya.pipeline.give import set_desk
from riwaya.store.ledger import WorkingLedger
from tests.desk.browser.conftest import Opener


def picture(red: int, green: int, blue: int) -> bytes:
    """A tile of one colour, as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes((red, green, blue)) * 256) * 256
    head = struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def drawn(layer: str) -> bytes:
    """A vector tile that one layer covers from edge to edge (Mapbox Vector Tile 2)."""

    def put(field: int, value: bytes) -> bytes:
        return bytes((field << 3 | 2, len(value))) + value

    def number(field: int, value: int) -> bytes:
        return bytes((field << 3,)) + varint(value)

    def varint(value: int) -> bytes:
        return bytes((value & 127 | 128, value >> 7)) if value > 127 else bytes((value,))

    right, left = varint(2 * 4096), varint(2 * 4096 - 1)  # zigzag
    corners = b"\x09\0\0" + b"\x1a" + right + b"\0\0" + right + left + b"\0" + b"\x0f"
    feature = number(3, 3) + put(4, corners)  # a polygon
    return put(3, put(1, layer.encode()) + put(2, feature) + number(5, 4096) + number(15, 2))


def pile(path: Path, kind: TileType, tile: bytes, zooms: int = 4, **told: object) -> Path:
    """A PMTiles file with the same tile everywhere."""
    with write(str(path)) as writer:
        for z in range(zooms):
            for x in range(2**z):
                for y in range(2**z):
                    writer.write_tile(zxy_to_tileid(z, x, y), tile)
        head = {
            "tile_type": kind, "tile_compression": Compression.NONE, "min_zoom": 0, "max_zoom": zooms - 1,
            "min_lon_e7": -1800000000, "min_lat_e7": -850000000, "max_lon_e7": 1800000000, "max_lat_e7": 850000000,
            "center_zoom": 0, "center_lon_e7": 0, "center_lat_e7": 0,
        }  # fmt: skip
        writer.finalize(head, told)
    return path


@pytest.fixture
def tiled(ledger: WorkingLedger) -> Iterator[WorkingLedger]:
    yield ledger
    set_desk(ledger, "map-tiles", "none", "A", "")


def ground(opened: Opener, also: str = "blob:") -> str:
    """The colour near the top of the map, as red,green,blue."""
    page = opened("/map", also=also)
    page.wait_for_selector("#together[data-ready]")
    page.wait_for_timeout(700)
    shot = page.locator("#map canvas").screenshot()
    assert len(shot) > 1000
    return str(
        page.evaluate(
            """async (shot) => {
              const image = await createImageBitmap(new Blob([Uint8Array.from(atob(shot), (c) => c.charCodeAt(0))]));
              const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
              canvas.drawImage(image, 0, 0);
              return [...canvas.getImageData(image.width / 2, 30, 1, 1).data.slice(0, 3)].join(",");
            }""",
            base64.b64encode(shot).decode(),
        )
    )


def test_a_file_of_tiles_lies_under_the_marks(opened: Opener, tiled: WorkingLedger, tmp_path: Path) -> None:
    before = ground(opened)
    file = pile(
        tmp_path / "a.pmtiles", TileType.PNG, picture(0, 200, 0), attribution='<a href="x">Made up</a>'
    )
    set_desk(tiled, "map-tiles", str(file), "A", "")
    after = [int(part) for part in ground(opened).split(",")]
    assert after[1] > after[0] + 20 and after[1] > after[2] + 20, (before, after)  # green, somewhat faded
    page = opened("/map")
    expect(page.locator(".attribution")).to_have_text("Made up")
    expect(page.locator("#map a.spot", has_text="Halbat")).to_be_visible()


def test_a_file_of_vector_tiles_is_drawn_in_the_colours_of_the_page(
    opened: Opener, tiled: WorkingLedger, tmp_path: Path
) -> None:
    seen = {}
    for layer in ("water", "earth"):
        told: dict[str, object] = {"vector_layers": [{"id": layer, "fields": {}}]}
        file = pile(tmp_path / f"{layer}.pmtiles", TileType.MVT, drawn(layer), zooms=3, **told)
        set_desk(tiled, "map-tiles", str(file), "A", "")
        seen[layer] = ground(opened)
    page = opened("/map")
    colours = {
        name: page.evaluate(
            """(name) => {
              const tried = document.body.appendChild(document.createElement("i"));
              tried.style.color = `var(${name})`;
              return getComputedStyle(tried).color.match(/\\d+/g).slice(0, 3).join(",");
            }""",
            name,
        )
        for name in ("--sea", "--land")
    }
    assert colours["--sea"] != colours["--land"]
    assert seen == {"water": colours["--sea"], "earth": colours["--land"]}


def test_tiles_are_fetched_from_an_address_that_was_set(opened: Opener, tiled: WorkingLedger) -> None:
    asked = []

    class Tiles(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("content-type", "image/png")
            self.send_header("access-control-allow-origin", "*")
            self.end_headers()
            self.wfile.write(picture(0, 200, 0))

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Tiles) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        origin = f"http://127.0.0.1:{server.server_port}"
        set_desk(tiled, "map-tiles", origin + "/{z}/{x}/{y}.png", "A", "")
        red, green, blue = (int(part) for part in ground(opened, also=origin).split(","))
        server.shutdown()
    assert asked and all(re.fullmatch(r"/\d+/\d+/\d+\.png", path) for path in asked)
    assert green > red + 20 and green > blue + 20


def test_a_file_that_is_gone_is_said_and_the_map_drawn_without_it(
    opened: Opener, tiled: WorkingLedger, tmp_path: Path
) -> None:
    set_desk(tiled, "map-tiles", str(tmp_path / "gone.pmtiles"), "A", "")
    page = opened("/map")
    page.wait_for_selector("#together[data-ready]")
    expect(page.get_by_text("The tiles that were set are not there")).to_be_visible()


def test_an_address_may_be_asked_by_the_page_of_the_map_and_by_no_other(
    opened: Opener, tiled: WorkingLedger
) -> None:
    plain = opened("/").request.get(opened("/").url.split("?")[0] + "map").headers["content-security-policy"]
    assert "tiles.example" not in plain
    set_desk(tiled, "map-tiles", "http://127.0.0.1:9/{z}/{x}/{y}.png", "A", "")
    page = opened("/")
    answers = {
        p: page.request.get(re.sub(r"\?.*", "", page.url).rstrip("/") + p) for p in ("/map", "/contested")
    }
    policy = answers["/map"].headers["content-security-policy"]
    assert (
        "connect-src 'self' http://127.0.0.1:9;" in policy and "img-src 'self' http://127.0.0.1:9;" in policy
    )
    assert "script-src 'self';" in policy
    assert "127.0.0.1:9" not in answers["/contested"].headers["content-security-policy"]


def test_places_are_listed_with_their_claims_and_shown_on_the_map(opened: Opener) -> None:
    page = opened("/map")
    page.wait_for_selector("#together[data-ready]")
    line = page.locator(".marked li", has_text="Halbat").first
    expect(line).to_contain_text(re.compile(r"\d+ claims? in \d+ reports?"))
    expect(page.locator("#map a.spot small").first).to_contain_text(re.compile(r"\d"))
    button = line.get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#map canvas")).to_be_focused()
    page.wait_for_function("location.search.includes('box=')")

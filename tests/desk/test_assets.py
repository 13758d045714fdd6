"""What the desk loads is built from the sources that stand beside it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest
from starlette.testclient import TestClient

ROOT = Path(__file__).parents[2]
ISLANDS = ROOT / "islands"
BUILT = ROOT / "src/riwaya/desk/static/built"


def test_the_built_files_belong_to_these_sources() -> None:
    names = ["build.mjs", "package-lock.json", *(f"src/{p.name}" for p in (ISLANDS / "src").iterdir())]
    digest = hashlib.sha256()
    for name in sorted(names):
        digest.update(f"{name}\0".encode() + (ISLANDS / name).read_bytes() + b"\0")
    stale = "the sources in islands/ changed: run `make assets` and commit what it builds"
    assert digest.hexdigest() == (BUILT / "sources.sha256").read_text().strip(), stale


def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (ISLANDS / "node_modules").is_dir():
        pytest.skip("no Node or no islands/node_modules; `make assets` brings them")
    subprocess.run([node, "build.mjs", str(tmp_path / "built")], cwd=ISLANDS, check=True)
    assert {p.name for p in (tmp_path / "built").iterdir()} == {p.name for p in BUILT.iterdir()}
    for path in (tmp_path / "built").iterdir():
        assert path.read_bytes() == (BUILT / path.name).read_bytes(), path.name


def test_no_built_file_names_another_address_to_load() -> None:
    for path in [*BUILT.glob("*.js"), *BUILT.parent.glob("*.css")]:
        text = path.read_text("utf-8")
        assert "sourceMappingURL" not in text and "@import" not in text, path.name
        assert "url(http" not in text and 'import("http' not in text, path.name


def test_every_licence_is_there() -> None:
    text = (BUILT / "LICENSES.txt").read_text("utf-8")
    for name in (
        "maplibre-gl",
        "htmx.org",
        "world-atlas",
        "topojson-client",
        "source-serif-4",
        "source-sans-3",
    ):
        assert name in text


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("built/desk.js", "text/javascript"),
        ("built/serif.woff2", "font/woff2"),
        ("icon.svg", "image/svg+xml"),
    ],
)
def test_files_come_with_their_kind(name: str, kind: str, reader: TestClient) -> None:
    answer = reader.get(f"/static/{name}")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith(kind)

"""What a ledger's settings say of how it is shown and reviewed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from riwaya.errors import BadUse
from riwaya.view.facts import Facts

BLIND, TILES = "blind-review", "map-tiles"  # names of settings
USUAL = {BLIND: "off", TILES: "none"}
SAID = {
    BLIND: "the second reviewer of a claim sees what the first holds only after giving a verdict (on, off)",
    TILES: "tiles under the map: FILE.pmtiles, or an address with {z}, {x} and {y} (none: shapes only)",
}
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?/[^\s\"'<>;,]*$")


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """The settings as they are now."""

    blind: bool = False
    tiles: str | None = None  # a file or the template of an address


def desk_settings(facts: Facts) -> DeskSettings:
    """What the ledger says; what is no stored ledger has the usual settings."""
    if not hasattr(facts, "settings"):
        return DeskSettings()
    values = {s.name: s.value for s in facts.settings()}
    tiles = values.get(TILES, USUAL[TILES])
    return DeskSettings(values.get(BLIND) == "on", None if tiles == USUAL[TILES] else tiles)


def checked(name: str, value: str) -> str:
    """The value as it is kept. Raises BadUse where there is no such setting, or it cannot be that."""
    if name not in USUAL:
        raise BadUse(f"there is no setting {name!r}; they are {', '.join(USUAL)}")
    if name == BLIND:
        if value not in ("on", "off"):
            raise BadUse(f"{name} is on or off, not {value!r}")
        return value
    if value in ("", USUAL[TILES]):
        return USUAL[TILES]
    if "://" in value:
        if not _ADDRESS.match(value) or any(part not in value for part in ("{z}", "{x}", "{y}")):
            raise BadUse(
                f"{value!r} is no address of tiles; give one like https://tiles.example.org/{{z}}/{{x}}/{{y}}.png"
            )
        if re.search(r"\.(pbf|mvt)\b", value):
            raise BadUse(f"{value!r} gives vector tiles, which are drawn from a PMTiles file only")
        return value
    path = Path(value).expanduser().resolve()
    if not path.is_file() or _head(path) != b"PMTiles":
        raise BadUse(
            f"{value!r} is no PMTiles file; give one, an address with {{z}}, {{x}} and {{y}}, or none"
        )
    return str(path)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(7)

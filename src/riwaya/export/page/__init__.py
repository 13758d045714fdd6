"""Setting pages: the templates, and the look they share with the desk."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent


def environment(*folders: Path) -> Environment:
    """Templates of these folders and of this one, with everything escaped."""
    loader = FileSystemLoader([*map(str, folders), str(FOLDER)])
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def look() -> str:
    """The style sheet."""
    return (FOLDER / "look.css").read_text("utf-8")

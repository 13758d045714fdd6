"""What is installed is declared, pinned, and under a licence that lets a newsroom use it."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata

import pytest

from tests.shared_data import ROOT

_REFUSED = re.compile(r"\bAGPL|Affero|\bSSPL|Commons Clause|non-?commercial", re.IGNORECASE)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", name)[0]).lower()


def pinned(file: str) -> dict[str, str]:
    lines = (line.split(";")[0].split("#")[0].strip() for line in (ROOT / file).read_text().splitlines())
    found = dict(line.split("==", 1) for line in lines if line)
    return {plain(name): version for name, version in found.items()}


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {plain(one) for one in project["dependencies"]}


def test_every_line_pins_one_version() -> None:
    for file in ("requirements.txt", "requirements-dev.txt"):
        assert all(re.fullmatch(r"[\w.+!-]+", version) for version in pinned(file).values()), file


def test_what_the_package_needs_is_pinned() -> None:
    assert declared() <= set(pinned("requirements.txt"))


@pytest.mark.parametrize("name", sorted(pinned("requirements.txt")))
def test_what_is_installed_with_the_package_has_a_licence_that_suits(name: str) -> None:
    about = metadata.metadata(name)
    licences = [*(about.get_all("License-Expression") or []), *(about.get_all("License") or [])]
    licences += [line for line in about.get_all("Classifier") or [] if line.startswith("License")]
    told = " ".join(line[:200] for line in licences)
    assert told.strip(), f"{name} does not say its licence"
    assert not _REFUSED.search(told), f"{name}: {told}"

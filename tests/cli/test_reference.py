"""The reference page of the commands says what the program says."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from docs.reference import PAGE, page
from riwaya.cli import COMMANDS, riwaya


def test_the_page_is_what_the_commands_say() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `make docs` and commit docs/commands.md"


@pytest.mark.parametrize("name", list(COMMANDS))
def test_help_has_an_example(name: str) -> None:
    shown = CliRunner().invoke(riwaya, [name, "--help"])
    assert shown.exit_code == 0, shown.output
    assert f"riwaya {name}" in shown.output.split("Example", 1)[-1]

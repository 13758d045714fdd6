"""Writes docs/commands.md from the command line: `python -m docs.reference`. A test keeps the page true."""

from __future__ import annotations

from pathlib import Path

import click

from riwaya.cli import COMMANDS, riwaya

PAGE = Path(__file__).with_name("commands.md")


def page() -> str:
    """The page: every command with its help, as a terminal of 100 columns shows it."""
    parts = [
        "# Commands\n",
        "Written by `make docs` from the program's own help.",
        "Exit codes: 0 good, 1 problems found, 2 wrong use.\n",
    ]
    with click.Context(riwaya, info_name="riwaya", **riwaya.context_settings) as ctx:
        for name in COMMANDS:
            command = riwaya.get_command(ctx, name)
            assert command is not None
            inner = click.Context(command, info_name=name, parent=ctx, max_content_width=100)
            parts += [f"## riwaya {name}\n", "```text", command.get_help(inner).rstrip(), "```\n"]
            if isinstance(command, click.Group):
                for below in command.list_commands(inner):
                    part = command.get_command(inner, below)
                    assert part is not None
                    here = click.Context(part, info_name=below, parent=inner, max_content_width=100)
                    parts += [
                        f"### riwaya {name} {below}\n",
                        "```text",
                        part.get_help(here).rstrip(),
                        "```\n",
                    ]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

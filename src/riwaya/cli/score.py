"""`riwaya score`: run a public benchmark in its own published format."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import click

from riwaya.score.tasks import TASKS

LISTED = ", ".join(f"{task} ({said})" for task, (_, said) in TASKS.items())


@click.command(
    epilog="Example: riwaya score passages ../shared/data/passages --errors",
    help=f"Run TASK on the data at PATH and print one JSON object. Tasks: {LISTED}.",
)
@click.argument("task", type=click.Choice(list(TASKS)))
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--errors", is_flag=True, help="Also list every miss.")
def score(task: str, path: Path, errors: bool) -> None:
    """Print the scores of a task as JSON."""
    module = importlib.import_module(TASKS[task][0])
    click.echo(json.dumps(module.score(path, errors=errors), ensure_ascii=False, indent=1))

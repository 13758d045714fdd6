"""Where output goes: a file written whole or not at all, or standard output."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from riwaya.errors import BadUse

output_option = click.option(
    "-o", "--output", metavar="PATH", help="Write to this file; - or nothing is standard output."
)


def write_bytes(output: str | None, pieces: Iterable[bytes]) -> None:
    """Write the pieces; a file appears under its name only when it is complete. Raises BadUse."""
    if output in (None, "-"):
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    target = Path(str(output))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent or Path())
    except OSError as error:
        raise BadUse(f"cannot write {target}: {error.strerror}; give another path with -o") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        Path(name).chmod(0o644 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current

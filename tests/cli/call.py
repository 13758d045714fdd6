"""The command line called in this process, with its exit code and what it wrote."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

from riwaya.cli import main


@dataclass(frozen=True, slots=True)
class Called:
    """What a call left behind."""

    code: int
    out: str
    err: str


def call(*words: str) -> Called:
    """`riwaya` with these words."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    code = 0
    with patch.object(sys, "argv", ["riwaya", *words]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        out.flush()
        err.flush()
    written = [s.buffer.getvalue().decode() for s in (out, err)]
    return Called(code, *written)

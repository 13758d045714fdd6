"""A real browser on a desk in its own process."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


def chromium() -> str:
    """Where the browser is; the test is skipped where there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no chromium on this machine; the browser tests need one")
    return found


@contextmanager
def served(ledger: str) -> Iterator[str]:
    """The address of a desk on the ledger, with its token."""
    source = Path(__file__).resolve().parents[3] / "src"
    command = [sys.executable, "-m", "riwaya", "serve", ledger, "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(source)}
    ) as desk:
        assert desk.stdout
        try:
            address = re.search(r"http://\S+\?token=\S+", desk.stdout.readline())
            assert address
            yield address[0]
        finally:
            desk.terminate()
            desk.wait(timeout=20)

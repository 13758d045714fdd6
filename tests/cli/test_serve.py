from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.cli.call import call


def test_serve_prints_an_address_that_works(town: str) -> None:
    """The desk in its own process on a free loopback port, opened as a browser would, closed with Ctrl-C."""
    source = Path(__file__).resolve().parents[2] / "src"
    command = [sys.executable, "-m", "riwaya", "serve", town, "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(source)}
    ) as desk:
        assert desk.stdout
        printed = desk.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", printed)
        assert address, printed
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(address[0], timeout=20) as answer:
            assert "Killed: 9 or at least 14?" in answer.read().decode()
        desk.send_signal(signal.SIGINT)
        assert desk.wait(timeout=20) in (0, 1, -signal.SIGINT)


def test_a_port_in_use_is_bad_use(town: str) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        called = call("serve", town, "--port", str(taken.getsockname()[1]))
    assert called.code == 2
    assert "cannot listen" in called.err and "--port" in called.err

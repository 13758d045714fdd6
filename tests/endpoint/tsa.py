"""A timestamp authority of our own: certificates and answers by `openssl`, served over HTTP."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_CONFIG = """
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[stamping]
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = ours
[ours]
serial = {home}/serial
signer_cert = {home}/tsa.pem
signer_key = {home}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def openssl(home: Path, *words: object) -> None:
    subprocess.run(["openssl", *map(str, words)], cwd=home, check=True, capture_output=True)


def make(home: Path) -> Path:
    """The root certificate of a new authority whose keys and certificates stand in `home`."""
    home.mkdir()
    config = home / "openssl.cnf"
    config.write_text(_CONFIG.format(home=home))
    (home / "serial").write_text("01\n")
    base = ("req", "-config", config, "-newkey", "rsa:2048", "-nodes", "-sha256")
    own = ("-x509", "-extensions", "authority", "-days", "30", "-subj", "/CN=Root of Odesk")
    openssl(home, *base, *own, "-keyout", "root.key", "-out", "root.pem")
    openssl(home, *base, "-subj", "/CN=Clock of Odesk", "-keyout", "tsa.key", "-out", "tsa.csr")
    signed = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "30")
    extended = ("-extfile", config, "-extensions", "stamping", "-out", "tsa.pem")
    openssl(home, "x509", "-req", "-in", "tsa.csr", *signed, *extended)
    return home / "root.pem"


class _Handler(BaseHTTPRequestHandler):
    home: Path
    answer: bytes | None = None

    def do_POST(self) -> None:
        question = self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["Content-Type"] == "application/timestamp-query"
        body = self.answer if self.answer is not None else self._stamped(question)
        self.send_response(200 if self.path == "/" else 503)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(body)

    def _stamped(self, question: bytes) -> bytes:
        (self.home / "q.tsq").write_bytes(question)
        words = ("ts", "-reply", "-config", "openssl.cnf", "-queryfile", "q.tsq", "-out", "a.tsr")
        openssl(self.home, *words)
        return (self.home / "a.tsr").read_bytes()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(home: Path, answer: bytes | None = None) -> Iterator[str]:
    """The address of the authority while it runs; with `answer` it gives that to everything."""
    handler = type("Handler", (_Handler,), {"home": home, "answer": answer})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""The desk under attack: `python -m evals.attacked [--examples 200]`.

A desk on the sample reports is asked by schemathesis for whatever its OpenAPI allows and forbids, and with
script, SQL, template, path and header injections in every parameter and every part of every address. Prints
one JSON object; exit 1 where an answer is a fault of the desk (500 and above) or not what the document says.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient

from riwaya.desk.app import make_app
from riwaya.desk.guard import Limits
from riwaya.desk.guard.limits import Rate
from riwaya.ingest import Options
from riwaya.pipeline import add, default_stages
from riwaya.store import open_ledger

TOKEN = "attacked"  # noqa: S105  of a desk that lives for a minute
UNLIMITED = Limits(asking=Rate(10**9, 1e9), changing=Rate(10**9, 1e9), entering=Rate(10**9, 1e9))
SAMPLES = Path(__file__).resolve().parents[1] / "examples" / "reports"
PAYLOADS = (
    "<script>window.owned=1</script>",
    "\"><img src=x onerror='window.owned=2'>",
    "</title></style></textarea><svg/onload=window.owned=3>",
    "javascript:window.owned=4",
    "{{7919*7907}}${7919*7907}#{7919*7907}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "' OR '1'='1",
    "'); DROP TABLE report;--",
    '" UNION SELECT name FROM sqlite_master --',
    '* NEAR( " OR AND NOT ^ : (',
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "file:///etc/passwd",
    "x\r\nSet-Cookie: owned=1",
    "\x00\x01\x7f",
    "\u202egpj.exe\u2066",
    "\ud83d",
    "9" * 400,
    "-1",
    "=cmd|' /C calc'!A0",
    "a" * 3000,
)


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """The address of the application while it answers on a free port of this machine."""
    config = uvicorn.Config(app, port=0, log_level="critical", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)


def schemathesis(address: str, examples: int, phases: str) -> dict[str, int | str]:
    """How many requests schemathesis made of the document, and how many answers were not what it says.

    That what the document allows is always accepted is not asked for: it allows the 30th of February, and
    ids that are in no ledger.
    """
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", f"{address}/api/v1/openapi.json"]
    command += ["-H", f"Authorization: Bearer {TOKEN}", "--max-examples", str(examples), "--seed", "7"]
    command += ["--checks", "all", "--exclude-checks", "positive_data_acceptance", "--phases", phases]
    with tempfile.TemporaryDirectory() as place:
        ran = subprocess.run([*command, "--no-color"], capture_output=True, text=True, cwd=place, check=False)
    generated = re.search(r"(\d+) generated", ran.stdout)
    if generated is None or ran.returncode not in (0, 1):
        raise SystemExit(f"schemathesis did not run: {ran.stdout[-2000:]}{ran.stderr[-2000:]}")
    failures = re.search(r"(\d+) unique failures", ran.stdout)
    told = "" if ran.returncode == 0 else ran.stdout[-4000:]
    count = int(failures[1]) if failures else ran.returncode
    return {"requests": int(generated[1]), "failures": count, "told": told}


def injected(client: TestClient) -> dict[str, int | list[str]]:
    """Every payload in every parameter of the API and the pages, and in every part of their addresses."""
    document = client.get("/api/v1/openapi.json").json()
    asked: list[tuple[str, str]] = [
        (f"/api/v1{path}", p["name"])
        for path, methods in document["paths"].items()
        for p in methods["get"].get("parameters", ())
        if p["in"] == "query"
    ]
    pages = ("/", "/contested", "/reports", "/places", "/people", "/map", "/search")
    asked += [(page, name) for page in pages for name in ("q", "place", "about", "since", "page", "stance")]
    lists = (
        "reports",
        "contested",
        "claims",
        "entities",
        "events",
        "static",
        "api/v1/claims",
        "api/v1/places",
    )
    parts = ("/{}", "/reports/{}/original", *(f"/{name}/{{}}" for name in lists))
    answers: Counter[int] = Counter()
    faults: list[str] = []
    for payload in PAYLOADS:
        sent = payload.encode("utf-8", "surrogatepass")
        quoted = "".join(f"%{byte:02x}" for byte in sent)
        addresses = [f"{path}?{name}={quoted}" for path, name in asked]
        for address in (*addresses, *(part.format(quoted) for part in parts)):
            answer = client.get(address)
            answers[answer.status_code] += 1
            wrong = answer.status_code >= 500 or "owned" in answer.headers.get("set-cookie", "")
            if wrong or "root:x:0" in answer.text or "Traceback" in answer.text or "62615533" in answer.text:
                faults.append(f"{answer.status_code} {address[:200]}")
    return {"requests": sum(answers.values()), "faults": faults}


def asking(app: Starlette) -> TestClient:
    """A program with the token; what would be a 500 is an answer, not an error here."""
    headers = {"authorization": f"Bearer {TOKEN}"}
    return TestClient(app, base_url="http://127.0.0.1", headers=headers, raise_server_exceptions=False)


def main() -> None:
    """Attack and print one JSON object; exit 1 if anything gave way."""
    parser = argparse.ArgumentParser(description="The desk under attack.")
    parser.add_argument("--examples", type=int, default=200, help="requests of each kind for each address")
    chosen = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        ledger = open_ledger(str(Path(place) / "town.riwaya"), create=True)
        add(ledger, [str(SAMPLES)], default_stages(Options()), jobs=1)
        app = make_app(ledger, TOKEN, "127.0.0.1", limits=UNLIMITED)
        by_hand = injected(asking(app))
        with serving(app) as address:
            by_schema = schemathesis(address, chosen.examples, "examples,coverage,fuzzing,stateful")
        off = len(list(ledger.verify()))
        ledger.close()
    seconds = round(time.monotonic() - started, 1)
    found = {"schemathesis": by_schema, "injected": by_hand, "verify": off, "seconds": seconds}
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    sys.exit(1 if by_schema["failures"] or by_hand["faults"] or off else 0)


if __name__ == "__main__":
    main()

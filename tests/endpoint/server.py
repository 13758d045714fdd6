"""An OpenAI-compatible endpoint on a socket of this machine, that answers as a test tells it to."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LINE = re.compile(r"^\[(\d+)\] (.*)$", re.M)


@dataclass(frozen=True)
class Reply:
    """What goes over the wire."""

    data: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    late: float = 0.0  # seconds before the first byte
    drip: float = 0.0  # seconds between bytes


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]
    number: int

    @property
    def passages(self) -> dict[int, str]:
        """The numbered lines of the report, own and shown before."""
        return {int(number): line for number, line in LINE.findall(self.user)}

    @property
    def user(self) -> str:
        content = self.body["messages"][1]["content"]
        assert isinstance(content, str)
        return content


Behaviour = Callable[[Asked], Reply]


def chat(
    content: str | None, *, finish: str = "stop", refusal: str | None = None, usage: object = (900, 100)
) -> Reply:
    """A whole chat completion, as the real thing sends it."""
    counted = None
    if isinstance(usage, tuple):
        prompt, answer = usage
        counted = {"prompt_tokens": prompt, "completion_tokens": answer, "total_tokens": prompt + answer}
    message = {"role": "assistant", "content": content, "refusal": refusal}
    whole = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1700000000,
        "model": "test",
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
        "usage": counted,
    }
    return Reply(json.dumps(whole).encode())


def error(
    status: int, message: str, code: str | None = None, param: str | None = None, **headers: str
) -> Reply:
    """An error object, as the real thing sends it."""
    whole = {"error": {"message": message, "type": "error", "param": param, "code": code}}
    return Reply(json.dumps(whole).encode(), status, {k.replace("_", "-"): v for k, v in headers.items()})


def link(
    source: str | None, cue: str | None, passage: int = 0, listener: str | None = None
) -> dict[str, Any]:
    """A link of a chain; passage 0: that of the content."""
    return {"source": source, "source_passage": passage, "cue": cue, "listener": listener}


def claim(
    *content: str,
    chain: Sequence[dict[str, Any]],
    stance: str = "asserted",
    negated: bool = False,
    passage: int = 0,
) -> dict[str, Any]:
    """A claim of an answer; passage 0: wherever its first piece stands."""
    return {
        "passage": passage,
        "content": list(content),
        "chain": list(chain),
        "stance": stance,
        "negated": negated,
    }


def saying(*claims: dict[str, Any], usage: object = (900, 100)) -> Behaviour:
    """A model that gives those of these claims whose passage it is shown."""

    def answer(asked: Asked) -> Reply:
        found = []
        for one in claims:
            at = one["passage"] or next(
                (n for n, line in asked.passages.items() if one["content"][0] in line), 0
            )
            if at:
                chain = [{**link, "source_passage": link["source_passage"] or at} for link in one["chain"]]
                found.append({**one, "passage": at, "chain": chain})
        return chat(json.dumps({"claims": found}), usage=usage)

    return answer


def first(*replies: Reply, then: Behaviour) -> Behaviour:
    """These replies to the first requests, then the behaviour."""

    def answer(asked: Asked) -> Reply:
        return replies[asked.number] if asked.number < len(replies) else then(asked)

    return answer


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        pass  # whoever asked has gone


class Served:
    """A running endpoint and what it was asked."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour
        self.asked: list[Asked] = []
        self.most = 0  # requests at the same time
        self._now = 0
        self._lock = threading.Lock()
        served = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                served.answer(self)

            do_GET = do_POST  # noqa: N815 - the name that http.server calls

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = _Quiet(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("content-length") or 0))
        with self._lock:
            asked = Asked(
                handler.path, dict(handler.headers.items()), json.loads(body or b"{}"), len(self.asked)
            )
            self.asked.append(asked)
            self._now += 1
            self.most = max(self.most, self._now)
        try:
            reply = self.behaviour(asked)
            time.sleep(reply.late)
            self._send(handler, reply)
        except (BrokenPipeError, ConnectionResetError):
            pass  # whoever asked has gone
        finally:
            with self._lock:
                self._now -= 1

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        handler.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(reply.data)))
        handler.end_headers()
        for byte in reply.data if reply.drip else [reply.data]:
            handler.wfile.write(bytes([byte]) if isinstance(byte, int) else byte)
            handler.wfile.flush()
            time.sleep(reply.drip)


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[Served]:
    """An endpoint while the block runs."""
    served = Served(behaviour)
    thread = threading.Thread(target=served.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        served.server.shutdown()
        served.server.server_close()

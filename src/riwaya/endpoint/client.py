"""One question to an endpoint, tried again where that can help. It follows no redirect and uses no proxy."""

from __future__ import annotations

import random
import threading
import time

import httpx

from riwaya import __version__
from riwaya.endpoint.meter import Meter
from riwaya.endpoint.settings import BUDGET, KEY, URL, Settings
from riwaya.endpoint.wire import Fault, body, clean, content, envelope, fault, retry_after, usage
from riwaya.errors import BadAnswer, CutShort, RiwayaError, Stopped, Unreadable
from riwaya.extract.asked import Question

TRIES = 5  # of one question while the endpoint is busy, broken or silent
LONGEST = 120.0  # seconds to wait for an endpoint that asks to
LARGEST = 8 * 1024 * 1024  # bytes of an answer
CONNECT = 15.0  # seconds
_CHANCE = random.Random()  # noqa: S311 - no secret; its own, so that threads leave the one of the program alone
BUSY = frozenset((408, 409, 425, 429, 500, 502, 503, 504))
QUOTA = frozenset(("insufficient_quota", "billing_hard_limit_reached"))  # waiting helps with no 429 of these
TOO_LONG = frozenset(("context_length_exceeded", "string_above_max_length"))


class Busy(RiwayaError):
    """Worth asking again, after so many seconds where the endpoint says how many."""

    def __init__(self, said: str, after: float | None = None) -> None:
        super().__init__(said)
        self.after = after


class Endpoint:
    """An OpenAI-compatible endpoint. Safe to use from several threads."""

    def __init__(self, settings: Settings, meter: Meter, halt: threading.Event) -> None:
        self._settings = settings
        self._meter = meter
        self._halt = halt
        self._left_out: set[str] = set()
        self._answered = False
        headers = {"User-Agent": f"riwaya/{__version__}", "Accept-Encoding": "identity"}
        if settings.key is not None:
            headers["Authorization"] = f"Bearer {settings.key}"
        self._client = httpx.Client(
            headers=headers,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(settings.seconds, connect=min(CONNECT, settings.seconds)),
            limits=httpx.Limits(max_connections=settings.in_flight),
        )

    def ask(self, question: Question) -> str:
        """The text that the model answers.

        CutShort, BadAnswer or Unreadable: about this question. Stopped: no question will be answered now.
        """
        said, after = "", None
        for number in range(TRIES):
            if number and self._halt.wait(self._wait(number, after)):
                raise Stopped("reading was stopped")
            if self._meter.empty:
                budget = f"the budget of {self._meter.budget:,} tokens"
                raise Stopped(f"{budget} is spent; give more with --budget or {BUDGET}")
            try:
                return self._once(question)
            except Busy as busy:
                said, after = str(busy), busy.after
        raise Stopped(f"{self._settings.base} gave no answer in {TRIES} tries: {said}")

    def close(self) -> None:
        """No more connections."""
        self._client.close()

    def _wait(self, number: int, after: float | None) -> float:
        """Seconds before the next try; Stopped where the endpoint asks for more than is worth waiting."""
        if after is not None and after > LONGEST:
            raise Stopped(f"{self._settings.base} asks to wait {after:,.0f} s; go on after that")
        if after is not None:
            return after
        spread = _CHANCE.uniform(0.75, 1.25)  # so that questions do not come at once
        return self._settings.pause * float(2 ** (number - 1)) * spread

    def _once(self, question: Question) -> str:
        until = time.monotonic() + self._settings.seconds
        posted = body(question, self._settings.model, self._left_out)
        try:
            with self._client.stream("POST", self._settings.address, json=posted) as response:
                try:
                    data = self._read(response, until)
                finally:
                    if self._halt.is_set():  # a closed client forgets connections that were being made
                        response.extensions["network_stream"].close()
        except httpx.TimeoutException as error:
            raise Busy(f"no answer within {self._settings.seconds:g} s") from error
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError) as error:
            raise Busy(clean(str(error)) or type(error).__name__) from error
        if response.is_redirect or 300 <= response.status_code < 400:
            to = clean(response.headers.get("location", "elsewhere"), self._settings.key)
            raise Stopped(
                f"{self._settings.base} redirects to {to}, and no report is sent after it;"
                f" if you trust that address, set {URL} to it"
            )
        if response.status_code != 200:
            raise self._failed(response, fault(data, self._settings.key), posted)
        found = envelope(data)
        used = usage(found, question)
        self._meter.add(used.prompt, used.answer, guessed=used.guessed)
        self._answered = True
        return content(found)

    def _read(self, response: httpx.Response, until: float) -> bytes:
        """The bytes of an answer, within the limits of size and time."""
        pieces: list[bytes] = []
        size = 0
        for piece in response.iter_bytes():
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST:
                raise BadAnswer(f"the answer has more than {LARGEST // 1024 // 1024} MiB")
            if time.monotonic() > until:
                raise Busy(f"no whole answer within {self._settings.seconds:g} s")
        return b"".join(pieces)

    def _failed(self, response: httpx.Response, wrong: Fault, posted: dict[str, object]) -> RiwayaError:
        """What an error answer means."""
        status = response.status_code
        told = f"{status} {wrong.said}".strip()
        base = self._settings.base
        if status in BUSY and wrong.code not in QUOTA:
            return Busy(told, retry_after(response.headers.get("retry-after"), time.time()))
        if status == 413 or wrong.code in TOO_LONG:
            return CutShort(f"the question is too long for the endpoint ({told})")
        if status in (400, 422) and "temperature" in (wrong.param or wrong.said) and "temperature" in posted:
            self._left_out.add("temperature")
            return Busy(told, 0.0)
        if status in (400, 422) and self._answered:
            return Unreadable(f"the endpoint turns the question down ({told})")
        if status in (401, 403):
            return Stopped(f"{base} turns the key down ({told}); set {KEY} to a valid one")
        if status == 404:
            return Stopped(f"{base} has no model {self._settings.model!r} or is no such endpoint ({told})")
        return Stopped(f"{base} turns questions down ({told})")

"""One question on the wire: what is sent, what is tried again, what ends the run, against a real socket."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from email.utils import formatdate

import pytest

from riwaya.endpoint import client
from riwaya.endpoint.client import Endpoint
from riwaya.endpoint.meter import Meter
from riwaya.endpoint.settings import Prices, Settings
from riwaya.errors import BadAnswer, CutShort, RiwayaError, Stopped, Unreadable
from riwaya.extract.answers import SCHEMA
from riwaya.extract.asked import Question
from tests.endpoint.server import Asked, Behaviour, Reply, Served, chat, error, first, serving

QUESTION = Question("Mark the words.", "REPORT 1\n[1] The well is dry.\nREPORT 1", SCHEMA, 16)
GOOD = chat('{"claims": []}', usage=(11, 3))


def good(_: Asked) -> Reply:
    return GOOD


@pytest.fixture
def served() -> Iterator[Served]:
    with serving(good) as running:
        yield running


def settings(served: Served) -> Settings:
    return Settings(served.base, "test", key="k-secret", seconds=5.0, pause=0.01)


def ask(served: Served, behaviour: Behaviour, meter: Meter | None = None, seconds: float = 5.0) -> str:
    served.behaviour = behaviour
    chosen = replace(settings(served), seconds=seconds)
    endpoint = Endpoint(chosen, meter or Meter(), threading.Event())
    try:
        return endpoint.ask(QUESTION)
    finally:
        endpoint.close()


def fails(served: Served, kind: type[RiwayaError], behaviour: Behaviour) -> str:
    with pytest.raises(kind) as raised:
        ask(served, behaviour)
    assert type(raised.value) is kind
    assert "k-secret" not in str(raised.value)
    return str(raised.value)


def test_what_is_sent(served: Served) -> None:
    assert ask(served, good) == '{"claims": []}'
    (asked,) = served.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["Authorization"] == "Bearer k-secret"
    assert asked.headers["Content-Type"] == "application/json"
    body = asked.body
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert (body["model"], body["temperature"], body["stream"]) == ("test", 0, False)
    form = body["response_format"]
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert form["json_schema"]["schema"] == SCHEMA


def test_without_a_key_none_is_sent(served: Served) -> None:
    with closing(Endpoint(replace(settings(served), key=None), Meter(), threading.Event())) as endpoint:
        endpoint.ask(QUESTION)
    assert "Authorization" not in served.asked[0].headers


def test_tokens_and_cost_are_counted(served: Served) -> None:
    meter = Meter(prices=Prices(1.0, 10.0))
    ask(served, good, meter)
    spent = meter.spent()
    assert (spent.questions, spent.prompt, spent.answer, spent.guessed) == (1, 11, 3, False)
    assert spent.cost == pytest.approx((11 * 1 + 3 * 10) / 1e6)
    assert spent.told() == "1 answer, 14 tokens (11 in, 3 out), cost 0.0000"


@pytest.mark.parametrize("usage", [None, "many", (True, -1)])
def test_tokens_nobody_counts_are_guessed(served: Served, usage: object) -> None:
    meter = Meter()
    ask(served, lambda _: chat('{"claims": []}', usage=usage), meter)
    spent = meter.spent()
    assert spent.guessed and spent.prompt > 100 and spent.answer > 0
    assert "about" in spent.told() and "cost" not in spent.told()


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_busy_endpoint_is_asked_again(served: Served, status: int) -> None:
    assert ask(served, first(error(status, "later"), error(status, "later"), then=good))
    assert len(served.asked) == 3


def test_retry_after_is_honoured(served: Served) -> None:
    started = time.monotonic()
    assert ask(served, first(error(429, "slow down", Retry_After="1"), then=good))
    assert 1.0 <= time.monotonic() - started < 5.0


def test_retry_after_may_be_a_date(served: Served) -> None:
    then = formatdate(time.time() + 3600, usegmt=True)
    said = fails(served, Stopped, first(error(503, "down", Retry_After=then), then=good))
    assert "asks to wait 3," in said and len(served.asked) == 1


def test_an_endpoint_that_stays_busy_ends_the_run(served: Served) -> None:
    said = fails(served, Stopped, lambda _: error(500, "the disk of k-secret is full"))
    assert "gave no answer in 5 tries: 500 the disk of (the key) is full" in said
    assert len(served.asked) == client.TRIES


def test_a_late_answer_is_not_waited_for(served: Served) -> None:
    assert ask(served, first(replace(GOOD, late=1.5), then=good), seconds=0.3)
    assert len(served.asked) == 2


def test_an_answer_that_only_drips_is_late_too(served: Served) -> None:
    started = time.monotonic()
    assert ask(served, first(replace(GOOD, drip=0.05), then=good), seconds=0.4)
    assert time.monotonic() - started < 5.0
    assert len(served.asked) == 2


def test_nobody_there_ends_the_run(served: Served) -> None:
    served.server.server_close()
    assert "gave no answer in 5 tries" in fails(served, Stopped, good)


def test_a_redirect_is_never_followed(served: Served) -> None:
    with serving(good) as other:
        for status, to in (
            (301, "/v1/elsewhere"),
            (307, f"{other.base}/chat/completions"),
            (308, "//[::1]/"),
        ):
            moved = Reply(b"", status, {"Location": to})
            said = fails(served, Stopped, lambda _, moved=moved: moved)  # type: ignore[misc]
            assert f"redirects to {to}" in said and "RIWAYA_OPENAI_URL" in said
        broken = Reply(b"", 302, {"Location": "http://models.example/\x1b[2J"})
        assert "\x1b" not in fails(served, Stopped, lambda _: broken)
        assert other.asked == []
    assert {asked.path for asked in served.asked} == {"/v1/chat/completions"}


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (error(401, "Incorrect API key provided: k-secret"), r"401 Incorrect API key provided: \(the key\)"),
        (error(403, "no"), "RIWAYA_OPENAI_KEY"),
        (error(404, "The model `test` does not exist", "model_not_found"), "has no model 'test'"),
        (error(400, "response_format is not supported"), "turns questions down"),
        (error(429, "You exceeded your quota", "insufficient_quota"), "exceeded your quota"),
        (Reply(b"<html>\x1b[31mteapot</html>", 418), "418 <html> "),
    ],
)  # fmt: skip
def test_what_no_further_question_can_mend_ends_the_run(served: Served, reply: Reply, said: str) -> None:
    import re

    told = fails(served, Stopped, lambda _: reply)
    assert re.search(said, told) and "\x1b" not in told
    assert len(served.asked) == 1


def test_a_question_turned_down_after_others_were_answered_costs_one_report(served: Served) -> None:
    served.behaviour = first(GOOD, then=lambda _: error(400, "flagged"))
    with closing(Endpoint(settings(served), Meter(), threading.Event())) as endpoint:
        endpoint.ask(QUESTION)
        with pytest.raises(Unreadable, match="flagged"):
            endpoint.ask(QUESTION)


def test_a_model_that_takes_no_temperature_is_asked_without(served: Served) -> None:
    wrong = error(400, "Unsupported value", "unsupported_value", "temperature")
    assert ask(served, first(wrong, then=good))
    assert ["temperature" in asked.body for asked in served.asked] == [True, False]


@pytest.mark.parametrize(
    "reply",
    [
        error(413, "too large"),
        error(400, "maximum context length", "context_length_exceeded"),
        chat('{"claims": [{"pass', finish="length"),
    ],
)
def test_too_long_is_told_apart(served: Served, reply: Reply) -> None:
    fails(served, CutShort, lambda _: reply)
    assert len(served.asked) == 1


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"<html>welcome</html>"),
        Reply(b"[]"),
        Reply(b"\xff\xfe"),
        Reply(b"{}"),
        Reply(json.dumps({"choices": []}).encode()),
        Reply(json.dumps({"choices": [None]}).encode()),
        Reply(json.dumps({"choices": [{"message": "hello"}]}).encode()),
        chat(None),
        chat("  "),
    ],
)
def test_an_answer_without_an_answer(served: Served, reply: Reply) -> None:
    fails(served, BadAnswer, lambda _: reply)


def test_a_refusal_and_a_filter_are_told(served: Served) -> None:
    assert "“I can’t help with that.”" in fails(
        served, Unreadable, lambda _: chat(None, refusal="I can’t\nhelp with that.")
    )
    assert "filter" in fails(served, Unreadable, lambda _: chat(None, finish="content_filter"))


def test_an_answer_without_end_is_not_read_to_its_end(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "LARGEST", 1000)
    assert "more than" in fails(served, BadAnswer, lambda _: Reply(b" " * 100_000))


def test_proxies_of_the_environment_are_not_used(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert ask(served, good)

"""Questions in flight: how many, in what order, within what budget, and how often a bad answer is asked again."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from riwaya.endpoint.asker import ANSWERS, Asker
from riwaya.endpoint.meter import Meter
from riwaya.endpoint.settings import Settings
from riwaya.errors import BadAnswer, CutShort, Stopped, Unreadable
from riwaya.extract.answers import SCHEMA
from riwaya.extract.asked import Question
from tests.endpoint.server import Asked, Behaviour, Reply, Served, chat, error, first, serving

GOOD = chat('{"claims": []}', usage=(300, 100))


def question(number: int = 0) -> Question:
    return Question("Mark.", f"[{number}] The well is dry.", SCHEMA, 40)


@contextmanager
def asking(
    behaviour: Behaviour, budget: int | None = None, in_flight: int = 4
) -> Iterator[tuple[Asker, Served]]:
    with serving(behaviour) as served:
        chosen = Settings(served.base, "test", in_flight=in_flight, seconds=60.0, budget=budget, pause=0.01)
        asker = Asker(chosen, Meter(budget))
        try:
            yield asker, served
        finally:
            asker.close()


def test_so_many_at_once_and_no_more() -> None:
    three = threading.Barrier(3, timeout=60)

    def together(_: Asked) -> Reply:
        three.wait()
        return GOOD

    with asking(together, in_flight=3) as (asker, served):
        answers = asker.begin([question(n) for n in range(9)])
        assert [answer.result() for answer in answers] == [()] * 9
    assert served.most == 3


def test_answers_belong_to_their_questions_whatever_order_they_come_in() -> None:
    def slowly(asked: Asked) -> Reply:
        (number,) = asked.passages
        told = f'{{"claims": [{{"passage": {number}, "content": [], "chain": [], "stance": "asserted", "negated": false}}]}}'
        return replace(chat(told), late=random.Random(number).random() / 5)

    with asking(slowly) as (asker, _):
        answers = asker.begin([question(n) for n in range(12)])
        assert [answer.result()[0].passage for answer in answers] == list(range(12))


@pytest.mark.parametrize("bad", ["not json", '{"claims": [{"passage": 1}]}', '{"claims": [', ""])
def test_a_bad_answer_is_asked_for_again(bad: str) -> None:
    with asking(first(chat(bad), then=lambda _: GOOD)) as (asker, served):
        assert asker.begin([question()])[0].result() == ()
        assert len(served.asked) == 2


def test_an_endpoint_that_only_gives_bad_answers_is_given_up() -> None:
    with asking(lambda _: chat("not json")) as (asker, served):
        with pytest.raises(BadAnswer, match=f"not JSON .* asked {ANSWERS} times"):
            asker.begin([question()])[0].result()
        assert len(served.asked) == ANSWERS


@pytest.mark.parametrize(
    ("reply", "kind"), [(chat("{", finish="length"), CutShort), (chat(None, refusal="No."), Unreadable)]
)
def test_what_asking_again_would_not_mend_is_not_asked_again(reply: Reply, kind: type[Exception]) -> None:
    with asking(lambda _: reply) as (asker, served):
        with pytest.raises(kind):
            asker.begin([question()])[0].result()
        assert len(served.asked) == 1


def test_what_the_budget_cannot_pay_is_not_begun() -> None:
    with asking(lambda _: GOOD, budget=1000) as (asker, served):
        done = [asker.begin([question()])[0] for _ in range(2)]
        assert [answer.result() for answer in done] == [(), ()]  # 800 tokens
        with pytest.raises(
            Stopped, match=r"budget of 1,000 tokens is spent: 800 are used, .* about \d+; .*--budget"
        ):
            asker.begin([question()])[0].result()
        assert len(served.asked) == 2


def test_what_was_begun_within_the_budget_is_finished() -> None:
    with asking(lambda _: replace(GOOD, late=0.2), budget=1000) as (asker, _):
        begun = asker.begin([question()])[0]
        refused = asker.begin([question()] * 5)
        assert begun.result() == ()
        for answer in refused:
            with pytest.raises(Stopped, match="budget"):
                answer.result()


def test_a_budget_that_answers_overrun_ends_the_asking() -> None:
    with asking(lambda _: chat("not json", usage=(5000, 5000)), budget=2000) as (asker, served):
        with pytest.raises(Stopped, match="budget of 2,000 tokens is spent"):
            asker.begin([question()])[0].result()
        assert len(served.asked) == 1


def test_a_broken_endpoint_is_not_asked_on() -> None:
    with asking(lambda _: error(401, "no such key"), in_flight=1) as (asker, served):
        for answer in asker.begin([question(n) for n in range(6)]):
            with pytest.raises(Stopped, match="no such key"):
                answer.result()
        assert len(served.asked) == 1


def test_closing_does_not_wait() -> None:
    before = threading.active_count()
    with asking(lambda _: replace(GOOD, late=3.0)) as (asker, served):
        asker.begin([question(n) for n in range(8)])
        while not served.asked:
            time.sleep(0.01)
        started = time.monotonic()
        asker.close()
        assert time.monotonic() - started < 1.0
    assert all(thread.daemon for thread in threading.enumerate()[before:])

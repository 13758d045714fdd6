"""Questions in flight: so many at once, answered in any order, handed back in the order they were asked."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from queue import SimpleQueue

from riwaya.endpoint.client import Endpoint
from riwaya.endpoint.meter import BYTES, Meter
from riwaya.endpoint.settings import BUDGET, Settings
from riwaya.endpoint.wire import prompt_tokens
from riwaya.errors import BadAnswer, CutShort, Stopped
from riwaya.extract.answers import ToldClaim, parse
from riwaya.extract.asked import Question

ANSWERS = 3  # times a question is asked before its answers are given up as useless

Answer = Future[tuple[ToldClaim, ...]]


class Asker:
    """Takes questions to one endpoint. `begin` and `close` belong to one thread."""

    def __init__(self, settings: Settings, meter: Meter) -> None:
        self.model = settings.model
        self.in_flight = settings.in_flight
        self._meter = meter
        self._halt = threading.Event()
        self._endpoint = Endpoint(settings, meter, self._halt)
        self._jobs: SimpleQueue[tuple[Question, Answer] | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._spent: Stopped | None = None  # the budget: what was begun is finished, nothing else is begun
        self._broken: Stopped | None = None  # the endpoint: nothing more is asked

    def affords(self, questions: Sequence[Question]) -> bool:
        """Whether the budget is enough for all of them beside those under way."""
        return self._meter.affords(sum(map(_guess, questions)))

    def begin(self, questions: Sequence[Question], *, owed: bool = False) -> Sequence[Answer]:
        """An answer on its way for each, if the budget is enough for all; else answers that are Stopped.

        `owed`: they belong to what was begun before, so the budget need not be enough for all.
        """
        answers = [Answer() for _ in questions]
        needed = sum(map(_guess, questions))
        stopped = self._broken or self._spent
        if stopped is None and not owed and not self._meter.affords(needed):
            spent, budget = self._meter.spent(), self._meter.budget
            stopped = self._spent = Stopped(
                f"the budget of {budget:,} tokens is spent: {spent.tokens:,} are used, and the next report"
                f" needs about {needed:,}; give more with --budget or {BUDGET}"
            )
        if stopped is None:
            self._meter.reserve(needed)
        for question, answer in zip(questions, answers, strict=True):
            if stopped is not None:
                answer.set_exception(stopped)
            else:
                self._jobs.put((question, answer))
                self._start()
        return answers

    def close(self) -> None:
        """Nothing more is asked; answers on their way are not waited for."""
        self._halt.set()
        for _ in self._threads:
            self._jobs.put(None)
        self._endpoint.close()

    def _start(self) -> None:
        """One more thread, up to as many as may be in flight. They never keep the program from ending."""
        if len(self._threads) < self.in_flight:
            thread = threading.Thread(target=self._work, daemon=True, name="riwaya-asks")
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            question, answer = job
            try:
                answer.set_result(self._ask(question))
            except Exception as error:  # noqa: BLE001 - whoever waits for the answer gets it
                if isinstance(error, Stopped) and self._broken is None:
                    self._broken = error
                answer.set_exception(error)
            finally:
                self._meter.release(_guess(question))
        self._endpoint.close()  # again: an answer may have been on its way when it was closed first

    def _ask(self, question: Question) -> tuple[ToldClaim, ...]:
        """The claims of a usable answer; the last fault where none of the answers is."""
        wrong = BadAnswer("no answer")
        for _ in range(ANSWERS):
            if self._broken is not None:
                raise self._broken
            if self._halt.is_set():
                raise Stopped("reading was stopped")
            try:
                return parse(self._endpoint.ask(question))
            except CutShort:
                raise
            except BadAnswer as error:
                wrong = error
        raise BadAnswer(f"{wrong}; asked {ANSWERS} times")


def _guess(question: Question) -> int:
    """About how many tokens a question and its answer will use."""
    return prompt_tokens(question) + question.told // BYTES

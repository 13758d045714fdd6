"""What asking has used: tokens, cost, and whether the budget allows more."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from riwaya.endpoint.settings import Prices

BYTES = 4  # of text to a token, where nobody counts them: about right for English, high for Arabic script
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Spent:
    """What one run has used so far."""

    questions: int  # answered, usable or not
    prompt: int  # tokens
    answer: int  # tokens
    guessed: bool  # the endpoint did not always count: some tokens are guessed from the length of the text
    cost: float | None  # None: no prices were given

    @property
    def tokens(self) -> int:
        """All tokens."""
        return self.prompt + self.answer

    def short(self) -> str:
        """Tokens and cost, where there is little room."""
        cost = f", {self.cost:,.4f}" if self.cost is not None else ""
        return f"{self.tokens:,} tokens{cost}"

    def told(self) -> str:
        """A line for people."""
        about = "about " if self.guessed else ""
        cost = f", cost {self.cost:,.4f}" if self.cost is not None else ""
        answers = f"{self.questions:,} answer{'' if self.questions == 1 else 's'}"
        return f"{answers}, {about}{self.tokens:,} tokens ({self.prompt:,} in, {self.answer:,} out){cost}"


class Meter:
    """Counts what is used. Safe to use from several threads."""

    def __init__(self, budget: int | None = None, prices: Prices | None = None) -> None:
        self._lock = threading.Lock()
        self._prices = prices
        self.budget = budget
        self._questions = self._prompt = self._answer = self._reserved = 0
        self._guessed = False

    def affords(self, tokens: int) -> bool:
        """Whether the budget has so many tokens left beside what is used and set aside."""
        with self._lock:
            used = self._prompt + self._answer + self._reserved
            return self.budget is None or used + tokens <= self.budget

    def reserve(self, tokens: int) -> None:
        """Set about so many tokens aside for what is to be asked."""
        with self._lock:
            self._reserved += tokens

    def release(self, tokens: int) -> None:
        """What was set aside is used, or not needed after all."""
        with self._lock:
            self._reserved -= tokens

    def add(self, prompt: int, answer: int, *, guessed: bool) -> None:
        """One question has been answered."""
        with self._lock:
            self._questions += 1
            self._prompt += prompt
            self._answer += answer
            self._guessed = self._guessed or guessed

    @property
    def empty(self) -> bool:
        """Whether the budget is used up."""
        return self.budget is not None and self.spent().tokens >= self.budget

    def spent(self) -> Spent:
        """What has been used so far."""
        with self._lock:
            cost = None
            if self._prices is not None:
                cost = (self._prompt * self._prices.prompt + self._answer * self._prices.answer) / MILLION
            return Spent(self._questions, self._prompt, self._answer, self._guessed, cost)
